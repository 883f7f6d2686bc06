"""Columns of a vendor's own: matched once, seen on the receipt, and read without asking from then on."""

import json
from datetime import timedelta

import pytest

from sla.operations.agreements import open_period
from sla.operations.pages import scorecard
from sla.operations.submitting import Receipt, send_figures
from tests.operations.house import APRIL, MARCH, NOW
from tests.web.site import UPLOAD, Browser, Site, digest, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
MATCH, CHECK, SEND = (f"/p/north/{MARCH}/{step}" for step in ("match", "check", "send"))
OWN = b"Month,Offered calls,In time,Agents,Complaints received\n2026-03,1000,600,40,4\n"
SAID = {"row": "1", "column:0": "when", "column:1": "of:calls", "column:2": "of:answered", "column:4": "of:complaints"}


def matched(site: Site) -> Browser:
    """The vendor has said what the columns of their own file hold."""
    browser = site.visit(site.house.pat)
    assert browser.look(OWN, "own.csv").headers["Location"] == MATCH
    answer = browser.post(MATCH, **SAID)
    assert (answer.status_code, answer.headers.get("Location")) == (303, CHECK), words(answer)
    return browser


def send(browser: Browser, path: str) -> str:
    """Press the button of a preview; where it leads to."""
    page = browser.page(path)
    matching = page.partition('name="matching" value="')[2].partition('"')[0]
    return browser.post(path.replace("check", "send"), digest=digest(page), matching=matching).headers["Location"]


def test_suggestions_are_marked_and_nothing_is_applied_before_they_are_confirmed(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(OWN, "own.csv")
    page = browser.page(MATCH)
    assert "Match the columns of own.csv" in page
    assert '<option value="of:calls" selected>' in page
    assert '<option value="of:complaints" selected>' in page
    assert page.count("suggested</span>") == 3
    assert "In no column yet: answered" in words(browser.get(MATCH))
    assert browser.get(CHECK).status_code == 422


def test_what_was_matched_is_priced_kept_and_said_on_the_receipt(site: Site) -> None:
    browser = matched(site)
    assert "USD 2,500.00" in browser.page(CHECK)
    assert "One column was left out. Found: Agents." in words(browser.get(CHECK))
    receipt = send(browser, CHECK)
    assert "Read by" in browser.page(receipt)
    assert "Offered calls" in words(browser.get(receipt))
    signed = json.loads(browser.get(f"{receipt}.json").data)
    card = scorecard(site.house.books, site.house.north.id, MARCH, by=site.house.mia, at=NOW)
    assert card
    assert card.uploads[0].matching
    assert signed["receipt"]["matching"] == {"sha256": card.uploads[0].matching.digest}
    assert browser.get(f"/p/north/{MARCH}/sent/1").data == OWN


def test_later_files_with_the_same_headings_are_read_without_asking(site: Site) -> None:
    """From the pages and from a program alike; another vendor's files are another matter."""
    house = site.house
    browser = matched(site)
    send(browser, CHECK)
    assert not isinstance(open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW), tuple)
    later = b"Report of April\n\nComplaints received,In time,Month,Offered calls\n3,900,2026-04,1000\n"
    path = f"/p/north/{APRIL}/upload"
    assert browser.look(later, "april.csv", path).headers["Location"] == f"/p/north/{APRIL}/check"
    assert "the columns that were matched" in browser.page(f"/p/north/{APRIL}/check")
    sent = send_figures(house.books, house.north.id, APRIL, "a.csv", later, by=house.pat, at=NOW + timedelta(hours=1))
    assert isinstance(sent, Receipt)
    assert len(sent.submission.entries) == 3
    assert site.visit(house.sam).get(MATCH).status_code == 404


def test_the_same_file_read_in_another_way_is_a_new_version(site: Site) -> None:
    browser = matched(site)
    send(browser, CHECK)
    assert browser.look(OWN, "own.csv").headers["Location"] == f"/p/north/{MARCH}/receipt/1"
    assert browser.post(f"/p/north/{MARCH}/again/1").headers["Location"] == MATCH
    browser.post(MATCH, **{**SAID, "column:2": "", "column:3": "of:answered"})
    assert send(browser, CHECK) == f"/p/north/{MARCH}/receipt/2"


def test_a_matching_changed_in_another_window_is_not_sent_unseen(site: Site) -> None:
    browser = matched(site)
    page = browser.page(CHECK)
    seen = page.partition('name="matching" value="')[2].partition('"')[0]
    browser.post(MATCH, **{**SAID, "column:3": "of:answered", "column:2": ""})
    answer = browser.post(SEND, digest=digest(page), matching=seen)
    assert answer.headers["Location"] == CHECK
    assert "Another file was chosen" in browser.page(CHECK)


def test_what_is_still_open_is_said(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(b"Day,Offered calls,Ringing\n03/02/2026,5,6\n01/02/2026,5,6\n", "own.csv")
    answer = browser.post(MATCH, **{"row": "1", "column:0": "when", "column:1": "of:calls", "column:2": "of:calls"})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert "Two columns are said to hold the same" in words(answer)
    said = {"row": "1", "column:0": "when", "column:1": "of:calls"}
    assert "The day comes first: 03/02/2026 is 3 Feb 2026" in words(browser.post(MATCH, **said))
    assert browser.post(MATCH, **said, order="month", others="on").headers["Location"] == CHECK


def test_without_a_file_there_is_nothing_to_match(site: Site) -> None:
    browser = site.visit(site.house.pat)
    assert browser.get(MATCH).headers["Location"] == UPLOAD
    assert browser.post(MATCH).headers["Location"] == UPLOAD
    assert browser.post(f"/p/north/{MARCH}/again/7").status_code == 404
