"""Formulas and rounding in whole fractions: nothing is ever cut off before it is rounded."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from sla.contract.expression.tree import Binary, Call, Expression, Name, Negative, Number, PercentOf, ShareOf
from sla.contract.model import Range
from sla.values import Rounding
from tests.referee.records import ZeroBelow

HUNDRED = Fraction(100)


def value(formula: Expression, look: Callable[[str], Fraction]) -> Fraction:
    """What a formula comes to; `look` gives what a name stands for, and `share of NAME`."""
    match formula:
        case Number(number, _):
            return Fraction(number)
        case Name(name):
            return look(name)
        case ShareOf(pool):
            return look(f"share of {pool}")
        case PercentOf(rate, of):
            return value(rate, look) * value(of, look) / HUNDRED
        case Negative(part):
            return -value(part, look)
        case Binary(sign, left, right):
            return two(sign, value(left, look), value(right, look))
        case Call(function, parts):
            return called(function, [value(part, look) for part in parts])


def two(sign: str, left: Fraction, right: Fraction) -> Fraction:
    """Two numbers and a sign between them."""
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if right == 0:
        raise ZeroBelow
    return left / right


def called(function: str, parts: list[Fraction]) -> Fraction:
    """The functions that a formula may call."""
    if function == "min":
        return min(parts)
    if function == "max":
        return max(parts)
    if function == "abs":
        return abs(parts[0])
    return Fraction(floor(parts[0]) if function == "full" else ceil(parts[0]))


def rounded(number: Fraction, rounding: Rounding | None) -> Fraction:
    """The multiple of the step that the mode asks for; the number itself where nothing is rounded."""
    if rounding is None:
        return number
    step = Fraction(rounding.step)
    return to_whole(number / step, str(rounding.mode)) * step


def to_whole(number: Fraction, mode: str) -> int:
    """A whole number next to this one."""
    low = floor(number)
    if number == low:
        return low
    over = number - low
    toward_zero, from_zero = (low, low + 1) if number > 0 else (low + 1, low)
    if mode in ("floor", "ceiling"):
        return low if mode == "floor" else low + 1
    if mode in ("up", "down"):
        return from_zero if mode == "up" else toward_zero
    if over != Fraction(1, 2):
        return low if over < Fraction(1, 2) else low + 1
    if mode == "half even":
        return low if low % 2 == 0 else low + 1
    return from_zero if mode == "half up" else toward_zero


def inside(number: Fraction, wanted: Range) -> bool:
    """Whether a number lies between the edges of a range."""
    if wanted.low is not None and (number < wanted.low or (number == wanted.low and not wanted.low_in)):
        return False
    return not (wanted.high is not None and (number > wanted.high or (number == wanted.high and not wanted.high_in)))


def fraction(number: Decimal | None) -> Fraction:
    """A number of the contract; nothing counts as zero."""
    return Fraction(0) if number is None else Fraction(number)
