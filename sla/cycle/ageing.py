"""Ageing: what is open, by the days since it was due, so that nothing is forgotten until it lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sla.cycle.claims import Claim
from sla.values import Money


class Age(StrEnum):
    """How long something has been due, in days."""

    CURRENT = "not due"
    MONTH = "1 to 30"
    TWO_MONTHS = "31 to 60"
    THREE_MONTHS = "61 to 90"
    OLDER = "over 90"


def age(claim: Claim, at: datetime) -> Age:
    """By the days since it was due, or since it was issued where the contract names no day."""
    days = (claim.day_of(at) - (claim.due or claim.day_of(claim.issued))).days
    if days <= 0:
        return Age.CURRENT
    return (Age.MONTH, Age.TWO_MONTHS, Age.THREE_MONTHS, Age.OLDER)[min((days - 1) // 30, 3)]


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is open under one agreement in one currency, one way: by age, and what is in dispute besides."""

    agreement: int
    """0 for all of them together."""
    owed_by_vendor: bool
    open: tuple[Money, ...]
    """In the order of `Age`, all above zero or nothing."""
    disputed: Money

    @property
    def total(self) -> Money:
        """All that is open."""
        return sum(self.open[1:], start=self.open[0])


def ageing(claims: tuple[Claim, ...], at: datetime, *, together: bool = False) -> tuple[Ageing, ...]:
    """The open claims by agreement (unless `together`), currency and direction, in the order in which they come first.

    What is owed one way is never set off against what is owed the other way.
    """
    groups: dict[tuple[int, str, bool], list[Claim]] = {}
    for each in claims:
        by_vendor = (each.open or each.disputed).amount > 0
        groups.setdefault((0 if together else each.agreement, each.open.currency, by_vendor), []).append(each)
    return tuple(_aged(agreement, by_vendor, listed, at) for (agreement, _, by_vendor), listed in groups.items())


def _aged(agreement: int, by_vendor: bool, listed: list[Claim], at: datetime) -> Ageing:
    zero = Money(Decimal(0), listed[0].open.currency)
    sums = dict.fromkeys(Age, zero)
    disputed = zero
    for each in listed:
        sums[age(each, at)] += each.size
        disputed += each.disputed if by_vendor else -each.disputed
    return Ageing(agreement, by_vendor, tuple(sums.values()), disputed)
