"""Prices: what a formula of money comes to in a window, with named amounts and shares of pools."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from sla.contract.expression.tree import Expression, ShareOf, walk
from sla.contract.model import Amount, Index
from tests.referee.arithmetic import HUNDRED, fraction, rounded, value
from tests.referee.days import whole, window_of, windows
from tests.referee.records import Case, Spot, Unknown
from tests.referee.reported import number


def price(case: Case, formula: Expression, spot: Spot) -> Fraction:
    """What a formula comes to; raises `Unknown` where something is not reported or cannot be divided."""
    return value(formula, lambda name: look(case, name, spot))


def look(case: Case, name: str, spot: Spot) -> Fraction:
    """What a name stands for: the result, a share of a pool, an amount, a figure."""
    if name == "result" and spot.result is not None:
        return spot.result
    for pool in case.contract.pools:
        if name == f"share of {pool.name}":
            return sum((fraction(weight) for level, weight in pool.weights if level == spot.level), Fraction(0)) * (
                price(case, pool.of, spot) / HUNDRED
            )
    for amount in case.contract.amounts:
        if amount.name == name:
            return amount_at(case, amount, spot)
    return number(case, name, spot)


def amount_at(case: Case, amount: Amount, spot: Spot) -> Fraction:
    """A named amount, of the statement period that it names, with its yearly changes."""
    case.met["amount: of another period"] += amount.shift != 0
    if amount.shift == 1:
        spot = statement_period(case, spot.span[1], spot)
    if amount.shift == -1:
        spot = statement_period(case, spot.span[0] - timedelta(days=1), spot)
    found = price(case, amount.formula, spot)
    if amount.index is not None:
        found = indexed(case, found, amount, amount.index, spot)
    return rounded(found, amount.rounding)


def statement_period(case: Case, day: date, spot: Spot) -> Spot:
    """The statement period that holds a day; there is none outside the term."""
    if not case.term[0] <= day < case.term[1]:
        raise Unknown
    window = case.contract.terms.statement
    return replace(spot, span=window_of(window, day, case.term), whole=whole(window, day, case.term))


def indexed(case: Case, found: Fraction, amount: Amount, index: Index, spot: Spot) -> Fraction:
    """The amount after each year that ended before the window began."""
    for span in windows(index.each, case.term):
        if span[1] <= spot.span[0]:
            rate = price(case, index.rate, replace(spot, span=span, whole=whole(index.each, span[0], case.term)))
            if index.least is not None:
                rate = max(rate, Fraction(index.least))
            if index.most is not None:
                rate = min(rate, Fraction(index.most))
            case.met["amount: indexed"] += 1
            found = rounded(found * (HUNDRED + rate) / HUNDRED, amount.rounding)
    return found


def pools_under(formula: Expression) -> tuple[str, ...]:
    """The pools that a price is a share of."""
    return tuple(part.pool for part in walk(formula) if isinstance(part, ShareOf))
