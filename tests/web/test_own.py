"""One's own sign-in: changed by oneself alone."""

from __future__ import annotations

import re

import pytest
from argon2 import PasswordHasher
from pyotp import TOTP

from sla.operations import passwords
from sla.store import log, people
from tests.operations.house import NOW
from tests.web.site import Browser, Site, words

OLD, NEW = "correct horse battery", "staple in a haystack"
pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


@pytest.fixture
def pat(site: Site, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Somebody with a password."""
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHasher(1, 8, 1))
    with site.house.books.writing(None) as connection:
        people.renew_password(connection, site.house.pat.id, passwords.hashed(OLD))
        log.record(connection, "password renewed", site.house.pat, NOW)
    return site.visit(site.house.pat)


def test_a_new_password_ends_all_other_sessions(site: Site, pat: Browser) -> None:
    elsewhere = site.visit(site.house.pat)
    changed = pat.post("/settings/security/password", old=OLD, password=NEW)
    assert changed.status_code == 303
    assert "Your password is changed" in pat.page("/settings/security")
    assert elsewhere.get("/").status_code == 303


def test_without_the_present_password_nothing_is_changed(pat: Browser) -> None:
    wrong = pat.post("/settings/security/password", old="not it at all", password=NEW)
    assert (wrong.status_code, "This is not your present password" in words(wrong)) == (422, True)
    for _ in range(5):
        wrong = pat.post("/settings/security/password", old="not it at all", password=NEW)
    assert wrong.status_code == 429


def test_codes_are_turned_on_asked_for_and_turned_off(site: Site, pat: Browser) -> None:
    offered = pat.page("/settings/security/codes")
    secret = one(r'id="letters">([A-Z2-7]{32})<', offered)
    assert 'src="data:image/svg+xml' in offered
    wrong = pat.post("/settings/security/codes", code="000000")
    assert (wrong.status_code, secret in wrong.text) == (422, True), "the same picture stays"
    done = pat.post("/settings/security/codes", code=TOTP(secret).at(NOW))
    recovery = re.findall(r">((?:[a-z2-7]{4}-){3}[a-z2-7]{4})<", done.text)
    assert len(recovery) == 10
    door = site.visit()
    assert door.get("/sign-in/code").headers["Location"].startswith("/sign-in"), "the password comes first"
    half = door.post("/sign-in", email=site.house.pat.email, password=OLD, next="/statements")
    assert half.headers["Location"] == "/sign-in/code?next=/statements"
    assert door.get("/statements").status_code == 303
    assert door.post("/sign-in/code", code="000000").status_code == 422
    assert door.post("/sign-in/code", code=recovery[0], next="/statements").headers["Location"] == "/statements"
    assert "9 recovery codes are left" in door.page("/settings/security")
    assert door.post("/settings/security/codes/off", code="1").status_code == 422
    assert door.post("/settings/security/codes/off", code=recovery[1]).status_code == 303
    assert "a stolen password is not enough" in door.page("/settings/security")


def one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found
    return found[1]
