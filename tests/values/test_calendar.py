"""Business days and hours, against a walk over every day and every minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.values import Calendar

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Calendar(BERLIN, frozenset({date(2026, 5, 1), date(2026, 12, 25)}), opens=time(9), closes=time(17, 30))
MINUTE = timedelta(minutes=1)

holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30)
weekends = st.frozensets(st.integers(0, 6), max_size=6)
days = st.dates(date(2025, 12, 1), date(2027, 1, 31))


@st.composite
def all_day(draw: st.DrawFn) -> Calendar:
    return Calendar(BERLIN, draw(holidays), draw(weekends))


@given(all_day(), days, st.integers(-60, 60).filter(bool))
def test_adding_business_days_walks_over_the_days_that_count(calendar: Calendar, day: date, count: int) -> None:
    reached = calendar.add_business_days(day, count)
    assert calendar.is_business_day(reached)
    first, after = (day + timedelta(days=1), reached + timedelta(days=1)) if count > 0 else (reached, day)
    assert calendar.business_days_between(first, after) == abs(count)


@given(all_day(), days)
def test_adding_no_business_day_gives_the_day_or_the_next_that_counts(calendar: Calendar, day: date) -> None:
    reached = calendar.add_business_days(day, 0)
    assert reached >= day
    assert calendar.is_business_day(reached)
    assert calendar.business_days_between(day, reached) == 0


@given(all_day(), days, st.integers(0, 90), st.integers(0, 90))
def test_business_days_add_up_over_adjoining_spans(calendar: Calendar, start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    parts = calendar.business_days_between(start, middle) + calendar.business_days_between(middle, end)
    assert parts == calendar.business_days_between(start, end)
    naive = [start + timedelta(days=passed) for passed in range(first + second)]
    assert parts == len(
        [day for day in naive if day.weekday() not in calendar.weekend and day not in calendar.holidays]
    )


def test_a_span_ends_before_its_end() -> None:
    monday = date(2026, 3, 2)
    assert OFFICE.business_days_between(monday, monday) == 0
    assert OFFICE.business_days_between(monday, date(2026, 3, 7)) == 5
    assert OFFICE.business_days_between(monday, date(2026, 3, 9)) == 5


def test_the_day_itself_is_not_counted() -> None:
    friday, saturday, monday = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)
    assert OFFICE.add_business_days(friday, 1) == monday
    assert OFFICE.add_business_days(saturday, 1) == monday
    assert OFFICE.add_business_days(monday, -1) == friday
    assert OFFICE.add_business_days(saturday, 0) == monday
    assert OFFICE.add_business_days(date(2026, 4, 30), 1) == date(2026, 5, 4)


CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2018, 2, 17)),
    ("America/Havana", date(2026, 11, 1)),
    ("America/St_Johns", date(2010, 11, 7)),
    ("Asia/Beirut", date(2022, 3, 27)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2026, 6, 15)),
]
times = st.none() | st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Calendar, datetime, datetime]:
    """A calendar of any hours and two instants, to the minute, within days of a clock change."""
    name, day = draw(st.sampled_from(CHANGES))
    opens, closes = draw(st.tuples(times, times).filter(lambda pair: pair[1] is None or pair[1] > (pair[0] or time(0))))
    off = frozenset(day + timedelta(days=passed) for passed in draw(st.frozensets(st.integers(-2, 2), max_size=2)))
    calendar = Calendar(ZoneInfo(name), off, draw(weekends), opens, closes)
    noon = datetime.combine(day, time(12), UTC)
    start, end = sorted(draw(st.tuples(*[st.integers(-3 * 1440, 3 * 1440)] * 2)))
    return calendar, noon + start * MINUTE, noon + end * MINUTE


def first_shown(zone: ZoneInfo, wanted: datetime) -> datetime:
    """The first whole minute at which clocks show `wanted` or later, found by waiting for it."""
    instant = wanted.replace(tzinfo=UTC) - timedelta(hours=16)
    while instant.astimezone(zone).replace(tzinfo=None) < wanted:
        instant += MINUTE
    return instant


def naive_business_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Every day around the span: the minutes from when clocks first show opening to when they first show closing."""
    passed = timedelta()
    for offset in range(-2, (end - start).days + 4):
        day = start.date() + timedelta(days=offset)
        if day.weekday() in calendar.weekend or day in calendar.holidays:
            continue
        opens = datetime.combine(day, calendar.opens or time(0))
        closes = datetime.combine(day, calendar.closes) if calendar.closes else datetime.combine(day, time(0))
        opening = first_shown(calendar.zone, opens)
        closing = first_shown(calendar.zone, closes if calendar.closes else closes + timedelta(days=1))
        passed += MINUTE * len(range(minutes(max(start, opening)), minutes(min(end, closing))))
    return passed


def minutes(instant: datetime) -> int:
    return int(instant.timestamp()) // 60


@given(cases())
def test_business_time_is_what_a_walk_over_clocks_counts(case: tuple[Calendar, datetime, datetime]) -> None:
    calendar, start, end = case
    assert calendar.business_time(start, end) == naive_business_time(calendar, start, end)


@given(cases(), st.integers(0, 100))
def test_business_time_adds_up_and_never_exceeds_real_time(
    case: tuple[Calendar, datetime, datetime], percent: int
) -> None:
    calendar, start, end = case
    middle = start + (end - start) * percent / 100
    whole = calendar.business_time(start, end)
    assert calendar.business_time(start, middle) + calendar.business_time(middle, end) == whole
    assert timedelta() <= whole <= end - start


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-02 10:00", "2026-03-02 12:15", 2.25),
        ("2026-03-02 20:00", "2026-03-03 07:00", 0),
        ("2026-03-06 17:00", "2026-03-09 09:30", 1),
        ("2026-03-07 03:00", "2026-03-08 20:00", 0),
        ("2026-03-02 03:00", "2026-03-02 10:00", 1),
        ("2026-04-30 17:00", "2026-05-04 10:00", 1.5),
        ("2026-03-27 09:00", "2026-03-30 17:30", 17),
        ("2026-03-02 10:00", "2026-03-02 10:00", 0),
    ],
    ids=[
        "inside",
        "overnight",
        "weekend between",
        "all weekend",
        "opened too early",
        "holiday",
        "clock change",
        "none",
    ],
)
def test_only_office_hours_count(start: str, end: str, hours: float) -> None:
    assert OFFICE.business_time(berlin(start), berlin(end)) == timedelta(hours=hours)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_open_all_day_is_as_long_as_the_day(day: str, hours: int) -> None:
    always = Calendar(BERLIN, weekend=frozenset())
    start = berlin(f"{day} 00:00")
    after = berlin(f"{date.fromisoformat(day) + timedelta(days=1)} 00:00")
    assert always.business_time(start, after) == timedelta(hours=hours)


def test_clocks_that_fall_back_over_midnight_lose_no_minute() -> None:
    """St. John's, 7 November 2010: one minute into Sunday, clocks fell back to 23:01 on Saturday."""
    sundays = Calendar(ZoneInfo("America/St_Johns"), weekend=frozenset(range(6)))
    saturday_once_more = datetime(2010, 11, 7, 2, 45, tzinfo=UTC), datetime(2010, 11, 7, 3, 15, tzinfo=UTC)
    assert [instant.astimezone(sundays.zone).day for instant in saturday_once_more] == [6, 6]
    assert sundays.business_time(*saturday_once_more) == timedelta(minutes=30)


def test_instants_may_come_from_any_zone() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    start, end = datetime(2026, 3, 2, 17, tzinfo=tokyo), datetime(2026, 3, 2, 19, tzinfo=tokyo)
    assert OFFICE.business_time(start, end) == timedelta(hours=2)


@pytest.mark.parametrize(
    ("instant", "count", "deadline"),
    [
        ("2026-03-02 10:00", 0, "2026-03-02 17:30"),
        ("2026-03-02 10:00", 2, "2026-03-04 17:30"),
        ("2026-03-06 23:00", 1, "2026-03-09 17:30"),
        ("2026-03-07 10:00", 0, "2026-03-09 17:30"),
        ("2026-03-07 10:00", 1, "2026-03-09 17:30"),
        ("2026-04-30 10:00", 1, "2026-05-04 17:30"),
        ("2026-03-27 10:00", 1, "2026-03-30 17:30"),
    ],
)
def test_a_deadline_is_the_close_of_a_business_day(instant: str, count: int, deadline: str) -> None:
    assert OFFICE.deadline(berlin(instant), count) == berlin(deadline)


def test_without_hours_a_deadline_is_the_end_of_the_day() -> None:
    assert Calendar(BERLIN).deadline(berlin("2026-03-27 10:00"), 1) == berlin("2026-03-31 00:00")


def test_the_day_of_an_instant_is_the_day_where_the_calendar_hangs() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert OFFICE.deadline(late, 0) == berlin("2026-03-03 17:30")


def test_time_does_not_run_backwards() -> None:
    later, earlier = berlin("2026-03-02 12:00"), berlin("2026-03-02 10:00")
    with pytest.raises(ValueError, match="is before"):
        OFFICE.business_time(later, earlier)
    with pytest.raises(ValueError, match="is before"):
        OFFICE.business_days_between(later.date(), date(2026, 3, 1))


def test_a_time_without_a_zone_is_no_instant() -> None:
    naive = datetime(2026, 3, 2, 10)  # noqa: DTZ001 -- a time without a zone is what is tested
    with pytest.raises(ValueError, match="no time zone"):
        OFFICE.business_time(naive, berlin("2026-03-02 12:00"))
    with pytest.raises(ValueError, match="no time zone"):
        OFFICE.deadline(naive, 1)


@pytest.mark.parametrize(("opens", "closes"), [(time(9), time(9)), (time(17), time(9)), (None, time(0))])
def test_hours_are_never_negative(opens: time | None, closes: time) -> None:
    with pytest.raises(ValueError, match="end after they begin"):
        Calendar(BERLIN, opens=opens, closes=closes)


@pytest.mark.parametrize("weekend", [frozenset(range(7)), frozenset({7}), frozenset({-1})])
def test_a_week_has_a_business_day(weekend: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekdays 0 to 6"):
        Calendar(BERLIN, weekend=weekend)
