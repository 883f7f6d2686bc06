"""The pages of people: invited by a link, given other roles, shut out; and each of it at once."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from sla.config import Mail
from sla.cycle import Person
from sla.operations import passwords
from tests.operations.house import administrator
from tests.web.site import Browser, Site, words

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


@pytest.fixture
def ada(site: Site, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHasher(1, 8, 1))
    return administrator(site.house.books, site.house.mia)


def link(page: str) -> str:
    found = re.search(r"http://localhost(/invited/[\w-]{43})<", page)
    assert found, page
    return found[1]


def test_from_invitation_to_first_page(site: Site, ada: Person) -> None:
    office = site.visit(ada)
    made = office.post("/people", name="Nina New", email="nina@harbour.example", role="finance", company="")
    assert "Nina New can come in" in words(made)
    assert "invited/" not in office.page("/people"), "it is shown once"
    assert "has a link until 13 July 2026" in office.page("/people")
    nina = site.visit()
    assert "Welcome, Nina New" in nina.page(link(made.text))
    short = nina.post(link(made.text), password="short")
    assert (short.status_code, "too short" in words(short)) == (422, True)
    assert nina.post(link(made.text), password=PASSWORD).headers["Location"] == "/"
    assert "Nina New, finance" in nina.page("/")
    again = site.visit().get(link(made.text))
    assert (again.status_code, "This link lets nobody in" in words(again)) == (404, True)
    assert site.visit().post(link(made.text), password=PASSWORD).status_code == 404


def test_where_mail_is_sent_a_link_goes_to_them_too(site: Site, ada: Person) -> None:
    asked = {"name": "Nina New", "email": "nina@harbour.example", "role": "finance", "company": ""}
    desk, mail = site.app.extensions["sla"], Mail("127.0.0.1", 25, "books@sla.example", encrypted=False)
    site.app.extensions["sla"] = replace(desk, config=replace(desk.config, mail=mail))
    assert "on its way to them by mail" not in words(site.visit(ada).post("/people", **asked)), "no address to lead to"
    config = replace(desk.config, mail=mail, address="https://sla.example")
    site.app.extensions["sla"] = replace(desk, config=config)
    assert "on its way to them by mail" in words(site.visit(ada).post(f"/people/{site.house.fay.id}/link"))


def test_what_is_wrong_with_an_invitation_is_said_and_the_rest_kept(site: Site, ada: Person) -> None:
    wrong = site.visit(ada).post("/people", name="Nina New", email="nobody", company="Harbour City")
    assert wrong.status_code == 422
    assert "This is not an address" in words(wrong)
    assert "Choose at least one role." in words(wrong)
    assert 'value="Nina New"' in wrong.text


def test_whoever_is_shut_out_is_signed_out_at_once(site: Site, ada: Person) -> None:
    office, fay, number = site.visit(ada), site.visit(site.house.fay), site.house.fay.id
    assert fay.get("/statements").status_code == 200
    assert office.post(f"/people/{number}/shut-out").status_code == 303
    assert "Fay Finance is shut out" in office.page(f"/people/{number}")
    assert fay.get("/statements").headers["Location"].startswith("/sign-in")
    assert office.post(f"/people/{number}/let-in").status_code == 303
    assert fay.get("/statements").status_code == 303, "the old session stays out"


def test_roles_are_changed_from_the_next_request_on(site: Site, ada: Person) -> None:
    office, fay, number = site.visit(ada), site.visit(site.house.fay), site.house.fay.id
    assert office.post(f"/people/{number}/roles", role="auditor").status_code == 303
    assert "Fay Finance, auditor" in fay.page("/")
    refused = office.post(f"/people/{number}/roles")
    assert (refused.status_code, "Choose at least one role." in words(refused)) == (422, True)
    assert "Nothing was changed" in words(refused)


def test_a_forgotten_password_is_chosen_anew_by_a_link(site: Site, ada: Person) -> None:
    made = site.visit(ada).post(f"/people/{site.house.fay.id}/link")
    old, fay = site.visit(site.house.fay), site.visit()
    assert fay.post(link(made.text), password=PASSWORD).status_code == 303
    assert "Fay Finance" in fay.page("/")
    assert old.get("/").status_code == 303


def test_the_founders_find_whom_they_look_after_by_their_address(site: Site, ada: Person) -> None:
    office = site.visit(ada)
    assert office.get("/people?email=pat@northline.example").headers["Location"] == f"/people/{site.house.pat.id}"
    assert "Pat Partner" in office.page(f"/people/{site.house.pat.id}")
    assert "You look after nobody with the address eve@x" in words(office.get("/people?email=eve@x"))


def test_others_read_or_find_nothing(site: Site, ada: Person) -> None:
    assert "Mia Manager" in site.visit(site.house.audrey).page("/people")
    assert "<form" not in main(site.visit(site.house.audrey), "/people")
    assert "Mia Manager" not in main(site.visit(site.house.pat), "/people")
    for path in (f"/people/{ada.id}/link", f"/people/{ada.id}/shut-out", f"/people/{ada.id}/roles"):
        assert site.visit(site.house.mia).post(path).status_code == 404
    assert site.visit(site.house.mia).get(f"/people/{ada.id}").status_code == 404


def main(browser: Browser, path: str) -> str:
    return browser.page(path).partition("<main")[2].partition("</main>")[0]
