"""What named amounts come to in a window: fees, invoices, amounts at risk, shares of pools."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from sla.contract.expression import MOST_DIGITS, Expression, Lookup, Name, ShareOf, ZeroDenominator, compiled, walk
from sla.contract.model import Amount, Contract, Index, once
from sla.measurement.reading import Missing, Reader
from sla.values import cleared
from sla.values.rounding import HUNDREDTH

Priced = Callable[[Lookup], Decimal]
Inputs = tuple[tuple[str, Decimal], ...]


@once
def _priced(contract: Contract) -> dict[Expression, Priced]:
    del contract
    return {}


def priced(contract: Contract, expression: Expression) -> Priced:
    """The expression compiled, once per contract."""
    known = _priced(contract)
    found = known.get(expression)
    if found is None:
        found = known[expression] = compiled(expression)
    return found


@once
def amounts_of(contract: Contract) -> dict[str, Amount]:
    """Named amounts by name."""
    return {amount.name: amount for amount in reversed(contract.amounts)}


class Amounts(dict[str, Decimal]):
    """Figures and named amounts of one window and scope, as far as they are the same for every level."""

    __slots__ = ("contract", "named", "prices", "reader")

    def __init__(self, contract: Contract, reader: Reader) -> None:
        """`reader` gives figures."""
        super().__init__()
        self.contract = contract
        self.named = amounts_of(contract)
        self.reader = reader
        self.prices: dict[Priced, tuple[Decimal, Decimal, Inputs]] = {}
        """Every price that was asked for, as it was computed, as it is owed once, and what it is made of."""

    def price(self, compute: Priced, asks: tuple[str, ...]) -> tuple[Decimal, Decimal, Inputs]:
        """What a price comes to, and each of the amounts that it asks for."""
        value = compute(self.__getitem__)
        found = self.prices[compute] = value, cleared(value), tuple([(name, self[name]) for name in asks])
        return found

    def __missing__(self, name: str) -> Decimal:
        """A value that was not asked for before; raises `Missing` or `ZeroDenominator`."""
        amount = self.named.get(name)
        if amount is None:
            value = self.reader[name]
        else:
            value = priced(self.contract, amount.formula)(self.__getitem__)
            value = amount.rounding(value) if amount.rounding else value
        self[name] = value
        return value


class _Own(Exception):
    """Something that only one level has: its result, or its share."""


def asked_alike(contract: Contract, expression: Expression) -> tuple[str, ...] | None:
    """Every name that a price asks for, inner ones first; None where one means something else for each level."""
    asked: dict[str, None] = {}
    named = amounts_of(contract)

    def look(name: str) -> Decimal:
        if name == "result" or name.startswith("share of "):
            raise _Own
        if name not in asked and (amount := named.get(name)) is not None:
            if amount.shift or amount.index:
                raise _Own
            priced(contract, amount.formula)(look)
        asked[name] = None
        return Decimal(1)

    try:
        priced(contract, expression)(look)
    except (_Own, ZeroDenominator):
        return None
    return tuple(asked)


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
        if (amount := amounts_of(self.contract).get(name)) is not None:
            return self.amount(amount)
        return self.reader[name]

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
        reader = self.reader.at(beside, window.around(day, term))
        return Prices(self.contract, reader, self.level, self.result)

    def indexed(self, value: Decimal, amount: Amount, index: Index) -> Decimal:
        """The amount after every yearly change whose window ended before this one began."""
        term = self.contract.term
        for ended in index.each.tile(term):
            if ended.end > self.reader.window.start:
                break
            reader = self.reader.at(ended, index.each.around(ended.start, term))
            rate = Prices(self.contract, reader, self.level).of(index.rate)
            rate = max(rate, index.least) if index.least is not None else rate
            rate = min(rate, index.most) if index.most is not None else rate
            value *= 1 + rate * HUNDREDTH
            value = amount.rounding(value) if amount.rounding else value
            if value and value.adjusted() > MOST_DIGITS:
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
