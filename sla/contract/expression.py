"""Plain arithmetic over named quantities: the only thing a contract can compute with.

Names, numbers, `+ - * /`, brackets, `25 % of fee`, `share of pool`, and `min max abs`. Nothing else exists, so
nothing else can happen: no attribute, no call into Python, no comparison, no text. A parsed expression is
compiled once into nested closures over exact decimals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sla.values.rounding import HUNDREDTH

Lookup = Callable[[str], Decimal]
"""Gives the value of a name in the window at hand; raises `Absent` through the caller when there is none."""


class ZeroDenominator(Exception):
    """Something was divided by zero: a state of the data, answered by the contract, never a crash."""


class Misread(Exception):
    """The text is not an expression. `column` counts from 1 within the text."""

    def __init__(self, message: str, column: int) -> None:
        """Say what was met, and where."""
        super().__init__(message)
        self.column = column


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
    """`min(a, b)`, `max(a, b)` or `abs(a)`."""

    function: str
    parts: tuple[Expression, ...]


Expression = Number | Name | ShareOf | PercentOf | Negative | Binary | Call

FUNCTIONS: dict[str, tuple[int, int]] = {"min": (2, 9), "max": (2, 9), "abs": (1, 1)}
"""Each function and the fewest and most parts it takes."""

_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[-+*/(),%]))")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LONGEST = 400
_DEEPEST = 40
_DIGITS = 15


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise Misread(f"an expression has at most {_LONGEST} characters", 1)
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def text(self) -> str:
        return self.tokens[self.at][1]

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def wrong(self, expected: str) -> Misread:
        met = f"`{self.text}`" if self.text else "the end"
        return Misread(f"{expected} expected, {met} found", self.tokens[self.at][2])

    def demand(self, sign: str) -> None:
        if self.text != sign:
            raise self.wrong(f"`{sign}`")
        self.take()

    def sum(self) -> Expression:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Misread(f"brackets nest deeper than {_DEEPEST}", self.tokens[self.at][2])
        left = self.product()
        while self.text in ("+", "-") and self.kind == "sign":
            left = Binary(self.take(), left, self.product())
        self.depth -= 1
        return left

    def product(self) -> Expression:
        left = self.signed()
        while self.text in ("*", "/") and self.kind == "sign":
            sign, bare, spot = self.take(), self.text != "(", self.tokens[self.at][2]
            right = self.signed()
            if sign == "/" and bare and isinstance(right, PercentOf):
                raise Misread("brackets expected: `(a / b) % of c` and `a / (b % of c)` are not the same", spot)
            left = Binary(sign, left, right)
        return left

    def signed(self) -> Expression:
        if self.text == "-":
            self.take()
            return Negative(self.percentage())
        return self.percentage()

    def percentage(self) -> Expression:
        part = self.primary()
        if self.text != "%":
            return part
        self.take()
        if self.text == "of":
            self.take()
            return PercentOf(part, self.percentage())
        if isinstance(part, Number) and not part.unit:
            return Number(part.value, "%")
        raise self.wrong("`of`")

    def primary(self) -> Expression:
        if self.kind == "number":
            if not all(len(digits) <= _DIGITS for digits in self.text.split(".")):
                raise Misread(f"a number has at most {_DIGITS} digits on either side of its point", self.tokens[self.at][2])
            value = Decimal(self.take())
            currency = self.take() if self.kind == "name" and _CURRENCY.fullmatch(self.text) else ""
            return Number(value, currency)
        if self.text == "(":
            self.take()
            inside = self.sum()
            self.demand(")")
            return inside
        if self.kind != "name" or self.text == "of":
            raise self.wrong("a number, a name or `(`")
        name = self.take()
        if name == "share" and self.text == "of":
            self.take()
            if self.kind != "name":
                raise self.wrong("the name of a pool")
            return ShareOf(self.take())
        if self.text == "(":
            return self.call(name)
        return Name(name)

    def call(self, name: str) -> Expression:
        if name not in FUNCTIONS:
            self.at -= 1
            raise self.wrong("one of " + ", ".join(FUNCTIONS))
        self.take()
        parts = [self.sum()]
        while self.text == ",":
            self.take()
            parts.append(self.sum())
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(parts) <= most:
            raise self.wrong(f"{fewest} to {most} parts of `{name}`")
        self.demand(")")
        return Call(name, tuple(parts))


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and column of each token, closed by an empty one."""
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            spot = at + len(text[at:]) - len(text[at:].lstrip())
            raise Misread(f"`{text[spot]}` does not belong in an expression", spot + 1)
        kind = match.lastgroup or ""
        yield kind, match[kind], match.start(kind) + 1
        at = match.end()
    yield "end", "", len(text) + 1


def parse(text: str) -> Expression:
    """Read an expression; raises `Misread` with the column."""
    reader = _Reader(text)
    whole = reader.sum()
    if reader.kind != "end":
        raise reader.wrong("an operator or the end")
    return whole


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


def _binary(sign: str, left: Callable[[Lookup], Decimal], right: Callable[[Lookup], Decimal]) -> Callable[[Lookup], Decimal]:
    if sign == "+":
        return lambda look: left(look) + right(look)
    if sign == "-":
        return lambda look: left(look) - right(look)
    if sign == "*":
        return lambda look: left(look) * right(look)

    def divide(look: Lookup) -> Decimal:
        below = right(look)
        if not below:
            raise ZeroDenominator
        return left(look) / below

    return divide


def _call(function: str, parts: tuple[Callable[[Lookup], Decimal], ...]) -> Callable[[Lookup], Decimal]:
    if function == "abs":
        return lambda look: abs(parts[0](look))
    choose = min if function == "min" else max
    return lambda look: choose(part(look) for part in parts)


def printed(expression: Expression, say: Callable[[str], str] = str) -> str:
    """The expression as a person would write it; `say` may put a value or a title in place of each name."""

    def tight(part: Expression, *loose: type) -> str:
        return f"({printed(part, say)})" if isinstance(part, loose) else printed(part, say)

    match expression:
        case Number(value, unit):
            return f"{value:f} {unit}".rstrip()
        case Name(name):
            return say(name)
        case ShareOf(pool):
            return say(f"share of {pool}")
        case PercentOf(Number(_, "%") | PercentOf() as rate, whole):
            return f"({printed(rate, say)}) % of {tight(whole, Binary, Negative)}"
        case PercentOf(rate, whole):
            return f"{tight(rate, Binary, Negative)} % of {tight(whole, Binary, Negative)}"
        case Negative(part):
            return f"-{tight(part, Binary, Negative)}"
        case Binary(sign, left, right):
            weak = isinstance(left, Binary) and sign in "*/" and left.sign in "+-"
            late = isinstance(right, Binary) and (sign in "*/" or right.sign in "+-")
            parted = late or (sign == "/" and isinstance(right, PercentOf))
            first, second = printed(left, say), printed(right, say)
            return f"{f'({first})' if weak else first} {sign} {f'({second})' if parted else second}"
        case Call(function, parts):
            return f"{function}({', '.join(printed(part, say) for part in parts)})"
