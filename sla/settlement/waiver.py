"""Waiving: an amount that is owed and not imposed. What was computed stays in sight beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.model import Direction
from sla.settlement.model import Line, Waived
from sla.submission.figures import Scope
from sla.values import Money, Period


@dataclass(frozen=True, slots=True)
class Waiver:
    """A decision not to impose what a level's lines come to in a window: all of it, or `most` at the most.

    An empty `clause` means the lines of every clause; `scope` the site or the like, if it names one.
    """

    level: str
    window: Period
    direction: Direction
    reason: str
    most: Decimal | None = None
    clause: str = ""
    scope: Scope = ()
    number: int = 0
    """Its number in the books."""

    def is_about(self, line: Line) -> bool:
        """Whether a line is among those that are not imposed."""
        return (
            line.level == self.level
            and line.window == self.window
            and line.direction is self.direction
            and set(self.scope) <= set(line.scope)
            and self.clause in ("", line.clause)
        )


def waived(lines: Sequence[Line], waivers: Iterable[Waiver], currency: str) -> Iterator[Waived]:
    """What each waiver takes off each line, in the order of the waivers: no line gives up more than it has."""
    left = [line.amount.amount for line in lines]
    for waiver in waivers:
        most = waiver.most
        for at, line in enumerate(lines):
            if not waiver.is_about(line):
                continue
            taken = left[at] if most is None else min(left[at], most)
            if taken <= 0:
                continue
            left[at] -= taken
            most = None if most is None else most - taken
            amount = Money(taken, currency)
            yield Waived(line.clause, line.level, line.window, line.scope, line.direction, amount, waiver.reason)
