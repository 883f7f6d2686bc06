"""Relief, disputes and waivers by their pages: a price first, then the asking, then the other side's answer."""

from __future__ import annotations

import io
import re

from tests.operations.house import APRIL, MARCH, figures
from tests.web.site import Site, words

AT = f"/p/north/{MARCH}"
STORM = {"level": "answered_in_time", "extent": "whole", "cause": "storm", "reason": "the line was down"}


def test_the_price_comes_before_the_asking(site: Site) -> None:
    site.house.settled()
    pat = site.visit(site.house.pat)
    looked = words(pat.post(f"{AT}/ask/relief", look="yes", **STORM))
    assert "Without it Vendor owes USD 2,500.00 With it Nothing is owed" in looked
    assert "USD 2,500.00 in favour of the vendor" in looked
    assert "None yet." in pat.page(AT)


def test_asked_for_talked_about_and_granted(site: Site) -> None:
    house = site.house
    house.settled()
    pat, mia = site.visit(house.pat), site.visit(house.mia)
    asked = pat.post(f"{AT}/ask/relief", send="yes", **STORM)
    assert asked.status_code == 303, words(asked)
    place = asked.headers["Location"]
    said = pat.post(place, act="say", words="see the report", file=(io.BytesIO(b"down"), "outage.txt"))
    assert said.status_code == 303, words(said)
    page = mia.page(place)
    assert "see the report" in page
    assert "Grant all of it" in page
    assert "Grant all of it" not in pat.page(place)
    link = re.search(rf'href="({AT}/matters/\d+/[0-9a-f]+)"', page)
    assert link
    assert mia.get(link[1]).data == b"down"
    granted = mia.post(place, act="grant", words="we saw it")
    assert granted.status_code == 303, words(granted)
    assert "Relief 1: granted" in mia.page(place)
    assert "Not settled yet" in mia.page(AT)
    assert pat.post(place, act="withdraw").status_code == 303
    assert "Relief 1: withdrawn" in pat.page(place)


def test_it_waits_for_the_other_side(site: Site) -> None:
    house = site.house
    house.settled()
    site.visit(house.pat).post(f"{AT}/ask/relief", send="yes", **STORM)
    assert "Relief 1" in words(site.visit(house.mia).get("/approvals"))
    for nobody in (house.pat, house.fay, house.audrey):
        assert "Relief 1" not in words(site.visit(nobody).get("/approvals"))


def test_part_of_it(site: Site) -> None:
    house = site.house
    house.settled()
    place = site.visit(house.pat).post(f"{AT}/ask/dispute", send="yes", **STORM).headers["Location"]
    part = {
        "act": "part",
        "words": "half",
        "level": "answered_in_time",
        "extent": "less",
        "figure": "calls",
        "by": "50",
    }
    assert site.visit(house.mia).post(place, **part).status_code == 303
    assert "calls count as 50 fewer" in site.visit(house.pat).page(place)


def test_what_cannot_be_read_is_said_and_kept(site: Site) -> None:
    site.house.settled()
    pat = site.visit(site.house.pat)
    wrong = pat.post(f"{AT}/ask/relief", look="yes", **{**STORM, "extent": "first", "count": "many"})
    assert wrong.status_code == 422
    assert "It does not say how many misses are excused" in words(wrong)
    assert 'value="many"' in wrong.text


def test_a_waiver_needs_somebody_else(site: Site) -> None:
    house = site.house
    house.settled()
    maxwell = site.visit(house.max)
    form = maxwell.page(f"{AT}/ask/waiver")
    line = re.search(r'<option value="(\d+)"', form)
    assert line
    asked = maxwell.post(f"{AT}/ask/waiver", send="yes", line=line[1], most="500", reason="goodwill")
    assert asked.status_code == 303, words(asked)
    place = asked.headers["Location"]
    assert "Grant all of it" not in maxwell.page(place)
    assert site.visit(house.fay).post(place, act="grant", words="agreed").status_code == 303
    assert "Waiver 1: granted" in maxwell.page(place)


def test_nobody_else_hears_of_it(site: Site) -> None:
    house = site.house
    house.settled()
    place = site.visit(house.pat).post(f"{AT}/ask/relief", send="yes", **STORM).headers["Location"]
    for stranger in (house.sam, house.rival):
        browser = site.visit(stranger)
        assert browser.get(place).status_code == 404
        assert browser.post(place, act="grant", words="yes").status_code == 404
        assert browser.get(f"{AT}/ask/relief").status_code == 404
    assert site.visit(house.pat).get(place.replace(MARCH, APRIL)).status_code == 404


def test_an_issued_period_is_restated_by_its_button(site: Site) -> None:
    house = site.house
    house.issued()
    mia = site.visit(house.mia)
    opened = mia.act(f"{AT}/restate", reason="late figures")
    assert opened.status_code == 303, words(opened)
    assert "Of statement NORTH-0001" in words(mia.get(AT))
    dropped = mia.act(f"{AT}/drop", reason="they were right")
    assert dropped.status_code == 303, words(dropped)
    assert "Statement NORTH-0001" in mia.page(AT)


def test_what_is_in_dispute_is_on_the_period_s_page(site: Site) -> None:
    house = site.house
    house.settled()
    pat = site.visit(house.pat)
    assert "Payable now" not in words(pat.get(AT))
    pat.post(f"{AT}/ask/dispute", send="yes", **{**STORM, "extent": "less", "figure": "calls", "by": "50"})
    said = words(pat.get(AT))
    assert "Payable now, whatever is decided Northline owes Harbour City USD 2,500.00" in said
    assert "In dispute Nothing: the amount is the same under each outcome" in said
    pat.post(f"{AT}/ask/dispute", send="yes", **STORM)
    said = words(site.visit(house.mia).get(AT))
    assert "Payable now, whatever is decided Nothing is owed" not in said
    assert "At best for Harbour City Northline owes Harbour City USD 2,500.00 At best for Northline Nothing" in said
    assert "Disputes 1 and 2 Answered within 30 seconds: excused" in said


def test_other_figures_for_an_issued_period_are_offered_and_restate_it(site: Site) -> None:
    house = site.house
    house.issued()
    pat, mia = site.visit(house.pat), site.visit(house.mia)
    assert "Send a correction" in pat.page(AT)
    assert "Send a correction" not in mia.page(AT)
    better = (io.BytesIO(figures(MARCH, answered=810)), "better.csv")
    assert pat.post(f"{AT}/upload", file=better).status_code == 303
    shown = pat.page(f"{AT}/check")
    assert "owes Northline USD 1,000.00" in words(pat.get(f"{AT}/check"))
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', shown)
    assert digest
    silent = pat.post(f"{AT}/send", digest=digest[1], reason=" ")
    assert (silent.status_code, "needs a reason" in words(silent)) == (409, True)
    asked = pat.post(f"{AT}/send", digest=digest[1], reason="The night shift was missing")
    assert asked.status_code == 303, words(asked)
    place = asked.headers["Location"]
    page = mia.page(place)
    assert "Correction 1: open" in page
    assert "USD 3,500.00 in favour of the vendor" in words(mia.get(place))
    assert mia.post(place, act="part", words="half").status_code == 409
    assert mia.post(place, act="grant", words="We saw it").status_code == 303
    assert "NORTH-0001" in words(mia.get(AT))
    assert "better.csv" in mia.page(f"{AT}/receipt/2")
