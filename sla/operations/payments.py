"""Payments out of a file: what a bank or another book-keeping knows of our statements, tried first, then recorded.

Each row names a statement, in a column of its own or somewhere in its reference. All rows are recorded or none, and
the same file a second time records nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sla.cycle import Person
from sla.cycle.booked import book
from sla.cycle.claims import Booking, Claim, Deed, clear
from sla.operations.answers import one
from sla.operations.claims import Decide, record_all
from sla.operations.payment_rows import Payment, payments
from sla.store import claims
from sla.store.books import Books
from sla.values import Finding, Findings, Money, Place, Saying

NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]*-\d{4,}")
"""What can be the number of a statement, in capitals."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One row, its statement where that is clear, and the record that it makes or made before; or what is wrong."""

    payment: Payment
    claim: Claim | None
    answer: Booking | Findings

    @property
    def record(self) -> Booking | None:
        """The record, where the row comes to one."""
        return self.answer if isinstance(self.answer, Booking) else None

    @property
    def is_new(self) -> bool:
        """Whether its record is not there already."""
        return self.claim is not None and self.record is not None and self.record not in self.claim.bookings


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row that could be read, and all that is wrong in their order; with anything wrong nothing is recorded."""

    rows: tuple[Planned, ...]
    problems: Findings

    @property
    def new(self) -> int:
        """How many records it adds."""
        return sum(each.is_new for each in self.rows)


def plan(books: Books, name: str, content: bytes, *, by: Person, at: datetime, keep: bool = False) -> Plan | Findings:
    """What a file comes to; with `keep` it is recorded, if nothing is wrong. Findings where it is no such file."""
    read = payments(name, content)
    if isinstance(read, Findings):
        return read
    rows, unread = read
    with books.reading(by) as connection:
        found = claims.claims_of(connection, by, set(_named(rows)))
    known = {each.claim.number: each.claim for each in found}
    meant = [(row, _statement(row, known)) for row in rows]
    acts = list(_acts(meant, by, at))
    certain = not unread and len(acts) == len(meant)
    answers = iter(record_all(books, acts, by=by, at=at, keep=keep and certain))
    planned = tuple(
        Planned(row, claim, next(answers)) if isinstance(claim, Claim) else Planned(row, None, one(claim))
        for row, claim in meant
    )
    wrong = (
        replace(found, place=Place(name, row=each.payment.row))
        for each in planned
        if isinstance(each.answer, Findings)
        for found in each.answer
    )
    return Plan(planned, Findings(sorted((*unread, *wrong), key=lambda each: each.place.row)))


def _named(rows: Sequence[Payment]) -> Iterator[str]:
    """Every text in the rows that can be a number."""
    return (number for row in rows for number in NUMBER.findall(row.names.upper()))


def _statement(row: Payment, known: Mapping[str, Claim]) -> Claim | Finding:
    """The one statement that a row names."""
    named = [known[number] for number in dict.fromkeys(_named([row])) if number in known]
    if len(named) == 1:
        return named[0]
    return Finding(
        "payment.which",
        Saying("It is not clear which statement this is for"),
        found=Saying("{text}", text=row.names[:60]) if row.names else Saying("nothing"),
        expected=Saying("the number of one issued statement, as NORTH-0001"),
        remedy=Saying("Write its number into a column `statement`, or leave the row out."),
    )


def _acts(meant: Sequence[tuple[Payment, Claim | Finding]], by: Person, at: datetime) -> Iterator[tuple[str, Decide]]:
    """What each row does to its statement; equal rows are told apart by how many came before."""
    before = Counter[Payment]()
    for row, claim in meant:
        if isinstance(claim, Claim):
            same = replace(row, row=0)
            yield claim.number, _decide(row, before[same], by, at)
            before[same] += 1


def _decide(row: Payment, before: int, by: Person, at: datetime) -> Decide:
    def decide(claim: Claim) -> Booking | Finding:
        amount = Money(-row.amount if claim.imposed.amount < 0 and row.amount < 0 else row.amount, claim.open.currency)
        same = [each for each in claim.bookings if _says(each, row, amount)]
        if len(same) > before:
            return same[before]
        if row.deed is Deed.BOOKED:
            return book(claim, row.day, row.reference, by=by, at=at)
        return clear(claim, amount, row.day, row.reference, by=by, at=at, paid=row.deed is Deed.PAID)

    return decide


def _says(each: Booking, row: Payment, amount: Money) -> bool:
    """Whether a record is that of the row; what is booked is always the whole statement."""
    about = (each.deed, each.day, each.reference) == (row.deed, row.day, row.reference)
    return about and (row.deed is Deed.BOOKED or each.amount == amount)
