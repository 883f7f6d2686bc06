"""What named amounts come to in a window: fees, invoices, amounts at risk, shares of pools."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from weakref import WeakKeyDictionary

from sla.contract.expression import Expression, Lookup, Name, ShareOf, compiled, walk
from sla.contract.model import Contract
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
        """What the expression comes to here, unrounded."""
        return priced(self.contract, expression)(self)

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
                value = self.of(amount.formula)
                return amount.rounding(value) if amount.rounding else value
        return self.reader(name)

    def share(self, name: str) -> Decimal:
        """The level's weight of a pool; a level without a weight has no share."""
        pool = next(pool for pool in self.contract.pools if pool.name == name)
        return (pool.weight(self.level) or Decimal(0)) * HUNDREDTH * self.of(pool.of)


def asked(expression: Expression) -> tuple[str, ...]:
    """The names an expression asks for, in the order in which they stand."""
    names = (part.name if isinstance(part, Name) else f"share of {part.pool}" for part in walk(expression)
             if isinstance(part, Name | ShareOf))
    return tuple(dict.fromkeys(names))


__all__ = ["Missing", "Prices", "asked", "priced"]
