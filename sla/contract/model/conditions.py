"""Conditions: facts of this window and of earlier ones. They never read money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sla.values import Place


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers between two edges, each edge in or out; None is without limit."""

    low: Decimal | None = None
    low_in: bool = True
    high: Decimal | None = None
    high_in: bool = True

    def __contains__(self, value: Decimal) -> bool:
        """Whether a number lies inside."""
        if self.low is not None and not (value >= self.low if self.low_in else value > self.low):
            return False
        return self.high is None or (value <= self.high if self.high_in else value < self.high)


@dataclass(frozen=True, slots=True)
class Is:
    """The level's outcome or grade is one of these names: `met`, `missed`, `not measured`, `severe`."""

    level: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compares:
    """The level's result lies in a range; without a result it does not."""

    level: str
    range: Range


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


class Gap(StrEnum):
    """What a window without an outcome does to a count over history."""

    PAUSES = "pauses"
    RESETS = "resets"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class InARow:
    """The part holds in this window and in the `times - 1` before it."""

    part: Condition
    times: int
    no_data: Gap = Gap.PAUSES


class Then(StrEnum):
    """What becomes of the windows that made up a full count."""

    KEEP_COUNTING = "keep counting"
    """They count again, for as long as they are among the last ones."""
    START_OVER = "start over"
    """They are used up: the next count begins after them."""


@dataclass(frozen=True, slots=True)
class TimesIn:
    """The part holds in at least `times` of the last `windows` windows, this one included, and in this one."""

    part: Condition
    times: int
    windows: int
    then: Then = Then.KEEP_COUNTING
    unit: str = ""
    """What the contract calls these windows, `months`; empty where it only counts them."""
    place: Place = Place()


Condition = Is | Compares | All | Any | Not | InARow | TimesIn
