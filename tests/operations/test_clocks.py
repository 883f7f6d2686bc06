"""One clock for each door: the real one, but in a demonstration, where it can be put forward."""

from datetime import datetime, timedelta

import pytest

from sla.operations.clocks import clock_of, put_forward
from sla.operations.people import found_installation
from sla.store.books import Books
from tests.operations.house import NOW, House, refused

ADA = "ada@practice.example"


def real() -> datetime:
    return NOW


@pytest.fixture
def practice(migrated_url: str) -> Books:
    books = Books.open(migrated_url)
    found_installation(books, "Practice", "Ada", ADA, "long enough for that", at=NOW, to_practise=True)
    return books


def test_a_demonstration_is_put_forward_for_everybody(practice: Books) -> None:
    elsewhere = clock_of(practice, real)
    assert elsewhere() == NOW
    assert put_forward(practice, timedelta(days=5), ADA, real) == NOW + timedelta(days=5)
    assert put_forward(practice, timedelta(hours=12), ADA, real) == NOW + timedelta(days=5.5)
    assert elsewhere() == clock_of(practice, real)() == NOW + timedelta(days=5.5)
    practice.close()


def test_time_never_goes_back(practice: Books) -> None:
    for nothing in (timedelta(), timedelta(days=-1)):
        assert refused(put_forward(practice, nothing, ADA, real)) == "clock.backward"
    assert refused(put_forward(practice, timedelta(days=1), "nobody@practice.example", real)) == "clock.real"
    assert clock_of(practice, real)() == NOW
    practice.close()


def test_the_clock_of_real_books_is_the_real_one(house: House) -> None:
    assert clock_of(house.books, real) is real
    assert refused(put_forward(house.books, timedelta(days=1), house.mia.email, real)) == "clock.real"
    assert clock_of(house.books, real) is real


def test_real_books_cannot_become_a_demonstration(house: House) -> None:
    again = found_installation(house.books, "P", "Ada", ADA, "long enough for that", at=NOW, to_practise=True)
    assert refused(again) == "person.not-first"
    assert refused(put_forward(house.books, timedelta(days=1), ADA, real)) == "clock.real"
