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
from sla.contract.expression import Binary, Expression, Name, Number, names, walk
from sla.contract.model import (
    Absent,
    Apply,
    Bands,
    Contract,
    Direction,
    Each,
    Formula,
    Level,
    Lookup,
    OverLast,
    Points,
)
from sla.contract.model.tariffs import prices
from sla.contract.nodes import Mapping, parse
from sla.values.window import Every, Window
from tests.acceptance.mutants import Mutant, spoken, written
from tests.acceptance.round_sums import counts_whole_things, of_round_sums

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
            return not _asked(key, text) or all(counts_whole_things(each.level(key), each) for each in contracts)
        case ["service_levels", key, "pays", at, "bands", row] if at.isdigit() and mutant.now == "dropped":
            return all(_free(each.level(key), int(at), int(row)) for each in contracts)
        case [*_, "apply"] | [*_, "apply", _]:
            return mutant.was == "one"  # the reader refuses such a table if one result could fall into two of its rows
        case ["service_levels", key, "pays", at, "lookup"] if at.isdigit():
            return all(_has_a_row_for_every_result(each.level(key), int(at), each) for each in contracts)
        case ["money"]:
            return all(of_round_sums(each, _step(each, mutant)) for each in contracts)
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
            return any(_closes_with(level.window, each) for each in windows) or windows == {Window(Every.EVENT)}
        case OverLast(key, _, _, False):
            other = contract.level(key)
            return _closes_with(level.window, other.window) and _has_a_result_or_is_held(other, contract)
        case Formula(expression, (_, *_) as others):
            made = [contract.level(key) for key in others]
            return names(expression) <= {*others, *LENGTHS} and all(
                level.window == each.window and _has_a_result_or_is_held(each, contract) for each in made
            )
        case _:
            return False


def _closes_with(long: Window, short: Window) -> bool:
    """Whether a window closes wherever the longer one does, and some of them inside it."""
    return long == short or (long.every in WHOLE_MONTHS and long.from_day == 1 and short == MONTH)


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


def _has_a_row_for_every_result(level: Level, at: int, contract: Contract) -> bool:
    """Whether a table names each result there may be, so that none lies between two rows.

    The result is a figure of whole numbers, of which none below the first row and none above the last is accepted.
    """
    tariff, made = level.pays[at].tariff, level.measure
    figure = (
        contract.figure(made.expression.name)
        if isinstance(made, Formula) and isinstance(made.expression, Name)
        else None
    )
    if (
        not isinstance(tariff, Lookup)
        or figure is None
        or not figure.whole
        or figure.least is None
        or figure.most is None
    ):
        return False
    return {row.range.low for row in tariff.rows} >= {*range(int(figure.least), int(figure.most) + 1)}


def _step(contract: Contract, mutant: Mutant) -> Decimal:
    """To what lines are rounded with the change: by another mode to the same step, or to another step."""
    return contract.money.step if mutant.was == str(contract.money.mode) else Decimal(mutant.now)


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
