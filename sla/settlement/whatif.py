"""What another text would have paid on the same figures: the difference by period and clause. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.model import Direction
from sla.settlement.model import Line, Settlement
from sla.values import Money, Period


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause in one period: its net under each text (incentives less penalties), and what changes."""

    period: Period
    clause: str
    before: Money
    after: Money

    @property
    def change(self) -> Money:
        """What the other text adds for the vendor; negative where it costs more."""
        return self.after - self.before


def differences(before: Iterable[Settlement], after: Iterable[Settlement]) -> Iterator[Difference]:
    """Every clause of every period that moves money under either text, in order; the changes add up to the net's."""
    others = {settlement.period: settlement for settlement in after}
    for settlement in before:
        other = others[settlement.period]
        clauses = dict.fromkeys(line.clause for each in (settlement, other) for line in each.lines if line.amount)
        for clause in clauses:
            yield Difference(settlement.period, clause, _net(settlement, clause), _net(other, clause))


def _net(settlement: Settlement, clause: str) -> Money:
    signed = (_signed(line) for line in settlement.lines if line.clause == clause)
    return sum(signed, start=Money(Decimal(0), settlement.currency))


def _signed(line: Line) -> Money:
    return line.amount if line.direction is Direction.INCENTIVE else -line.amount
