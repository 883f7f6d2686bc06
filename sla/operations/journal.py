"""The journal for other books: postings of some days or of a period, as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sla.cycle import Person
from sla.cycle.journal import Journal
from sla.operations.answers import refused
from sla.store.books import Books
from sla.store.journal import journal
from sla.values import Findings


class Kind(StrEnum):
    """What the file is for, by its suffix."""

    CSV = "csv"
    BEANCOUNT = "beancount"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which postings: of a statement period, by its key, or of days in UTC, the last included; all of them if empty."""

    period: str = ""
    first: date | None = None
    last: date | None = None


def taken(books: Books, chosen: Chosen, *, by: Person) -> Journal | Findings:
    """The postings that the person may see, and what stood on the accounts before the first day."""
    if chosen.first and chosen.last and chosen.first > chosen.last:
        return refused(
            "journal.days",
            "The first day comes after the last",
            found=f"{chosen.first} to {chosen.last}",
            expected="a first day that is not after the last",
            remedy="Exchange them, or leave one out.",
        )
    with books.reading(by) as connection:
        return journal(connection, by, chosen.period, chosen.first, chosen.last)


def written(found: Journal, kind: Kind, at: datetime) -> bytes:
    """The file."""
    from sla.records.journal import as_beancount, as_csv

    return as_csv(found) if kind is Kind.CSV else as_beancount(found, at.date())
