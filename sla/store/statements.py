"""Statements: the next number of a series without a gap, and the sealed file each number stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from sla.cycle import Act, Cycle, Person
from sla.cycle.claims import Days
from sla.store.tables import agreement, cycle, organisation, person, series, statement
from sla.store.visible import visible
from sla.values import Money, Period


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


def next_number(connection: Connection, name: str) -> tuple[str, int]:
    """Take the next number of a series. Whoever takes it holds the series until the transaction ends."""
    taken = update(series).where(series.c.name == name).values(last=series.c.last + 1).returning(series.c.last)
    sequence = connection.execute(taken).scalar_one()
    return f"{name}-{sequence:04d}", sequence


def keep_number(
    connection: Connection, on: Cycle, name: str, sequence: int, settlement: int, by: Act, days: Days
) -> None:
    """Bind a number to its period for good; the file follows."""
    connection.execute(
        insert(statement).values(
            number=on.number,
            series=name,
            sequence=sequence,
            cycle=on.id,
            settlement=settlement,
            issued_by=by.person,
            issued_at=by.at,
            due=days.due,
            claim_until=days.claim_until,
        )
    )


def keep_file(connection: Connection, on: Cycle, sha256: str, path: str) -> bool:
    """Bind the sealed file to its number, once; False if another file was faster."""
    unsealed = (statement.c.cycle == on.id) & statement.c.sha256.is_(None)
    return connection.execute(update(statement).where(unsealed).values(sha256=sha256, path=path)).rowcount == 1


def sealed(connection: Connection, on: Cycle) -> str:
    """The SHA-256 of the sealed file of a round that was issued."""
    digest: str = connection.execute(select(statement.c.sha256).where(statement.c.cycle == on.id)).scalar_one()
    return digest


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


def issued_statements(
    connection: Connection, by: Person, *, number: str | None = None, agreement_id: int | None = None
) -> tuple[Issued, ...]:
    """Sealed statements this person may see, latest first: all of them, one by number, or those of an agreement."""
    customer, vendor = organisation.alias(), organisation.alias()
    query = (
        select(
            statement.c.number,
            statement.c.sha256,
            statement.c.path,
            statement.c.issued_at,
            person.c.name.label("issuer"),
            agreement.c.id.label("agreement"),
            agreement.c.reference,
            customer.c.name.label("customer"),
            vendor.c.name.label("vendor"),
            cycle.c.period_start,
            cycle.c.period_end,
            (cycle.c.net - _before()).label("net"),
            cycle.c.currency,
        )
        .join_from(statement, cycle, cycle.c.id == statement.c.cycle)
        .join(agreement, agreement.c.id == cycle.c.agreement)
        .join(person, person.c.id == statement.c.issued_by)
        .join(customer, customer.c.id == agreement.c.customer)
        .join(vendor, vendor.c.id == agreement.c.vendor)
        .where(visible(by), statement.c.sha256.is_not(None))
        .order_by(cycle.c.period_start.desc(), statement.c.number)
    )
    if number is not None:
        query = query.where(statement.c.number == number)
    if agreement_id is not None:
        query = query.where(agreement.c.id == agreement_id)
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
        )
        for row in connection.execute(query)
    )
