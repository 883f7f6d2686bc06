"""An expression as nested closures over exact decimals, made once and run often."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sla.contract.expression.tree import Binary, Call, Expression, Name, Negative, Number, PercentOf, ShareOf
from sla.values.rounding import HUNDREDTH, WHOLE_DOWN, WHOLE_UP, steady

Lookup = Callable[[str], Decimal]
"""Gives the value of a name in the window at hand; raises `Absent` through the caller when there is none."""

_OF_ONE: dict[str, Callable[[Decimal], Decimal]] = {"abs": abs, "full": WHOLE_DOWN, "started": WHOLE_UP}


class ZeroDenominator(Exception):
    """Something was divided by zero: a state of the data, answered by the contract, never a crash."""


def compiled(expression: Expression) -> Callable[[Lookup], Decimal]:
    """A closure that computes it; run it inside `sla.values.exact()`. Pools are asked for as `share of NAME`."""
    match expression:
        case Number(value, _):
            return lambda _: value
        case Name(name):
            return lambda look: look(name)
        case ShareOf(pool):
            asked = f"share of {pool}"
            return lambda look: look(asked)
        case PercentOf(Number(value, _), whole):
            part, of = value * HUNDREDTH, compiled(whole)
            return lambda look: part * of(look)
        case PercentOf(rate, whole):
            share, of = compiled(rate), compiled(whole)
            return lambda look: share(look) * HUNDREDTH * of(look)
        case Negative(inner):
            value_of = compiled(inner)
            return lambda look: -value_of(look)
        case Binary(sign, left, right):
            return _binary(sign, compiled(left), compiled(right))
        case Call(function, parts):
            return _call(function, tuple(map(compiled, parts)))


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
