"""Results that are whole numbers, and prices that are round sums: no rounding moves them."""

from __future__ import annotations

from decimal import Decimal

from sla.contract.expression import Binary, Call, Expression, Name, Negative, Number
from sla.contract.model import (
    Apply,
    Bands,
    Contract,
    Count,
    Each,
    Formula,
    Level,
    Limit,
    Lookup,
    Over,
    OverLast,
    Points,
    Steps,
)
from sla.contract.model.tariffs import prices

WHOLE = {"+", "-", "*"}
"""Signs that make whole numbers of whole numbers."""


def counts_whole_things(level: Level, contract: Contract) -> bool:
    """Whether a result is always a whole number, which rounding to a tenth leaves as it is."""
    match level.measure:
        case Formula(expression, others):
            figures = {each.name for each in contract.figures if each.whole}
            whole = figures | {key for key in others if counts_whole_things(contract.level(key), contract)}
            return _is_whole(expression, whole)
        case Points(levels):
            return all(_scores_whole_points(contract.level(key), contract) for key in levels)
        case OverLast(key, Over.SUM | Over.LARGEST | Over.SMALLEST):
            return counts_whole_things(contract.level(key), contract)
        case _:
            return False


def _is_whole(expression: Expression, whole: set[str]) -> bool:
    """Whether a formula of these whole figures comes to a whole number."""
    match expression:
        case Number(value, _):
            return value == value.to_integral_value()
        case Name(name):
            return name in whole | {"days", "full_days"}
        case Binary(sign, left, right):
            return sign in WHOLE and _is_whole(left, whole) and _is_whole(right, whole)
        case Negative(part):
            return _is_whole(part, whole)
        case Call(function, parts):
            return function in {"full", "started"} or all(_is_whole(part, whole) for part in parts)
        case _:
            return False


def _scores_whole_points(level: Level, contract: Contract) -> bool:
    """Whether each rule scores whole points, so many times as is a whole number."""
    for rule in level.pays:
        tariff = rule.tariff
        scored = (
            [row.points for row in tariff.rows]
            if isinstance(tariff, Bands | Lookup)
            else [getattr(tariff, "points", None)]
        )
        if any(each is not None and each % 1 for each in scored) or (rule.scale and rule.scale.by % 1):
            return False
        if isinstance(tariff, Bands) and tariff.apply is Apply.MARGINAL:
            return False
        if isinstance(tariff, Steps) and tariff.count is Count.EXACT:
            return False
        if isinstance(tariff, Each) and not _is_whole(
            tariff.count, {each.name for each in contract.figures if each.whole}
        ):
            return False
    return True


def of_round_sums(contract: Contract, step: Decimal) -> bool:
    """Whether each line is a whole number of round sums of this step, which no rounding of lines moves.

    Nothing is taken in per cent, shared, cut, given back in part or set against an invoice, and of every price there
    are whole numbers.
    """
    if contract.terms.against is not None or not all(_cuts_all_or_nothing(limit) for limit in contract.limits):
        return False
    return all(each.part == 100 for each in contract.earn_backs) and all(
        _is_round(level, contract, step) for level in contract.levels
    )


def _cuts_all_or_nothing(limit: Limit) -> bool:
    return limit.at_most is None or limit.at_most == Number(Decimal(0))


def _is_round(level: Level, contract: Contract, step: Decimal) -> bool:
    whole = {each.name for each in contract.figures if each.whole}
    if counts_whole_things(level, contract):
        whole.add("result")
    for rule in level.pays:
        tariff = rule.tariff
        if any(
            not isinstance(price := _spelled_out(each, contract), Number) or price.value % step
            for each in prices(tariff)
        ):
            return False
        if prices(tariff) and (
            (isinstance(tariff, Bands) and tariff.apply is Apply.MARGINAL and "result" not in whole)
            or (isinstance(tariff, Steps) and tariff.count is Count.EXACT)
            or (isinstance(tariff, Each) and not _is_whole(tariff.count, whole))
            or (rule.scale and rule.scale.by % 1)
        ):
            return False
    return True


def _spelled_out(price: Expression, contract: Contract) -> Expression:
    """What a price by name stands for, where that is no more than its formula."""
    plain = {each.name: each.formula for each in contract.amounts if not (each.index or each.rounding)}
    return plain.get(price.name, price) if isinstance(price, Name) else price
