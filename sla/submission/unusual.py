"""Figures that are far from those of the period before: a slip more often than not, and worth a look before sending."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sla.contract.model import Combine, Contract
from sla.submission.figures import Figures
from sla.values import Period
from sla.values.rounding import WHOLE_DOWN

FAR = Decimal(50)
"""From so many per cent more or less on, a sum is worth a look."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """A figure then and now; None where it was not reported."""

    figure: str
    before: Decimal | None
    now: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """By how many per cent it changed, towards zero; None where there is nothing to compare."""
        if not self.before or self.now is None:
            return None
        return WHOLE_DOWN((self.now - self.before) * 100 / self.before)


def unusual(contract: Contract, figures: Figures, before: Period, now: Period) -> tuple[Unusual, ...]:
    """Sums that changed by half or more, and figures that are missing or new, in the contract's order."""
    found = []
    for figure in contract.figures:
        then, here = (_sum(figures, figure.name, period) for period in (before, now))
        each = Unusual(figure.name, then, here)
        summed = figure.combine is Combine.SUM and each.percent is not None and abs(each.percent) >= FAR
        if summed or (then is None) != (here is None):
            found.append(each)
    return tuple(found)


def is_copy(figures: Figures, before: Period, now: Period) -> bool:
    """Whether every figure is exactly what it was in the period before, as when last month's file is sent again."""
    then, here = (
        sorted((entry.figure, entry.scope, entry.value) for entry in figures.inside(period)) for period in (before, now)
    )
    return len(here) > 1 and then == here


def _sum(figures: Figures, name: str, period: Period) -> Decimal | None:
    values = [entry.value for entry in figures.inside(period) if entry.figure == name]
    return sum(values, Decimal(0)) if values else None
