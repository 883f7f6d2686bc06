"""Opening periods: which of a contract's periods can still be opened, and which of them is next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date

from sla.cycle.model import Cycle
from sla.cycle.rules import later_settled
from sla.values import Period


def openable(periods: Sequence[Period], cycles: Collection[Cycle]) -> tuple[Period, ...]:
    """Those of the term's periods that overlap none that is open, and on which none that is settled stands."""
    return tuple(
        each
        for each in periods
        if not any(other.period.overlap(each) for other in cycles)
        and later_settled(other for other in cycles if other.period > each) is None
    )


def following(periods: Sequence[Period], end: date) -> Period | None:
    """The first of the term's periods, oldest first, that begins when the last open one has ended, or after."""
    place = bisect_left(periods, end, key=lambda each: each.start)
    return periods[place] if place < len(periods) else None


def begun(periods: Sequence[Period], today: date) -> Period:
    """The last of the term's periods that has begun; before the term, its first."""
    return next((each for each in reversed(periods) if each.start <= today), periods[0])
