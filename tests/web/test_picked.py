"""Records picked by row or by name: just those that were meant, and nothing that is not among the figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.submission.figures import Entry, Figures
from sla.values import Period
from sla.web.picked import MOST, Row, Unclear, picked

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))


def ticket(number: int, month: int = 3) -> tuple[Entry, ...]:
    """Two figures of one row: hours and cost of an order that was closed at a time."""
    day = Period(date(2026, month, number), date(2026, month, number + 1))
    scope, stamp = (("order", f"A-{month}{number:02d}"),), f"2026-{month:02d}-{number:02d} 09:00"
    return tuple(Entry(day, name, Decimal(number), scope, number + 1, stamp) for name in ("hours", "cost"))


FIGURES = Figures((*(entry for number in range(1, 21) for entry in ticket(number)), *ticket(5, month=2)))


def chosen(rows: str = "", records: str = "", within: Period = MARCH) -> tuple[Row, ...]:
    return picked({"rows": rows, "records": records}, FIGURES, MARCH, within)


def days(found: tuple[Row, ...]) -> list[int]:
    return [when.start.day for when, _, _ in found]


def test_rows_of_the_file_of_the_period() -> None:
    assert days(chosen("3, 6-8")) == [2, 5, 6, 7]
    assert days(chosen("6", within=QUARTER)) == [5], "row 6 of February's file is another one"


def test_names_as_they_stand_in_the_figures() -> None:
    assert days(chosen(records="A-304\n2026-03-09 09:00\n")) == [4, 9]
    assert days(chosen(records="A-205", within=QUARTER)) == [5]
    assert chosen("3", "A-302") == chosen("3")


@pytest.mark.parametrize(
    ("rows", "records", "code"),
    [
        ("", "", "records"),
        ("soon", "", "rows"),
        ("1", "", "rows"),
        ("20-22", "", "rows"),
        ("9-3", "", "records"),
        (f"2-{MOST + 2}", "", "rows"),
        ("2-9999999", "", "rows"),
        ("", "A-205", "records"),
        ("", "a-304", "records"),
        ("3", "nowhere", "records"),
    ],
)
def test_what_is_not_there_is_said(rows: str, records: str, code: str) -> None:
    with pytest.raises(Unclear) as wrong:
        chosen(rows, records)
    assert wrong.value.finding.code == f"matter.{code}"
    assert wrong.value.finding.remedy


@given(st.sets(st.integers(2, 21), min_size=1))
def test_each_once_and_in_their_order(rows: set[int]) -> None:
    typed = ", ".join(map(str, [*rows, *rows]))
    assert days(chosen(typed)) == sorted(row - 1 for row in rows)
