"""Relief, disputes and waivers by their pages: a price first, then the asking, then the other side's answer."""

from __future__ import annotations

import io
import re
from hashlib import sha256

import pytest

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
    waiting = words(site.visit(house.mia).get("/approvals"))
    assert waiting.count("Nothing: all of it depends on the decisions") == 2
    said = words(site.visit(house.mia).get(AT))
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


def test_records_are_picked_by_row(site: Site) -> None:
    house = site.house
    house.settled()
    pat = site.visit(house.pat)
    wrong = pat.post(f"{AT}/ask/relief", look="yes", **{**STORM, "extent": "records", "rows": "7"})
    assert wrong.status_code == 422
    assert "The figures that count have no such row" in words(wrong)
    assert 'value="7"' in wrong.text
    asked = pat.post(f"{AT}/ask/relief", send="yes", **{**STORM, "extent": "records", "rows": "2"})
    assert asked.status_code == 303, words(asked)
    said = words(site.visit(house.mia).get(asked.headers["Location"]))
    assert "Storm: one record does not count." in said
    assert "1 record March 2026" in said


@pytest.mark.parametrize("kind", ["relief", "dispute"])
def test_evidence_comes_with_what_is_asked_and_is_never_a_page_of_ours(site: Site, kind: str) -> None:
    house = site.house
    house.settled()
    pat = site.visit(house.pat)
    assert 'name="file"' in pat.post(f"{AT}/ask/{kind}", look="yes", **STORM).text
    page, name = b"<script>alert(1)</script>", "folder/outage.html"
    asked = pat.post(f"{AT}/ask/{kind}", send="yes", **STORM, file=(io.BytesIO(page), name))
    assert asked.status_code == 303, words(asked)
    shown = site.visit(house.mia).page(asked.headers["Location"])
    assert f"SHA-256 {sha256(page).hexdigest()}" in shown
    link = re.search(rf'href="({AT}/matters/1/[0-9a-f]+)"', shown)
    assert link
    for reader in (house.mia, house.audrey, house.pat):
        answer = site.visit(reader).get(link[1])
        assert answer.data == page
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "folder" not in answer.headers["Content-Disposition"]
    for stranger in (house.sam, house.rival):
        assert site.visit(stranger).get(link[1]).status_code == 404
    assert site.visit(house.mia).get(link[1].replace(MARCH, APRIL)).status_code == 404


def test_evidence_that_is_empty_is_refused_and_nothing_is_asked(site: Site) -> None:
    site.house.settled()
    pat = site.visit(site.house.pat)
    answer = pat.post(f"{AT}/ask/relief", send="yes", **STORM, file=(io.BytesIO(), "a.bin"))
    assert answer.status_code == 409
    assert "bin cannot be taken as evidence" in words(answer)
    assert "None yet." in words(pat.get(AT))


def test_what_could_not_be_printed_on_the_statement_is_not_taken_in(site: Site) -> None:
    """Otherwise the period could never be issued once it was granted."""
    site.house.settled()
    pat = site.visit(site.house.pat)
    for field in ("reason", "cause"):
        answer = pat.post(f"{AT}/ask/relief", send="yes", **{**STORM, field: "rain \N{UMBRELLA WITH RAIN DROPS}\uffff"})
        assert answer.status_code == 409
        assert "This cannot be printed on a statement" in words(answer)
    lines = pat.post(f"{AT}/ask/relief", send="yes", **{**STORM, "reason": "first\r\nsecond\x00"})
    assert lines.status_code == 303, words(lines)
    said = pat.post(lines.headers["Location"], act="say", words="nothing\x00 more")
    assert said.status_code == 303
    assert "nothing more" in pat.page(lines.headers["Location"])
