"""The double-entry ledger: every line of an issued statement, twice, on two sides that add up to zero.

A restatement posts its differences to what was posted before, and what is waived stands beside what is owed.

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
from sla.settlement.delta import Change
from sla.store.tables import agreement, cycle, posting
from sla.store.visible import visible
from sla.values import Money


class Account(StrEnum):
    """Where an amount stands."""

    CLAIM = "claim on vendor"
    PENALTIES = "penalties"
    DEBT = "debt to vendor"
    INCENTIVES = "incentives"
    WAIVED_PENALTIES = "penalties waived"
    WAIVED_INCENTIVES = "incentives waived"


SIDES = {
    Direction.PENALTY: (Account.CLAIM, Account.PENALTIES),
    Direction.INCENTIVE: (Account.INCENTIVES, Account.DEBT),
}
"""For each direction the account that grows by what is owed and the one that shrinks by it."""
WAIVED = {
    Direction.PENALTY: (Account.WAIVED_PENALTIES, Account.CLAIM),
    Direction.INCENTIVE: (Account.DEBT, Account.WAIVED_INCENTIVES),
}
"""The same for what is not imposed."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands on one account."""

    account: Account
    total: Money


def post(connection: Connection, on: Cycle, changes: tuple[Change, ...], at: datetime) -> None:
    """Post every difference to what was posted before, under keys that cannot be used twice."""
    rows = [row for index, change in enumerate(changes, 1) for row in _entries(on, index, change, at)]
    if rows:
        connection.execute(insert(posting), rows)


def _entries(on: Cycle, index: int, change: Change, at: datetime) -> Iterator[dict[str, object]]:
    """One entry for what is owed and one for what is waived of it, as far as they move anything."""
    for name, sides, moved in (
        (f"{index}", SIDES, change.owed - change.owed_before),
        (f"{index}w", WAIVED, change.waived - change.waived_before),
    ):
        entry = f"{on.number}/{name}"
        for account, sign in zip(sides[change.direction], (1, -1), strict=True) if moved else ():
            yield {
                "posting_key": f"{entry}/{account}",
                "entry": entry,
                "account": str(account),
                "minor": sign * moved.minor,
                "currency": moved.currency,
                "agreement": on.agreement,
                "cycle": on.id,
                "level": change.level,
                "clause": change.clause,
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
    """Statements up to which a period's postings are not its net; there are none unless something is broken."""
    net = (Account.CLAIM, Account.DEBT)
    earlier = cycle.alias("earlier")
    posted = (
        select(func.coalesce(-func.sum(posting.c.minor), 0))
        .join_from(posting, earlier, earlier.c.id == posting.c.cycle)
        .where(posting.c.account.in_([str(account) for account in net]))
        .where(earlier.c.agreement == cycle.c.agreement, earlier.c.period_start == cycle.c.period_start)
        .where(earlier.c.round <= cycle.c.round)
        .correlate(cycle)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(cycle.c.number)
        .join(agreement)
        .where(visible(by), cycle.c.stage == "issued", posted != cycle.c.net)
        .order_by(cycle.c.number)
    )
    return tuple(rows.scalars())
