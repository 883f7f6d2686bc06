"""What a period comes to now, less what it came to before: line by line, so that nothing issued is ever edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sla.contract.model import Direction
from sla.settlement.model import Line, Settlement, Waived
from sla.submission.figures import Scope
from sla.values import Money, Period

Key = tuple[str, str, Period, Scope, Direction]
Owed = TypeVar("Owed", Line, Waived)


@dataclass(frozen=True, slots=True)
class Change:
    """The lines of one clause, level, window and scope that go one way: owed and waived, before and now.

    All amounts are what stands in the two settlements; nothing is negative.
    """

    clause: str
    level: str
    window: Period
    scope: Scope
    direction: Direction
    owed_before: Money
    owed: Money
    waived_before: Money
    waived: Money

    @property
    def before(self) -> Money:
        """What was imposed."""
        return self.owed_before - self.waived_before

    @property
    def now(self) -> Money:
        """What is imposed now."""
        return self.owed - self.waived

    @property
    def net(self) -> Money:
        """The difference as it counts in the net: below zero where more is owed to the customer."""
        return self.now - self.before if self.direction is Direction.INCENTIVE else self.before - self.now

    @property
    def moves(self) -> bool:
        """Whether anything differs."""
        return self.owed != self.owed_before or self.waived != self.waived_before


def changes(now: Settlement, before: Settlement | None = None) -> Iterator[Change]:
    """Every line that differs, in the order of the settlement at hand, then those that are gone.

    Without an earlier settlement everything that moves money is a difference to nothing. The nets add up to the
    difference of the two nets.
    """
    zero = Money(Decimal(0), now.currency)
    owed, waived = _sums(now.lines), _sums(now.waived)
    owed_before, waived_before = _sums(before.lines if before else ()), _sums(before.waived if before else ())
    for key in dict.fromkeys((*owed, *owed_before, *waived, *waived_before)):
        change = Change(
            *key,
            owed_before.get(key, zero),
            owed.get(key, zero),
            waived_before.get(key, zero),
            waived.get(key, zero),
        )
        if change.moves:
            yield change


def _sums(lines: Iterable[Owed]) -> dict[Key, Money]:
    found: dict[Key, Money] = {}
    for line in lines:
        key = (line.clause, line.level, line.window, line.scope, line.direction)
        found[key] = found[key] + line.amount if key in found else line.amount
    return found
