"""Changes that no figures could show: the contract pays the same, whatever happens.

Each reason is argued for where it is decided, on the contract as it is read, under every date and every answer to its
readings. There are no others; that an example for a change would be awkward is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product

from sla.contract.definition import Definition, read
from sla.contract.expression import Binary, Call, Expression, Name, Negative, Number, names, walk
from sla.contract.model import (
    Absent,
    Apply,
    Bands,
    Contract,
    Count,
    Direction,
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
from sla.contract.nodes import Mapping, parse
from sla.values.window import Every, Window
from tests.acceptance.mutants import Mutant, spoken, written

WHOLE = {"+", "-", "*"}
MONTH, WHOLE_MONTHS = Window(Every.MONTH), {Every.QUARTER, Every.HALF_YEAR, Every.YEAR}
LENGTHS = {"days", "full_days", "clock_hours"}


def alike(mutant: Mutant, text: str) -> bool:
    """Whether the contract of this text pays the same with the change."""
    contracts = _contracts(mutant.file, text)
    match mutant.where.split("/"):
        case ["service_levels", key, "missing", "zero_denominator", *_]:
            return all(_never_divides_by_nothing(each.level(key)) for each in contracts)
        case ["service_levels", key, "missing", "nothing_reported", *_]:
            return all(_always_reported(each.level(key), each) for each in contracts)
        case ["service_levels", key, "round", *_] if mutant.was == "none":
            return not _asked(key, text) or all(_counts_whole_things(each.level(key), each) for each in contracts)
        case ["service_levels", key, "pays", at, "bands", row] if at.isdigit() and mutant.now == "dropped":
            return all(_free(each.level(key), int(at), int(row)) for each in contracts)
        case ["money"]:
            return all(_of_round_sums(each, mutant) for each in contracts)
        case [("limits" | "earn_back") as section, at, "levels"] if at.isdigit() and mutant.now == "dropped":
            return all(_all_that_is_priced(each, section, int(at)) for each in contracts)
        case ["figures", figure, "every"]:
            return all(_windows(figure, each) <= {Every(mutant.was), Every.EVENT} for each in contracts)
        case _:
            return False


@cache
def _contracts(file: str, text: str) -> tuple[Contract, ...]:
    """The contract on each day on which something changes, under each combination of answers."""
    definition = read({file: text})
    assert isinstance(definition, Definition)
    version = definition.versions[0]
    answers = product(*([(each.name, answer) for answer, _ in each.choices] for each in version.head.readings))
    return tuple(definition.at(day, dict(chosen)) for chosen in answers for day in version.days)


def _never_divides_by_nothing(level: Level) -> bool:
    """What comes of a zero denominator, where there is none: nothing is divided, or by the length of a window alone."""
    aims = [level.moving.aim] if level.moving else []
    made = level.measure
    if not isinstance(made, Formula | Points):
        return False
    divisors = (
        part.right
        for whole in (*aims, *([made.expression] if isinstance(made, Formula) else []))
        for part in walk(whole)
        if isinstance(part, Binary) and part.sign == "/"
    )
    return all(_positive(each) for each in divisors)


def _always_reported(level: Level, contract: Contract) -> bool:
    """Whether a level is made of others alone, closing with it, each of which has a result or is held.

    Then it is held with them, and what the contract says of a result that is missing for good is never asked.
    """
    match level.measure:
        case Points(levels):
            windows = {contract.level(key).window for key in levels}
            return level.window in windows or windows == {Window(Every.EVENT)}
        case OverLast(key, _, _, False):
            other = contract.level(key)
            together = level.window == other.window or (level.window.every in WHOLE_MONTHS and other.window == MONTH)
            return together and _has_a_result_or_is_held(other, contract)
        case Formula(expression, (_, *_) as others):
            made = [contract.level(key) for key in others]
            return names(expression) <= {*others, *LENGTHS} and all(
                level.window == each.window and _has_a_result_or_is_held(each, contract) for each in made
            )
        case _:
            return False


def _has_a_result_or_is_held(level: Level, contract: Contract) -> bool:
    reported = level.nothing_reported is Absent.HOLD or _always_reported(level, contract)
    return reported and (level.zero_denominator is Absent.HOLD or _never_divides_by_nothing(level))


def _positive(divisor: Expression) -> bool:
    """Whether it is a product of numbers above zero and of lengths of the window."""
    match divisor:
        case Binary("*", left, right):
            return _positive(left) and _positive(right)
        case Number(value, _):
            return value > 0
        case Name(name):
            return name in LENGTHS
        case _:
            return False


def _asked(key: str, text: str) -> bool:
    """Whether anything follows from a level's result. If not, it is printed for information, and no example shows it.

    Nothing follows if it has neither target nor grades nor prices, and stands nowhere outside its own section.
    """
    root = parse(text, "")
    assert isinstance(root, Mapping)
    sections = {spoken(name.value): written(node) for name, node in root.pairs if name.value != "examples"}
    levels = sections["service levels"]
    assert isinstance(levels, dict)
    own = levels.pop(key)
    return bool({"target", "grades", "pays"} & set(own) or re.search(rf"\b{key}\b", json.dumps(sections)))


def _counts_whole_things(level: Level, contract: Contract) -> bool:
    """Whether a result is always a whole number, which rounding to a tenth leaves as it is."""
    match level.measure:
        case Formula(expression, others):
            figures = {each.name for each in contract.figures if each.whole}
            whole = figures | {key for key in others if _counts_whole_things(contract.level(key), contract)}
            return _is_whole(expression, whole)
        case Points(levels):
            return all(_scores_whole_points(contract.level(key), contract) for key in levels)
        case OverLast(key, Over.SUM | Over.LARGEST | Over.SMALLEST):
            return _counts_whole_things(contract.level(key), contract)
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


def _free(level: Level, at: int, row: int) -> bool:
    """A row of a table that costs nothing, and stands there for readers: without it there is no price either.

    Not so in a table of which the last row that holds the result applies.
    """
    tariff = level.pays[at].tariff
    return (
        isinstance(tariff, Bands)
        and tariff.apply is not Apply.WORST
        and isinstance(value := tariff.rows[row].value, Number)
        and value.value == 0
    )


def _of_round_sums(contract: Contract, mutant: Mutant) -> bool:
    """Whether each line is a whole number of round sums, which no rounding of lines moves.

    Nothing is taken in per cent, shared, cut, given back in part or set against an invoice, and of every price there
    are whole numbers.
    """
    step = contract.money.step if mutant.was == str(contract.money.mode) else Decimal(mutant.now)
    if contract.terms.against is not None or not all(_cuts_all_or_nothing(limit) for limit in contract.limits):
        return False
    return all(each.part == 100 for each in contract.earn_backs) and all(
        _is_round(level, contract, step) for level in contract.levels
    )


def _cuts_all_or_nothing(limit: Limit) -> bool:
    return limit.at_most is None or limit.at_most == Number(Decimal(0))


def _is_round(level: Level, contract: Contract, step: Decimal) -> bool:
    whole = {each.name for each in contract.figures if each.whole}
    if _counts_whole_things(level, contract):
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


def _all_that_is_priced(contract: Contract, section: str, at: int) -> bool:
    """Whether a limit, or what is earned back, names every level that moves money that way: then all is the same."""
    if section == "limits":
        named, direction = contract.limits[at].levels, contract.limits[at].on
    else:
        named, direction = contract.earn_backs[at].levels, Direction.PENALTY
    return {level.key for level in contract.levels if direction in _moves(level)} <= {*named}


def _moves(level: Level) -> Iterator[Direction]:
    for rule in level.pays:
        rows = rule.tariff.rows if isinstance(rule.tariff, Bands | Lookup) else ()
        yield from (row.direction or rule.direction for row in rows)
        if prices(rule.tariff):
            yield rule.direction


def _windows(figure: str, contract: Contract) -> set[Every]:
    """Every window over which a figure is asked for: all there are, if money is made of it by name.

    How often it must come is asked of longer windows alone: a month has the month's figure, or it has none.
    """
    money = (*(each.formula for each in contract.amounts), *(each.of for each in contract.pools))
    limits = tuple(each.at_most or each.over for each in contract.limits)
    if any(figure in names(each) for each in (*money, *limits, contract.terms.against) if each is not None):
        return {*(level.window.every for level in contract.levels), *(limit.window.every for limit in contract.limits)}
    return {level.window.every for level in contract.levels if figure in _asks_for(level)}


def _asks_for(level: Level) -> frozenset[str]:
    """Every name in a level's formulas."""
    tariffs = [rule.tariff for rule in level.pays]
    formulas = [
        *([level.measure.expression] if isinstance(level.measure, Formula) else []),
        *([level.moving.aim] if level.moving else []),
        *(tariff.count for tariff in tariffs if isinstance(tariff, Each)),
        *(price for tariff in tariffs for price in prices(tariff)),
    ]
    return frozenset().union(*map(names, formulas))
