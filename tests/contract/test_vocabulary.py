"""Windows and roundings in words."""

from __future__ import annotations

import pytest

from sla.contract.vocabulary import each_window, outcome_in_words, window_in_words, windows_in_words
from sla.values import Window
from sla.values.window import Every


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("week", "week"),
        ("4 weeks from 2026-01-05", "period of 4 weeks from 2026-01-05"),
        ("1 week from 2026-01-07", "1 week from 2026-01-07"),
        ("month from the 22nd", "month from the 22nd"),
    ],
)
def test_a_window_is_named(text: str, words: str) -> None:
    window = Window.named(text)
    assert window
    assert window_in_words(window) == words
    assert each_window(window) == f"each {words}"


def test_so_many_windows_are_named_after_what_they_are() -> None:
    four = Window.named("4 weeks from 2026-01-05")
    months = Window(Every.MONTH)
    said = [windows_in_words(window, count) for window in (four, months, None) for count in (1, 3)]
    assert said == ["1 period", "3 periods", "1 month", "3 months", "1 window", "3 windows"]


def test_every_window_and_outcome_has_a_word() -> None:
    assert {each_window(Window(every)) for every in Every} > {"for each event", "each contract half-year"}
    assert [outcome_in_words(name) for name in ("nothing reported", "severe")] == ["not reported", "severe"]
