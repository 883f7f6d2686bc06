"""The journal: postings as other books take them over, and what stood on the accounts before the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sla.cycle.ledger import Account
from sla.values import Money


@dataclass(frozen=True, slots=True)
class Posting:
    """One leg of an entry, with the names that people know its agreement, statement and line by."""

    entry: str
    at: datetime
    account: Account
    amount: Money
    """Above zero a debit, below a credit."""
    customer: str
    vendor: str
    series: str
    """Opens the agreement's statement numbers, and tells agreements apart."""
    agreement: str
    contract: str
    period: str
    statement: str
    level: str
    clause: str
    day: date | None = None
    """Of a record of finance: when it happened."""
    reference: str = ""
    """Of a record of finance: where it stands in other books."""
    booked: str = ""
    """The reference under which the whole statement stands in other books now, where it does."""


@dataclass(frozen=True, slots=True)
class Total:
    """What stands on one account of one agreement."""

    series: str
    account: Account
    amount: Money


@dataclass(frozen=True, slots=True)
class Journal:
    """Postings in the order in which they were made, and the totals before the first of them."""

    opening: tuple[Total, ...]
    postings: tuple[Posting, ...]

    def entries(self) -> Iterator[tuple[Posting, ...]]:
        """The legs of each entry together."""
        return (tuple(legs) for _, legs in groupby(self.postings, key=lambda each: each.entry))

    def closing(self) -> tuple[Total, ...]:
        """What stands on each account after the last posting, by agreement."""
        moved = (Total(each.series, each.account, each.amount) for each in self.postings)
        return totals((*self.opening, *moved))


def totals(parts: Iterable[Total]) -> tuple[Total, ...]:
    """The same with one total for each account of each agreement, sorted."""
    found: dict[tuple[str, str, Account], Money] = {}
    for each in parts:
        key = (each.series, each.amount.currency, each.account)
        found[key] = found[key] + each.amount if key in found else each.amount
    return tuple(Total(series, account, amount) for (series, _, account), amount in sorted(found.items(), key=_place))


def _place(item: tuple[tuple[str, str, Account], Money]) -> tuple[str, str, Account]:
    return item[0]
