"""Business days and business hours, as clocks in one time zone keep them, with the holidays frozen in.

A calendar never looks anything up: the holidays it counts are those it was made with, so that a date learnt later
cannot move a deadline that has passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sla.values.period import first_instant

SATURDAY_AND_SUNDAY = frozenset({5, 6})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days and hours that count. `weekend` holds weekdays from 0 for Monday to 6 for Sunday.

    Without `opens` a business day opens at its first instant, without `closes` it closes at its last; without both
    it is open all day, be that 23, 24 or 25 hours. An opening or closing time that clocks skip falls on the jump;
    one that comes twice is meant the first time.
    """

    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    opens: time | None = None
    closes: time | None = None

    def __post_init__(self) -> None:
        """Refuse hours that end before they begin, weekdays that do not exist, and a week without business days."""
        if self.closes is not None and self.closes <= (self.opens or time(0)):
            raise ValueError(f"business hours end after they begin: {self.opens or time(0)} to {self.closes}")
        if not self.weekend < frozenset(range(7)):
            raise ValueError(f"a weekend is some of the weekdays 0 to 6, not {sorted(self.weekend)}")

    def is_business_day(self, day: date) -> bool:
        """Whether a day is neither weekend nor holiday."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def add_business_days(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`, which itself is not counted; before it, if `count` is negative.

        With a count of 0: `day` itself, or the first business day after it.
        """
        step = -_DAY if count < 0 else _DAY
        if count == 0:
            day, count = day - _DAY, 1
        for _ in range(abs(count)):
            day += step
            while not self.is_business_day(day):
                day += step
        return day

    def business_days_between(self, start: date, end: date) -> int:
        """How many business days lie in `[start, end)`."""
        if end < start:
            raise ValueError(f"{end} is before {start}")
        return sum(self.is_business_day(start + timedelta(days=passed)) for passed in range((end - start).days))

    def business_time(self, start: datetime, end: datetime) -> timedelta:
        """The time that passes in business hours between two instants, in real seconds.

        Both carry a time zone, any one. Waiting outside business hours counts nothing, wherever it begins or ends.
        """
        start, end = _instant(start), _instant(end)
        if end < start:
            raise ValueError(f"{end} is before {start}")
        # One day more: where clocks fall back over midnight, a day that has begun shows the date before once again.
        day, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date() + _DAY
        passed = timedelta()
        while day <= last:
            if self.is_business_day(day):
                opening, closing = self.hours(day)
                passed += max(min(end, closing) - max(start, opening), timedelta())
            day += _DAY
        return passed

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """When a business day opens and closes, in UTC: open from the first, no longer open at the second."""
        opening = first_instant(day, self.opens or time(0), self.zone)
        if self.closes is None:
            return opening, first_instant(day + _DAY, time(0), self.zone)
        return opening, first_instant(day, self.closes, self.zone)

    def deadline(self, instant: datetime, business_days: int) -> datetime:
        """The close, in UTC, of the `business_days`-th business day after the day of `instant`, which is not counted.

        With 0: the close of that day, or of the first business day after it.
        """
        day = _instant(instant).astimezone(self.zone).date()
        return self.hours(self.add_business_days(day, business_days))[1]


def _instant(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone, so it is no instant")
    return moment.astimezone(UTC)
