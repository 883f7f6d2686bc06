"""The calendar of closing: what waits for whom until when, and the same as a file."""

from datetime import timedelta

import pytest

from sla.operations.agreements import open_period
from sla.operations.board import board
from sla.operations.deciding import extend_period
from tests.operations.house import APRIL, MARCH, NOW
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def test_every_period_on_its_way_says_who_holds_it_up(site: Site) -> None:
    house = site.house
    house.sent(APRIL)
    said = words(site.visit(house.mia).get("/close"))
    assert "Open 1 period: the vendor sends figures." in said
    assert "Northline for Harbour City March 2026 no date is set Northline : The vendor sends the figures." in said
    assert "April 2026 no date is set Harbour City : A vendor manager checks the figures and settles." in said
    assert "Nothing is on its way" in words(site.visit(house.sam).get("/close"))


def test_what_is_late_comes_first(site: Site) -> None:
    house = site.house
    open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW)
    extend_period(house.books, house.north.id, APRIL, NOW + timedelta(hours=1), by=house.mia, at=NOW)
    now, later = (board(house.books, by=house.mia, at=NOW + timedelta(hours=hours)) for hours in (0, 2))
    assert [(card.cell.period.key, card.late) for card in now.cards] == [(APRIL, False), (MARCH, False)]
    assert [(card.cell.period.key, card.late) for card in later.cards] == [(APRIL, True), (MARCH, False)]
    assert (later.more, later.questions) == (0, ())


def test_dates_go_into_other_calendars(site: Site) -> None:
    house = site.house
    closes = NOW + timedelta(days=2)
    extend_period(house.books, house.north.id, MARCH, closes, by=house.mia, at=NOW)
    answer = site.visit(house.pat).get("/close.ics")
    assert answer.mimetype == "text/calendar"
    assert f"DTSTART:{closes:%Y%m%dT%H%M%SZ}" in answer.text
    assert "UID:north-2026-03-0-open@sla" in answer.text
    assert "DTSTART" not in site.visit(house.sam).get("/close.ics").text
    assert "8 July 2026, 05:30 EDT" in words(site.visit(house.pat).get("/close"))
