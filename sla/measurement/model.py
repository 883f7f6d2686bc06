"""What measuring gives: a result, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from sla.submission.figures import Scope
from sla.values import Period, Rounding, steady


class State(StrEnum):
    """Whether there is a result. Missing is never zero, and of two values neither is taken for the right one."""

    MEASURED = "measured"
    NOTHING_REPORTED = "nothing reported"
    ZERO_DENOMINATOR = "zero denominator"
    CONTRADICTORY = "contradictory"
    """A figure of which there may be one value has several."""
    WAITING = "waiting"
    """Made of other levels, of which one is not decided yet."""
    RELIEVED = "relieved"
    """It was reported, and by an agreed relief nothing of it counts."""


class Measurement(NamedTuple):
    """The result of one level in one window, with the numbers it was made of."""

    level: str
    window: Period
    scope: Scope
    state: State
    result: Decimal | None
    """Rounded where the contract says so, in the level's unit; None unless measured."""
    unrounded: Decimal | None = None
    inputs: tuple[tuple[str, Decimal], ...] = ()
    """Each figure used and its value in the window, in the order of the formula."""
    missing: tuple[str, ...] = ()
    """Figures that were needed and not reported, or reported more than once; levels that are waited for."""
    carried: Decimal | None = None
    """The result with all fifty digits, where it never ends and is not rounded: three thirds must be one again."""

    @property
    def exactly(self) -> Decimal | None:
        """The result as further arithmetic takes it."""
        return self.result if self.carried is None else self.carried


measured: Callable[[tuple[object, ...]], Measurement] = partial(tuple.__new__, Measurement)
"""A measurement of all its fields in their order, made as fast as a tuple is."""


def resulted(rounding: Rounding | None, raw: Decimal) -> tuple[Decimal, Decimal, Decimal | None]:
    """A result, rounded if the contract says so; before that; and with all its digits where they are of use."""
    if rounding is not None:
        return rounding.rounded(raw), steady(raw), None
    result = steady(raw)
    return result, result, raw if result and raw != result else None
