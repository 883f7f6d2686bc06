"""Prices that can be compared without a single figure: shares of one base, and plain amounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from sla.contract.expression import Expression, Name, Number, PercentOf, ShareOf, printed
from sla.contract.model import Amount, Bands, Contract, Direction, Each, Flat, Level, Lookup, Rule, Steps


@dataclass(frozen=True, slots=True)
class Share:
    """A price as so much of one base. Plain amounts have the base ``, points the base `points`."""

    of: str
    times: Decimal
    base: Expression | None = field(default=None, compare=False)


def bare(price: Expression | None) -> Decimal | None:
    """The price as a small whole number without currency or cents, as a percentage would be typed; None otherwise."""
    if not isinstance(price, Number) or price.unit or not 0 < price.value <= 100:
        return None
    return price.value if price.value.as_tuple().exponent == 0 else None


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of one contract, as shares."""

    amounts: dict[str, Amount]
    pools: dict[str, tuple[Expression, dict[str, Decimal]]]

    @classmethod
    def of(cls, contract: Contract) -> Prices:
        """What its amounts and pools are."""
        return cls(
            {each.name: each for each in contract.amounts},
            {each.name: (each.of, dict(each.weights)) for each in contract.pools},
        )

    def share(self, price: Expression | None, level: str = "") -> Share | None:
        """The price as a share of one base, or None where it is not that simple."""
        match price:
            case None:
                return None
            case Number(value, unit) if unit != "%":
                return Share("", value)
            case PercentOf(Number(rate, _), whole):
                inner = self.share(whole, level)
                return Share(inner.of, inner.times * rate / 100, inner.base) if inner else None
            case ShareOf(name):
                of, weights = self.pools.get(name, (None, {}))
                inner = self.share(of, level)
                if inner is None or level not in weights:
                    return None
                return Share(inner.of, inner.times * weights[level] / 100, inner.base)
            case Name(name) if name in self.amounts and not (self.amounts[name].index or self.amounts[name].shift):
                return self.share(self.amounts[name].formula, level)
            case _:
                return Share(printed(price), Decimal(1), price)

    def in_direction(self, level: Level, rule: Rule, direction: Direction) -> Iterable[Share | None]:
        """Each price of a rule that is owed in a direction and is not nothing; None for one that cannot be compared."""
        match rule.tariff:
            case Bands(_, rows) | Lookup(_, rows):
                mine = [self.share(row.value, level.key) for row in rows if row.direction is direction]
            case Flat(value) | Each(_, value) if rule.direction is direction and value is not None:
                mine = [self.share(value, level.key)]
            case Steps(value=value) if rule.direction is direction and value is not None:
                mine = [self.share(value, level.key)]
            case _:
                mine = []
        return [price for price in mine if price is None or price.times]
