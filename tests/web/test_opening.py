"""A period is opened on a page: what it will be is shown first, and many agreements are opened at once."""

import pytest

from sla.operations.agreements import open_period
from sla.operations.pages import agreement
from tests.operations.house import APRIL, MARCH, NOW
from tests.web.api.machine import Machine, code
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
ONE, MANY = "/c/north/open", "/close/open"


def test_the_next_period_is_opened_from_its_agreement(site: Site) -> None:
    mia = site.visit(site.house.mia)
    assert ONE in mia.page("/c/north")
    said = words(mia.get(ONE))
    assert "Open April 2026: Northline" in said
    assert "1 April 2026 to 30 April 2026" in said
    assert "version 1" in said
    done = mia.post(ONE, period=APRIL, closes="2026-08-01T18:00")
    assert (done.status_code, done.headers["Location"]) == (303, f"/p/north/{APRIL}")
    card = words(mia.get(f"/p/north/{APRIL}"))
    assert "April 2026 is open: Northline can send figures." in card
    known = agreement(site.house.books, site.house.north.id, by=site.house.mia)
    assert known is not None
    assert [str(each.closes) for each in known.cycles] == ["None", "2026-08-01 22:00:00+00:00"]


def test_another_period_can_be_chosen_and_a_refusal_says_why(site: Site) -> None:
    mia = site.visit(site.house.mia)
    assert "Open June 2026: Northline" in words(mia.get(f"{ONE}?period=2026-06"))
    again = mia.post(ONE, period=MARCH)
    assert (again.status_code, "March 2026 is open already" in words(again)) == (409, True)
    wrong = mia.post(ONE, period=APRIL, closes="soon")
    assert (wrong.status_code, "no moment" in words(wrong)) == (422, True)
    assert mia.post(ONE, period="2031-01").status_code == 404


def test_a_term_without_another_period_says_so(site: Site) -> None:
    house = site.house
    for month in range(1, 13):
        open_period(house.books, house.south.id, f"2026-{month:02}", by=house.mia, at=NOW)
    mia = site.visit(house.mia)
    assert "Every period is open" in words(mia.get("/c/south/open"))
    assert "/c/south/open" not in mia.page("/c/south")


def test_all_that_are_due_are_opened_from_the_calendar(site: Site) -> None:
    mia = site.visit(site.house.mia)
    board = words(mia.get("/close"))
    assert "2 agreements whose next periods have begun" in board
    assert "Northline North April 2026 no date is set Open it : Northline, North" in board
    assert "Southcall South none yet Choose its first period : Southcall, South" in board
    assert f"{MANY}?period={APRIL}" in mia.page("/close")
    assert "in 1 agreement" in words(mia.get(f"{MANY}?period={APRIL}"))
    done = mia.post(MANY, period=APRIL, series=["north", "south", "nowhere"])
    assert "Northline North April 2026 is open Southcall South April 2026 is open" in words(done)
    twice = mia.post(MANY, period=APRIL, series=["north"])
    assert "April 2026 is open already" in words(twice)
    assert "chose no agreement" in words(mia.post(MANY, period=APRIL))
    assert "Nothing waits to be opened there" in words(mia.get(f"{MANY}?period={APRIL}"))


def test_nobody_else_opens_periods(site: Site) -> None:
    for person in (site.house.fay, site.house.pat, site.house.audrey, site.house.rival):
        visitor = site.visit(person)
        assert visitor.get(ONE).status_code == visitor.post(ONE, period=APRIL).status_code == 404
        assert "To open" not in words(visitor.get("/close"))
        assert "April 2026 is open" not in words(visitor.post(MANY, period=APRIL, series=["north"]))
    known = agreement(site.house.books, site.house.north.id, by=site.house.mia)
    assert known is not None
    assert [each.period.key for each in known.cycles] == [MARCH]


def test_programs_open_periods_too(site: Site) -> None:
    path, mia = "/api/v1/agreements/north/periods", Machine(site, site.house.mia)
    key = {"Idempotency-Key": "open April"}
    opened = mia.ask(path, "POST", said={"period": APRIL, "closes": f"{NOW:%Y-08-01}T18:00:00Z"}, headers=key)
    assert (opened.status_code, opened.get_json()["closes"]) == (201, "2026-08-01T18:00:00+00:00"), opened.text
    again = mia.ask(path, "POST", said={"period": APRIL, "closes": f"{NOW:%Y-08-01}T18:00:00Z"}, headers=key)
    assert (again.status_code, again.get_json()) == (201, opened.get_json())
    assert code(mia.ask(path, "POST", said={"period": APRIL})) == "409 period.open"
    assert code(mia.ask(path, "POST", said={"period": "2031-01"})) == "404 request.unknown"
    assert code(Machine(site, site.house.pat).ask(path, "POST", said={"period": "2026-05"})) == "403 person.role"
    assert code(Machine(site, site.house.rival).ask(path, "POST", said={"period": "2026-05"})) == "404 request.unknown"
