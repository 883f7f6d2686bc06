"""One way to write money, numbers, targets and times."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Direction, Range
from sla.statement import wording
from sla.values import Money


@pytest.mark.parametrize(
    ("amount", "currency", "printed"),
    [
        ("1234.5", "GBP", "GBP 1,234.50"),
        ("-1234567.05", "EUR", "EUR −1,234,567.05"),
        ("0", "USD", "USD 0.00"),
        ("-0", "USD", "USD 0.00"),
        ("12345", "JPY", "JPY 12,345"),
        ("1.5", "KWD", "KWD 1.500"),
        ("10.005", "USD", "USD 10.005"),
    ],
)
def test_money(amount: str, currency: str, printed: str) -> None:
    assert wording.money(Money(Decimal(amount), currency)) == printed


@given(st.integers(-(10**40), 10**40))
def test_no_cent_is_lost_however_large_the_amount(cents: int) -> None:
    amount = Money(Decimal(cents).scaleb(-2), "GBP")
    assert Decimal(wording.figures(amount).replace(",", "").replace("−", "-")) == amount.amount


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("94.31", "94.31 %"),
        ("94.99999", "94.9999… %"),
        ("0.50", "0.5 %"),
        ("1E+3", "1,000 %"),
        ("-3.2", "−3.2 %"),
    ],
)
def test_a_number_is_exact_or_visibly_cut(value: str, printed: str) -> None:
    assert wording.number(Decimal(value), "%") == printed


def test_a_number_without_a_unit() -> None:
    assert wording.number(Decimal(41220)) == "41,220"


@pytest.mark.parametrize(
    ("range_", "printed"),
    [
        (Range(low=Decimal(95)), "at least 95 %"),
        (Range(high=Decimal(5), high_in=False), "below 5 %"),
        (Range(Decimal(70), False, Decimal(80)), "above 70 % and at most 80 %"),
        (Range(Decimal(100), high=Decimal(100)), "exactly 100 %"),
        (Range(), "–"),
        (None, "–"),
    ],
)
def test_target(range_: Range | None, printed: str) -> None:
    assert wording.target(range_, "%") == printed


def test_the_sign_says_who_is_owed() -> None:
    amount, nothing = Money(Decimal("265.50"), "GBP"), Money(Decimal(0), "GBP")
    assert wording.signed(amount, Direction.PENALTY) == "−265.50"
    assert wording.signed(amount, Direction.INCENTIVE) == "+265.50"
    assert wording.signed(nothing, Direction.PENALTY) == "0.00"
    assert (wording.balance(amount), wording.balance(-amount), wording.balance(nothing)) == (
        "+265.50",
        "−265.50",
        "0.00",
    )


def test_every_outcome_has_a_shape_of_its_own() -> None:
    outcomes = ("met", "missed", "unknown", "not measured", "excused", "no target")
    assert len({wording.outcome(name)[0] for name in outcomes}) == len(outcomes)
    assert wording.outcome("missed") == "■ Missed"
    assert wording.outcome("") == "– "


def test_times_are_those_of_the_contract() -> None:
    summer = datetime(2026, 4, 4, 23, 30, tzinfo=UTC)
    assert wording.moment(summer, ZoneInfo("Europe/London")) == "5 April 2026, 00:30 BST"
    assert wording.day(date(2026, 3, 31)) == "31 March 2026"


def test_scope() -> None:
    assert wording.scope((("site", "Leeds"), ("team", "night"))) == "site Leeds, team night"
    assert wording.scope(()) == ""
