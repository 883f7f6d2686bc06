"""Deciding: a page that shows what is decided, one button, and no harm in pressing it twice."""

import pytest

from sla.operations import pages
from sla.operations.issuing import issue_statement
from tests.operations.house import MARCH, NOW, figures
from tests.web.site import Site, words

SCORECARD = f"/p/north/{MARCH}"


def test_the_whole_way_by_buttons(site: Site) -> None:
    house = site.house
    site.sent()
    for person, act, says in (
        (house.mia, "settle", "Settled: Northline, March 2026. Vendor owes USD 2,500.00."),
        (house.max, "approve", "Approved: Northline, March 2026."),
        (house.fay, "approve", "Approved: Northline, March 2026."),
        (house.fay, "issue", "Issued: Northline, March 2026."),
    ):
        browser = site.visit(person)
        answer = browser.act(f"{SCORECARD}/{act}")
        assert answer.status_code == 303, words(answer)
        assert says in browser.page(answer.headers["Location"])
    assert "NORTH-0001" in site.visit(house.pat).page("/statements")
    assert site.visit(house.pat).get("/statements/NORTH-0001.pdf").data.startswith(b"NORTH-0001: Northline owes")


def test_the_page_shows_the_decision_before_it_asks(site: Site) -> None:
    site.house.settled()
    said = words(site.visit(site.house.fay).get(f"{SCORECARD}/approve"))
    assert "Northline owes Harbour City USD 2,500.00" in said
    assert "Your name will stand under it" in said
    assert "Prepared by Mia Manager" in said


def test_pressing_twice_says_it_is_done(site: Site) -> None:
    house = site.house
    house.settled()
    for person, act in ((house.max, "approve"), (house.fay, "approve"), (house.fay, "issue")):
        browser = site.visit(person)
        seen = browser.seen(f"{SCORECARD}/{act}")
        answers = [browser.post(f"{SCORECARD}/{act}", seen=seen) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {303}
    assert len(pages.list_statements(house.books, by=house.fay)) == 1


def test_nobody_approves_what_they_prepared(site: Site) -> None:
    site.house.settled()
    browser = site.visit(site.house.mia)
    answer = browser.get(f"{SCORECARD}/approve")
    assert answer.headers["Location"] == SCORECARD
    assert "Approve: not open to you now." in browser.page(SCORECARD)
    refused = browser.post(f"{SCORECARD}/approve", seen=str(current(site)))
    assert refused.status_code == 409
    assert "Nobody approves what they sent in or prepared" in words(refused)
    assert "Ask another vendor manager" in words(refused)


def current(site: Site) -> int:
    card = pages.scorecard(site.house.books, site.house.north.id, MARCH, by=site.house.mia, at=NOW)
    assert card
    return card.cycle.revision


def test_what_changed_since_it_was_looked_at_is_shown_again(site: Site) -> None:
    site.house.sent()
    browser = site.visit(site.house.mia)
    seen = browser.seen(f"{SCORECARD}/settle")
    site.sent(figures(MARCH, answered=900))
    answer = browser.post(f"{SCORECARD}/settle", seen=seen)
    assert answer.status_code == 409
    assert "<title>Error: " in answer.text
    said = words(answer)
    assert "was changed by somebody else in the meantime" in said
    assert "Harbour City owes Northline USD 1,000.00" in said, "the page shows what now stands"
    assert browser.act(f"{SCORECARD}/settle").status_code == 303


@pytest.mark.parametrize("seen", ["", "x", "-1", "²"])
def test_an_incomplete_form_is_refused(site: Site, seen: str) -> None:
    site.house.sent()
    answer = site.visit(site.house.mia).post(f"{SCORECARD}/settle", seen=seen)
    assert answer.status_code == 409
    assert "This form is incomplete" in words(answer)


def test_reopening_needs_a_reason_and_keeps_it(site: Site) -> None:
    site.house.settled()
    browser = site.visit(site.house.mia)
    refused = browser.act(f"{SCORECARD}/reopen", reason="  ")
    assert refused.status_code == 409
    assert "Reopening needs a reason" in words(refused)
    assert browser.act(f"{SCORECARD}/reopen", reason="Calls of the <b>7th</b> are missing").status_code == 303
    page = browser.page(SCORECARD)
    assert "“Calls of the <b>7th</b> are missing”" in page
    assert "&lt;b&gt;7th" in browser.get(SCORECARD).text
    assert "A vendor manager checks the figures and settles." in page


def test_the_last_moment_is_set_on_the_contracts_clock(site: Site) -> None:
    browser = site.visit(site.house.mia)
    path = f"{SCORECARD}/extend"
    assert browser.act(path, closes="2026-07-09T18:00").status_code == 303
    assert "9 July 2026, 18:00 EDT" in browser.page(SCORECARD)
    assert 'value="2026-07-09T18:00"' in browser.page(path)
    refused = browser.act(path, closes="tomorrow")
    assert refused.status_code == 409
    assert "This is no moment" in words(refused)
    assert "has passed already" in words(browser.act(path, closes="2020-01-01T00:00"))
    assert browser.act(path, closes="").status_code == 303
    assert "18:00" not in browser.page(SCORECARD).partition("Signatures")[0]


def test_a_statement_that_was_interrupted_is_finished(site: Site) -> None:
    """The number was taken and the press failed: the same button goes on with the same number."""
    house = site.house
    house.approved()
    issued = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    browser = site.visit(house.fay)
    assert browser.get(f"{SCORECARD}/issue").headers["Location"] == SCORECARD
    assert f"Statement {issued.number}" in browser.page(SCORECARD)  # type: ignore[union-attr]  # it was issued above


def test_an_unknown_act_is_not_there(site: Site) -> None:
    assert site.visit(site.house.mia).get(f"{SCORECARD}/forget").status_code == 404
