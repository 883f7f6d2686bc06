"""The journal out of the books: every posting of some days or of a period, as far as a person may see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, String, cast, func, select, true

from sla.cycle import Person
from sla.cycle.journal import Journal, Posting, Total
from sla.cycle.ledger import Account
from sla.store.issued import booked_as
from sla.store.tables import agreement, booking, cycle, organisation, posting, statement
from sla.store.visible import visible
from sla.values import Money, Period


def journal(
    connection: Connection, by: Person, period: str = "", first: date | None = None, last: date | None = None
) -> Journal:
    """The postings of a period, by its key, and of the days from first to last in UTC; all if none is given."""
    begins, ends = (_midnight(first) if first else None), (_midnight(last + timedelta(days=1)) if last else None)
    of_period = cycle.c.period == period if period else true()
    since = posting.c.posted_at >= begins if begins else true()
    until = posting.c.posted_at < ends if ends else true()
    before = posting.c.posted_at < begins if begins else None
    return Journal(
        opening=() if before is None else _totals(connection, by, of_period & before),
        postings=_postings(connection, by, of_period & since & until),
    )


def journal_of(connection: Connection, by: Person, statements: Collection[str]) -> Journal:
    """The postings of these statements."""
    return Journal(opening=(), postings=_postings(connection, by, posting.c.statement.in_(statements)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)


def _totals(connection: Connection, by: Person, condition: ColumnElement[bool]) -> tuple[Total, ...]:
    of_account = (agreement.c.series, posting.c.account, posting.c.currency)
    rows = connection.execute(
        select(*of_account, func.sum(posting.c.minor).label("minor"))
        .join_from(posting, agreement, agreement.c.id == posting.c.agreement)
        .join(cycle, cycle.c.id == posting.c.cycle)
        .where(visible(by), condition)
        .group_by(*of_account)
        .order_by(*of_account)
    )
    return tuple(
        Total(row.series, Account(row.account), Money.from_minor(int(row.minor), row.currency)) for row in rows
    )


def _postings(connection: Connection, by: Person, condition: ColumnElement[bool]) -> tuple[Posting, ...]:
    buyer, seller = organisation.alias("buyer"), organisation.alias("seller")
    rows = connection.execute(
        select(
            posting,
            cycle.c.period_start,
            cycle.c.period_end,
            agreement.c.series,
            agreement.c.reference.label("agreed"),
            agreement.c.definition,
            buyer.c.name.label("buyer"),
            seller.c.name.label("seller"),
            booking.c.day,
            booking.c.reference,
            booked_as().label("booked"),
        )
        .join_from(posting, agreement, agreement.c.id == posting.c.agreement)
        .join(cycle, cycle.c.id == posting.c.cycle)
        .join(statement, statement.c.number == posting.c.statement)
        .join(buyer, buyer.c.id == agreement.c.customer)
        .join(seller, seller.c.id == agreement.c.vendor)
        .join(booking, _follows_from_booking(), isouter=True)
        .where(visible(by), condition)
        .order_by(posting.c.id)
    )
    return tuple(
        Posting(
            entry=row.entry,
            at=row.posted_at,
            account=Account(row.account),
            amount=Money.from_minor(row.minor, row.currency),
            customer=row.buyer,
            vendor=row.seller,
            series=row.series,
            agreement=row.agreed,
            contract=row.definition,
            period=Period(row.period_start, row.period_end).key,
            statement=row.statement,
            level=row.level,
            clause=row.clause,
            day=row.day,
            reference=row.reference or "",
            booked=row.booked,
        )
        for row in rows
    )


def _follows_from_booking() -> ColumnElement[bool]:
    """By the act in the entry's name: `NORTH-0001/booking 2/1` is of that statement's second record."""
    act = posting.c.statement + "/booking " + cast(booking.c.sequence, String) + "/"
    return (booking.c.statement == posting.c.statement) & posting.c.entry.startswith(act)
