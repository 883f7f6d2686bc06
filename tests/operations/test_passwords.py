"""Passwords: changed by whoever knows the present one, and everything that was signed in before is out."""

import pytest
from argon2 import PasswordHasher

from sla.operations import passwords, people
from sla.store import log
from sla.store import people as kept
from sla.values import Findings
from tests.operations.house import NOW, House, refused

OLD, NEW = "correct horse battery", "staple in a haystack"


@pytest.fixture
def known(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHasher(1, 8, 1))
    with house.books.writing(None) as connection:
        kept.renew_password(connection, house.pat.id, passwords.hashed(OLD))
        log.record(connection, "password renewed", house.pat, NOW)
    return house


def test_changing_ends_every_session_but_the_new_one(known: House) -> None:
    before = people.generation(known.books, known.pat)
    generation = passwords.change(known.books, OLD, NEW, by=known.pat, at=NOW)
    assert isinstance(generation, int)
    assert people.person(known.books, known.pat.id, before) is None
    assert people.person(known.books, known.pat.id, generation) == known.pat
    assert isinstance(people.sign_in(known.books, known.pat.email, OLD, at=NOW), Findings)
    assert people.sign_in(known.books, known.pat.email, NEW, at=NOW) == known.pat


def test_the_present_one_is_asked_with_as_much_patience_as_at_the_door(known: House) -> None:
    for _ in range(5):
        wrong = passwords.change(known.books, "not it at all", NEW, by=known.pat, at=NOW, address="192.0.2.7")
        assert refused(wrong) == "person.old-password"
    assert refused(passwords.change(known.books, OLD, NEW, by=known.pat, at=NOW, address="192.0.2.7")) == "person.wait"
    assert refused(passwords.change(known.books, OLD, "short", by=known.pat, at=NOW)) == "person.password"


def test_what_nobody_has_chosen_fits_nothing(known: House) -> None:
    assert not passwords.fits(passwords.unknowable(), "")
    assert passwords.unknowable().startswith("$argon2id$")
