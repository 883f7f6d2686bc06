"""The parts an expression is made of, and the names that stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, with its unit: none, `%`, or a currency (`8.00 GBP`)."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A figure, an amount, another named quantity."""

    name: str


@dataclass(frozen=True, slots=True)
class ShareOf:
    """The level's weight of a pool."""

    pool: str


@dataclass(frozen=True, slots=True)
class PercentOf:
    """`rate % of whole`: a hundredth of one times the other."""

    rate: Expression
    whole: Expression


@dataclass(frozen=True, slots=True)
class Negative:
    """The opposite."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """One of `+ - * /` between two parts."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """`min(a, b)`, `max(a, b)`, `abs(a)`, `full(a)` (whole ones only) or `started(a)` (a part counts as one)."""

    function: str
    parts: tuple[Expression, ...]


Expression = Number | Name | ShareOf | PercentOf | Negative | Binary | Call

FUNCTIONS: dict[str, tuple[int, int]] = {"min": (2, 9), "max": (2, 9), "abs": (1, 1), "full": (1, 1), "started": (1, 1)}
"""Each function and the fewest and most parts it takes."""


def names(expression: Expression) -> frozenset[str]:
    """Every figure, amount or other name it uses; pools are in `pools`."""
    return frozenset(part.name for part in walk(expression) if isinstance(part, Name))


def pools(expression: Expression) -> frozenset[str]:
    """Every pool it takes a share of."""
    return frozenset(part.pool for part in walk(expression) if isinstance(part, ShareOf))


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all its parts."""
    yield expression
    match expression:
        case Binary(_, left, right) | PercentOf(left, right):
            yield from walk(left)
            yield from walk(right)
        case Negative(part):
            yield from walk(part)
        case Call(_, parts):
            for part in parts:
                yield from walk(part)
        case Number() | Name() | ShareOf():
            return
