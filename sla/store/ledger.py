"""The double-entry ledger in the books: entries are added under keys that cannot be used twice, and never changed.

Which entries an act makes is said in `sla.cycle.ledger`; the database itself refuses changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, insert, select

from sla.contract.model import Direction
from sla.cycle import Cycle, Person
from sla.cycle.ledger import DISPUTED, OPEN, RESULTS, Account, Entry, Standing
from sla.store.cycles import same_period
from sla.store.tables import agreement, cycle, posting
from sla.store.visible import visible
from sla.values import Money

__all__ = ["Account", "Balance", "balances", "disagreeing", "post", "standing", "total_on"]
SIDES = {str(account): side for sides in (OPEN, DISPUTED) for side, account in sides.items()}
"""The accounts of what is still to be paid, by direction."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands on one account."""

    account: Account
    total: Money


def post(connection: Connection, on: Cycle, act: str, entries: Iterable[Entry], at: datetime) -> int:
    """Post the entries of an act once: `act` names it among all of the statement it is about. How many there were.

    `on` is the round in which it happens; an entry that names no statement is about that round's own.
    """
    listed = tuple(entries)
    if listed:
        connection.execute(insert(posting), [row for each in listed for row in _legs(on, act, each, at)])
    return len(listed)


def _legs(on: Cycle, act: str, each: Entry, at: datetime) -> Iterable[dict[str, object]]:
    entry = "/".join(filter(None, (each.statement or on.number, act, each.name)))
    for account, amount in each.legs:
        yield {
            "posting_key": f"{entry}/{account}",
            "entry": entry,
            "account": str(account),
            "minor": amount.minor,
            "currency": amount.currency,
            "agreement": on.agreement,
            "cycle": on.id,
            "level": each.level,
            "clause": each.clause,
            "statement": each.statement or on.number,
            "posted_at": at,
        }


def standing(connection: Connection, on: Cycle) -> tuple[Standing, ...]:
    """What is left of every line of every statement of a period, in the order in which they were first posted."""
    here = cycle.alias("here")
    period = select(cycle.c.id).join(here, same_period(cycle, here)).where(here.c.id == on.id)
    of_line = (posting.c.statement, posting.c.level, posting.c.clause, posting.c.currency, posting.c.account)
    rows = connection.execute(
        select(*of_line, func.sum(posting.c.minor).label("minor"))
        .where(posting.c.cycle.in_(period), posting.c.account.in_(list(SIDES)))
        .group_by(*of_line)
        .order_by(func.min(posting.c.id))
    )
    found: dict[tuple[str, str, str, Direction, str], dict[str, int]] = {}
    for row in rows:
        line = (row.statement, row.level, row.clause, SIDES[row.account], row.currency)
        found.setdefault(line, {})[row.account] = int(row.minor)
    return tuple(
        Standing(
            statement,
            level,
            clause,
            side,
            open=Money.from_minor(left.get(str(OPEN[side]), 0), currency),
            disputed=Money.from_minor(left.get(str(DISPUTED[side]), 0), currency),
        )
        for (statement, level, clause, side, currency), left in found.items()
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the lines of one level and clause of a statement stand; above zero is in the customer's favour."""

    level: str
    clause: str
    computed: Money
    waived: Money
    disputed: Money
    settled: Money
    lapsed: Money
    open: Money

    @property
    def imposed(self) -> Money:
        """What was issued: computed less waived."""
        return self.computed - self.waived


_COLUMNS: dict[str, tuple[int, tuple[Account, ...]]] = {
    "computed": (-1, (Account.PENALTIES, Account.INCENTIVES)),
    "waived": (1, (Account.WAIVED_PENALTIES, Account.WAIVED_INCENTIVES)),
    "disputed": (1, tuple(DISPUTED.values())),
    "settled": (1, (Account.SETTLED,)),
    "lapsed": (1, (Account.LAPSED,)),
    "open": (1, tuple(OPEN.values())),
}


def placed(connection: Connection, number: str) -> tuple[Placed, ...]:
    """Every level and clause of a statement that the person has looked up, in the order in which they were posted."""
    of_line = (posting.c.level, posting.c.clause, posting.c.currency)
    rows = connection.execute(
        select(*of_line, *(total_on(accounts).label(name) for name, (_, accounts) in _COLUMNS.items()))
        .where(posting.c.statement == number)
        .group_by(*of_line)
        .order_by(func.min(posting.c.id))
    ).mappings()
    return tuple(
        Placed(
            row["level"],
            row["clause"],
            **{name: Money.from_minor(sign * int(row[name]), row["currency"]) for name, (sign, _) in _COLUMNS.items()},
        )
        for row in rows
    )


def total_on(accounts: Iterable[Account]) -> ColumnElement[int]:
    """What stands on some accounts together."""
    here = posting.c.account.in_([str(account) for account in accounts])
    return func.sum(case((here, posting.c.minor), else_=0))


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
    """Statements up to which a period's postings are not its net; there are none unless something is broken.

    What was computed and waived comes to the net, and so does what has become of it since.
    """
    results = total_on(RESULTS)
    earlier = cycle.alias("earlier")

    def posted(total: ColumnElement[int]) -> ColumnElement[int]:
        query = (
            select(func.coalesce(total, 0))
            .join_from(posting, earlier, earlier.c.id == posting.c.cycle)
            .where(same_period(earlier, cycle), earlier.c.round <= cycle.c.round)
        )
        return query.correlate(cycle).scalar_subquery()

    rows = connection.execute(
        select(cycle.c.number)
        .join(agreement)
        .where(visible(by), cycle.c.stage == "issued")
        .where((posted(results) != cycle.c.net) | (posted(results - func.sum(posting.c.minor)) != cycle.c.net))
        .order_by(cycle.c.number)
    )
    return tuple(rows.scalars())
