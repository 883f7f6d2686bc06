"""Digits as a workbook stores them, and the numbers they mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.records.sheetxml import exact
from sla.values import plain

cents = st.integers(-(10**9), 10**9).map(lambda minor: Decimal(minor).scaleb(-2))
typed = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12)
)


@pytest.mark.parametrize("form", ["{!r}", "{:.17g}", "{:.17G}"])
@given(number=typed)
def test_a_typed_number_of_fifteen_digits_survives_however_it_is_stored(form: str, number: Decimal) -> None:
    found = exact(form.format(float(number)))
    assert found is not None
    assert Decimal(found) == number


@given(st.lists(cents, min_size=2, max_size=20))
def test_a_sum_of_cents_computed_by_the_sheet_is_that_sum(numbers: list[Decimal]) -> None:
    total, computed = sum(numbers, Decimal(0)), 0.0
    for number in numbers:
        computed += float(number)
    found = exact(repr(computed))
    assert found is None or Decimal(found) == total


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_stored_number_is_exact_or_refused(value: float) -> None:
    found = exact(repr(value))
    assert found is None or (abs(Decimal(found)) < 10**15 and float(found) == pytest.approx(value, rel=1e-11))


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("0.30000000000000004", "0.3"),
        ("1.1000000000000001", "1.1"),
        ("682.4299999999999", "682.43"),
        ("100", "100"),
        ("1E2", "100"),
        ("-0", "0"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_residues_are_not_digits(stored: str, number: str) -> None:
    found = exact(stored)
    assert found is not None
    assert plain(Decimal(found)) == number


@pytest.mark.parametrize(
    "stored",
    [
        "0.33333333333333331",
        "66.666666666666671",
        "1000000000000000",
        "1.2345678901234567E+19",
        "1e999",
        "1E-31",
        "5.5511151231257827E-17",
    ],
)
def test_quotients_and_long_identifiers_are_not_guessed(stored: str) -> None:
    assert exact(stored) is None
