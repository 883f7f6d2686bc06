"""Text to spans of days: a day, a month, a quarter, a year, a moment. A date that can be read two ways is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sla.submission.findings import Code, Refusal
from sla.submission.ways import Order
from sla.values import Period, Saying
from sla.values.window import add_months

EXPECTED = Saying("a day 2026-03-05, a month 2026-03, a quarter 2026-Q1, a year 2026 or a time stamp 2026-03-05T14:30")
CLOCK = ZoneInfo("UTC")
"""For texts of which only the day matters."""
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class When:
    """What a `when` cell says."""

    period: Period
    named: bool = False
    """A month, quarter or year by its name, which a contract with fiscal months reads as its own."""
    stamp: str = ""
    """The time stamp as it was written."""


class _TwoWays(Exception):
    """The text means two different dates, or the year cannot be told from the day."""


def when(text: str, zone: ZoneInfo, order: Order | None = None) -> When | Refusal:
    """The days a text means on clocks in `zone`; a stamp without an offset is one of those clocks' own.

    With an `order` of day and month, dates by numbers have one meaning, and years may have two digits.
    """
    if _USUAL.fullmatch(text):
        day = _usual(text[:10])
        if day is not None:
            return When(day, stamp=text)
    line = " ".join(text.casefold().split())
    try:
        if moment := _MOMENT.fullmatch(line):
            return When(_one(_local_day(*moment.groups(""), zone=zone, order=order)), stamp=text.strip())
        return _span(line, order)
    except _TwoWays as two:
        message = Saying("the date {text} can be read in two ways", text=text.strip())
        return Refusal(Code.AMBIGUOUS_DATE, message, EXPECTED, two.args[0])
    except (ValueError, OverflowError) as fault:
        remedy = Saying("Write the year first, as in 2026-03-05 or 2026-03")
        return Refusal(Code.BAD_WHEN, _cause(fault), EXPECTED, remedy)


def _cause(fault: Exception) -> Saying:
    """Why there is no such date or time."""
    said = fault.args[0]
    if isinstance(said, Saying):
        return said  # of ours; all others are the library's, and `Period`'s
    if clock := _BEYOND.fullmatch(said):
        return _CLOCKS[clock[1]]
    if week := _NO_WEEK.fullmatch(said):
        return Saying("Invalid week: {week}", week=week[1])
    if span := _BACKWARDS.fullmatch(said):
        return Saying("a period starts before it ends: {first} to {last}", first=span[1], last=span[2])
    return Saying("this is not a date")


@lru_cache(maxsize=4096)
def _usual(day: str) -> Period | None:
    """The day of a usual time stamp: a log has thousands of them on one day."""
    try:
        return _one(_day(day))
    except ValueError:
        return None


def _span(line: str, order: Order | None) -> When:
    """A named month, quarter, half or year; a week; two dates joined by an underscore; or a single day."""
    if order and (found := _SHORT_MONTH.fullmatch(line)):
        return When(_month(2000 + int(found[2]), _month_named(found[1])), named=True)
    for pattern, months in _NAMED:
        if found := pattern.fullmatch(line):
            start, count = months(*found.groups())
            return When(Period(start, add_months(start, count)), named=True)
    if found := _WEEK.fullmatch(line):
        monday = date.fromisocalendar(_year(found[1]), int(found[2]), 1)
        return When(Period(monday, monday + timedelta(days=7)))
    if found := _FROM_TO.fullmatch(line):
        return When(Period(_day(found[1]), _day(found[2])))
    return When(_one(_day(line, order)))


def bare_month(text: str, until: date) -> Period | None:
    """The last month of that name which is over by a day; None where the text is no month's name."""
    number = _MONTHS.get(text.strip().rstrip(".").casefold())
    if number is None:
        return None
    last = until - timedelta(days=1)
    return _month(last.year - (number > last.month), number)


def readings(text: str, until: date | None) -> tuple[When | None, When | None]:
    """What a text means with the day first, and with the month first; None where it is no time.

    A month without a year is the last one that is over by `until`. Digits alone may be anything, and are no time here.
    """
    if until and (bare := bare_month(text, until)):
        return When(bare, named=True), When(bare, named=True)
    if text.strip().isdigit():
        return None, None
    said = [when(text.strip(), CLOCK, order) for order in Order]
    first, second = (each if isinstance(each, When) else None for each in said)
    return first, second


def _month(year: int, number: int) -> Period:
    start = _date(f"{year}", number, 1)
    return Period(start, add_months(start, 1))


def _day(line: str, order: Order | None = None) -> date:
    """One day, by numbers or by the name of its month; raises ValueError with a sentence."""
    if order and (found := _ORDERED.fullmatch(line)):
        first, second, year = found.groups()
        day, month = (first, second) if order is Order.DAY else (second, first)
        return _date(_long_year(year), month, day)
    if order and (found := _SHORT_NAMED.fullmatch(line)):
        return _date(_long_year(found[3]), _month_named(found[2]), found[1])
    for pattern, day in _DAYS:
        if found := pattern.fullmatch(line):
            return day(*found.groups())
    raise ValueError(Saying("this is not a date"))


def _one(day: date) -> Period:
    return Period(day, day + timedelta(days=1))


def _local_day(day: str, clock: str, offset: str, *, zone: ZoneInfo, order: Order | None) -> date:
    """The local day of a moment: only an offset other than the zone's own can move it."""
    hour, _, rest = clock.partition(":")
    offset = "+00:00" if offset in {"z", "utc"} else offset
    moment = datetime.fromisoformat(f"{_day(day, order)}T{hour:0>2}:{rest.replace(',', '.')}{offset}")
    return moment.astimezone(zone).date() if moment.tzinfo else moment.date()


def _year(text: str) -> int:
    year = int(text)
    if year not in _YEARS:
        first, last = str(_YEARS.start), str(_YEARS.stop - 1)
        raise ValueError(Saying("the year {year} is not between {first} and {last}", year=text, first=first, last=last))
    return year


def _date(year: str, month: str | int, day: str | int) -> date:
    """The date, where it exists."""
    number = _year(year)
    try:
        return date(number, int(month), int(day))
    except ValueError as fault:
        raise ValueError(_NO_DAY if 1 <= int(month) <= 12 else _NO_MONTH) from fault


def _long_year(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _month_named(word: str) -> int:
    if word not in _MONTHS:
        raise ValueError(Saying("{word} is not the name of a month in English", word=word))
    return _MONTHS[word]


def _either_order(first: str, second: str, year: str) -> date:
    """`25/03/2026` has one meaning and `05/05/2026` too; `03/04/2026` has two."""
    one, two = int(first), int(second)
    if two > 12:
        return _date(year, one, two)
    if one > 12 or one == two:
        return _date(year, two, one)
    ways = {"first": str(_date(year, two, one)), "second": str(_date(year, one, two))}
    raise _TwoWays(Saying("Write {first} or {second}", **ways))


def _short_year(*_: str) -> date:
    raise _TwoWays(Saying("Write the year first and with four digits: 2026-03-04, or 2026-03 for the month"))


_NO_DAY = Saying("there is no such date: day is out of range for month")
_NO_MONTH = Saying("there is no such date: month must be in 1..12")
_BEYOND = re.compile(r"(hour|minute|second) must be in .*")
_NO_WEEK = re.compile(r"Invalid week: (\d+)")
_BACKWARDS = re.compile(r"a period starts before it ends: (.+) to (.+)")
_CLOCKS = {
    "hour": Saying("hour must be in 0..23"),
    "minute": Saying("minute must be in 0..59"),
    "second": Saying("second must be in 0..59"),
}


_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for length in (3, len(name))
} | {"sept": 9}

_NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"([a-z]{3,9})\.?"
_BY_NUMBER = r"(\d{1,2})[-/.](\d{1,2})[-/.]"

_ORDERED = re.compile(_BY_NUMBER + r"(\d{4}|\d\d)", re.ASCII)
_SHORT_NAMED = re.compile(rf"{_NUMBER}[- ]{_WORD}[-, ']+(\d\d)", re.ASCII)
_SHORT_MONTH = re.compile(rf"{_WORD}[- ']+(\d\d)", re.ASCII)
"""What can be read once the order of day and month is known: a year then stands last, and may have two digits."""
_USUAL = re.compile(r"\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?", re.ASCII)
"""A time stamp without an offset, by far the most frequent one."""
_MOMENT = re.compile(
    r"(\d.*?|[a-z].*?\d{4})(?:t| )(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(z|utc|[+-]\d{2}:?\d{2})?", re.ASCII
)
_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})", re.ASCII)
_FROM_TO = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})", re.ASCII)

_NAMED: tuple[tuple[re.Pattern[str], Callable[..., tuple[date, int]]], ...] = (
    (re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII), lambda year, month: (_date(year, month, 1), 1)),
    (re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII), lambda month, year: (_date(year, month, 1), 1)),
    (re.compile(rf"{_WORD}[-, ]+(\d{{4}})", re.ASCII), lambda word, year: (_date(year, _month_named(word), 1), 1)),
    (re.compile(r"(\d{4})[- ]?q([1-4])", re.ASCII), lambda year, part: (_date(year, 3 * int(part) - 2, 1), 3)),
    (re.compile(r"q([1-4])[-/ ]?(\d{4})", re.ASCII), lambda part, year: (_date(year, 3 * int(part) - 2, 1), 3)),
    (re.compile(r"(\d{4})[- ]?h([12])", re.ASCII), lambda year, part: (_date(year, 6 * int(part) - 5, 1), 6)),
    (re.compile(r"(\d{4})", re.ASCII), lambda year: (_date(year, 1, 1), 12)),
)
"""Each way to name a span of whole months: its first day, and how many months."""

_DAYS: tuple[tuple[re.Pattern[str], Callable[..., date]], ...] = (
    (re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII), lambda year, _, month, day: _date(year, month, day)),
    (re.compile(_BY_NUMBER + r"(\d{4})", re.ASCII), _either_order),
    (
        re.compile(rf"{_NUMBER}[- ]{_WORD}[-, ]+(\d{{4}})", re.ASCII),
        lambda day, word, year: _date(year, _month_named(word), day),
    ),
    (
        re.compile(rf"{_WORD}[- ]{_NUMBER}[-, ]+(\d{{4}})", re.ASCII),
        lambda word, day, year: _date(year, _month_named(word), day),
    ),
    (re.compile(_BY_NUMBER + r"\d\d", re.ASCII), _short_year),
    (re.compile(r"[a-z]{3,9}[- ']+\d\d|\d\d?[- ][a-z]{3,9}[- ']+\d\d", re.ASCII), _short_year),
)
"""Each way to write a day."""
