"""Periods: half-open days, their names, and the instants at which clocks begin them."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.values import Period
from sla.values.period import first_instant

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))

ZONES = [
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
]
days = st.dates(date(1995, 1, 1), date(2030, 12, 31))
zones = st.sampled_from(ZONES).map(ZoneInfo)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    return Period(start, start + timedelta(days=draw(st.integers(1, 800))))


@given(periods(), days)
def test_a_day_lies_within_from_start_to_before_end(period: Period, day: date) -> None:
    within = [period.start + timedelta(days=passed) for passed in range(period.days)]
    assert (day in period) is (day in within)
    assert period.start in period
    assert period.last_day in period
    assert period.last_day == within[-1]
    assert period.end not in period


@given(periods(), periods())
def test_overlap_is_the_days_in_both(one: Period, other: Period) -> None:
    both = one.overlap(other)
    assert both == other.overlap(one)
    if both is None:
        assert one.end <= other.start or other.end <= one.start
    else:
        assert both in one
        assert both in other
        assert both.start - timedelta(days=1) not in one or both.start - timedelta(days=1) not in other
        assert both.end not in one or both.end not in other


@pytest.mark.parametrize(("start", "end"), [(date(2026, 3, 1), date(2026, 3, 1)), (date(2026, 3, 2), date(2026, 3, 1))])
def test_a_period_lasts_a_day_at_least(start: date, end: date) -> None:
    with pytest.raises(ValueError, match="starts before it ends"):
        Period(start, end)


def test_a_period_has_no_times_of_day() -> None:
    with pytest.raises(TypeError, match="bounded by dates"):
        Period(datetime(2026, 3, 1, tzinfo=UTC), date(2026, 4, 1))


def test_periods_sort_by_time() -> None:
    april = Period(date(2026, 4, 1), date(2026, 5, 1))
    assert sorted([april, MARCH]) == [MARCH, april]


@pytest.mark.parametrize(
    ("start", "end", "key", "label"),
    [
        ("2026-03-01", "2026-04-01", "2026-03", "March 2026"),
        ("2025-12-01", "2026-01-01", "2025-12", "December 2025"),
        ("2026-01-01", "2026-04-01", "2026-Q1", "Q1 2026"),
        ("2025-10-01", "2026-01-01", "2025-Q4", "Q4 2025"),
        ("2026-01-01", "2027-01-01", "2026", "2026"),
        ("2026-02-22", "2026-03-22", "2026-02-22_2026-03-22", "22 Feb to 21 Mar 2026"),
        ("2025-12-22", "2026-01-22", "2025-12-22_2026-01-22", "22 Dec 2025 to 21 Jan 2026"),
        ("2025-12-29", "2026-01-05", "2025-12-29_2026-01-05", "29 Dec 2025 to 4 Jan 2026"),
        ("2026-02-01", "2026-05-01", "2026-02-01_2026-05-01", "1 Feb to 30 Apr 2026"),
        ("2026-04-01", "2027-04-01", "2026-04-01_2027-04-01", "1 Apr 2026 to 31 Mar 2027"),
        ("2024-02-29", "2024-03-01", "2024-02-29", "29 Feb 2024"),
    ],
)
def test_names(start: str, end: str, key: str, label: str) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert period.key == str(period) == key
    assert period.label == label


@given(periods(), periods())
def test_different_periods_have_different_keys(one: Period, other: Period) -> None:
    assert (one.key == other.key) is (one == other)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 28), 24),
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
        ("America/Sao_Paulo", date(2018, 2, 17), 25),
        ("Asia/Beirut", date(2022, 3, 27), 23),
        ("Asia/Beirut", date(2022, 10, 29), 25),
        ("America/Havana", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Asia/Kathmandu", date(2026, 3, 1), 24),
    ],
)
def test_days_are_as_long_as_clocks_make_them(zone: str, day: date, hours: float) -> None:
    first, after = Period(day, day + timedelta(days=1)).moments(ZoneInfo(zone))
    assert (after - first) / timedelta(hours=1) == hours
    assert Period(day, day + timedelta(days=1)).hours(ZoneInfo(zone)) == Decimal(hours)


def test_a_month_in_which_clocks_jump_forward_lacks_an_hour() -> None:
    assert MARCH.hours(ZoneInfo("America/New_York")) == 31 * 24 - 1
    assert MARCH.hours(ZoneInfo("UTC")) == 31 * 24


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        ("America/Sao_Paulo", date(2018, 11, 4), datetime(2018, 11, 4, 3, tzinfo=UTC)),
        ("Asia/Beirut", date(2022, 3, 27), datetime(2022, 3, 26, 22, tzinfo=UTC)),
        ("America/Havana", date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 30), datetime(2011, 12, 30, 10, tzinfo=UTC)),
    ],
    ids=["no midnight in Sao Paulo", "no midnight in Beirut", "two midnights in Havana", "no such day in Samoa"],
)
def test_a_day_begins_at_the_jump_or_the_first_of_two_midnights(zone: str, day: date, instant: datetime) -> None:
    first, _ = Period(day, day + timedelta(days=1)).moments(ZoneInfo(zone))
    assert first == instant
    assert first.tzinfo is UTC


@given(periods(), st.integers(1, 400), zones)
def test_where_one_period_ends_the_next_begins(period: Period, more: int, zone: ZoneInfo) -> None:
    following = Period(period.end, period.end + timedelta(days=more))
    assert period.moments(zone)[1] == following.moments(zone)[0]


clock_changes = st.sampled_from(
    [
        ("Europe/London", date(2026, 3, 29)),
        ("Europe/London", date(2026, 10, 25)),
        ("America/Sao_Paulo", date(2018, 11, 4)),
        ("America/Sao_Paulo", date(2018, 2, 17)),
        ("America/Havana", date(2026, 3, 8)),
        ("America/Havana", date(2026, 11, 1)),
        ("America/St_Johns", date(2010, 11, 7)),
        ("Asia/Beirut", date(2022, 3, 27)),
        ("Australia/Lord_Howe", date(2026, 10, 4)),
        ("Pacific/Apia", date(2011, 12, 30)),
    ]
)


@given(clock_changes, st.integers(-1, 1), st.integers(0, 24 * 60 - 1))
def test_first_instant_is_when_clocks_first_show_a_time_or_later(
    change: tuple[str, date], days_off: int, minute: int
) -> None:
    """Walked minute by minute from well before."""
    zone, day = ZoneInfo(change[0]), change[1] + timedelta(days=days_off)
    at = time(*divmod(minute, 60))
    wanted = datetime.combine(day, at)
    found = first_instant(day, at, zone)
    earlier = wanted.replace(tzinfo=UTC) - timedelta(hours=40)
    shows = (instant.astimezone(zone).replace(tzinfo=None) for instant in every_minute(earlier, found))
    assert all(shown < wanted for shown in shows)
    assert found.astimezone(zone).replace(tzinfo=None) >= wanted


def test_a_skipped_time_may_have_fractions_of_a_second() -> None:
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    for at in (time(2, 0, 0, 1), time(2, 59, 59, 999_999)):
        assert first_instant(date(2026, 3, 29), at, ZoneInfo("Europe/Berlin")) == jump


def every_minute(start: datetime, end: datetime) -> list[datetime]:
    return [start + timedelta(minutes=passed) for passed in range(int((end - start) / timedelta(minutes=1)))]
