"""Issued statements: found by what finance asks for, with what is open of each and where it is booked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from sla.cycle import Person
from sla.cycle.claims import Deed
from sla.cycle.ledger import DISPUTED, OPEN, Account
from sla.store.ledger import total_on
from sla.store.tables import agreement, booking, cycle, organisation, person, posting, statement
from sla.store.visible import visible
from sla.values import Money, Period


class Moves(StrEnum):
    """What a statement moves, in a word."""

    PENALTY = "penalty"
    INCENTIVE = "incentive"
    NOTHING = "nothing"


class State(StrEnum):
    """What has become of what a statement moves."""

    OPEN = "open"
    DISPUTED = "in dispute"
    CLEARED = "cleared"
    """Paid, set off, lapsed, or there never was anything."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A sealed statement as the books know it. `path` is its place in the archive."""

    number: str
    agreement: int
    reference: str
    customer: str
    vendor: str
    period: Period
    net: Money
    """What the statement itself moves: of a restatement, the difference."""
    sha256: str
    path: str
    issuer: str
    at: datetime
    state: State
    booked: str
    """The reference under which it stands in other books; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements: by the key of their period, the name of either company and so on; empty for all."""

    period: str = ""
    company: str = ""
    currency: str = ""
    moves: str = ""
    state: str = ""
    booked: str = ""
    """`yes` or `no`."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from among all statements of a person; periods latest first."""

    periods: tuple[Period, ...]
    vendors: tuple[str, ...]
    customers: tuple[str, ...]
    currencies: tuple[str, ...]


EVERY = Wanted()
Selected = TypeVar("Selected", bound=Select[*tuple[Any, ...]])
_customer, _vendor = organisation.alias("customer"), organisation.alias("vendor")


def _before() -> ColumnElement[int]:
    """The net that a restated period had come to before; 0 for its first statement."""
    earlier = cycle.alias("earlier")
    net = (
        select(earlier.c.net)
        .where(earlier.c.agreement == cycle.c.agreement, earlier.c.period_start == cycle.c.period_start)
        .where(earlier.c.round < cycle.c.round, earlier.c.stage == "issued")
        .order_by(earlier.c.round.desc())
        .limit(1)
        .correlate(cycle)
        .scalar_subquery()
    )
    return func.coalesce(net, 0)


def left_on(accounts: Collection[Account]) -> ColumnElement[int]:
    """What stands on some accounts of a statement."""
    total = select(total_on(accounts)).where(posting.c.statement == statement.c.number)
    return func.coalesce(total.correlate(statement).scalar_subquery(), 0)


def booked_as() -> ColumnElement[str]:
    """The reference under which a statement is booked now; empty where it is not, or no longer."""
    last = (
        select(case((booking.c.deed == str(Deed.BOOKED), booking.c.reference), else_=""))
        .where(booking.c.statement == statement.c.number, booking.c.deed.in_([str(Deed.BOOKED), str(Deed.UNBOOKED)]))
        .order_by(booking.c.sequence.desc())
        .limit(1)
        .correlate(statement)
    )
    return func.coalesce(last.scalar_subquery(), "")


_NET = cycle.c.net - _before()
_OPEN, _DISPUTED = left_on(OPEN.values()), left_on(DISPUTED.values())
_STATE = case((_OPEN != 0, str(State.OPEN)), (_DISPUTED != 0, str(State.DISPUTED)), else_=str(State.CLEARED))
_MOVES = case((_NET < 0, str(Moves.PENALTY)), (_NET > 0, str(Moves.INCENTIVE)), else_=str(Moves.NOTHING))


def _taken(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What a statement must be, to be wanted."""
    if wanted.period:
        yield cycle.c.period == wanted.period
    if wanted.company:
        yield (_vendor.c.name == wanted.company) | (_customer.c.name == wanted.company)
    if wanted.currency:
        yield cycle.c.currency == wanted.currency
    if wanted.moves:
        yield _MOVES.in_([wanted.moves])
    if wanted.state:
        yield _STATE.in_([wanted.state])
    if wanted.booked:
        yield (booked_as() == "") == (wanted.booked == "no")


def _of(by: Person, query: Selected, wanted: Wanted = EVERY) -> Selected:
    """The same of the sealed statements that this person may see, if they are wanted."""
    return (
        query.join_from(statement, cycle, cycle.c.id == statement.c.cycle)
        .join(agreement, agreement.c.id == cycle.c.agreement)
        .join(_customer, _customer.c.id == agreement.c.customer)
        .join(_vendor, _vendor.c.id == agreement.c.vendor)
        .where(visible(by), statement.c.sha256.is_not(None), *_taken(wanted))
    )


def issued_statements(
    connection: Connection,
    by: Person,
    *,
    numbers: Collection[str] | None = None,
    agreement_id: int | None = None,
    wanted: Wanted = EVERY,
    part: slice = slice(None),
) -> tuple[Issued, ...]:
    """Sealed statements this person may see, latest period first: all, or some of them, or a part of their list."""
    columns = select(
        statement.c.number,
        statement.c.sha256,
        statement.c.path,
        statement.c.issued_at,
        person.c.name.label("issuer"),
        agreement.c.id.label("agreement"),
        agreement.c.reference,
        _customer.c.name.label("customer"),
        _vendor.c.name.label("vendor"),
        cycle.c.period_start,
        cycle.c.period_end,
        _NET.label("net"),
        cycle.c.currency,
        _STATE.label("state"),
        booked_as().label("booked"),
    )
    query = _of(by, columns, wanted).join(person, person.c.id == statement.c.issued_by)
    if numbers is not None:
        query = query.where(statement.c.number.in_(numbers))
    if agreement_id is not None:
        query = query.where(agreement.c.id == agreement_id)
    ordered = query.order_by(cycle.c.period_start.desc(), statement.c.number).slice(part.start or 0, part.stop)
    return tuple(
        Issued(
            number=row.number,
            agreement=row.agreement,
            reference=row.reference,
            customer=row.customer,
            vendor=row.vendor,
            period=Period(row.period_start, row.period_end),
            net=Money.from_minor(row.net, row.currency),
            sha256=row.sha256,
            path=row.path,
            issuer=row.issuer,
            at=row.issued_at,
            state=State(row.state),
            booked=row.booked,
        )
        for row in connection.execute(ordered)
    )


def count(connection: Connection, by: Person, wanted: Wanted = EVERY) -> int:
    """How many of them are wanted."""
    return connection.execute(_of(by, select(func.count()), wanted)).scalar_one()


def choices(connection: Connection, by: Person) -> Choices:
    """What to choose from, in four queries."""
    spans = connection.execute(
        _of(by, select(cycle.c.period_start, cycle.c.period_end)).distinct().order_by(cycle.c.period_start.desc())
    )
    vendors, customers, currencies = (
        tuple(connection.execute(_of(by, select(column)).distinct().order_by(column)).scalars())
        for column in (_vendor.c.name, _customer.c.name, cycle.c.currency)
    )
    return Choices(tuple(Period(row.period_start, row.period_end) for row in spans), vendors, customers, currencies)


def to_book(connection: Connection, by: Person, most: int) -> tuple[tuple[Period, int], ...]:
    """The latest periods of which statements are not booked yet, and how many."""
    rows = connection.execute(
        _of(by, select(cycle.c.period_start, cycle.c.period_end, func.count().label("waiting")), Wanted(booked="no"))
        .group_by(cycle.c.period_start, cycle.c.period_end)
        .order_by(cycle.c.period_start.desc())
        .limit(most)
    )
    return tuple((Period(row.period_start, row.period_end), row.waiting) for row in rows)
