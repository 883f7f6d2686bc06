"""Deadlines against two oracles that know nothing of each other: numpy's calendar, and a walk by the hour."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.cycle.deadlines import (
    business_days_after,
    business_days_after_day,
    business_days_after_period,
    business_days_left,
    days_after,
    last_day,
    submit_by,
)
from sla.values import Calendar, Period
from tests.cycle.cast import APPROVED, MARCH, OPEN, RESTATED, SETTLED, SUBMITTED

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
CHANGES = [
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Havana", date(2026, 11, 1)),
    ("Asia/Beirut", date(2022, 3, 27)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2026, 6, 15)),
]
"""Places and days on which their clocks are moved, at two in the morning, at midnight, or by a whole day."""
Case = tuple[Calendar, datetime, int]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A calendar with some holidays, a moment within ten days of a clock change, and up to sixty business days."""
    name, day = draw(st.sampled_from(CHANGES))
    offsets = draw(st.frozensets(st.integers(-10, 60), max_size=12))
    holidays = frozenset(day + timedelta(days=offset) for offset in offsets)
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(
        minutes=draw(st.integers(-10 * 1440, 10 * 1440))
    )
    return Calendar(ZoneInfo(name), holidays), moment, draw(st.integers(0, 60))


def shown(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def numpys_day(calendar: Calendar, day: date, days: int) -> date:
    """The `days`-th business day after a day, by numpy."""
    holidays = np.array(sorted(calendar.holidays), dtype="datetime64[D]")
    if days == 0:
        return date.fromisoformat(str(np.busday_offset(day, 0, roll="forward", holidays=holidays)))
    return date.fromisoformat(str(np.busday_offset(day, days, roll="backward", holidays=holidays)))


def walked_end(day: date, zone: ZoneInfo) -> datetime:
    """The first quarter of an hour at which clocks show a later day, found by waiting for it."""
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=16)
    while shown(instant, zone) <= day:
        instant += timedelta(minutes=15)
    return instant


@given(cases())
def test_a_deadline_is_the_end_of_the_day_that_numpy_names(case: Case) -> None:
    calendar, moment, days = case
    deadline = business_days_after(moment, days, calendar)
    assert deadline == walked_end(numpys_day(calendar, shown(moment, calendar.zone), days), calendar.zone)


@given(cases())
def test_counted_by_days_or_by_moments_it_is_the_same(case: Case) -> None:
    calendar, moment, days = case
    by_day = business_days_after_day(shown(moment, calendar.zone), days, calendar)
    assert by_day == business_days_after(moment, days, calendar)


@given(cases())
def test_plain_days_pass_over_nothing(case: Case) -> None:
    calendar, moment, days = case
    expected = walked_end(shown(moment, calendar.zone) + timedelta(days=days), calendar.zone)
    assert days_after(moment, days, calendar) == expected


@given(cases())
def test_the_days_left_are_those_that_numpy_counts(case: Case) -> None:
    calendar, moment, days = case
    deadline = business_days_after(moment, days, calendar)
    holidays = np.array(sorted(calendar.holidays), dtype="datetime64[D]")
    today, end = shown(moment, calendar.zone), last_day(deadline, calendar) + timedelta(days=1)
    assert business_days_left(moment, deadline, calendar) == int(np.busday_count(today, end, holidays=holidays))
    assert business_days_left(deadline, deadline, calendar) == 0
    assert business_days_left(deadline - timedelta(microseconds=1), deadline, calendar) <= 1


def test_after_a_period_its_first_business_day_is_the_first_behind_it() -> None:
    """February 2026 ends on a Saturday; the first of five business days is Monday, 2 March."""
    deadline = business_days_after_period(Period(date(2026, 2, 1), date(2026, 3, 1)), 5, Calendar(NEW_YORK))
    assert deadline == datetime(2026, 3, 7, tzinfo=NEW_YORK)
    # March ends on a Tuesday: the first of April counts, although it is the moment at which March is over.
    deadline = business_days_after_period(Period(date(2026, 3, 1), date(2026, 4, 1)), 1, Calendar(NEW_YORK))
    assert deadline == datetime(2026, 4, 2, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("moment", "days", "deadline"),
    [
        ("2026-03-26 10:00", 1, "2026-03-28 00:00"),
        ("2026-03-27 10:00", 1, "2026-03-31 00:00"),
        ("2026-04-02 23:59", 2, "2026-04-09 00:00"),
        ("2026-12-24 09:00", 3, "2027-01-01 00:00"),
    ],
    ids=["next day", "over the clock change", "over Easter", "over Christmas"],
)
def test_in_london(moment: str, days: int, deadline: str) -> None:
    bank_holidays = frozenset(map(date.fromisoformat, ("2026-04-03", "2026-04-06", "2026-12-25", "2026-12-28")))
    calendar = Calendar(LONDON, bank_holidays)
    reached = business_days_after(datetime.fromisoformat(moment).replace(tzinfo=LONDON), days, calendar)
    assert reached == datetime.fromisoformat(deadline).replace(tzinfo=LONDON)


def test_the_last_day_is_the_one_before_midnight_there() -> None:
    calendar = Calendar(NEW_YORK)
    deadline = business_days_after(datetime(2026, 3, 2, 15, tzinfo=UTC), 5, calendar)
    assert last_day(deadline, calendar) == date(2026, 3, 9)
    assert deadline == datetime(2026, 3, 10, 4, tzinfo=UTC)


def test_a_moment_has_a_zone() -> None:
    naive = datetime(2026, 3, 2, 10)  # noqa: DTZ001 -- a time without a zone is what is tested
    for count in (business_days_after, days_after):
        with pytest.raises(ValueError, match="no time zone"):
            count(naive, 1, Calendar(LONDON))


GOOD_FRIDAY = Calendar(NEW_YORK, frozenset({date(2026, 4, 3)}))
END_OF = {day: datetime(2026, 4, day + 1, 4, tzinfo=UTC) for day in (8, 14, 21)}
"""The first instant of the next day in New York."""


def test_figures_come_in_so_many_days_after_the_period_or_after_it_was_opened() -> None:
    early, late = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 4, 14, 12, tzinfo=UTC)
    assert submit_by(MARCH, 5, early, GOOD_FRIDAY) == END_OF[8]
    assert submit_by(MARCH, 5, late, GOOD_FRIDAY) == END_OF[21]
    assert submit_by(MARCH, None, late, GOOD_FRIDAY) is None


def test_a_stage_says_until_when_its_step_is_taken() -> None:
    closes = datetime(2026, 4, 9, 16, tzinfo=UTC)
    assert (OPEN.due, replace(OPEN, closes=closes).due) == (None, closes)
    for cycle in (SUBMITTED, SETTLED):
        assert cycle.due is None
        assert replace(cycle, calendar=GOOD_FRIDAY, approve_days=5).due == END_OF[14]
    for cycle in (APPROVED, RESTATED):
        assert replace(cycle, calendar=GOOD_FRIDAY, approve_days=5).due is None
