"""Text to days, and the dates that are two days at once."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.submission.dates import When, when
from sla.submission.findings import Code, Refusal
from sla.values import Period

NEW_YORK = ZoneInfo("America/New_York")
days = st.dates(date(1900, 1, 1), date(2199, 12, 30))


def read(text: str) -> When:
    found = when(text, NEW_YORK)
    assert isinstance(found, When), found
    return found


@given(days, st.integers(1, 800))
def test_every_key_of_a_period_reads_back(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    assert read(period.key).period == period


@given(days)
def test_a_day_is_one_day_in_every_unmistakable_spelling(day: date) -> None:
    spellings = [
        f"{day}",
        f"{day:%Y/%m/%d}",
        f"{day.day} {day:%B %Y}",
        f"{day.day}-{day:%b-%Y}",
        f"{day:%B} {day.day}, {day.year}",
    ]
    assert {read(each).period for each in spellings} == {Period(day, day + timedelta(days=1))}


@given(days)
def test_a_date_without_its_order_is_read_only_where_both_orders_agree(day: date) -> None:
    found = when(f"{day:%d/%m/%Y}", NEW_YORK)
    if day.day > 12 or day.day == day.month:
        assert isinstance(found, When)
        assert found.period.start == day
    else:
        assert isinstance(found, Refusal)
        assert str(day) in found.remedy


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_a_refusal_with_a_remedy(text: str) -> None:
    found = when(text, NEW_YORK)
    assert found.period if isinstance(found, When) else found.remedy


@pytest.mark.parametrize(
    ("text", "key", "named"),
    [
        ("2026-03", "2026-03", True),
        ("2026/3", "2026-03", True),
        ("03/2026", "2026-03", True),
        ("march 2026", "2026-03", True),
        ("Mar-2026", "2026-03", True),
        ("Sept. 2026", "2026-09", True),
        ("2026-Q1", "2026-Q1", True),
        ("2026Q4", "2026-Q4", True),
        ("Q2 2026", "2026-Q2", True),
        ("q2/2026", "2026-Q2", True),
        ("2026-H2", "2026-07-01_2027-01-01", True),
        ("2026", "2026", True),
        ("2026-W10", "2026-03-02_2026-03-09", False),
        ("2026-W01", "2025-12-29_2026-01-05", False),
        ("2026-02-22_2026-03-22", "2026-02-22_2026-03-22", False),
        ("5th March 2026", "2026-03-05", False),
        ("25/03/2026", "2026-03-25", False),
        ("03/25/2026", "2026-03-25", False),
        ("25.03.2026", "2026-03-25", False),
        ("2024-02-29", "2024-02-29", False),
    ],
)
def test_spans(text: str, key: str, *, named: bool) -> None:
    found = read(text)
    assert (found.period.key, found.named, found.stamp) == (key, named, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05T14:30", "2026-03-05"),
        ("2026-03-05 14:30:10.5", "2026-03-05"),
        ("5 March 2026 9:05", "2026-03-05"),
        ("25/03/2026 14:30", "2026-03-25"),
        ("2026-03-05T23:59:59", "2026-03-05"),
        ("2026-03-05T02:30:00Z", "2026-03-04"),
        ("2026-03-05 02:30 UTC", "2026-03-04"),
        ("2026-03-05T05:30:00+00:00", "2026-03-05"),
        ("2026-03-05T23:30-0800", "2026-03-06"),
        ("2026-03-08T02:30", "2026-03-08"),  # skipped by these clocks; the day is certain all the same
        ("2026-11-01T05:30Z", "2026-11-01"),  # the night in which clocks go back
        ("2026-11-01T04:30Z", "2026-11-01"),
        ("2026-11-02T04:30Z", "2026-11-01"),
    ],
)
def test_moments_fall_on_a_local_day(text: str, day: str) -> None:
    found = read(text)
    assert (found.period.key, found.stamp) == (day, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2026", Code.AMBIGUOUS_DATE),
        ("3.4.2026", Code.AMBIGUOUS_DATE),
        ("03/04/2026 14:30", Code.AMBIGUOUS_DATE),
        ("25/03/26", Code.AMBIGUOUS_DATE),
        ("Mar-26", Code.AMBIGUOUS_DATE),
        ("5 Mar 26", Code.AMBIGUOUS_DATE),
        ("2026-02-29", Code.BAD_WHEN),
        ("2026-00", Code.BAD_WHEN),
        ("2026-Q5", Code.BAD_WHEN),
        ("2026-W54", Code.BAD_WHEN),
        ("1899", Code.BAD_WHEN),
        ("2200-01-01", Code.BAD_WHEN),
        ("46082", Code.BAD_WHEN),
        ("20260305", Code.BAD_WHEN),
        ("Foo 2026", Code.BAD_WHEN),
        ("2026-03-22_2026-02-22", Code.BAD_WHEN),
        ("2026-03-05T24:00", Code.BAD_WHEN),
        ("2026-03T10:00", Code.BAD_WHEN),
        ("2026-03-05T10:00+99:00", Code.BAD_WHEN),
        ("٢٠٢٦-03", Code.BAD_WHEN),
        ("", Code.BAD_WHEN),
    ],
)
def test_refusals(text: str, code: Code) -> None:
    found = when(text, NEW_YORK)
    assert isinstance(found, Refusal)
    assert found.code is code
    assert found.message
    assert found.expected
