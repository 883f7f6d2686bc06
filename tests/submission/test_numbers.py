"""Text to exact numbers, and the texts that are two numbers at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.submission.findings import Code, Refusal
from sla.submission.numbers import Notation, Written, notation, number
from sla.values import plain

exact = st.decimals(min_value=-(10**15), max_value=10**15, places=6, allow_nan=False, allow_infinity=False)


@given(exact)
def test_what_is_written_plainly_comes_back_exactly(value: Decimal) -> None:
    assert number(plain(value), Notation.POINT) == Written(value)


@given(exact)
def test_grouped_numbers_mean_the_same_as_plain_ones(value: Decimal) -> None:
    assert number(f"{value:,f}", Notation.GROUPED_POINT) == Written(value)


@given(exact)
def test_so_do_numbers_with_a_decimal_comma(value: Decimal) -> None:
    swapped = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert number(swapped, Notation.GROUPED_COMMA) == Written(value)
    assert number(swapped.replace(".", " "), Notation.COMMA) == Written(value)


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_a_refusal_with_a_remedy(text: str) -> None:
    found = number(text, Notation.POINT)
    assert found.value.is_finite() if isinstance(found, Written) else found.remedy


@given(st.text("0123456789,.", min_size=1, max_size=9))
def test_no_text_of_digits_and_marks_is_guessed(text: str) -> None:
    """In a column that proves nothing, a comma is never dropped."""
    found = number(text, Notation.POINT)
    assert isinstance(found, Refusal) if "," in text else (isinstance(found, Refusal) or found.value == Decimal(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("007", "7"),
        (" 12.50 ", "12.50"),
        (".5", "0.5"),
        ("+3", "3"),
        ("−4", "-4"),
        ("1 234 567.8", "1234567.8"),
        ("1\u202f234", "1234"),
        ("1\u00a0234", "1234"),
        ("1'234.50", "1234.50"),
        ("1’234", "1234"),
        ("1.234", "1.234"),
        ("0.1000000000000000055511151231", "0.1000000000000000055511151231"),
    ],
)
def test_numbers_in_a_plain_column(text: str, value: str) -> None:
    assert number(text, Notation.POINT) == Written(Decimal(value))


@pytest.mark.parametrize(("text", "value"), [("95%", "95"), ("95.5 %", "95.5"), ("-1 %", "-1")])
def test_a_percent_sign_is_kept_in_mind(text: str, value: str) -> None:
    assert number(text, Notation.POINT) == Written(Decimal(value), percent=True)


@pytest.mark.parametrize("decimals", [Notation.POINT, Notation.COMMA])
@pytest.mark.parametrize("text", ["1,234", "12,345", "999,999", "-1,234", "1,234 %"])
def test_three_digits_after_a_comma_are_not_guessed(text: str, decimals: Notation) -> None:
    found = number(text, decimals)
    assert isinstance(found, Refusal)
    assert found.code is Code.AMBIGUOUS_NUMBER


def test_after_a_decimal_comma_a_point_is_not_guessed_either() -> None:
    found = number("1.234", Notation.COMMA)
    assert isinstance(found, Refusal)
    assert found.remedy == "Write 1234 or 1.234"


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["5", "1.234", "1,234", "abc"], Notation.POINT),
        (["5", "1.5"], Notation.POINT),
        (["12,50", "1,234"], Notation.COMMA),
        (["0,123"], Notation.COMMA),
        (["1.5", "1,234.5"], Notation.GROUPED_POINT),
        (["1,234,567"], Notation.GROUPED_POINT),
        (["12,50", "1.234,5"], Notation.GROUPED_COMMA),
        (["1.234.567"], Notation.GROUPED_COMMA),
        ([], Notation.POINT),
    ],
)
def test_the_column_shows_its_notation(texts: list[str], shown: Notation) -> None:
    assert notation(texts) is shown


def test_a_column_that_contradicts_itself() -> None:
    assert notation(["7", "1.234,5", "1,234.5"]) == ("1,234.5", "1.234,5")
