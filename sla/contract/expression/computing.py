"""An expression as nested closures over exact decimals, made once and run often."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation, Overflow

from sla.contract.expression.tree import Binary, Call, Expression, Name, Negative, Number, PercentOf, ShareOf
from sla.values.rounding import HUNDREDTH, NOTHING, WHOLE_DOWN, WHOLE_UP, steady

Lookup = Callable[[str], Decimal]
"""Gives the value of a name in the window at hand; raises `Absent` through the caller when there is none."""

_OF_ONE: dict[str, Callable[[Decimal], Decimal]] = {"abs": abs, "full": WHOLE_DOWN, "started": WHOLE_UP}


MOST_DIGITS = 30
"""So many digits before its point a result may have. Fifty are carried, so that it can still be rounded."""


class ZeroDenominator(Exception):
    """Something was divided by zero: a state of the data, answered by the contract, never a crash."""


class TooLarge(ZeroDenominator):
    """A result of more digits than anybody could write: as little one as the quotient of nothing is."""


def compiled(expression: Expression) -> Callable[[Lookup], Decimal]:
    """A closure that computes it; run it inside `sla.values.exact()`. Pools are asked for as `share of NAME`."""
    computed = _compiled(expression)
    if as_share(expression) or not isinstance(expression, Binary | PercentOf | Call | Negative):
        return computed

    def bounded(look: Lookup) -> Decimal:
        try:
            value = computed(look)
        except (InvalidOperation, Overflow):
            raise TooLarge from None
        if value and value.adjusted() > MOST_DIGITS:
            raise TooLarge
        return value

    return bounded


def _compiled(expression: Expression) -> Callable[[Lookup], Decimal]:
    match expression:
        case Number(value, _):
            return lambda _: value
        case Name(name):
            return lambda look: look(name)
        case ShareOf(pool):
            asked = f"share of {pool}"
            return lambda look: look(asked)
        case PercentOf(rate, whole):
            return _percent(rate, whole)
        case Negative(inner):
            value_of = _compiled(inner)
            return lambda look: -value_of(look)
        case Binary("/", Binary("*", Number(times, _), Name(part)), Name(whole)):
            divided = quotient(times)
            return lambda look: divided(look(part), look(whole))
        case Binary(sign, left, right):
            return _binary(sign, _compiled(left), _compiled(right))
        case Call(function, parts):
            return _call(function, tuple(map(_compiled, parts)))


def _percent(rate: Expression, whole: Expression) -> Callable[[Lookup], Decimal]:
    match rate, whole:
        case Number(value, _), Name(name):
            hundredths = value * HUNDREDTH
            return lambda look: hundredths * look(name)
        case Number(value, _), _:
            part, of = value * HUNDREDTH, _compiled(whole)
            return lambda look: part * of(look)
        case _:
            share, of = _compiled(rate), _compiled(whole)
            return lambda look: share(look) * HUNDREDTH * of(look)


def as_share(expression: Expression) -> tuple[Decimal, str, str] | None:
    """Times, part and whole of `100 * part / whole`, which most levels are measured by."""
    match expression:
        case Binary("/", Binary("*", Number(times, _), Name(part)), Name(whole)):
            return times, part, whole
        case _:
            return None


def quotient(times: Decimal) -> Callable[[Decimal, Decimal], Decimal]:
    """A share of two numbers in one step: part and whole give `times * part / whole`."""

    def divided(part: Decimal, whole: Decimal) -> Decimal:
        if not whole or (whole.adjusted() <= NOTHING and not steady(whole)):
            raise ZeroDenominator
        try:
            value = times * part / whole
        except (InvalidOperation, Overflow):
            raise TooLarge from None
        if value.adjusted() > MOST_DIGITS and value:
            raise TooLarge
        return value

    return divided


def _binary(
    sign: str, left: Callable[[Lookup], Decimal], right: Callable[[Lookup], Decimal]
) -> Callable[[Lookup], Decimal]:
    if sign == "+":
        return lambda look: left(look) + right(look)
    if sign == "-":
        return lambda look: left(look) - right(look)
    if sign == "*":
        return lambda look: left(look) * right(look)

    def divide(look: Lookup) -> Decimal:
        below = right(look)
        if not steady(below):
            raise ZeroDenominator
        return left(look) / below

    return divide


def _call(function: str, parts: tuple[Callable[[Lookup], Decimal], ...]) -> Callable[[Lookup], Decimal]:
    if function in _OF_ONE:
        of_one, part = _OF_ONE[function], parts[0]
        return lambda look: of_one(part(look))
    choose = min if function == "min" else max
    return lambda look: choose(part(look) for part in parts)
