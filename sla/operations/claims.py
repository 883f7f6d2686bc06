"""Claims of issued statements: who owes what since when; recording that it was claimed, paid, set off or has lapsed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from sqlalchemy import Connection

from sla.cycle import Person
from sla.cycle.ageing import Ageing, ageing
from sla.cycle.booked import book, take_back
from sla.cycle.claims import POSTED, Booking, Claim, Deed, clear, demand, lapse
from sla.cycle.journal import Posting
from sla.cycle.ledger import Account, cleared
from sla.cycle.refusal import changed_meanwhile
from sla.operations.answers import one, unknown
from sla.store import agreements, claims, cycles, ledger, log
from sla.store.books import Books
from sla.store.claims import Owed
from sla.store.journal import journal_of
from sla.store.ledger import Balance, Placed
from sla.values import Finding, Findings, Money

Decide = Callable[[Claim], Booking | Finding]
"""What becomes of a claim, or why it does not; a record that it has already is not kept again."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is open: each claim with its names, by age for each agreement and for all, and every account's total."""

    claims: tuple[Owed, ...]
    ageing: tuple[Ageing, ...]
    together: tuple[Ageing, ...]
    balances: tuple[Balance, ...]
    companies: tuple[str, ...]
    """Of all open claims, those of the other side: vendors for a customer, customers for a vendor."""


@dataclass(frozen=True, slots=True)
class StatementAccount:
    """One statement: what is left of it, where every line of it stands, and what was posted of it, oldest first."""

    owed: Owed
    placed: tuple[Placed, ...]
    postings: tuple[Posting, ...]


def open_ledger(books: Books, *, by: Person, at: datetime, company: str = "") -> Ledger:
    """Every claim that is open or in dispute, as far as the person may see, and how old they are.

    Only those of one company, if it is named; the accounts are always all of them.
    """
    with books.reading(by) as connection:
        listed = claims.open_claims(connection, by)
        balances = ledger.balances(connection, by)
    chosen = tuple(each for each in listed if not company or company in (each.buyer, each.seller))
    open_now = tuple(each.claim for each in chosen)
    return Ledger(chosen, ageing(open_now, at), ageing(open_now, at, together=True), balances, _companies(listed))


def _companies(listed: tuple[Owed, ...]) -> tuple[str, ...]:
    sellers = {each.seller for each in listed}
    return tuple(sorted(sellers if len(sellers) > 1 else {each.buyer for each in listed}))


def account_of(books: Books, number: str, *, by: Person) -> StatementAccount | None:
    """What became of one statement, level by level; None where there is none to see."""
    with books.reading(by) as connection:
        owed = claims.claim_of(connection, by, number)
        if owed is None:
            return None
        return StatementAccount(owed, ledger.placed(connection, number), journal_of(connection, by, [number]).postings)


def claim_credit(
    books: Books, number: str, day: date, reference: str, *, by: Person, at: datetime, seen: int | None = None
) -> Booking | Findings:
    """Record that the vendor was asked for what is open."""
    return _booked(books, number, by, at, seen, lambda claim: demand(claim, day, reference, by=by, at=at))


def settle_claim(
    books: Books,
    number: str,
    amount: Decimal,
    day: date,
    reference: str,
    *,
    by: Person,
    at: datetime,
    paid: bool = True,
    seen: int | None = None,
) -> Booking | Findings:
    """Record that part or all of what is open was paid, or set off."""

    def decide(claim: Claim) -> Booking | Finding:
        money = Money(amount, claim.open.currency)
        return clear(claim, money, day, reference, by=by, at=at, paid=paid)

    return _booked(books, number, by, at, seen, decide)


def lapse_claim(books: Books, number: str, *, by: Person, at: datetime, seen: int | None = None) -> Booking | Findings:
    """Record that the time to claim it is over."""
    return _booked(books, number, by, at, seen, lambda claim: lapse(claim, by=by, at=at))


def book_statement(
    books: Books, number: str, day: date, reference: str, *, by: Person, at: datetime, seen: int | None = None
) -> Booking | Findings:
    """Record that it stands in other books under this reference; nothing is posted."""
    return _booked(books, number, by, at, seen, lambda claim: book(claim, day, reference, by=by, at=at))


def take_back_booking(
    books: Books, number: str, day: date, reference: str, *, by: Person, at: datetime, seen: int | None = None
) -> Booking | Findings:
    """Record that a counter-entry of this reference took it out of other books."""
    return _booked(books, number, by, at, seen, lambda claim: take_back(claim, day, reference, by=by, at=at))


def record_deed(
    books: Books,
    number: str,
    deed: Deed,
    day: date,
    reference: str,
    amount: Decimal,
    *,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Booking | Findings:
    """Record what became of a statement, whatever it was. Only what is paid or set off has an amount of its own."""
    match deed:
        case Deed.CLAIMED:
            return claim_credit(books, number, day, reference, by=by, at=at, seen=seen)
        case Deed.BOOKED:
            return book_statement(books, number, day, reference, by=by, at=at, seen=seen)
        case Deed.UNBOOKED:
            return take_back_booking(books, number, day, reference, by=by, at=at, seen=seen)
        case Deed.LAPSED:
            return lapse_claim(books, number, by=by, at=at, seen=seen)
        case Deed.PAID | Deed.SET_OFF:
            paid = deed is Deed.PAID
            return settle_claim(books, number, amount, day, reference, by=by, at=at, paid=paid, seen=seen)
        case _:
            assert_never(deed)


def book_statements(
    books: Books, numbers: Collection[str], day: date, reference: str, *, by: Person, at: datetime
) -> tuple[Booking, ...] | Findings:
    """Record that all of these stand in other books under one reference; none of them, if one cannot be booked."""
    acts = [(each, lambda claim: book(claim, day, reference, by=by, at=at)) for each in sorted(set(numbers))]
    answers = record_all(books, acts, by=by, at=at)
    wrong = Findings(
        tuple(dict.fromkeys(each for answer in answers if isinstance(answer, Findings) for each in answer))
    )
    return wrong or tuple(each for each in answers if isinstance(each, Booking))


def record_all(
    books: Books, acts: Sequence[tuple[str, Decide]], *, by: Person, at: datetime, keep: bool = True
) -> tuple[Booking | Findings, ...]:
    """Record what each decides of its statement, one after the other: all of them or none, and none without `keep`."""
    with books.writing(by) as connection:
        answers = tuple(_record(connection, number, by, at, decide) for number, decide in acts)
        if not keep or any(isinstance(each, Findings) for each in answers):
            connection.rollback()
        return answers


def _booked(
    books: Books, number: str, by: Person, at: datetime, seen: int | None, decide: Decide
) -> Booking | Findings:
    with books.writing(by) as connection:
        return _record(connection, number, by, at, decide, seen)


def _record(
    connection: Connection, number: str, by: Person, at: datetime, decide: Decide, seen: int | None = None
) -> Booking | Findings:
    """Load and hold, decide, keep and post. `seen` is how many records the person looked at."""
    found = claims.claim_of(connection, by, number)
    if found is None or agreements.load_agreement(connection, by, found.claim.agreement, hold=True) is None:
        return unknown("statement", number)
    # Once it is held: what another has just recorded is seen.
    claim = (claims.claim_of(connection, by, number) or found).claim
    if seen is not None and seen != len(claim.bookings):
        return one(changed_meanwhile(claim))
    new = decide(claim)
    if isinstance(new, Finding):
        return one(new)
    if new not in claim.bookings:
        _keep(connection, claim, new, by, at)
    return new


def _keep(connection: Connection, claim: Claim, new: Booking, by: Person, at: datetime) -> None:
    on = cycles.load_numbered(connection, claim.number)
    claims.keep_booking(connection, claim, new)
    if new.deed in POSTED:
        onto = Account.LAPSED if new.deed is Deed.LAPSED else Account.SETTLED
        signed = new.amount if claim.open.amount > 0 else -new.amount
        lines = (each for each in ledger.standing(connection, on) if each.statement == claim.number)
        ledger.post(connection, on, f"booking {new.sequence}", cleared(lines, signed, onto), at)
    detail = {"number": claim.number, "amount": str(new.amount), "day": new.day.isoformat()}
    log.record(connection, f"claim {new.deed}", by, at, on, reference=new.reference, **detail)
