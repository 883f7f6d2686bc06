"""What an expression comes to: money, a percentage or a number; and whether its parts fit together."""

from __future__ import annotations

from collections.abc import Mapping

from sla.contract.expression import (
    FUNCTIONS,
    Binary,
    Call,
    Expression,
    Name,
    Negative,
    Number,
    PercentOf,
    ShareOf,
    printed,
)
from sla.contract.model import Quantity
from sla.values import Saying

MONEY, PERCENT, NUMBER = Quantity.MONEY, Quantity.PERCENT, Quantity.NUMBER

BUILT_IN: dict[str, Quantity] = {"days": NUMBER, "full_days": NUMBER, "clock_hours": NUMBER}
"""Names every formula knows: days of the window inside the term, days of the whole window, and the hours that pass
inside the term on the contract's clocks, of which a day may have 23 or 25.
"""


RESERVED = frozenset({*BUILT_IN, "result", "previous", "share", "of", *FUNCTIONS})
"""Words that formulas read in their own way, so that no figure, amount or pool is called by them."""


_A = {MONEY: Saying("money"), PERCENT: Saying("a percentage"), NUMBER: Saying("a number")}


class Misfit(Exception):
    """Two parts of a formula do not fit together; the message says which and why."""

    def __init__(self, says: str) -> None:
        """Keep the sentence as it was made."""
        super().__init__(says)
        self.says = says


def quantity(expression: Expression, known: Mapping[str, Quantity], currency: str) -> Quantity:
    """What the expression comes to, given what its names are; raises `Misfit`.

    Money plus money is money, a share of money is money, money over money is a number; money and plain numbers do
    not add up, and two amounts of money do not multiply. What a percentage is added to or multiplied with stays
    one. `known` holds pools as `share of NAME`.
    """
    match expression:
        case Number(_, unit):
            return _literal(unit, currency)
        case Name(name):
            return _known(name, known)
        case ShareOf(pool):
            return _known(f"share of {pool}", known)
        case Negative(part):
            return quantity(part, known, currency)
        case PercentOf(rate, whole):
            if quantity(rate, known, currency) is MONEY:
                raise Misfit(Saying("`{name}` is money and cannot be a rate", name=printed(rate)))
            return quantity(whole, known, currency)
        case Binary(sign, left, right):
            return _joined(sign, left, right, quantity(left, known, currency), quantity(right, known, currency))
        case Call(function, parts):
            kinds = {quantity(part, known, currency) for part in parts}
            if MONEY in kinds and len(kinds) > 1:
                raise Misfit(Saying("`{name}` compares money with what is not money", name=function))
            return next(kind for kind in (MONEY, PERCENT, NUMBER) if kind in kinds)


def _literal(unit: str, currency: str) -> Quantity:
    if unit in ("", "%"):
        return PERCENT if unit else NUMBER
    if unit != currency:
        raise Misfit(Saying("amounts are in {currency}, not {unit}", currency=currency, unit=unit))
    return MONEY


def _known(name: str, known: Mapping[str, Quantity]) -> Quantity:
    if name not in known:
        raise Misfit(Saying("`{name}` is not a figure, an amount or a pool of this contract", name=name))
    return known[name]


def _joined(sign: str, left: Expression, right: Expression, one: Quantity, other: Quantity) -> Quantity:
    if sign in "+-":
        if (one is MONEY) != (other is MONEY):
            raise Misfit(
                Saying(
                    "`{name}` is {what} and `{name2}` is {what2}; they do not add up",
                    name=printed(left),
                    what=_A[one],
                    name2=printed(right),
                    what2=_A[other],
                )
            )
        return PERCENT if PERCENT in (one, other) else one
    share = next((part for part in (right, left) if isinstance(part, Number) and part.unit == "%"), None)
    if share is not None or (MONEY in (one, other) and PERCENT in (one, other)):
        rate = share or (left if one is PERCENT else right)
        raise Misfit(Saying("to take a share, write `{name} of ...`, not `{name2}`", name=_rate(rate), name2=sign))
    return _product(left, right, one, other) if sign == "*" else _quotient(left, one, other)


def _rate(part: Expression) -> str:
    return printed(part) if isinstance(part, Number) else f"{printed(part)} %"


def _product(left: Expression, right: Expression, one: Quantity, other: Quantity) -> Quantity:
    if one is MONEY and other is MONEY:
        raise Misfit(
            Saying(
                "`{name}` and `{name2}` are both money; they do not multiply", name=printed(left), name2=printed(right)
            )
        )
    return next(kind for kind in (MONEY, PERCENT, NUMBER) if kind in (one, other))


def _quotient(left: Expression, one: Quantity, other: Quantity) -> Quantity:
    if other is MONEY and one is not MONEY:
        raise Misfit(Saying("`{name}` is not money and cannot be divided by money", name=printed(left)))
    if one is other:
        return NUMBER
    return one if one is not NUMBER else NUMBER
