"""Accepting line by line, on its page."""

from __future__ import annotations

import re

from tests.operations.house import MARCH, figures
from tests.web.site import Site, words

AT = f"/p/north/{MARCH}"
PAGE = f"{AT}/accept"
STORM = {"level": "answered_in_time", "extent": "whole", "reason": "the line was down"}


def keys(page: str) -> list[str]:
    return re.findall(r'name="line" value="([0-9a-f]+)"', page)


def test_one_line_then_all_the_others(site: Site) -> None:
    site.house.settled(content=figures(MARCH, complaints=11))
    pat = site.visit(site.house.pat)
    assert "0 of 2 lines." in words(pat.get(AT))
    first, second = keys(pat.page(PAGE))
    assert pat.post(PAGE, act="chosen", line=first).status_code == 303
    said = words(pat.get(PAGE))
    assert "1 of 2 lines accepted" in said
    assert "Accepted by Pat Partner 6 July 2026" in said
    assert keys(pat.page(PAGE)) == [second]
    assert pat.post(PAGE, act="all", every=second).status_code == 303
    assert "2 of 2 lines." in words(site.visit(site.house.mia).get(AT))
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
    assert "0 of 2 lines, 1 in dispute." in words(pat.get(AT))


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
