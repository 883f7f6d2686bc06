"""Claims: what each issued statement leaves to be paid, and what became of it; rows into values and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, func, insert, select, true

from sla.cycle import Act, Person
from sla.cycle.claims import Booking, Claim, Deed
from sla.cycle.ledger import DISPUTED, OPEN, RESULTS
from sla.store.calendars import thawed
from sla.store.ledger import SIDES, total_on
from sla.store.tables import agreement, booking, cycle, organisation, person, posting, statement
from sla.store.visible import visible
from sla.values import Calendar, Money, Period

_COUNTED = [*SIDES, *map(str, RESULTS)]
"""The accounts from which a claim is read."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A claim with the names that people know it by."""

    claim: Claim
    series: str
    reference: str
    buyer: str
    seller: str


def keep_booking(connection: Connection, of: Claim, new: Booking) -> None:
    """Add a record of what became of a claim."""
    connection.execute(
        insert(booking).values(
            statement=of.number,
            sequence=new.sequence,
            deed=str(new.deed),
            minor=new.amount.minor,
            currency=new.amount.currency,
            day=new.day,
            reference=new.reference,
            person=new.act.person,
            at=new.act.at,
        )
    )


def open_claims(connection: Connection, by: Person) -> tuple[Owed, ...]:
    """Every statement of which something is open or in dispute, the oldest first, as far as this person may see."""
    left = _left(by, true())
    return _load(connection, by, left, (left.c.open != 0) | (left.c.disputed != 0))


def claim_of(connection: Connection, by: Person, number: str) -> Owed | None:
    """What is left of one statement; None where there is none that this person may see."""
    return next(iter(claims_of(connection, by, [number])), None)


def claims_of(connection: Connection, by: Person, numbers: Collection[str]) -> tuple[Owed, ...]:
    """What is left of each of these statements that this person may see."""
    left = _left(by, posting.c.statement.in_(numbers))
    return _load(connection, by, left, statement.c.number.in_(numbers))


def _left(by: Person, condition: ColumnElement[bool]) -> Subquery:
    """What is left of each statement that anything was posted of; only what the person may see is added up."""
    return (
        select(
            posting.c.statement,
            total_on(OPEN.values()).label("open"),
            total_on(DISPUTED.values()).label("disputed"),
            total_on(RESULTS).label("results"),
        )
        .join(agreement, agreement.c.id == posting.c.agreement)
        .where(visible(by), posting.c.account.in_(_COUNTED), condition)
        .group_by(posting.c.statement)
        .subquery()
    )


def _load(connection: Connection, by: Person, left: Subquery, condition: ColumnElement[bool]) -> tuple[Owed, ...]:
    """In two queries."""
    buyer, seller = organisation.alias("buyer"), organisation.alias("seller")
    found = (
        select(
            statement,
            cycle.c.period_start,
            cycle.c.period_end,
            cycle.c.calendar,
            cycle.c.currency,
            agreement.c.id.label("agreement"),
            agreement.c.customer,
            agreement.c.vendor,
            agreement.c.series.label("names"),
            agreement.c.reference,
            buyer.c.name.label("buyer"),
            seller.c.name.label("seller"),
            func.coalesce(left.c.open, 0).label("open"),
            func.coalesce(left.c.disputed, 0).label("disputed"),
            func.coalesce(left.c.results, 0).label("results"),
        )
        .join_from(statement, cycle, cycle.c.id == statement.c.cycle)
        .join(agreement, agreement.c.id == cycle.c.agreement)
        .join(buyer, buyer.c.id == agreement.c.customer)
        .join(seller, seller.c.id == agreement.c.vendor)
        .join(left, left.c.statement == statement.c.number, isouter=True)
        .where(visible(by), statement.c.sha256.is_not(None), condition)
    )
    booked = _bookings(connection, found.with_only_columns(statement.c.number))
    rows = connection.execute(found.order_by(cycle.c.period_start, statement.c.number))
    return tuple(_owed(row, booked) for row in rows)


def _owed(row: Row[tuple[object, ...]], booked: dict[str, list[Booking]]) -> Owed:
    claim = Claim(
        number=row.number,
        agreement=row.agreement,
        customer=row.customer,
        vendor=row.vendor,
        period=Period(row.period_start, row.period_end),
        issued=row.issued_at,
        calendar=thawed(row.calendar) or Calendar(ZoneInfo("UTC")),
        imposed=Money.from_minor(-int(row.results), row.currency),
        open=Money.from_minor(int(row.open), row.currency),
        disputed=Money.from_minor(int(row.disputed), row.currency),
        due=row.due,
        claim_until=row.claim_until,
        bookings=tuple(booked[row.number]),
    )
    return Owed(claim, row.names.lower(), row.reference, row.buyer, row.seller)


def _bookings(connection: Connection, numbers: Select[tuple[str]]) -> dict[str, list[Booking]]:
    """The records of each statement, in their order."""
    found: dict[str, list[Booking]] = defaultdict(list)
    rows = connection.execute(
        select(booking, person.c.name)
        .join(person)
        .where(booking.c.statement.in_(numbers))
        .order_by(booking.c.statement, booking.c.sequence)
    )
    for row in rows:
        act = Act(row.person, row.name, row.at)
        amount = Money.from_minor(row.minor, row.currency)
        new = Booking(row.sequence, Deed(row.deed), amount, row.day, row.reference, act)
        found[row.statement].append(new)
    return found
