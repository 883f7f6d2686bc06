"""One's own sign-in: changed by oneself alone."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

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
