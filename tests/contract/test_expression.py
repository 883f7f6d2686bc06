"""Plain arithmetic: it reads back as printed, computes as fractions do, and says where it is wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sla.contract.expression import (
    Binary,
    Call,
    Expression,
    Misread,
    Name,
    Negative,
    Number,
    PercentOf,
    ShareOf,
    ZeroDenominator,
    compiled,
    names,
    parse,
    pools,
    printed,
    quotient,
    wording,
)
from sla.values import exact

VALUES = {"a": Decimal(7), "b": Decimal("-2.5"), "c": Decimal("0.08"), "fee": Decimal(1200), "zero": Decimal(0)}
POOLS = {"risk": Decimal("33.3"), "pot": Decimal(4)}
LOOK = {**VALUES, **{f"share of {pool}": value for pool, value in POOLS.items()}}


numbers = st.builds(
    lambda whole, places, unit: Number(Decimal(whole).scaleb(-places), unit),
    st.integers(0, 10**6),
    st.integers(0, 4),
    st.sampled_from(["", "", "%", "USD"]),
)
leaves: st.SearchStrategy[Expression] = numbers | st.sampled_from([*map(Name, VALUES), *map(ShareOf, POOLS)])


def deeper(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """One more storey on expressions."""
    return (
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner)
        | st.builds(PercentOf, inner, inner)
        | st.builds(Negative, inner)
        | st.builds(Call, st.just("abs"), st.tuples(inner))
        | st.builds(Call, st.sampled_from(["min", "max"]), st.lists(inner, min_size=2, max_size=4).map(tuple))
    )


expressions = st.recursive(leaves, deeper, max_leaves=12)


@given(expressions)
def test_what_is_printed_reads_back_as_the_same(expression: Expression) -> None:
    text = printed(expression)
    assume(len(text) <= 400)
    assert parse(text) == expression


def naively(expression: Expression) -> Fraction:
    """The value in fractions, which never round."""
    match expression:
        case Number(value, _):
            return Fraction(value)
        case Name(name):
            return Fraction(LOOK[name])
        case ShareOf(pool):
            return Fraction(LOOK[f"share of {pool}"])
        case Negative(part):
            return -naively(part)
        case PercentOf(rate, whole):
            return naively(rate) / 100 * naively(whole)
        case Call("abs", (part,)):
            return abs(naively(part))
        case Call(function, parts):
            return (min if function == "min" else max)(map(naively, parts))
        case Binary(sign, left, right):
            one, other = naively(left), naively(right)
            return {
                "+": lambda: one + other,
                "-": lambda: one - other,
                "*": lambda: one * other,
                "/": lambda: one / other,
            }[sign]()


def undivided(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """As `deeper`, without division."""
    return (
        st.builds(Binary, st.sampled_from("+-*"), inner, inner)
        | st.builds(PercentOf, inner, inner)
        | st.builds(Negative, inner)
        | st.builds(Call, st.sampled_from(["min", "max"]), st.lists(inner, min_size=2, max_size=3).map(tuple))
    )


@given(st.recursive(leaves, undivided, max_leaves=5))
def test_without_division_the_value_is_exact(expression: Expression) -> None:
    with exact():
        assert Fraction(compiled(expression)(LOOK.__getitem__)) == naively(expression)


@given(expressions)
def test_with_division_it_is_exact_to_forty_digits_or_says_that_it_divides_by_zero(expression: Expression) -> None:
    try:
        wanted = naively(expression)
    except ZeroDivisionError:
        with exact(), pytest.raises(ZeroDenominator):
            compiled(expression)(LOOK.__getitem__)
        return
    with exact():
        try:
            found = Fraction(compiled(expression)(LOOK.__getitem__))
        except ZeroDenominator:
            pytest.fail(f"{printed(expression)} is {wanted}")
    size = max([Fraction(1), abs(wanted), *(abs(naively(part)) for part in _parts(expression))])
    assert abs(found - wanted) <= size * size * Fraction(1, 10**30)


def _parts(expression: Expression) -> list[Expression]:
    match expression:
        case Binary(_, left, right) | PercentOf(left, right):
            return [expression, *_parts(left), *_parts(right)]
        case Negative(part):
            return [expression, *_parts(part)]
        case Call(_, parts):
            return [expression, *(each for part in parts for each in _parts(part))]
        case _:
            return [expression]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("24 / 4 / 2", "3"),
        ("24 / (4 / 2)", "12"),
        ("-2 * 3", "-6"),
        ("2 * -3", "-6"),
        ("7 - -2", "9"),
        ("-5 % of fee", "-60"),
        ("(-5) % of fee", "-60"),
        ("5 % of fee + 3", "63"),
        ("3 + 5 % of fee", "63"),
        ("2 * 5 % of fee", "120"),
        ("5 % of fee * 2", "120"),
        ("5 % of (fee + 100)", "65"),
        ("(2 + 3) % of fee", "60"),
        ("10 % of 5 % of fee", "6"),
        ("(10 % of 50) % of fee", "60"),
        ("(5 %) % of fee", "60"),
        ("a % of fee", "84"),
        ("min(3, 1, 2)", "1"),
        ("max(3, a, 2)", "7"),
        ("abs(b)", "2.5"),
        ("share of risk + 1", "34.3"),
        ("(0.80 - 0.76) * 100", "4"),
        ("0.1 + 0.2", "0.3"),
        ("1.10 * 3", "3.3"),
        ("5.00 USD", "5"),
        ("0.5 % of 200 USD", "1"),
    ],
)
def test_arithmetic_is_read_as_it_is_written_at_school(text: str, value: str) -> None:
    with exact():
        assert compiled(parse(text))(LOOK.__getitem__) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("fee +", 6),
        ("fee + ", 7),
        ("fee calls", 5),
        ("+ fee", 1),
        ("--fee", 2),
        ("2 ** 3", 4),
        ("2 ^ 3", 3),
        ("2 // 3", 4),
        ("(fee", 5),
        ("fee)", 4),
        ("()", 2),
        ("min(fee)", 8),
        ("min()", 5),
        ("abs(a, b)", 9),
        ("sum(a, b)", 1),
        ("a(b)", 1),
        ("fee.real", 4),
        ("fee[0]", 4),
        ("'fee'", 1),
        ("a < b", 3),
        ("a if b", 3),
        ("1e3", 2),
        ("0x10", 2),
        ("1_000", 2),
        ("1,000", 2),
        (".5", 1),
        ("5.", 2),
        ("٣", 1),
        ("5 % of", 7),
        ("5 % % of fee", 5),
        ("a %", 4),
        ("share of 5", 10),
        ("of", 1),
        ("a / 5 % of fee", 5),
        ("9999999999999999", 1),
        ("a + 0.0000000000000001", 5),
    ],
)
def test_what_is_no_arithmetic_is_refused_at_its_column(text: str, column: int) -> None:
    with pytest.raises(Misread) as refused:
        parse(text)
    assert refused.value.column == column
    assert str(refused.value)


def test_length_and_depth_are_bounded() -> None:
    assert parse("(" * 39 + "a" + ")" * 39) == Name("a")
    with pytest.raises(Misread, match="inside each other"):
        parse("(" * 40 + "a" + ")" * 40)
    assert len(names(parse("+".join(["a"] * 200)))) == 1
    with pytest.raises(Misread, match="400 characters"):
        parse("a" * 401)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        column = len(printed(parse(text))) and 1
    except Misread as wrong:
        column = wrong.column
    assert 1 <= column <= len(text) + 1


def test_names_and_pools_are_told_apart() -> None:
    expression = parse("5 % of share of risk + min(a, -b) / share")
    assert names(expression) == {"a", "b", "share"}
    assert pools(expression) == {"risk"}


def test_a_name_may_be_shown_as_something_else() -> None:
    assert printed(parse("5 % of monthly_fee"), lambda name: name.replace("_", " ")) == "5 % of monthly fee"


@given(expressions, st.dictionaries(st.sampled_from("abc"), st.sampled_from(["1", "2 + 3", ""])))
def test_what_is_made_ready_to_be_said_is_said_as_it_is_printed(expression: Expression, known: dict[str, str]) -> None:
    ready = wording(expression)
    for say in (str.upper, lambda name: known.get(name, "?"), str.upper):
        assert ready(say) == printed(expression, say)


@pytest.mark.parametrize("part", ["999999999999999999999999999999999", "1E+999999"])
def test_a_share_of_more_digits_than_can_be_written_is_no_result(part: str) -> None:
    with exact():
        assert quotient(Decimal(100))(Decimal(1), Decimal(4)) == 25
        for whole in ("0", "1E-40", "0.01"):
            with pytest.raises(ZeroDenominator):
                quotient(Decimal(100))(Decimal(part), Decimal(whole))


@pytest.mark.parametrize("text", ["a * a * a", "-(a * a * a)", "full(a * a * a * a * a)", "max(a * a * a, 1)"])
def test_what_has_more_digits_than_can_be_written_is_no_result(text: str) -> None:
    with exact(), pytest.raises(ZeroDenominator):
        compiled(parse(text))(lambda _: Decimal(999999999999999))
