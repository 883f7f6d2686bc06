"""Rounding: the table of modes, steps, and shares that add up."""

from decimal import Decimal, DivisionByZero, FloatOperation, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.values import EXACT, Mode, Rounding, exact, plain, share_out, shown, steady
from sla.values.rounding import WHOLE_DOWN, WHOLE_UP

VALUES = "        5.5  2.5  1.6  1.1  1.0 -1.0 -1.1 -1.6 -2.5 -5.5"
TABLE = {
    Mode.HALF_UP: "   6    3    2    1    1   -1   -1   -2   -3   -6",
    Mode.HALF_EVEN: " 6    2    2    1    1   -1   -1   -2   -2   -6",
    Mode.HALF_DOWN: " 5    2    2    1    1   -1   -1   -2   -2   -5",
    Mode.UP: "        6    3    2    2    1   -1   -2   -2   -3   -6",
    Mode.DOWN: "      5    2    1    1    1   -1   -1   -1   -2   -5",
    Mode.CEILING: "   6    3    2    2    1   -1   -1   -1   -2   -5",
    Mode.FLOOR: "     5    2    1    1    1   -1   -2   -2   -3   -6",
}
ROWS = [
    (mode, value, wanted)
    for mode, row in TABLE.items()
    for value, wanted in zip(VALUES.split(), row.split(), strict=True)
]

decimals = st.decimals(-10_000_000, 10_000_000, allow_nan=False, allow_infinity=False, places=7)
steps = st.sampled_from("0.01 0.001 0.05 0.1 0.25 0.5 1 3 5 100".split()).map(Decimal)


def test_the_table_covers_every_mode() -> None:
    assert set(TABLE) == set(Mode)


@pytest.mark.parametrize(("mode", "value", "wanted"), ROWS)
def test_table_of_modes(mode: Mode, value: str, wanted: str) -> None:
    assert Rounding(Decimal(1), mode)(Decimal(value)) == Decimal(wanted)


@pytest.mark.parametrize(("mode", "value", "wanted"), ROWS)
def test_the_table_holds_at_every_scale(mode: Mode, value: str, wanted: str) -> None:
    cent = Decimal("0.01")
    assert str(Rounding(cent, mode)(Decimal(value) * cent)) == str(Decimal(wanted) * cent)


@given(decimals, steps, st.sampled_from(Mode))
def test_rounding_gives_a_multiple_less_than_a_step_away(value: Decimal, step: Decimal, mode: Mode) -> None:
    rounded = Fraction(Rounding(step, mode)(value))
    assert (rounded / Fraction(step)).denominator == 1
    assert abs(rounded - Fraction(value)) < Fraction(step)


@given(decimals, steps)
def test_half_modes_give_a_nearest_multiple_and_differ_only_on_ties(value: Decimal, step: Decimal) -> None:
    results = {Rounding(step, mode)(value) for mode in (Mode.HALF_UP, Mode.HALF_DOWN, Mode.HALF_EVEN)}
    away = {abs(Fraction(result) - Fraction(value)) for result in results}
    assert len(away) == 1
    assert away.pop() <= Fraction(step) / 2
    tie = (Fraction(value) / Fraction(step) - Fraction(1, 2)).denominator == 1
    assert (len(results) == 2) is tie


@given(decimals, steps, st.sampled_from(Mode))
def test_rounding_twice_changes_nothing(value: Decimal, step: Decimal, mode: Mode) -> None:
    once = Rounding(step, mode)(value)
    assert Rounding(step, mode)(once) == once


def test_rounding_to_five_cents() -> None:
    assert Rounding(Decimal("0.05"))(Decimal("1.225")) == Decimal("1.25")
    assert Rounding(Decimal("0.05"), Mode.FLOOR)(Decimal("1.249")) == Decimal("1.20")


def test_a_floor_sees_through_a_quotient_that_never_ends() -> None:
    """1000 / 3 * 3 is 1000, so it holds ten full hundreds, not nine."""
    with exact():
        carried = Decimal(1000) / 3 * 3
    assert carried < 1000
    assert steady(carried) == 1000
    assert Rounding(Decimal(100), Mode.FLOOR)(carried) == 1000
    assert WHOLE_DOWN(carried) == 1000
    with exact():
        beyond = Decimal(2) / 3 * 3
    assert WHOLE_UP(beyond) == 2


def test_nothing_is_left_of_two_that_are_equal() -> None:
    with exact():
        left = Decimal(400) / 3 * 3 - 400
    assert left
    assert steady(left) == 0


@given(decimals)
def test_steadying_leaves_what_ends_alone(value: Decimal) -> None:
    assert steady(value) == value


@pytest.mark.parametrize("mode", Mode)
def test_nothing_rounds_to_minus_zero(mode: Mode) -> None:
    rounded = Rounding(Decimal("0.01"), mode)
    assert not rounded(Decimal("-0.00")).is_signed()
    assert str(Rounding(Decimal("0.01"))(Decimal("-0.004"))) == "0.00"


@pytest.mark.parametrize("step", [Decimal(0), Decimal("-0.01"), 0.01, 1])
def test_a_step_is_a_positive_decimal(step: Decimal) -> None:
    with pytest.raises(ValueError, match="positive Decimal"):
        Rounding(step)


def test_rounding_says_itself_as_a_contract_does() -> None:
    assert str(Rounding(Decimal("0.10"))) == "0.1 half up"
    assert str(WHOLE_DOWN) == "1 floor"
    assert EXACT is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100", "100"),
        ("1E+3", "1000"),
        ("0.50", "0.5"),
        ("-0.0", "0"),
        ("0E-9", "0"),
        ("-2.10", "-2.1"),
        ("1E-7", "0.0000001"),
    ],
)
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234567", "1,234,567"),
        ("1E+3", "1,000"),
        ("-1234.50", "-1,234.5"),
        ("-0.0", "0"),
        ("0.1234567", "0.123456…"),
        ("0.1234560", "0.123456"),
        ("-0.0000001", "0…"),
        ("2.9999999", "2.999999…"),
        ("2.99999999999999999999999999999999999999999999999", "3…"),
    ],
)
def test_shown_to_people(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text


@given(st.decimals(-(10**25), 10**25, allow_nan=False, allow_infinity=False), st.integers(0, 6), st.integers(1, 7))
def test_what_is_shown_is_the_number_cut_off(value: Decimal, places: int, parts: int) -> None:
    with exact():
        whole = value / parts
        cut = Rounding(Decimal(1).scaleb(-places), Mode.DOWN)(whole)
        text = shown(whole, places)
    assert Decimal(text.rstrip("…").replace(",", "")) == cut
    assert text.endswith("…") == (cut != whole)


def test_a_float_that_slips_in_is_an_error() -> None:
    with exact(), pytest.raises(FloatOperation):
        Decimal(0.1)  # noqa: RUF032 -- the float is what is tested
    with exact(), pytest.raises(FloatOperation):
        _ = Decimal("0.1") < 0.2


def test_exact_arithmetic_carries_fifty_digits_whatever_surrounds_it() -> None:
    with localcontext() as outside:
        outside.prec = 3
        with exact():
            assert len((Decimal(1) / 3).as_tuple().digits) == 50
        assert Rounding(Decimal("0.01"))(Decimal("123456789.005")) == Decimal("123456789.01")
    with exact(), pytest.raises(DivisionByZero):
        _ = Decimal(1) / 0


def each(text: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, text.split()))


weights = st.lists(st.decimals(0, 1000, allow_nan=False, places=3), min_size=1, max_size=12).filter(any)
cents = st.integers(-1_000_000, 1_000_000)


@given(cents, weights)
def test_shares_add_up_and_none_is_a_unit_off(total_cents: int, shares: list[Decimal]) -> None:
    unit = Decimal("0.01")
    total = total_cents * unit
    parts = share_out(total, shares, unit)
    assert sum(parts) == total
    whole = sum(map(Fraction, shares))
    for part, share in zip(parts, shares, strict=True):
        assert (Fraction(part) / Fraction(unit)).denominator == 1
        assert abs(Fraction(part) - Fraction(total) * Fraction(share) / whole) < Fraction(unit)


@given(cents, weights)
def test_a_weight_of_nothing_gets_nothing(total_cents: int, shares: list[Decimal]) -> None:
    parts = share_out(Decimal(total_cents), [*shares, Decimal(0)], Decimal(1))
    assert parts[-1] == 0


def test_leftover_units_go_to_the_largest_remainders_the_earlier_first() -> None:
    assert share_out(Decimal(100), each("1 1 1"), Decimal(1)) == each("34 33 33")
    assert share_out(Decimal(10), each("15 25 60"), Decimal(1)) == each("2 2 6")
    assert share_out(Decimal("0.05"), each("1 3"), Decimal("0.01")) == each("0.01 0.04")


@pytest.mark.parametrize(
    ("total", "shares"),
    [("1.005", "1 2"), ("10", "0 0"), ("10", ""), ("10", "3 -1")],
    ids=["not a multiple", "no weight", "nobody", "negative weight"],
)
def test_what_cannot_be_shared_is_refused(total: str, shares: str) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        share_out(Decimal(total), each(shares), Decimal("0.01"))


@given(
    st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=12),
    st.sampled_from(["0.01", "1", "0.001", "10", "0.05", "100"]),
    st.sampled_from(Mode),
)
def test_a_decimal_place_is_a_multiple_like_any_other(value: Decimal, step: str, mode: Mode) -> None:
    """The short way to a place comes to what dividing, rounding and multiplying come to."""
    whole = Rounding(Decimal(2), mode)(value / Decimal(step) * 2) / 2
    assert Rounding(Decimal(step), mode)(value) == whole * Decimal(step)
