"""Money and percentages: exact, of one currency, never a float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.values import Mode, Money, Percent
from sla.values.money import places_of, unit_of

CURRENCIES = ["USD", "EUR", "JPY", "KWD", "CLF"]
amounts = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=6)


def usd(text: str) -> Money:
    return Money(Decimal(text), "USD")


@pytest.mark.parametrize("amount", [1.5, 1, "1.50", True, None])
def test_an_amount_is_a_decimal_and_nothing_else(amount: Decimal) -> None:
    with pytest.raises(TypeError, match="an amount is a Decimal"):
        Money(amount, "USD")


@pytest.mark.parametrize("factor", [1.5, 2, Percent(Decimal(5)), usd("2")])
def test_a_factor_is_a_decimal_and_nothing_else(factor: Decimal) -> None:
    with pytest.raises(TypeError, match="a factor is a Decimal"):
        usd("10") * factor


@pytest.mark.parametrize("points", [2.5, 2, "2.5"])
def test_a_percentage_is_a_decimal_and_nothing_else(points: Decimal) -> None:
    with pytest.raises(TypeError, match="a percentage is a Decimal"):
        Percent(points)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_not_a_number_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="is a number"):
        Money(Decimal(text), "USD")
    with pytest.raises(ValueError, match="is a number"):
        Percent(Decimal(text))


@pytest.mark.parametrize("currency", ["", "usd", "US", "USDT", "U5D", "€€€", "ÄÖÜ", "U D"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    with pytest.raises(ValueError, match="three capital letters"):
        Money(Decimal(1), currency)


def test_currencies_do_not_mix() -> None:
    dollars, euros = usd("1"), Money(Decimal(1), "EUR")
    with pytest.raises(TypeError, match="does not mix"):
        _ = dollars + euros
    with pytest.raises(TypeError, match="does not mix"):
        _ = dollars - euros
    with pytest.raises(TypeError, match="does not mix"):
        _ = dollars < euros
    assert dollars != euros


def test_money_does_not_mix_with_a_bare_number() -> None:
    with pytest.raises(TypeError, match="does not mix"):
        _ = usd("1") + Decimal(1)  # type: ignore[operator]  # mypy refuses it too; shown here is that running does


@given(amounts, amounts)
def test_adding_and_taking_away_is_exact(one: Decimal, other: Decimal) -> None:
    first, second = Money(one, "USD"), Money(other, "USD")
    assert (first + second) - second == first
    assert first - second == -(second - first)
    assert (first < second) is (one < other)


def test_three_percent_is_not_three_dollars() -> None:
    assert Percent(Decimal("3.0")).of(usd("250000")) == usd("7500")
    assert str(Percent(Decimal("3.0"))) == "3 %"


def test_rounding_to_the_currency() -> None:
    assert usd("2.345").rounded() == usd("2.35")
    assert usd("2.345").rounded(Mode.HALF_EVEN) == usd("2.34")
    assert Money(Decimal("1234.5"), "JPY").rounded() == Money(Decimal(1235), "JPY")
    assert Money(Decimal("0.0005"), "KWD").rounded() == Money(Decimal("0.001"), "KWD")


@pytest.mark.parametrize(("currency", "places", "unit"), [("USD", 2, "0.01"), ("JPY", 0, "1"), ("KWD", 3, "0.001")])
def test_minor_units_follow_the_currency(currency: str, places: int, unit: str) -> None:
    assert places_of(currency) == places
    assert str(unit_of(currency)) == unit


@given(st.integers(-(10**18), 10**18), st.sampled_from(CURRENCIES))
def test_minor_units_there_and_back(minor: int, currency: str) -> None:
    money = Money.from_minor(minor, currency)
    assert money.minor == minor
    assert money.rounded() == money
    assert money.amount == minor * unit_of(currency)


@pytest.mark.parametrize(("amount", "currency"), [("0.005", "USD"), ("0.5", "JPY"), ("0.0001", "KWD")])
def test_an_unrounded_amount_has_no_minor_units(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match="round it first"):
        _ = Money(Decimal(amount), currency).minor


@pytest.mark.parametrize("minor", [1.5, Decimal("1.5"), True])
def test_minor_units_are_whole_numbers(minor: int) -> None:
    with pytest.raises(TypeError, match="whole number"):
        Money.from_minor(minor, "USD")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(Decimal("1234.5"), "USD"), "USD 1234.50"),
        (Money(Decimal("0.005"), "USD"), "USD 0.005"),
        (Money(Decimal("1E+3"), "JPY"), "JPY 1000"),
        (Money(Decimal("0.12"), "KWD"), "KWD 0.120"),
        (Money(Decimal("-0.00"), "USD"), "USD 0.00"),
        (-usd("7.1"), "USD -7.10"),
    ],
)
def test_money_prints_plainly(money: Money, text: str) -> None:
    assert str(money) == text


def test_nothing_to_pay_is_false() -> None:
    assert not usd("0.00")
    assert usd("0.01")
