"""Patience with whoever signs in: where it ends, how long one waits, and that it tells nobody who has an account."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2.exceptions import InvalidHashError
from sqlalchemy import select

from sla.cycle import Person
from sla.operations import passwords, patience, people
from sla.operations.patience import ANYWHERE, FORGOTTEN, HERE, LONGEST, NEIGHBOURS
from sla.store.books import Books
from sla.store.tables import attempt
from sla.values import Findings
from tests.operations.house import refused

NOW = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MIA, HOME = "mia@harbour.example", "192.0.2.7"


@pytest.fixture
def books(migrated_url: str) -> Iterator[Books]:
    opened = Books.open(migrated_url)
    yield opened
    opened.close()


def tries(books: Books, times: int, account: str = MIA, address: str = HOME, at: datetime = NOW) -> list[bool]:
    """Whether the password was looked at, time after time; it is wrong each time."""
    return [patience.counted(books, account, address, at) is None for _ in range(times)]


def test_after_some_failures_one_waits(books: Books) -> None:
    assert tries(books, HERE + 2) == [True] * HERE + [False] * 2
    told = patience.counted(books, MIA, HOME, NOW)
    assert refused(told) == "person.wait"
    assert told is not None
    assert "Wait until 09:31 UTC" in told[0].remedy


def test_every_further_failure_doubles_the_wait(books: Books) -> None:
    tries(books, HERE)
    at, waits = NOW, []
    for _ in range(7):
        start = at
        while not tries(books, 1, at=at)[0]:
            at += MINUTE
        waits.append(at - start)
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert set(waits[4:]) == {LONGEST}


def test_somebody_elsewhere_is_not_kept_out_by_a_few(books: Books) -> None:
    tries(books, HERE + 1)
    assert tries(books, 1, address="198.51.100.1") == [True]


def test_many_addresses_get_no_further_than_one(books: Books) -> None:
    looked = [tries(books, 1, address=f"198.51.100.{number}")[0] for number in range(ANYWHERE + 3)]
    assert looked == [True] * ANYWHERE + [False] * 3


def test_nor_do_many_accounts_from_one_address(books: Books) -> None:
    looked = [tries(books, 1, account=f"guess{number}@harbour.example")[0] for number in range(NEIGHBOURS + 3)]
    assert looked == [True] * NEIGHBOURS + [False] * 3


def test_whoever_gets_in_has_not_failed(books: Books) -> None:
    for _ in range(NEIGHBOURS + 10):
        assert tries(books, 1) == [True]
        patience.succeeded(books, MIA, HOME, NOW)


def test_after_a_day_nothing_is_held_against_anybody(books: Books) -> None:
    tries(books, HERE + 1)
    assert tries(books, HERE + 1, at=NOW + FORGOTTEN + MINUTE) == [True] * HERE + [False]
    with books.reading(None) as connection:
        assert len(connection.execute(select(attempt)).all()) == 3


def test_many_at_once_get_no_further_than_one_after_another(books: Books, migrated_url: str) -> None:
    def attempt_of_its_own(_: int) -> bool:
        own = Books.open(migrated_url)
        try:
            return tries(own, 1)[0]
        finally:
            own.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt_of_its_own, range(24))) == HERE


def test_nobody_is_told_whether_there_is_an_account(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known or not, the same words after the same number of attempts; and while one waits no password is looked at."""
    monkeypatch.setattr(passwords, "hasher", Quick)
    added = people.found_installation(books, "Harbour City", "Mia", MIA, "a right password", at=NOW)
    assert isinstance(added, Person)
    told = [
        [people.sign_in(books, mail, "wrong", at=NOW, address=home) for _ in range(HERE + 1)]
        for mail, home in ((MIA, HOME), ("nobody@harbour.example", "192.0.2.8"))
    ]
    assert told[0] == told[1]
    assert isinstance(told[0][-1], Findings)
    assert isinstance(people.sign_in(books, MIA, "a right password", at=NOW, address=HOME), Findings)
    assert people.sign_in(books, MIA, "a right password", at=NOW + MINUTE, address=HOME) == added


class Quick:
    """Hashes without taking time."""

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def verify(self, hashed: str, password: str) -> None:
        if hashed != self.hash(password):
            raise InvalidHashError

    def check_needs_rehash(self, hashed: str) -> bool:
        return not hashed


def test_what_was_typed_is_not_kept(books: Books) -> None:
    tries(books, 1, account="my secret password")
    with books.reading(None) as connection:
        kept = [row.subject for row in connection.execute(select(attempt))]
    assert all(len(subject) == 64 and "secret" not in subject for subject in kept)
