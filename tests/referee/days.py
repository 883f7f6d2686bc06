"""Cutting time day by day: each day is asked for the name of its window, and a new name begins a new window."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from sla.values import Window
from tests.referee.records import Span

MONTHS = {
    "month": 1,
    "quarter": 3,
    "half-year": 6,
    "year": 12,
    "contract quarter": 3,
    "contract half-year": 6,
    "contract year": 12,
}
STICKS_OUT = {"day": 0, "event": 0, "half-month": 20}
"""How many days a window may stick out of a term, at most."""


def name_of(window: Window, day: date, start: date) -> object:
    """What the window that holds a day is called: two days of one window have one name, days of two have two."""
    every = str(window.every)
    if every in ("day", "event"):
        return day
    if every == "week" and str(window) == "week":
        return day.isocalendar()[:2]
    if every == "week":
        return (day - window.since).days // (7 * window.weeks)
    if every == "half-month":
        return day.year, day.month, day.day > 15
    if every.startswith("contract"):
        return passed(start, day) // MONTHS[every]
    return passed(date(1600, 1, window.from_day), day) // MONTHS[every]


def passed(start: date, day: date) -> int:
    """How many whole months lie between; a month that is too short for the day of the start ends on its last."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if day.day >= min(start.day, last_of(day.year, day.month)) else months - 1


@cache
def last_of(year: int, month: int) -> int:
    """How many days a month has."""
    return monthrange(year, month)[1]


@cache
def whole_windows(window: Window, term: Span) -> list[Span]:
    """Every window that has a day in the term, in full."""
    if window.every == "term":
        return [term]
    every = str(window.every)
    most = 7 * window.weeks if every == "week" else STICKS_OUT.get(every, MONTHS.get(every, 0) * 32)
    first, last = term[0] - timedelta(days=most), term[1] + timedelta(days=most)
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    found = []
    for _, group in groupby(days, lambda day: name_of(window, day, term[0])):
        inside = list(group)
        if any(term[0] <= day < term[1] for day in inside):
            found.append((inside[0], inside[-1] + timedelta(days=1)))
    return found


def whole(window: Window, day: date, term: Span) -> Span:
    """The whole window that holds a day of the term."""
    return next(span for span in whole_windows(window, term) if span[0] <= day < span[1])


@cache
def windows(window: Window, term: Span) -> list[Span]:
    """Every window, cut by the term."""
    return [(max(start, term[0]), min(end, term[1])) for start, end in whole_windows(window, term)]


def window_of(window: Window, day: date, term: Span) -> Span:
    """The window that holds a day of the term, cut by the term."""
    return next(span for span in windows(window, term) if span[0] <= day < span[1])


def closing(window: Window, span: Span, term: Span) -> list[Span]:
    """The windows whose last day lies in a span."""
    return [each for each in windows(window, term) if span[0] < each[1] <= span[1]]


def length(span: Span) -> int:
    """How many days."""
    return (span[1] - span[0]).days
