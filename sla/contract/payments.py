"""What a rule pays, in sentences: under which condition, for which results, how much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from sla.contract.expression import Expression, Name, Number
from sla.contract.model import (
    Apply,
    Band,
    Bands,
    Contract,
    Count,
    Direction,
    Each,
    Flat,
    Level,
    Lookup,
    Read,
    Rule,
    Steps,
)
from sla.contract.phrases import condition, conditional, counted, formula, led_by, one, range_in_words, said, value
from sla.contract.vocabulary import window_in_words
from sla.values import Saying, joined, plain, shown

SEVERAL = {
    Apply.ONE: "",
    Apply.EVERY: Saying("; where several of these hold, they add up"),
    Apply.WORST: Saying("; where several of these hold, only the last of them counts"),
    Apply.MARGINAL: "",
}
BETWEEN = {
    Read.DOWN: Saying("at the row at or below the result"),
    Read.UP: Saying("at the row at or above the result"),
    Read.BETWEEN: Saying("in proportion between the two rows around the result"),
}


def rule_in_words(contract: Contract, level: Level, rule: Rule) -> str:
    """One rule as a sentence, led by its clause, and what else holds for its amount."""
    sentence = Saying("{Rule}.", rule=_rule(contract, level, rule))
    return joined([led_by(rule.clause, sentence), *_besides(contract, level, rule)], " ")


def _rule(contract: Contract, level: Level, rule: Rule) -> Saying:
    if rule.when is None:
        return _body(contract, level, rule)
    when = conditional(contract, rule.when, level.key)
    match rule.tariff:
        case Bands(apply, (row,)) if apply is not Apply.MARGINAL:
            there, owed = range_in_words(row.range, level.unit), _cell(contract, row, rule)
            return Saying("{when} and the result is {range}, {owed}", when=when, range=there, owed=owed)
        case Bands(_, (_,)):
            return Saying("{when} and {rule}", when=when, rule=_body(contract, level, rule))
        case Bands() | Lookup():
            return Saying("{when}: {rows}", when=when, rows=_body(contract, level, rule))
        case _:
            return Saying("{when}, {rule}", when=when, rule=_body(contract, level, rule))


def _besides(contract: Contract, level: Level, rule: Rule) -> Iterator[Saying]:
    if rule.scale:
        when = condition(contract, rule.scale.when, level.key)
        match rule.scale.by:
            case 2:
                yield Saying("This is doubled when {condition}.", condition=when)
            case 3:
                yield Saying("This is tripled when {condition}.", condition=when)
            case by if by * 2 == 1:
                yield Saying("This is halved when {condition}.", condition=when)
            case by:
                yield Saying("This is multiplied by {number} when {condition}.", number=plain(by), condition=when)
    if rule.together:
        window = window_in_words(level.window)
        yield Saying("Such amounts of one {window} are rounded so that they add up.", window=window)


def _body(contract: Contract, level: Level, rule: Rule) -> Saying:
    match rule.tariff:
        case Bands(Apply.MARGINAL, rows):
            return joined([_marginal(contract, level, row, rule) for row in rows], "; ")
        case Bands(apply, rows):
            cells = joined([_band(contract, level, row, rule) for row in rows], "; ")
            return joined([cells, SEVERAL[apply]], "") if len(rows) > 1 else cells
        case Lookup(read, rows):
            cells = joined([_row(contract, level, row, rule) for row in rows], "; ")
            return Saying("by this table, {between}: {rows}", between=BETWEEN[read], rows=cells)
        case Steps() as steps:
            return _stepped(level, steps, _priced(contract, steps.value, steps.points, rule.direction))
        case Each(number, each, points):
            owed = _priced(contract, each, points, rule.direction)
            return Saying("{each}, {owed}", each=_piece(contract, level, number), owed=owed)
        case Flat(each, points):
            return _priced(contract, each, points, rule.direction)
        case _:
            assert_never(rule.tariff)


def _marginal(contract: Contract, level: Level, row: Band, rule: Rule) -> Saying:
    return Saying(
        "for each {unit} of the result {range}, {owed}",
        unit=_unit(level.unit),
        range=range_in_words(row.range, level.unit),
        owed=_cell(contract, row, rule),
    )


def _band(contract: Contract, level: Level, row: Band, rule: Rule) -> Saying:
    there = range_in_words(row.range, level.unit)
    return Saying("if the result is {range}, {owed}", range=there, owed=_cell(contract, row, rule))


def _row(contract: Contract, level: Level, row: Band, rule: Rule) -> Saying:
    at = counted(row.range.low or Decimal(0), level.unit)
    return Saying("at {amount} {owed}", amount=at, owed=_cell(contract, row, rule))


def _stepped(level: Level, steps: Steps, owed: Saying) -> Saying:
    each = Saying("{each}, {owed}", each=_step(level, steps), owed=owed)
    if steps.at_most is None:
        return each
    return Saying("{rule}, at most {number} times", rule=each, number=plain(steps.at_most))


def _step(level: Level, steps: Steps) -> Saying:
    """`for each full percentage point below 98 %`, `for each started 5 seconds above 60 seconds`."""
    size, edge = _size(level, steps), counted(steps.reference, level.unit)
    match steps.count, steps.below:
        case Count.FULL, True:
            return Saying("for each full {amount} below {amount2}", amount=size, amount2=edge)
        case Count.FULL, False:
            return Saying("for each full {amount} above {amount2}", amount=size, amount2=edge)
        case Count.STARTED, True:
            return Saying("for each started {amount} below {amount2}", amount=size, amount2=edge)
        case Count.STARTED, False:
            return Saying("for each started {amount} above {amount2}", amount=size, amount2=edge)
        case Count.EXACT, True:
            within = Saying("for each {amount} below {amount2}", amount=size, amount2=edge)
        case _:
            within = Saying("for each {amount} above {amount2}", amount=size, amount2=edge)
    return Saying("{step}, and in proportion for part of it", step=within)


def _size(level: Level, steps: Steps) -> str:
    """How large one step is."""
    if level.unit == "%" and steps.size != 1:
        return Saying("{number} percentage points", number=shown(steps.size))
    return one(level.unit) if steps.size == 1 and level.unit else counted(steps.size, level.unit)


def _unit(unit: str) -> str:
    """What one of a result is called."""
    return one(unit) or Saying("unit")


def _piece(contract: Contract, level: Level, number: Expression) -> Saying:
    """`for each point`, `for each ticket (late)`, `for each unit of max(late - 10, 0)`."""
    match number:
        case Name("result") if level.unit == "points":
            return Saying("for each point")
        case Name("result"):
            return Saying("for each {unit} of the result", unit=_unit(level.unit))
        case Name(name):
            figure = contract.figure(name)
            unit = one(figure.unit) if figure else ""
            if said(name) in (unit, f"{unit}s"):
                return Saying("for each {unit}", unit=unit)
            return Saying("for each {unit} ({name})", unit=unit or Saying("unit"), name=said(name))
        case _:
            return Saying("for each unit of {formula}", formula=formula(number))


def _cell(contract: Contract, row: Band, rule: Rule) -> Saying:
    return _priced(contract, row.value, row.points, row.direction or rule.direction)


def _priced(contract: Contract, owed: Expression | None, points: Decimal | None, direction: Direction) -> Saying:
    if owed is None:
        if points is None:
            return Saying("nothing follows")
        return Saying("1 point accrues") if points == 1 else Saying("{number} points accrue", number=shown(points))
    if isinstance(owed, Number) and not owed.value:
        return Saying("nothing is owed")
    if direction is Direction.PENALTY:
        return Saying("the vendor owes {price}", price=value(contract, owed))
    return Saying("the vendor earns {price}", price=value(contract, owed))
