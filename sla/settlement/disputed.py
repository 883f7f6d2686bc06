"""What a period comes to under each outcome of its open disputes: what is owed in any case, and how far it can move.

A dispute that is upheld counts as it was asked for; one that is rejected changes nothing. Every combination is an
outcome of its own, because two disputes about one limit or one streak are worth more, or less, than their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from sla.settlement.model import Settlement
from sla.values import Money

MOST = 8
"""Up to how many open disputes every outcome is computed: 256 of them."""
Upheld = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One outcome: the disputes that are upheld, by number, all others being rejected, and what follows."""

    upheld: Upheld
    settlement: Settlement

    @property
    def net(self) -> Money:
        """Incentives less penalties."""
        return self.settlement.net


@dataclass(frozen=True, slots=True)
class Disputed:
    """The outcomes of the open disputes about one period; the first is the one in which all are rejected."""

    numbers: Upheld
    branches: tuple[Branch, ...]

    @property
    def outcomes(self) -> int:
        """How many combinations there are."""
        return 1 << len(self.numbers)

    @property
    def exact(self) -> bool:
        """Whether every combination was computed; otherwise others may lie outside the range."""
        return len(self.branches) == self.outcomes

    @property
    def lowest(self) -> Money:
        """The net of the outcome that is best for the customer, of those computed."""
        return min((each.net for each in self.branches), key=_amount)

    @property
    def highest(self) -> Money:
        """The net of the outcome that is best for the vendor, of those computed."""
        return max((each.net for each in self.branches), key=_amount)

    @property
    def undisputed(self) -> Money | None:
        """The part of the net that is owed whatever is decided, with its sign; None where not every outcome is known.

        Nothing, where it depends on the decisions who owes whom.
        """
        if not self.exact:
            return None
        if self.lowest.amount > 0:
            return self.lowest
        return self.highest if self.highest.amount < 0 else Money(Decimal(0), self.lowest.currency)


def disputed(numbers: Upheld, settled: Callable[[Upheld], Settlement]) -> Disputed:
    """Every outcome of these disputes; above `MOST` none, each alone, all but each, and all of them."""
    return Disputed(numbers, tuple(Branch(upheld, settled(upheld)) for upheld in outcomes(numbers)))


def outcomes(numbers: Upheld) -> Iterator[Upheld]:
    """The combinations that are computed, those with the fewest upheld first."""
    count = len(numbers)
    sizes = range(count + 1) if count <= MOST else (0, 1, count - 1, count)
    for size in sizes:
        yield from combinations(numbers, size)


def _amount(net: Money) -> Decimal:
    return net.amount
