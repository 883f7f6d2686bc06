"""What named amounts come to in a window: fees, invoices, amounts at risk, shares of pools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from weakref import WeakKeyDictionary

from sla.contract.expression import MOST_DIGITS, Expression, Lookup, Name, ShareOf, ZeroDenominator, compiled, walk
from sla.contract.model import Amount, Contract, Index
from sla.measurement.measure import Missing, Reader
from sla.values.rounding import HUNDREDTH

Priced = Callable[[Lookup], Decimal]
_COMPILED: WeakKeyDictionary[Contract, dict[Expression, Priced]] = WeakKeyDictionary()


def priced(contract: Contract, expression: Expression) -> Priced:
    """The expression compiled, once per contract."""
    known = _COMPILED.setdefault(contract, {})
    if expression not in known:
        known[expression] = compiled(expression)
    return known[expression]


class Prices:
    """Looks up figures, named amounts, pool shares and the level's own result, for one window and scope.

    Remembers every amount it was asked for, so that the workings can show it. Raises `Missing` for a figure that
    was not reported. Works inside `exact()`.
    """

    def __init__(self, contract: Contract, reader: Reader, level: str = "", result: Decimal | None = None) -> None:
        """`reader` gives figures; `level` owns the pool shares that are asked for."""
        self.contract = contract
        self.reader = reader
        self.level = level
        self.result = result
        self.used: dict[str, Decimal] = {}

    def of(self, expression: Expression) -> Decimal:
        """What the expression comes to here, unrounded; nobody knows it while it divides by zero."""
        try:
            return priced(self.contract, expression)(self)
        except ZeroDenominator:
            raise Missing("something other than zero to divide by") from None

    def __call__(self, name: str) -> Decimal:
        """The value of one name."""
        if name not in self.used:
            self.used[name] = self.look(name)
        return self.used[name]

    def look(self, name: str) -> Decimal:
        """The value of a result, an amount, a share of a pool or a figure."""
        if name == "result" and self.result is not None:
            return self.result
        if name.startswith("share of "):
            return self.share(name.removeprefix("share of "))
        for amount in self.contract.amounts:
            if amount.name == name:
                return self.amount(amount)
        return self.reader(name)

    def amount(self, amount: Amount) -> Decimal:
        """A named amount: of the next or previous statement period where it says so, indexed, rounded."""
        here = self if not amount.shift else self.beside(amount.shift)
        value = here.of(amount.formula)
        if amount.index is not None:
            value = here.indexed(value, amount, amount.index)
        return amount.rounding(value) if amount.rounding else value

    def beside(self, shift: int) -> Prices:
        """The same, one statement period later or earlier; there is none before the term begins or after it ends."""
        window, term = self.contract.terms.statement, self.contract.term
        first, last = self.reader.window.start, self.reader.window.end
        day = last if shift > 0 else first - timedelta(days=1)
        if day not in term:
            raise Missing("a statement period after the last" if shift > 0 else "a statement period before the first")
        beside = window.holding(day, term)
        reader = replace(self.reader, window=beside, whole=window.around(day, term))
        return Prices(self.contract, reader, self.level, self.result)

    def indexed(self, value: Decimal, amount: Amount, index: Index) -> Decimal:
        """The amount after every yearly change whose window ended before this one began."""
        term = self.contract.term
        for ended in index.each.tile(term):
            if ended.end > self.reader.window.start:
                break
            reader = replace(self.reader, window=ended, whole=index.each.around(ended.start, term))
            rate = Prices(self.contract, reader, self.level).of(index.rate)
            rate = max(rate, index.least) if index.least is not None else rate
            rate = min(rate, index.most) if index.most is not None else rate
            value *= 1 + rate * HUNDREDTH
            value = amount.rounding(value) if amount.rounding else value
            if value.adjusted() > MOST_DIGITS:
                raise Missing("a yearly change that leaves an amount of money")
        return value

    def share(self, name: str) -> Decimal:
        """The level's weight of a pool; a level without a weight has no share."""
        pool = next(pool for pool in self.contract.pools if pool.name == name)
        return (pool.weight(self.level) or Decimal(0)) * HUNDREDTH * self.of(pool.of)


def asked(expression: Expression) -> tuple[str, ...]:
    """The names an expression asks for, in the order in which they stand."""
    names = (
        part.name if isinstance(part, Name) else f"share of {part.pool}"
        for part in walk(expression)
        if isinstance(part, Name | ShareOf)
    )
    return tuple(dict.fromkeys(names))


__all__ = ["Missing", "Prices", "asked", "priced"]
