"""Claims of issued statements: who owes what since when; recording that it was claimed, paid, set off or has lapsed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection

from sla.cycle import Person
from sla.cycle.ageing import Ageing, ageing
from sla.cycle.claims import Booking, Claim, Deed, clear, demand, lapse
from sla.cycle.ledger import Account, cleared
from sla.cycle.refusal import changed_meanwhile
from sla.operations.answers import one, unknown
from sla.store import agreements, claims, cycles, ledger, log
from sla.store.books import Books
from sla.store.claims import Owed
from sla.store.ledger import Balance, Placed
from sla.values import Finding, Findings, Money


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
    """One statement: what is left of it, and where every line of it stands."""

    owed: Owed
    placed: tuple[Placed, ...]


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
        return StatementAccount(owed, ledger.placed(connection, number)) if owed else None


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


def _booked(
    books: Books,
    number: str,
    by: Person,
    at: datetime,
    seen: int | None,
    decide: Callable[[Claim], Booking | Finding],
) -> Booking | Findings:
    """Load and hold, decide, keep and post: in one transaction. `seen` is how many records the person looked at."""
    with books.writing(by) as connection:
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
        _keep(connection, claim, new, by, at)
        return new


def _keep(connection: Connection, claim: Claim, new: Booking, by: Person, at: datetime) -> None:
    on = cycles.load_numbered(connection, claim.number)
    claims.keep_booking(connection, claim, new)
    if new.deed is not Deed.CLAIMED:
        onto = Account.LAPSED if new.deed is Deed.LAPSED else Account.SETTLED
        signed = new.amount if claim.open.amount > 0 else -new.amount
        lines = (each for each in ledger.standing(connection, on) if each.statement == claim.number)
        ledger.post(connection, on, f"booking {new.sequence}", cleared(lines, signed, onto), at)
    detail = {"number": claim.number, "amount": str(new.amount), "day": new.day.isoformat()}
    log.record(connection, f"claim {new.deed}", by, at, on, reference=new.reference, **detail)
