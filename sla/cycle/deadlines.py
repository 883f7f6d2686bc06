"""Deadlines: until when a step may be taken, in business days, as clocks where the contract lives keep them.

Every function returns the first instant that is too late, in UTC: what happens before it is in time. Holidays are
those of the calendar that is handed in, frozen when the period opened, so that a date learnt later moves nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sla.contract.model import Contract
from sla.values import Calendar, Period
from sla.values.period import first_instant

_DAY = timedelta(days=1)


def calendar_of(contract: Contract) -> Calendar:
    """The business days that a contract counts: its time zone, Monday to Friday without its holidays."""
    return Calendar(contract.zone, frozenset(contract.holidays))


def business_days_after(moment: datetime, days: int, calendar: Calendar) -> datetime:
    """The end of the `days`-th business day after the day of `moment`, which itself is not counted.

    With 0: the end of that day, or of the first business day after it. `moment` carries a time zone, any one; its
    day is the one that clocks in the calendar's zone show.
    """
    return calendar.deadline(moment, days)


def business_days_after_day(day: date, days: int, calendar: Calendar) -> datetime:
    """The same counted from a whole day, which is not counted either."""
    return calendar.hours(calendar.add_business_days(day, days))[1]


def business_days_after_period(period: Period, days: int, calendar: Calendar) -> datetime:
    """Counted from the end of a period: the first business day is the first one that lies behind it."""
    return business_days_after_day(period.last_day, days, calendar)


def submit_by(period: Period, days: int | None, opened: datetime, calendar: Calendar) -> datetime | None:
    """Until when figures come: so many business days after the period, or after the day on which it was opened."""
    if days is None:
        return None
    return max(business_days_after_period(period, days, calendar), business_days_after(opened, days, calendar))


def days_after(moment: datetime, days: int, calendar: Calendar) -> datetime:
    """The end of the `days`-th day after the day of `moment`, weekends and holidays counted like all others."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone, so it is no instant")
    day = moment.astimezone(calendar.zone).date() + timedelta(days=days)
    return first_instant(day + _DAY, time(0), calendar.zone)


def last_day(deadline: datetime, calendar: Calendar) -> date:
    """The last day on which one is in time, for people to read."""
    return (deadline - timedelta(microseconds=1)).astimezone(calendar.zone).date()


def business_days_left(now: datetime, deadline: datetime, calendar: Calendar) -> int:
    """How many business days are left with today's, if it is one; 0 once the deadline has passed."""
    if now >= deadline:
        return 0
    today = now.astimezone(UTC).astimezone(calendar.zone).date()
    return calendar.business_days_between(today, last_day(deadline, calendar) + _DAY)
