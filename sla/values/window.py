"""Ways to cut time: months, fiscal months, quarters, weeks, contract years. The pieces tile a term exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from sla.values.period import Period


class Every(StrEnum):
    """How long one window lasts."""

    DAY = "day"
    WEEK = "week"
    HALF_MONTH = "half-month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    CONTRACT_QUARTER = "contract quarter"
    CONTRACT_HALF_YEAR = "contract half-year"
    CONTRACT_YEAR = "contract year"
    TERM = "term"
    EVENT = "event"


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_CONTRACT_MONTHS = {Every.CONTRACT_QUARTER: 3, Every.CONTRACT_HALF_YEAR: 6, Every.CONTRACT_YEAR: 12}
_FISCAL = re.compile(r"(month|quarter|half-year|year) from the (\d{1,2})(?:st|nd|rd|th)?")
_WEEKS = re.compile(r"([1-9]\d?) weeks? from ((?:19|2[01])\d\d-\d\d-\d\d)")
_A_MONDAY = date(1, 1, 1)
_WEEK = (1, _A_MONDAY)
MOST_WEEKS = 53


@dataclass(frozen=True, slots=True)
class Window:
    """A way to cut time. `from_day` moves the start of months, quarters and years (a fiscal month from the 22nd).

    `weeks` is how many weeks make one window, counted from the day `since`, forwards and backwards.
    An `EVENT` window has no length of its own: each reported row is judged by itself, on the day it happened.
    """

    every: Every
    from_day: int = 1
    weeks: int = 1
    since: date = _A_MONDAY

    def __post_init__(self) -> None:
        """Months that start after the 28th would not exist in February; a week has no such day at all."""
        if not 1 <= self.weeks <= MOST_WEEKS or (self.every is not Every.WEEK and (self.weeks, self.since) != _WEEK):
            raise ValueError(f"{self.weeks} weeks from {self.since} are no {self.every}")
        if not 1 <= self.from_day <= 28:
            raise ValueError(f"a fiscal month starts on day 1 to 28, not {self.from_day}")
        if self.from_day != 1 and self.every not in _MONTHS:
            raise ValueError(f"a {self.every} does not start on a day of the month")

    @classmethod
    def named(cls, text: str) -> Window | None:
        """Read `month`, `contract year`, `month from the 22nd`, `4 weeks from 2026-01-05`; None if it is no window."""
        if several := _WEEKS.fullmatch(text):
            return cls._counted_in_weeks(int(several[1]), several[2])
        if fiscal := _FISCAL.fullmatch(text):
            every, day = Every(fiscal[1]), int(fiscal[2])
            return cls(every, day) if 1 <= day <= 28 else None
        try:
            return cls(Every(text))
        except ValueError:
            return None

    @classmethod
    def _counted_in_weeks(cls, weeks: int, since: str) -> Window | None:
        try:
            return cls(Every.WEEK, 1, weeks, date.fromisoformat(since))
        except ValueError:
            return None

    def around(self, day: date, term: Period) -> Period:
        """The whole window that holds `day`, before the term cuts it. Contract years count from the term's start."""
        return _around(self, day, term)

    def holding(self, day: date, term: Period) -> Period:
        """The window that holds `day`, cut by the term. `day` lies in the term."""
        cut = self.around(day, term).overlap(term)
        if cut is None:
            raise ValueError(f"{day} is outside the term {term.start} to {term.end}")
        return cut

    def tile(self, term: Period) -> Iterator[Period]:
        """Every window of a term in order; together they cover it exactly, once."""
        day = term.start
        while day < term.end:
            window = self.holding(day, term)
            yield window
            day = window.end

    def closing_in(self, period: Period, term: Period) -> tuple[Period, ...]:
        """The windows whose last day lies in `period`: those that a statement for it must show."""
        return _closing_in(self, period, term)

    def __str__(self) -> str:
        """As it is written in a contract."""
        if (self.weeks, self.since) != _WEEK:
            return f"{self.weeks} week{'s' * (self.weeks > 1)} from {self.since}"
        return f"{self.every} from the {ordinal(self.from_day)}" if self.from_day != 1 else str(self.every)


@lru_cache(maxsize=65536)
def _around(window: Window, day: date, term: Period) -> Period:
    match window.every:
        case Every.DAY | Every.EVENT:
            return Period(day, day + timedelta(days=1))
        case Every.WEEK:
            length = 7 * window.weeks
            start = day - timedelta(days=(day - window.since).days % length)
            return Period(start, start + timedelta(days=length))
        case Every.HALF_MONTH:
            first, sixteenth = day.replace(day=1), day.replace(day=16)
            return Period(first, sixteenth) if day.day < 16 else Period(sixteenth, add_months(first, 1))
        case Every.TERM:
            return term
        case Every.CONTRACT_QUARTER | Every.CONTRACT_HALF_YEAR | Every.CONTRACT_YEAR:
            return _counted(day, term.start, _CONTRACT_MONTHS[window.every])
        case _:
            return _counted(day, date(1, 1, window.from_day), _MONTHS[window.every])


@lru_cache(maxsize=65536)
def _closing_in(window: Window, period: Period, term: Period) -> tuple[Period, ...]:
    found = []
    day = max(period.start, term.start)
    while day < min(period.end, term.end):
        piece = window.holding(day, term)
        if piece.end <= period.end:
            found.append(piece)
        day = piece.end
    return tuple(found)


def _counted(day: date, anchor: date, months: int) -> Period:
    """The span of `months` months, counted from `anchor`, that holds `day`."""
    passed = (day.year - anchor.year) * 12 + day.month - anchor.month
    step = passed // months
    if add_months(anchor, step * months) > day:
        step -= 1
    return Period(add_months(anchor, step * months), add_months(anchor, (step + 1) * months))


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last day of a shorter month where there is none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `22nd`, `13th`."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
