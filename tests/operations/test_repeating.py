"""Asked twice, done once: under one key a request has one answer, however many send it at the same time."""

from datetime import timedelta

from sla.operations import repeating
from sla.operations.repeating import LASTS, begin, end
from sla.store.answers import Answer
from sla.store.books import Books
from sla.values import Findings
from tests.operations.house import NOW, House, refused
from tests.operations.test_races import at_once

DONE = Answer(201, (("Content-Type", "application/json"),), b'{"version": 1}')


def test_the_first_answer_comes_again(house: House) -> None:
    assert begin(house.books, "k", "says a", by=house.pat, at=NOW) is None
    assert refused(begin(house.books, "k", "says a", by=house.pat, at=NOW)) == "request.under-way"
    end(house.books, "k", DONE, by=house.pat)
    assert begin(house.books, "k", "says a", by=house.pat, at=NOW) == DONE
    assert refused(begin(house.books, "k", "says b", by=house.pat, at=NOW)) == "request.key-taken"


def test_a_key_is_its_persons_own_and_is_forgotten(house: House) -> None:
    assert begin(house.books, "k", "says a", by=house.pat, at=NOW) is None
    end(house.books, "k", DONE, by=house.pat)
    assert begin(house.books, "k", "says b", by=house.mia, at=NOW) is None
    assert begin(house.books, "k", "says a", by=house.pat, at=NOW + LASTS - timedelta(seconds=1)) == DONE
    assert begin(house.books, "k", "says b", by=house.pat, at=NOW + LASTS) is None


def test_what_failed_may_be_asked_again(house: House) -> None:
    assert begin(house.books, "k", "says a", by=house.pat, at=NOW) is None
    end(house.books, "k", None, by=house.pat)
    assert begin(house.books, "k", "says a", by=house.pat, at=NOW) is None


def test_a_key_can_be_kept(house: House) -> None:
    for key in ("", "x" * 256, "a\nb"):
        assert refused(begin(house.books, key, "", by=house.pat, at=NOW)) == "request.key"


def test_of_many_at_once_one_begins(house: House, url: str) -> None:
    def ask(books: Books, _: int) -> Answer | Findings | None:
        return repeating.begin(books, "k", "says a", by=house.pat, at=NOW)

    assert at_once(url, ask) == [None]
