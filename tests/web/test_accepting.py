"""Accepting line by line, on its page."""

from __future__ import annotations

import re
from datetime import timedelta

from sla.operations.activation import activate_contract
from sla.values import Findings
from sla.web import create_app
from sla.web.visitor import Desk
from tests.operations.house import APRIL, FILES, MARCH, NOW, TEXT, figures
from tests.web.site import Site, words

AT = f"/p/north/{MARCH}"
PAGE = f"{AT}/accept"
STORM = {"level": "answered_in_time", "extent": "whole", "reason": "the line was down"}


def keys(page: str) -> list[str]:
    return re.findall(r'name="line" value="([0-9a-f]+)"', page)


def test_one_line_then_all_the_others(site: Site) -> None:
    site.house.settled(content=figures(MARCH, complaints=11))
    pat = site.visit(site.house.pat)
    assert "0 of 2 lines accepted." in words(pat.get(AT))
    first, second = keys(pat.page(PAGE))
    assert pat.post(PAGE, act="chosen", line=first).status_code == 303
    said = words(pat.get(PAGE))
    assert "1 of 2 lines accepted" in said
    assert "Accepted by Pat Partner 6 July 2026" in said
    assert keys(pat.page(PAGE)) == [second]
    assert pat.post(PAGE, act="all", every=second).status_code == 303
    assert "2 of 2 lines accepted." in words(site.visit(site.house.mia).get(AT))
    assert keys(pat.page(PAGE)) == []


def test_what_was_accepted_cannot_be_disputed_and_it_says_how_to_go_on(site: Site) -> None:
    site.house.issued()
    pat = site.visit(site.house.pat)
    pat.post(PAGE, act="all", every=keys(pat.page(PAGE)))
    refused = pat.post(f"{AT}/ask/dispute", send="yes", **STORM)
    assert refused.status_code == 409
    assert "You have accepted what this is about" in words(refused)
    assert "ask a vendor manager of the customer for a restatement" in words(refused)


def test_a_line_in_dispute_has_no_box(site: Site) -> None:
    site.house.settled()
    pat = site.visit(site.house.pat)
    pat.post(f"{AT}/ask/dispute", send="yes", **STORM)
    page = pat.page(PAGE)
    assert len(keys(page)) == 1
    assert "In dispute: 1" in page
    assert "0 of 2 lines accepted, 1 in dispute." in words(pat.get(AT))


def test_others_look_and_do_not_accept(site: Site) -> None:
    house = site.house
    house.settled()
    key = keys(site.visit(house.pat).page(PAGE))[0]
    for who in (house.mia, house.fay, house.audrey):
        browser = site.visit(who)
        assert keys(browser.page(PAGE)) == []
        assert browser.post(PAGE, act="chosen", line=key).status_code == 409
    for stranger in (house.sam, house.rival, None):
        assert site.visit(stranger).get(PAGE).status_code == (404 if stranger else 303)


def test_nothing_is_chosen_or_nothing_is_settled(site: Site) -> None:
    site.house.sent()
    pat = site.visit(site.house.pat)
    assert pat.get(PAGE).status_code == 303
    site.house.settled(content=figures(MARCH, complaints=3))
    empty = pat.post(PAGE, act="chosen")
    assert empty.status_code == 409
    assert "No line was chosen" in words(empty)


def test_silence_counts_after_the_days_to_dispute(site: Site) -> None:
    """Issued on Monday 6 July 2026, with five business days; a look at the page a month later."""
    house = site.house
    text = TEXT.replace("version: 1", "version: 2\neffective: 2026-04-01")
    text = text.replace("due: 30 days}", "due: 30 days, dispute: 5 business days}")
    assert not isinstance(activate_contract(house.books, {**FILES, "2.yaml": text}, by=house.mia, at=NOW), Findings)
    house.issued()
    house.issued(APRIL)
    in_time = words(site.visit(house.fay).get(f"/p/north/{APRIL}"))
    assert "What nobody disputes before 14 July 2026, 00:00 EDT counts as accepted then." in in_time
    desk = site.app.extensions["sla"]
    assert isinstance(desk, Desk)
    app = create_app(desk.config, press=house.press, clock=lambda: NOW + timedelta(days=30))
    later = Site(app, house)
    said = words(later.visit(house.fay).get(f"/p/north/{APRIL}"))
    assert "0 of 2 lines accepted. The other 2 count as accepted since 14 July 2026, 00:00 EDT" in said
    assert words(later.visit(house.pat).get(f"/p/north/{APRIL}/accept")).count("Counts as accepted") == 2
    late = later.visit(house.pat).post(f"/p/north/{APRIL}/ask/dispute", send="yes", **STORM)
    assert "The time for this dispute has passed" in words(late)
    then = words(later.visit(house.fay).get(f"/p/north/{APRIL}?known=2026-07-13"))
    assert "What nobody disputes before 14 July 2026, 00:00 EDT counts as accepted then." in then
    app.extensions["sla"].books.close()
