"""Deadlines of periods that nobody has opened yet: when their figures will be due, and which holidays move that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sla.contract.model import Contract
from sla.cycle.deadlines import business_days_after_period, calendar_of, last_day
from sla.values import Calendar, Period


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Until when the figures of a period come, if it is opened before it ends."""

    period: Period
    last: date
    """The last day on which they are in time."""
    plain: date
    """The same if no day were a holiday."""
    passed: tuple[date, ...]
    """The holidays that are no business days on the way there, oldest first."""


def foreseen(contract: Contract, period: Period) -> Foreseen | None:
    """The day that follows from the contract as it is in force for a period; None where it sets no days."""
    days = contract.terms.submit_days
    if days is None:
        return None
    calendar = calendar_of(contract)
    every_week = Calendar(calendar.zone)
    last, plain = (last_day(business_days_after_period(period, days, each), each) for each in (calendar, every_week))
    return Foreseen(period, last, plain, tuple(_moving(calendar, period.end, last)))


def _moving(calendar: Calendar, first: date, last: date) -> list[date]:
    """The holidays from one day to another that would be business days otherwise."""
    days = (first + timedelta(passed) for passed in range((last - first).days + 1))
    return [day for day in days if day in calendar.holidays and day.weekday() not in calendar.weekend]
