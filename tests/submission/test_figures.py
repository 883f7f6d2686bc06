"""Figures found by name and window: wholly inside, in order of time, however long the window is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sla.submission.figures import LONG, Entry, Figures
from sla.values import Period

START = date(2026, 1, 1)
SPANS = st.tuples(st.integers(0, 400), st.integers(1, 40)).map(
    lambda span: Period(START + timedelta(span[0]), START + timedelta(span[0] + span[1]))
)
WINDOWS = st.tuples(st.integers(0, 400), st.sampled_from([1, 30, LONG - 1, LONG, 300])).map(
    lambda span: Period(START + timedelta(span[0]), START + timedelta(span[0] + span[1]))
)
ENTRIES = st.lists(st.builds(Entry, SPANS, st.sampled_from(["calls", "fee"]), st.integers(0, 9).map(Decimal)))


@given(ENTRIES, WINDOWS)
def test_a_window_holds_what_lies_wholly_in_it(entries: list[Entry], window: Period) -> None:
    figures = Figures(entries)
    for name in ("calls", "fee", "other"):
        inside = [each for each in figures if each.figure == name and each.when in window]
        assert list(figures.within(name, window)) == inside
        assert list(figures.within(name, window)) == inside  # and again


@given(ENTRIES, WINDOWS)
def test_a_lone_value_stands_for_its_figure(entries: list[Entry], window: Period) -> None:
    figures = Figures(entries)
    inside = {name: [each.value for each in figures.within(name, window)] for name in ("calls", "fee")}
    assert figures.lone(window) == {name: values[0] for name, values in inside.items() if len(values) == 1}
