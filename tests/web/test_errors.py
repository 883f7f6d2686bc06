"""What went wrong, in words and with a next step; never how we are built."""

import logging

import pytest
from markupsafe import escape

from sla.web import security
from tests.operations.house import MARCH
from tests.web.site import Site, words


def test_an_unknown_address_leads_back(site: Site) -> None:
    answer = site.visit(site.house.mia).get("/nowhere")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert "What to do: Check the address" in words(answer)
    assert 'href="/"' in answer.text


def test_a_number_that_no_database_holds_is_no_address(site: Site) -> None:
    browser = site.visit(site.house.pat)
    for number in (2**31, 10**30):
        assert browser.get(f"/news/{number}").status_code == 404


def test_a_wrong_method_is_explained(site: Site) -> None:
    browser = site.visit(site.house.pat)
    for answer in (browser.get("/sign-out"), browser.post("/statements")):
        assert answer.status_code == 405
        assert "This address takes no such request" in answer.text


def test_a_file_that_is_too_large_is_refused_with_advice(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.config, "MAX_CONTENT_LENGTH", 2000)
    answer = site.visit(site.house.pat).look(b"x" * 3000)
    assert answer.status_code == 413
    assert "up to 25 MB" in answer.text
    assert security.MOST_BYTES > 25_000_000


def test_a_mistake_of_ours_is_logged_under_the_reference_that_is_shown(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("SELECT secret FROM table")

    monkeypatch.setitem(site.app.view_functions, "portfolio.page", broken)
    with caplog.at_level(logging.ERROR, "sla.web"):
        answer = site.visit(site.house.mia).get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "secret" not in answer.text
    reference = words(answer).rpartition("Reference for support: ")[2].split()[0]
    assert reference in caplog.text


def test_the_page_for_our_mistakes_does_without_the_books(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = site.visit(site.house.mia)

    def gone(*_: object) -> None:
        raise ConnectionError("the database is gone")

    monkeypatch.setattr("sla.operations.people.person", gone)
    assert browser.get("/").status_code == 500


def test_what_was_written_is_shown_again_where_it_cannot_be_taken(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is signed out meanwhile, in this browser or everywhere, or we break: no sentence is lost."""
    wrote, path = "the line was <down>\nfor two days", f"/p/north/{MARCH}/ask/relief"
    browser = site.visit(site.house.pat)
    forged = browser.client.post(path, data={"reason": wrote, "csrf_token": "another session's"})
    elsewhere = site.visit().post(path, reason=wrote)
    monkeypatch.setitem(site.app.view_functions, "matters.ask", lambda **_: 1 / 0)
    broken = browser.post(path, reason=wrote)
    assert (forged.status_code, elsewhere.status_code, broken.status_code) == (400, 400, 500)
    for answer in (forged, elsewhere, broken):
        assert f'<blockquote class="written">{escape(wrote)}</blockquote>' in answer.text
        assert 'target="_blank"' in answer.text
    assert "What you wrote" not in browser.post("/nowhere", reason=" ").text
    assert site.visit().post(path).status_code == 303
