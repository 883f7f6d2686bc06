"""One period in full: who owes whom, why, where it stands, who acts next."""

import re
from datetime import timedelta

import pytest

from sla.operations.deciding import reopen_period
from tests.operations.house import APRIL, MARCH, NOW, figures
from tests.web.site import Site, words

SCORECARD = f"/p/north/{MARCH}"


def test_before_any_figures_it_says_what_is_waited_for(site: Site) -> None:
    said = words(site.visit(site.house.mia).get(SCORECARD))
    assert "No figures yet" in said
    assert "The vendor sends the figures." in said


def test_the_four_facts_are_on_the_page(site: Site) -> None:
    """Who must act, what amount, in which direction, why."""
    site.house.settled()
    said = words(site.visit(site.house.pat).get(SCORECARD))
    assert "A second vendor manager and finance approve." in said
    assert "Northline owes Harbour City USD 2,500.00" in said
    assert "600 / 1,000 = 60 %" in said
    assert "Target at least 70 %: missed." in said
    assert "Penalties, owed to Harbour City USD −2,500.00" in said


def test_both_sides_see_the_same_figures(site: Site) -> None:
    """Only what they may do differs."""
    site.house.settled()
    sheets = [
        words(site.visit(person).get(SCORECARD)).partition("Northline owes")[2].partition("Figures used")[0]
        for person in (site.house.pat, site.house.mia, site.house.fay, site.house.audrey)
    ]
    assert len(sheets[0]) > 500
    assert len(set(sheets)) == 1


def test_the_buttons_are_those_the_person_may_press(site: Site) -> None:
    site.house.settled()
    buttons = {
        person.name: [
            act
            for act in ("upload", "settle", "approve", "issue", "reopen", "extend")
            if f'href="{SCORECARD}/{act}"' in site.visit(person).page(SCORECARD)
        ]
        for person in (site.house.pat, site.house.mia, site.house.max, site.house.fay, site.house.audrey)
    }
    assert buttons == {
        "Pat Partner": ["upload"],
        "Mia Manager": ["reopen"],
        "Max Manager": ["approve", "reopen"],
        "Fay Finance": ["approve"],
        "Audrey Auditor": [],
    }


def test_signatures_files_and_history_are_shown(site: Site) -> None:
    site.house.approved()
    said = words(site.visit(site.house.audrey).get(SCORECARD))
    assert "Prepared Mia Manager" in said
    assert "Approved as vendor manager Max Manager" in said
    assert "Approved as finance Fay Finance" in said
    assert "2026-03.csv · version 1, counts" in said
    assert "History (5)" in said


def test_what_is_missing_is_unknown_and_not_zero(site: Site) -> None:
    site.house.settled(MARCH, figures(MARCH, complaints=None))
    said = words(site.visit(site.house.mia).get(SCORECARD))
    assert "No figures yet" in said
    assert "Provisional: waiting for" in said
    assert "reopens it, because figures are missing" in said


def test_a_chart_is_drawn_once_there_are_two_results(site: Site) -> None:
    site.house.settled()
    assert "<figure" not in site.visit(site.house.mia).page(SCORECARD)
    site.house.settled(APRIL)
    page = site.visit(site.house.mia).page(f"/p/north/{APRIL}")
    assert "<figcaption>March 2026 to April 2026, shaded where the target is met." in page
    assert "Answered within 30 seconds: March 2026 60 %, April 2026 60 %; target at least 70 %" in page


def test_periods_lead_to_their_neighbours(site: Site) -> None:
    site.house.settled()
    site.house.sent(APRIL)
    browser = site.visit(site.house.mia)
    assert 'rel="next">Apr 2026 ›</a>' in browser.page(SCORECARD)
    assert 'rel="prev">‹ Mar 2026</a>' in browser.page(f"/p/north/{APRIL}")


def test_a_stranger_version_is_not_there(site: Site) -> None:
    site.house.sent()
    browser = site.visit(site.house.mia)
    assert browser.get(f"{SCORECARD}/sent/2").status_code == 404
    assert browser.get(f"{SCORECARD}/receipt/2").status_code == 404


def test_the_page_as_it_was_known(site: Site) -> None:
    """What came later is not there, nothing can be done, and the same address shows the same for ever."""
    house = site.house
    house.settled()
    mia = site.visit(house.mia)
    then = words(mia.get(f"{SCORECARD}?known=2026-07-06")).partition("As known on")[2]
    assert then.startswith(" 6 July 2026, 05:30 EDT")
    assert "Northline owes Harbour City USD 2,500.00" in then
    for act in ("/reopen", "/ask/relief", "/accept"):
        assert f'href="{SCORECARD}{act}' not in mia.page(f"{SCORECARD}?known=2026-07-06")
    link = re.search(r'href="([^"]+)">Link to this', mia.page(f"{SCORECARD}?known=2026-07-06"))
    assert link
    reopen_period(house.books, house.north.id, MARCH, "a mistake", by=house.mia, at=NOW + timedelta(minutes=1))
    assert words(mia.get(link[1])).partition("As known on")[2] == then
    assert "Reopened" in words(mia.get(SCORECARD))


def test_files_are_those_of_then(site: Site) -> None:
    house = site.house
    house.sent()
    mia = site.visit(house.mia)
    file = re.search(rf'href="({SCORECARD}/sent/1\?known=[^"]+)"', mia.page(f"{SCORECARD}?known=2026-07-06"))
    assert file
    assert mia.get(file[1]).data == figures(MARCH)
    for wrong in ("2026-07-05", "soon"):
        assert mia.get(f"{SCORECARD}/sent/1?known={wrong}").status_code == 404


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("soon", "This is no moment"),
        ("2026-08-01", "This moment is still to come"),
        ("2026-07-05", "The period was not open yet"),
    ],
)
def test_what_cannot_be_known_is_said(site: Site, text: str, says: str) -> None:
    answer = site.visit(site.house.mia).get(f"{SCORECARD}?known={text}")
    assert answer.status_code == 400
    assert says in words(answer)
    for stranger in (site.house.sam, site.house.rival):
        assert site.visit(stranger).get(f"{SCORECARD}?known={text}").status_code == 404
