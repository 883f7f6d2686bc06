"""The second step: codes by time, each good once; codes to recover with; and nobody's secret in the books."""

from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from pyotp import TOTP
from sqlalchemy import select

from sla.operations import invitations, passwords, people, second_step, staff
from sla.operations.auditing import verify
from sla.operations.invitations import Invited
from sla.operations.people import HalfIn
from sla.operations.second_step import Offer, offer, passed, turn_off, turn_on
from sla.store import log
from sla.store import people as kept
from sla.store.tables import credential
from sla.values import Findings
from tests.operations.house import NOW, House, administrator, refused

KEY, PASSWORD = b"k" * 32, "correct horse battery"
LATER = NOW + timedelta(minutes=1)


def code(made: Offer, seconds: int = 0) -> str:
    return TOTP(made.secret).at(NOW + timedelta(seconds=seconds))


@pytest.fixture
def on(house: House, monkeypatch: pytest.MonkeyPatch) -> tuple[House, Offer, tuple[str, ...]]:
    """Pat has a password and codes."""
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHasher(1, 8, 1))
    with house.books.writing(None) as connection:
        kept.renew_password(connection, house.pat.id, passwords.hashed(PASSWORD))
        log.record(connection, "password renewed", house.pat, NOW)
    made = offer(house.books, KEY, by=house.pat)
    recovery = turn_on(house.books, KEY, code(made), by=house.pat, at=NOW)
    assert not isinstance(recovery, Findings)
    return house, made, recovery


def test_the_password_is_not_enough(on: tuple[House, Offer, tuple[str, ...]]) -> None:
    house, made, _ = on
    given = people.password_given(house.books, house.pat.email, PASSWORD, at=NOW)
    assert given == HalfIn(house.pat)
    assert refused(people.sign_in(house.books, house.pat.email, PASSWORD, at=NOW)) == "person.second-step"
    assert passed(house.books, KEY, code(made, 30), by=house.pat, at=NOW) == house.pat
    assert verify(house.books, house.press.archive).faults == ()


def test_a_code_is_good_once_and_for_its_time(on: tuple[House, Offer, tuple[str, ...]]) -> None:
    house, made, _ = on
    for wrong in (code(made, 120), code(made, -120), "", "000 000 0", "१२३४५६"):
        assert refused(passed(house.books, KEY, wrong, by=house.pat, at=LATER)) == "code.wrong"
    spaced = f"{code(made, 60)[:3]} {code(made, 60)[3:]}"
    assert passed(house.books, KEY, spaced, by=house.pat, at=LATER) == house.pat
    assert refused(passed(house.books, KEY, spaced, by=house.pat, at=LATER)) == "code.wrong"
    assert refused(passed(house.books, KEY, code(made, 30), by=house.pat, at=LATER)) == "code.wrong", "nor an older one"


def test_a_recovery_code_is_good_once(on: tuple[House, Offer, tuple[str, ...]]) -> None:
    house, _, recovery = on
    assert second_step.state(house.books, by=house.pat) == (NOW, 10)
    assert passed(house.books, KEY, recovery[3].upper(), by=house.pat, at=NOW) == house.pat
    assert refused(passed(house.books, KEY, recovery[3], by=house.pat, at=NOW)) == "code.wrong"
    assert refused(passed(house.books, KEY, recovery[4], by=house.sam, at=NOW)) == "code.wrong"
    assert second_step.state(house.books, by=house.pat) == (NOW, 9)


def test_guessing_tries_patience(on: tuple[House, Offer, tuple[str, ...]]) -> None:
    house, made, _ = on
    for _ in range(5):
        assert refused(passed(house.books, KEY, "000000", by=house.pat, at=NOW, address="192.0.2.7")) == "code.wrong"
        assert isinstance(people.password_given(house.books, house.pat.email, PASSWORD, at=NOW), HalfIn)
    now = passed(house.books, KEY, code(made, 30), by=house.pat, at=NOW, address="192.0.2.7")
    assert refused(now) == "person.wait", "the right password in between gives no more attempts"


def test_turning_off_takes_a_code(on: tuple[House, Offer, tuple[str, ...]]) -> None:
    house, made, recovery = on
    assert isinstance(turn_off(house.books, KEY, "000000", by=house.pat, at=NOW), Findings)
    assert turn_off(house.books, KEY, code(made, 30), by=house.pat, at=NOW) is None
    assert people.sign_in(house.books, house.pat.email, PASSWORD, at=NOW) == house.pat
    assert refused(passed(house.books, KEY, recovery[0], by=house.pat, at=NOW)) == "code.wrong"


def test_each_offer_is_ones_own_and_stays_until_it_is_taken(house: House) -> None:
    made = offer(house.books, KEY, by=house.pat)
    assert offer(house.books, KEY, by=house.pat) == made
    assert refused(turn_on(house.books, KEY, code(made, 600), by=house.pat, at=NOW)) == "code.wrong"
    assert not isinstance(turn_on(house.books, KEY, code(made), by=house.pat, at=NOW), Findings)
    others = (offer(house.books, KEY, by=house.sam), offer(house.books, b"x", by=house.pat))
    assert len({made.secret, *(each.secret for each in (*others, offer(house.books, KEY, by=house.pat)))}) == 4


def test_no_secret_is_in_the_books(on: tuple[House, Offer, tuple[str, ...]]) -> None:
    house, made, recovery = on
    with house.books.reading(None) as connection:
        rows = str(connection.execute(select(credential)).all())
    assert made.secret not in rows
    assert not any(each in rows or each.replace("-", "") in rows for each in recovery)
    assert refused(passed(house.books, b"another key", code(made, 30), by=house.pat, at=NOW)) == "code.wrong"


def test_an_administrator_takes_it_away_and_a_link_does_not(on: tuple[House, Offer, tuple[str, ...]]) -> None:
    house, _, _ = on
    ada = administrator(house.books, house.mia)
    link = staff.readmit(house.books, house.pat.id, by=ada, at=NOW)
    assert isinstance(link, Invited)
    assert invitations.accept(house.books, link.secret, PASSWORD, at=NOW) == HalfIn(house.pat)
    assert staff.take_steps_away(house.books, house.pat.id, by=ada, at=NOW) == house.pat
    assert people.sign_in(house.books, house.pat.email, PASSWORD, at=NOW) == house.pat
