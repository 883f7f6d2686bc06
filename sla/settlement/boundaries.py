"""Figures that bring a level's result to its edges, and just beside them: found by asking the engine itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from sla.contract.definition import Definition
from sla.contract.expression import Number, names, walk
from sla.contract.model import (
    All,
    Any,
    Bands,
    Combine,
    Compares,
    Condition,
    Contract,
    Each,
    Example,
    Figure,
    Formula,
    InARow,
    Is,
    Level,
    Lookup,
    Not,
    Range,
    Steps,
    TimesIn,
)
from sla.evaluation.model import Evaluation, Outcome
from sla.settlement.model import Settlement
from sla.settlement.trial import Misdated, figures_of, period_named, settled
from sla.values import Mode, exact, steady
from sla.values.rounding import WHOLE_DOWN, WHOLE_UP

Row = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""When, figure, value, dimensions."""
MOST_ROWS = 40
SURE = (Outcome.MET, Outcome.MISSED, Outcome.NO_TARGET)
HALVES = (Mode.HALF_UP, Mode.HALF_EVEN, Mode.HALF_DOWN)
ONE, TWO = Decimal(1), Decimal(2)


@dataclass(frozen=True, slots=True)
class Ground:
    """Figures of an ordinary period, taken from one of the contract's own examples."""

    definition: Definition
    example: Example
    settlement: Settlement

    @property
    def contract(self) -> Contract:
        """The contract of the period, under the readings that were agreed."""
        return self.definition.on(self.settlement.period)

    def of(self, level: str) -> Evaluation | None:
        """The level's result in the last window that closes in the period, unless each of several sites has one."""
        found = [each for each in self.settlement.evaluations if each.measurement.level == level]
        scopes = {each.measurement.scope for each in found}
        return max(found, key=lambda each: each.measurement.window.end) if len(scopes) == 1 else None

    def changed(self, values: dict[int, Decimal]) -> Ground:
        """The same with other values in some rows."""
        rows = tuple(
            (when, figure, str(values.get(at, value)), scope)
            for at, (when, figure, value, scope) in enumerate(self.example.given)
        )
        example = replace(self.example, given=rows)
        return Ground(self.definition, example, settled(self.definition, example))


@dataclass(frozen=True, slots=True)
class Lever:
    """The row of a base whose value moves a level's result in a straight line."""

    row: int
    figure: Figure
    start: Decimal
    slope: Decimal

    def at(self, result: Decimal) -> Decimal:
        """The value that gives the result before it is rounded."""
        return steady((result - self.start) / self.slope)


def bases(definition: Definition) -> tuple[Ground, ...]:
    """Every example as a base: those with fewer rows first, as they are easier to follow."""
    found = []
    for example in definition.at(definition.versions[-1].days[-1]).examples:
        try:
            period = period_named(definition, example.period)
            rows = tuple(_rows(example, definition.on(period)))
            plain = replace(example, given=rows, pays=(), readings=(), outcomes=(), follows=None)
            found.append(Ground(definition, plain, settled(definition, plain)))
        except Misdated:
            continue
    return tuple(
        sorted(
            (each for each in found if len(each.example.given) <= MOST_ROWS), key=lambda each: len(each.example.given)
        )
    )


def _rows(example: Example, contract: Contract) -> Iterator[Row]:
    for entry in figures_of(example, contract):
        yield entry.stamp or entry.when.key, entry.figure, str(entry.value), entry.scope


def base_for(level: Level, all_: tuple[Ground, ...]) -> tuple[Ground, Lever] | None:
    """The simplest base in which the level has a single result that one figure can move; quiet ones first."""
    usable = [
        base for base in all_ if (here := base.of(level.key)) is not None and here.outcome in SURE and here.priced
    ]
    for base in sorted(usable, key=lambda base: (len(base.example.given), _noise(base, level))):
        if (lever := _lever(base, level)) is not None:
            return base, lever
    return None


def _noise(base: Ground, level: Level) -> Decimal:
    """What other levels move in the base."""
    others = (line.amount.amount for line in base.settlement.lines if line.level != level.key)
    return sum(others, Decimal(0))


def _lever(base: Ground, level: Level) -> Lever | None:
    """The first figure of the measure, as it stands, that moves the result in a straight line."""
    if not isinstance(level.measure, Formula):
        return None
    asked_for = names(level.measure.expression)
    for at, (_, name, _, _) in enumerate(base.example.given):
        figure = base.contract.figure(name)
        rows = [row for row in base.example.given if row[1] == name]
        if (
            figure is None
            or name not in asked_for
            or (len(rows) > 1 and figure.combine is not Combine.SUM)
            or rows[-1] != base.example.given[at]
        ):
            continue
        results = [_raw(base.changed({at: Decimal(x)}), level) for x in (1, 2, 3)]
        first, second, third = results
        if first is None or second is None or third is None or first == second or third - second != second - first:
            continue
        with exact():
            return Lever(at, figure, first - (second - first), second - first)
    return None


def _raw(base: Ground, level: Level) -> Decimal | None:
    here = base.of(level.key)
    return here.measurement.unrounded if here else None


def edges(level: Level, aim: Range | None = None) -> tuple[Decimal, ...]:
    """Every number at which something changes for the level: of its target, grades, tables, steps and conditions.

    `aim` is the target that its window computed, where that moves.
    """
    found = set[Decimal]()
    for each in (*_ranges(level), *((aim,) if aim else ())):
        found |= {edge for edge in (each.low, each.high) if edge is not None}
    for tariff in (rule.tariff for rule in level.pays):
        match tariff:
            case Steps(below, reference, size, _, _, most):
                off = -size if below else size
                found |= {reference + off * step for step in (Decimal(0), ONE, TWO, *([most] if most else []))}
            case Each(count):
                found |= {Decimal(0), *(part.value for part in walk(count) if isinstance(part, Number))}
            case _:
                pass
    return tuple(sorted(found))


def _ranges(level: Level) -> Iterator[Range]:
    if level.target is not None:
        yield level.target
    yield from (grade.range for grade in level.grades)
    for rule in level.pays:
        if isinstance(rule.tariff, Bands | Lookup):
            yield from (row.range for row in rule.tariff.rows)
        for condition in (rule.when, rule.scale.when if rule.scale else None):
            for each in inside(condition) if condition else ():
                if isinstance(each, Compares) and each.level == level.key:
                    yield each.range


def inside(condition: Condition) -> Iterator[Condition]:
    """The condition and everything that it is made of."""
    yield condition
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from inside(part)
        case Not(part) | InARow(part) | TimesIn(part):
            yield from inside(part)
        case Is() | Compares():
            return
        case _:
            assert_never(condition)


def values(level: Level, lever: Lever, sides: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Values of the lever's figure at each edge, and the nearest ones on both sides that can be told apart."""
    found = set[Decimal]()
    with exact():
        for edge in sides:
            for result in _around(edge, level):
                found |= set(_beside(lever.at(result), _unit(lever, edge)))
    least = lever.figure.least if lever.figure.least is not None else Decimal(0)
    inside = (value for value in found if value >= least and (lever.figure.most is None or value <= lever.figure.most))
    return tuple(sorted(inside))


def _around(edge: Decimal, level: Level) -> tuple[Decimal, ...]:
    """The edge itself, and where rounding begins to reach it and to leave it."""
    if level.rounding is None:
        return (edge,)
    step = level.rounding.step / 2 if level.rounding.mode in HALVES else level.rounding.step
    return edge - step, edge, edge + step


def _unit(lever: Lever, edge: Decimal) -> Decimal:
    """The smallest change of the figure: one of what is counted, else a hundredth of the edge's last digit."""
    if lever.figure.whole or lever.figure.unit not in {"%", "seconds", "minutes", "hours", "money"}:
        return ONE
    exponent = edge.as_tuple().exponent
    return ONE.scaleb(min(exponent if isinstance(exponent, int) else 0, 0) - 2)


def _beside(value: Decimal, unit: Decimal) -> tuple[Decimal, ...]:
    """The value where it is a whole number of units, and the nearest ones below and above it."""
    count = value / unit
    at = (count,) if count == WHOLE_DOWN(count) else ()
    return tuple(each * unit for each in (WHOLE_UP(count) - 1, *at, WHOLE_DOWN(count) + 1))
