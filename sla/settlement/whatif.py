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
    texts = [{settlement.period: settlement for settlement in each} for each in (before, after)]
    for period in sorted({period for text in texts for period in text}):
        found = [text.get(period) for text in texts]
        for clause in dict.fromkeys(line.clause for each in found if each for line in each.lines if line.amount):
            currency = next(each.currency for each in found if each)
            nets = [_net(each.lines, clause, currency) if each else Money(Decimal(0), currency) for each in found]
            yield Difference(period, clause, *nets)


def _net(lines: Iterable[Line], clause: str, currency: str) -> Money:
    signed = (_signed(line) for line in lines if line.clause == clause)
    return sum(signed, start=Money(Decimal(0), currency))


def _signed(line: Line) -> Money:
    return line.amount if line.direction is Direction.INCENTIVE else -line.amount
