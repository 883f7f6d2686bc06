"""The words of the pages: direction in words, real minus signs, sentences."""

from datetime import date
from decimal import Decimal

import pytest

from sla.cycle import Stage
from sla.values import Money, Period
from sla.web import filters


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.mark.parametrize(
    ("net", "words", "direction", "size", "tone"),
    [
        ("-1234.50", "Vendor owes USD 1,234.50", "owes", "1,234.50", "owes"),
        ("20.00", "Vendor is owed USD 20.00", "is owed", "20.00", "earns"),
        ("0.00", "Nothing is owed", "nothing", "", ""),
    ],
)
def test_the_direction_is_said_in_words(net: str, words: str, direction: str, size: str, tone: str) -> None:
    amount = usd(net)
    assert (filters.owes(amount), filters.direction(amount)) == (words, direction)
    assert (filters.size(amount), filters.tone(amount)) == (size, tone)


def test_months_are_short_and_other_periods_whole() -> None:
    assert filters.short(Period(date(2026, 3, 1), date(2026, 4, 1))) == "Mar 2026"
    assert filters.short(Period(date(2026, 1, 1), date(2026, 4, 1))) == "Q1 2026"
    assert filters.short(Period(date(2026, 2, 22), date(2026, 3, 22))) == "22 Feb to 21 Mar 2026"


def test_the_way_of_a_period_has_one_place_that_is_now() -> None:
    for stage in Stage:
        places = [place for _, place in filters.stage_steps(stage)]
        assert places.count("now") == 1
        assert places == sorted(places, key=["done", "now", "ahead"].index)


def test_every_stage_has_a_word_a_shape_and_says_who_acts() -> None:
    assert {*filters.STAGE_WORDS} == {*filters.STAGE_ACTS} == {*map(Stage, dict(filters.STAGE_SHAPES))} == {*Stage}
    assert len(set(dict(filters.STAGE_SHAPES).values())) == len(Stage)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("the file is empty", "The file is empty."),
        ("Really?", "Really?"),
        ("calls_offered is a whole number", "calls_offered is a whole number."),
    ],
)
def test_sentences(text: str, said: str) -> None:
    assert filters.sentence(text) == said


def test_a_sentence_goes_on_small_unless_it_is_a_name() -> None:
    assert filters.lower_first("Nothing is owed") == "nothing is owed"
    assert filters.lower_first("USD 5") == "USD 5"
