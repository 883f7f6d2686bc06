"""The double-entry ledger: every line of an issued statement, twice, on two sides that add up to zero.

It can only be added to; the database itself refuses changes. Seen from the customer: a penalty is a claim on the
vendor, an incentive a debt to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from sla.contract.model import Direction
from sla.cycle import Cycle, Person
from sla.settlement.model import Line
from sla.store.tables import agreement, cycle, posting
from sla.store.visible import visible
from sla.values import Money


class Account(StrEnum):
    """Where an amount stands."""

    CLAIM = "claim on vendor"
    PENALTIES = "penalties"
    DEBT = "debt to vendor"
    INCENTIVES = "incentives"


SIDES = {
    Direction.PENALTY: (Account.CLAIM, Account.PENALTIES),
    Direction.INCENTIVE: (Account.INCENTIVES, Account.DEBT),
}
"""For each direction the account that grows by the amount and the one that shrinks by it."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands on one account."""

    account: Account
    total: Money


def post(connection: Connection, on: Cycle, lines: tuple[Line, ...], at: datetime) -> None:
    """Post every line that moves money, under keys that cannot be used twice."""
    rows = [row for index, line in enumerate(lines, 1) if line.amount for row in _entry(on, index, line, at)]
    if rows:
        connection.execute(insert(posting), rows)


def _entry(on: Cycle, index: int, line: Line, at: datetime) -> Iterator[dict[str, object]]:
    entry = f"{on.number}/{index}"
    for account, sign in zip(SIDES[line.direction], (1, -1), strict=True):
        yield {
            "posting_key": f"{entry}/{account}",
            "entry": entry,
            "account": str(account),
            "minor": sign * line.amount.minor,
            "currency": line.amount.currency,
            "agreement": on.agreement,
            "cycle": on.id,
            "level": line.level,
            "clause": line.clause,
            "statement": on.number,
            "posted_at": at,
        }


def balances(connection: Connection, by: Person, statement: str | None = None) -> tuple[Balance, ...]:
    """Every account with its total, of all that the person may see or of one statement."""
    query = (
        select(posting.c.account, posting.c.currency, func.sum(posting.c.minor).label("minor"))
        .join(agreement)
        .where(visible(by))
        .group_by(posting.c.account, posting.c.currency)
        .order_by(posting.c.currency, posting.c.account)
    )
    if statement is not None:
        query = query.where(posting.c.statement == statement)
    rows = connection.execute(query)
    return tuple(Balance(Account(row.account), Money.from_minor(int(row.minor), row.currency)) for row in rows)


def disagreeing(connection: Connection, by: Person) -> tuple[str, ...]:
    """Statements whose ledger total is not the net of their settlement; there are none unless something is broken."""
    net = (Account.CLAIM, Account.DEBT)
    posted = (
        select(posting.c.cycle, (-func.sum(posting.c.minor)).label("net"))
        .where(posting.c.account.in_([str(account) for account in net]))
        .group_by(posting.c.cycle)
        .subquery()
    )
    rows = connection.execute(
        select(cycle.c.number)
        .join(agreement)
        .join(posted, posted.c.cycle == cycle.c.id, isouter=True)
        .where(visible(by), cycle.c.stage == "issued", func.coalesce(posted.c.net, 0) != cycle.c.net)
        .order_by(cycle.c.number)
    )
    return tuple(rows.scalars())
