"""Text into an expression, or the column at which it stops being one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from sla.contract.expression.tree import FUNCTIONS, Binary, Call, Expression, Name, Negative, Number, PercentOf, ShareOf
from sla.values import Saying


class Misread(Exception):
    """The text is not an expression. `column` counts from 1 within the text."""

    def __init__(self, message: str, column: int) -> None:
        """Say what was met, and where."""
        super().__init__(message)
        self.says, self.column = message, column


_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[-+*/(),%]))")
_CURRENCY = re.compile(r"[A-Z]{3}")
REMEMBERED = 4096
_LONGEST = 400
_DEEPEST = 40
_DIGITS = 15


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise Misread(Saying("a formula has at most {number} characters", number=_LONGEST), 1)
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
        met = Saying("`{name}`", name=self.text) if self.text else Saying("the end")
        return Misread(
            Saying("{expected} is expected here, not {met}", expected=expected, met=met), self.tokens[self.at][2]
        )

    def demand(self, sign: str) -> None:
        if self.text != sign:
            raise self.wrong(Saying("`{name}`", name=sign))
        self.take()

    def sum(self) -> Expression:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Misread(
                Saying("more than {number} brackets stand inside each other", number=_DEEPEST), self.tokens[self.at][2]
            )
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
                raise Misread(Saying("brackets expected: `(a / b) % of c` and `a / (b % of c)` are not the same"), spot)
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
        raise self.wrong(Saying("`of`"))

    def primary(self) -> Expression:
        if self.kind == "number":
            if not all(len(digits) <= _DIGITS for digits in self.text.split(".")):
                raise Misread(
                    Saying("a number has at most {number} digits on either side of its point", number=_DIGITS),
                    self.tokens[self.at][2],
                )
            value = Decimal(self.take())
            currency = self.take() if self.kind == "name" and _CURRENCY.fullmatch(self.text) else ""
            return Number(value, currency)
        if self.text == "(":
            self.take()
            inside = self.sum()
            self.demand(")")
            return inside
        if self.kind != "name" or self.text == "of":
            raise self.wrong(Saying("a number, a name or `(`"))
        name = self.take()
        if name == "share" and self.text == "of":
            self.take()
            if self.kind != "name":
                raise self.wrong(Saying("the name of a pool"))
            return ShareOf(self.take())
        if self.text == "(":
            return self.call(name)
        return Name(name)

    def call(self, name: str) -> Expression:
        if name not in FUNCTIONS:
            self.at -= 1
            raise self.wrong(Saying("one of {words}", words=", ".join(FUNCTIONS)))
        self.take()
        parts = [self.sum()]
        while self.text == ",":
            self.take()
            parts.append(self.sum())
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(parts) <= most:
            raise self.wrong(Saying("{number} to {number2} parts of `{name}`", number=fewest, number2=most, name=name))
        self.demand(")")
        return Call(name, tuple(parts))


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and column of each token, closed by an empty one."""
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            spot = at + len(text[at:]) - len(text[at:].lstrip())
            raise Misread(Saying("`{name}` does not belong in a formula", name=text[spot]), spot + 1)
        kind = match.lastgroup or ""
        yield kind, match[kind], match.start(kind) + 1
        at = match.end()
    yield "end", "", len(text) + 1


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> Expression:
    """Read an expression; raises `Misread` with the column. Contracts say the same over and over."""
    reader = _Reader(text)
    whole = reader.sum()
    if reader.kind != "end":
        raise reader.wrong(Saying("`+`, `-`, `*`, `/` or the end of the formula"))
    return whole
