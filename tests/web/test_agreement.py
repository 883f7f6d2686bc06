"""What was agreed, in plain sentences, and the periods under it."""

from tests.operations.house import MARCH
from tests.web.site import Site, words


def test_the_contract_is_told_in_sentences(site: Site) -> None:
    said = words(site.visit(site.house.pat).get("/c/north"))
    assert "Answered within 30 seconds (4.1)" in said
    assert "Seventy per cent of calls shall be answered within thirty seconds." in said
    assert "the vendor owes USD 2,500.00" in said
    assert "Due 30 days after issue." in said


def test_parties_versions_and_fingerprints_are_shown(site: Site) -> None:
    page = site.visit(site.house.mia).page("/c/NORTH")
    for expected in ("Harbour City", "Northline", "Version 1", "1 January 2026", "NORTH-0001", "America/New_York"):
        assert expected in page
    assert "SHA-256" in page


def test_periods_say_their_state_and_who_acts(site: Site) -> None:
    site.house.settled()
    said = words(site.visit(site.house.audrey).get("/c/north"))
    assert (
        "March 2026 Settled A second vendor manager and finance approve. 1 met, 1 missed Vendor owes USD 2,500.00"
        in said
    )


def test_blank_forms_are_those_of_the_open_period(site: Site) -> None:
    browser = site.visit(site.house.pat)
    for kind, start in (("xlsx", b"PK"), ("csv", b"when,"), ("json", b"{")):
        path = f"/p/north/{MARCH}/form.{kind}"
        assert f'href="{path}"' in browser.page("/c/north")
        answer = browser.get(path)
        assert answer.data.removeprefix(b"\xef\xbb\xbf").startswith(start)
        assert f"harbour-{MARCH}.{kind}" in answer.headers["Content-Disposition"]


def test_an_agreement_without_periods_has_a_page_too(site: Site) -> None:
    assert "No period is open yet." in site.visit(site.house.sam).page("/c/south")
