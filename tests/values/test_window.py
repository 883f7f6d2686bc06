"""Windows tile a term exactly, through leap years and terms that begin on the 29th, 30th or 31st."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sla.values import Period, Window
from sla.values.window import Every, add_months, ordinal

FISCAL = (Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR)
WINDOWS = [*map(Window, Every), *(Window(every, day) for every in FISCAL for day in (2, 15, 22, 28))]
WINDOWS += [Window(Every.WEEK, 1, weeks, since) for weeks, since in ((4, date(2026, 1, 5)), (1, date(2020, 2, 29)))]

windows = st.sampled_from(WINDOWS)
days = st.dates(date(2015, 1, 1), date(2033, 12, 31))


@st.composite
def terms(draw: st.DrawFn) -> Period:
    start = draw(days)
    return Period(start, start + timedelta(days=draw(st.integers(1, 1500))))


LEAP = Period(date(2024, 2, 29), date(2028, 2, 29))
END_OF_MONTH = Period(date(2023, 8, 31), date(2026, 8, 31))


@given(windows, terms())
@example(Window(Every.CONTRACT_YEAR), LEAP)
@example(Window(Every.CONTRACT_QUARTER), LEAP)
@example(Window(Every.CONTRACT_QUARTER), END_OF_MONTH)
@example(Window(Every.MONTH, 22), END_OF_MONTH)
def test_windows_tile_a_term_exactly_once(window: Window, term: Period) -> None:
    pieces = list(window.tile(term))
    assert pieces[0].start == term.start
    assert pieces[-1].end == term.end
    assert all(before.end == after.start for before, after in pairwise(pieces))


@given(windows, terms(), st.data())
def test_every_day_lies_in_the_window_that_holds_it(window: Window, term: Period, data: st.DataObject) -> None:
    day = term.start + timedelta(days=data.draw(st.integers(0, term.days - 1)))
    piece = window.holding(day, term)
    assert day in piece
    assert piece in term
    assert piece in list(window.tile(term))


@given(windows, terms(), windows)
def test_statements_close_every_window_once(window: Window, term: Period, statement: Window) -> None:
    closing = [piece for period in statement.tile(term) for piece in window.closing_in(period, term)]
    assert closing == list(window.tile(term))


@given(windows, terms())
def test_windows_inside_a_term_are_not_cut(window: Window, term: Period) -> None:
    inner = list(window.tile(term))[1:-1]
    assert all(window.around(piece.start, term) == piece for piece in inner)


@given(terms())
def test_weeks_have_seven_days_and_begin_on_monday(term: Period) -> None:
    for week in list(Window(Every.WEEK).tile(term))[1:-1]:
        assert week.days == 7
        assert week.start.weekday() == 0


@given(st.sampled_from(FISCAL), st.integers(1, 28), terms())
def test_fiscal_windows_begin_on_their_day(every: Every, day: int, term: Period) -> None:
    for piece in list(Window(every, day).tile(term))[1:]:
        assert piece.start.day == day


def starts(window: Window, start: str, end: str) -> list[str]:
    term = Period(date.fromisoformat(start), date.fromisoformat(end))
    return [str(piece.start) for piece in window.tile(term)]


def test_months_of_a_leap_year() -> None:
    months = list(Window(Every.MONTH).tile(Period(date(2024, 1, 1), date(2025, 1, 1))))
    assert [month.days for month in months] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_fiscal_months_from_the_22nd() -> None:
    assert starts(Window(Every.MONTH, 22), "2026-01-01", "2026-04-01") == [
        "2026-01-01",
        "2026-01-22",
        "2026-02-22",
        "2026-03-22",
    ]


def test_half_months_break_on_the_16th() -> None:
    assert starts(Window(Every.HALF_MONTH), "2024-02-01", "2024-03-02") == ["2024-02-01", "2024-02-16", "2024-03-01"]


def test_contract_years_count_from_the_start_even_from_a_29th_of_february() -> None:
    assert starts(Window(Every.CONTRACT_YEAR), "2024-02-29", "2028-03-01") == [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]


def test_contract_quarters_from_a_31st_come_back_to_the_31st() -> None:
    assert starts(Window(Every.CONTRACT_QUARTER), "2023-08-31", "2024-08-31") == [
        "2023-08-31",
        "2023-11-30",
        "2024-02-29",
        "2024-05-31",
    ]


def test_contract_half_years_begin_with_the_term() -> None:
    assert starts(Window(Every.CONTRACT_HALF_YEAR), "2014-06-01", "2015-12-01") == [
        "2014-06-01",
        "2014-12-01",
        "2015-06-01",
    ]


def test_calendar_quarters_and_half_years_ignore_the_start_of_the_term() -> None:
    assert starts(Window(Every.QUARTER), "2026-02-10", "2026-10-01") == ["2026-02-10", "2026-04-01", "2026-07-01"]
    assert starts(Window(Every.HALF_YEAR), "2026-02-10", "2027-01-01") == ["2026-02-10", "2026-07-01"]


def test_weeks_are_counted_from_a_day_in_both_directions() -> None:
    four = Window.named("4 weeks from 2026-01-05")
    assert four
    assert starts(four, "2026-01-01", "2026-03-10") == ["2026-01-01", "2026-01-05", "2026-02-02", "2026-03-02"]
    assert four.around(date(2026, 1, 1), LEAP) == Period(date(2025, 12, 8), date(2026, 1, 5))
    assert starts(Window(Every.WEEK, 1, 1, date(2026, 1, 7)), "2026-01-05", "2026-01-20") == [
        "2026-01-05",
        "2026-01-07",
        "2026-01-14",
    ]


@pytest.mark.parametrize("text", ["0 weeks from 2026-01-05", "54 weeks from 2026-01-05", "4 weeks from 2026-02-30"])
def test_weeks_that_cannot_be_counted_are_no_window(text: str) -> None:
    assert Window.named(text) is None


@pytest.mark.parametrize(("every", "weeks"), [(Every.MONTH, 4), (Every.WEEK, 0), (Every.WEEK, 54)])
def test_only_weeks_are_counted(every: Every, weeks: int) -> None:
    with pytest.raises(ValueError, match="weeks from"):
        Window(every, 1, weeks)


def test_a_term_is_one_window_and_an_event_is_judged_on_its_day() -> None:
    assert list(Window(Every.TERM).tile(LEAP)) == [LEAP]
    day = date(2024, 3, 1)
    assert Window(Every.EVENT).holding(day, LEAP) == Period(day, date(2024, 3, 2))


def test_a_day_outside_the_term_has_no_window() -> None:
    with pytest.raises(ValueError, match="outside the term"):
        Window(Every.DAY).holding(date(2028, 2, 29), LEAP)


@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_windows_are_read_as_they_are_written(window: Window) -> None:
    assert Window.named(str(window)) == window


@pytest.mark.parametrize(
    "text", ["", "fortnight", "Month", "month from the 0", "month from the 29th", "week from the 2nd"]
)
def test_what_is_no_window_is_not_read(text: str) -> None:
    assert Window.named(text) is None


@pytest.mark.parametrize("day", [0, 29, -1])
def test_fiscal_months_begin_on_a_day_every_month_has(day: int) -> None:
    with pytest.raises(ValueError, match="day 1 to 28"):
        Window(Every.MONTH, day)


@pytest.mark.parametrize("every", [every for every in Every if every not in FISCAL])
def test_only_calendar_months_begin_elsewhere(every: Every) -> None:
    with pytest.raises(ValueError, match="does not start on a day of the month"):
        Window(every, 22)


@given(days, st.integers(-200, 200))
def test_adding_months_keeps_the_day_or_ends_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_ordinals(number: int, text: str) -> None:
    assert ordinal(number) == text
