"""What a rule pays, in sentences: under which condition, for which results, how much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from sla.contract.expression import Expression, Name, Number, printed
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
    Range,
    Read,
    Rule,
    Steps,
)
from sla.contract.phrases import condition, conditional, counted, led_by, one, range_in_words, said, value
from sla.values import plain

PAYS = {Direction.PENALTY: "the vendor owes", Direction.INCENTIVE: "the vendor earns"}
TIMES = {Decimal(2): "doubled", Decimal(3): "tripled", Decimal("0.5"): "halved"}
SEVERAL = {
    Apply.ONE: "",
    Apply.EVERY: "; where several of these hold, they add up",
    Apply.WORST: "; where several of these hold, only the last of them counts",
    Apply.MARGINAL: "",
}
BETWEEN = {
    Read.DOWN: "at the row at or below the result",
    Read.UP: "at the row at or above the result",
    Read.BETWEEN: "in proportion between the two rows around the result",
}


def rule_in_words(contract: Contract, level: Level, rule: Rule) -> str:
    """One rule as a sentence, led by its clause, and what else holds for its amount."""
    body = _body(contract, level, rule)
    if rule.when is not None:
        alone = isinstance(rule.tariff, Bands) and len(rule.tariff.rows) == 1
        between = " and" if alone else ":" if isinstance(rule.tariff, Bands | Lookup) else ","
        body = f"{conditional(contract, rule.when, level.key)}{between} {body.removeprefix('if ') if alone else body}"
    return f"{led_by(rule.clause)}{body[0].upper()}{body[1:]}.{''.join(_besides(contract, level, rule))}"


def _besides(contract: Contract, level: Level, rule: Rule) -> Iterator[str]:
    if rule.scale:
        times = TIMES.get(rule.scale.by, f"multiplied by {plain(rule.scale.by)}")
        yield f" This is {times} when {condition(contract, rule.scale.when, level.key)}."
    if rule.together:
        yield f" Such amounts of one {level.window.name} are rounded so that they add up."


def _body(contract: Contract, level: Level, rule: Rule) -> str:
    match rule.tariff:
        case Bands(Apply.MARGINAL, rows):
            parts = (f"for each {one(level.unit) or 'unit'} of the result {_range(r.range, level)}" for r in rows)
            cells = (f"{part}, {_cell(contract, r, rule)}" for part, r in zip(parts, rows, strict=True))
            return "; ".join(cells)
        case Bands(apply, rows):
            cells = (f"if the result is {_range(r.range, level)}, {_cell(contract, r, rule)}" for r in rows)
            return "; ".join(cells) + (SEVERAL[apply] if len(rows) > 1 else "")
        case Lookup(read, rows):
            cells = (f"at {counted(r.range.low or Decimal(0), level.unit)} {_cell(contract, r, rule)}" for r in rows)
            return f"by this table, {BETWEEN[read]}: {'; '.join(cells)}"
        case Steps(at_most=most) as steps:
            owed = _priced(contract, steps.value, steps.points, rule.direction)
            return f"{_step(level, steps)}, {owed}" + (f", at most {plain(most)} times" if most is not None else "")
        case Each(number, each, points):
            return f"{_piece(contract, level, number)}, {_priced(contract, each, points, rule.direction)}"
        case Flat(each, points):
            return _priced(contract, each, points, rule.direction)
        case _:
            assert_never(rule.tariff)


def _range(wanted: Range, level: Level) -> str:
    return range_in_words(wanted, level.unit)


def _step(level: Level, steps: Steps) -> str:
    """`for each full percentage point below 98 %`, `for each started 5 seconds above 60 seconds`."""
    part = {Count.EXACT: "", Count.FULL: "full ", Count.STARTED: "started "}[steps.count]
    unit = "percentage points" if level.unit == "%" else level.unit
    size = one(unit) if steps.size == 1 and unit else counted(steps.size, unit)
    where = f"{'below' if steps.below else 'above'} {counted(steps.reference, level.unit)}"
    return f"for each {part}{size} {where}" + (
        ", and in proportion for part of it" if steps.count is Count.EXACT else ""
    )


def _piece(contract: Contract, level: Level, number: Expression) -> str:
    """`for each point`, `for each ticket (late)`, `for each unit of max(late - 10, 0)`."""
    match number:
        case Name("result"):
            return f"for each {one(level.unit) or 'unit'} of the result" if level.unit != "points" else "for each point"
        case Name(name):
            figure = contract.figure(name)
            unit = one(figure.unit) if figure else ""
            return f"for each {unit or 'unit'}" + (f" ({said(name)})" if said(name) not in (unit, f"{unit}s") else "")
        case _:
            return f"for each unit of {printed(number, said)}"


def _cell(contract: Contract, row: Band, rule: Rule) -> str:
    return _priced(contract, row.value, row.points, row.direction or rule.direction)


def _priced(contract: Contract, owed: Expression | None, points: Decimal | None, direction: Direction) -> str:
    if owed is None:
        return f"{counted(points, 'points')} accrue{'s' * (points == 1)}" if points is not None else "nothing follows"
    if isinstance(owed, Number) and not owed.value:
        return "nothing is owed"
    return f"{PAYS[direction]} {value(contract, owed)}"
