"""Levels that contradict themselves: target against prices, against direction, against rounding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from sla.contract.checks import touching
from sla.contract.expression import Number
from sla.contract.model import (
    Absent,
    All,
    Any,
    Band,
    Bands,
    Better,
    Compares,
    Condition,
    Contract,
    Count,
    Direction,
    InARow,
    Is,
    Level,
    Lookup,
    MetShare,
    Not,
    Range,
    Rule,
    Steps,
    TimesIn,
)
from sla.contract.order import asked
from sla.contract.report import doubt
from sla.values import Finding, Place, Saying, plain


def against_itself(contract: Contract, level: Level) -> Iterator[Finding]:
    """Every doubt about one level."""
    place, target = level.target_place, level.target
    if target is not None:
        yield from _direction(level, target, place)
        for rule in level.pays:
            if _may_apply(level, rule.when, target):
                yield from _charged(rule, target)
        yield from _rewarded(level, target)
    yield from _finer(level, place)
    if isinstance(level.measure, MetShare) and _has_no_target(contract, level.measure.level):
        yield _never_met(level.measure.level, level.place)
    yield from _judged(contract, level.excused, level.place)
    for rule in level.pays:
        for condition in (rule.when, rule.scale.when if rule.scale else None):
            yield from _judged(contract, condition, rule.place)


def judged_elsewhere(contract: Contract) -> Iterator[Finding]:
    """Conditions outside the levels that ask how a level without a target came out."""
    for when, place in (
        *((each.when, each.place) for each in contract.consequences),
        *((each.when, each.place) for each in contract.earn_backs),
        *((each.when, each.place) for each in contract.limits),
    ):
        yield from _judged(contract, when, place)


def _direction(level: Level, target: Range, place: Place) -> Iterator[Finding]:
    """A target of one edge says which way results improve; `better` must not say the opposite."""
    if (target.low is None) is not (target.high is None):
        upwards = Better.HIGHER if target.low is not None else Better.LOWER
        if level.better is not upwards:
            yield doubt(
                "target-against-better",
                Saying("the target is a lower edge, and yet `better: {name}`", name=level.better)
                if target.low is not None
                else Saying("the target is an upper edge, and yet `better: {name}`", name=level.better),
                place,
                "Turn the target's edge round (`at least`, `at most`), or leave `better` out.",
            )


def _may_apply(level: Level, when: Condition | None, target: Range) -> bool:
    """Whether a condition lets results through that meet the target, as far as it can be told."""
    if isinstance(when, Compares) and when.level == level.key:
        return touching(when.range, target)
    return when is None or level.key not in {*asked(when)}


def _charged(rule: Rule, target: Range) -> Iterator[Finding]:
    """Results that meet the target and cost money all the same."""
    match rule.tariff:
        case Bands(_, rows) | Lookup(_, rows):
            for row in rows:
                if _costs(row) and touching(row.range, target):
                    yield _met_and_charged(row.place)
        case Steps(below, reference, size, count) if rule.direction is Direction.PENALTY:
            edge, inside = (target.low, target.low_in) if below else (target.high, target.high_in)
            if edge is not None:
                far = (reference - edge if below else edge - reference) / size
                least = Decimal(1) if count is Count.FULL else Decimal(0)
                if far > least or (far == least != 0 and inside):
                    yield _met_and_charged(rule.place)
        case _:
            return


def _costs(row: Band) -> bool:
    return row.direction is Direction.PENALTY and not (isinstance(row.value, Number) and not row.value.value)


def _met_and_charged(place: Place) -> Finding:
    return doubt(
        "met-and-charged",
        "a result that meets the target is charged here",
        place,
        "Part the two: `below: 95` beside a target of `at least 95`. If the contract means it, let a reading say so.",
    )


def _rewarded(level: Level, target: Range) -> Iterator[Finding]:
    """Incentives for results that miss the target, and none for those that meet it."""
    earning = [
        row
        for rule in level.pays
        if isinstance(rule.tariff, Bands)
        for row in rule.tariff.rows
        if row.direction is Direction.INCENTIVE and not (isinstance(row.value, Number) and not row.value.value)
    ]
    other = any(r.direction is Direction.INCENTIVE and not isinstance(r.tariff, Bands) for r in level.pays)
    if earning and not other and not any(touching(row.range, target) for row in earning):
        yield doubt(
            "missed-and-rewarded",
            "only results that miss the target earn something",
            earning[0].place,
            "Turn the edge round (`at least`, `at most`), or write `penalty`.",
        )


def _finer(level: Level, place: Place) -> Iterator[Finding]:
    """Edges between two of the numbers that results are rounded to."""
    if level.rounding is None:
        return
    edges = [(level.target, place)] if level.target is not None else []
    edges += [(grade.range, grade.place) for grade in level.grades]
    edges += [
        (row.range, row.place) for rule in level.pays if isinstance(rule.tariff, Bands) for row in rule.tariff.rows
    ]
    step = level.rounding.step
    for edge, where in ((edge, where) for found, where in edges for edge in (found.low, found.high)):
        if edge is not None and edge % step:
            yield doubt(
                "finer-than-rounding",
                Saying(
                    "results are rounded to {number}, and none of them is {number2}",
                    number=plain(step),
                    number2=plain(edge),
                ),
                where,
                "Round to as many decimals as the edges have, or not at all: `round: none`.",
            )


def _has_no_target(contract: Contract, key: str) -> bool:
    level = contract.index.get(key)
    return level is not None and level.target is None and level.moving is None


def _judged(contract: Contract, condition: Condition | None, place: Place) -> Iterator[Finding]:
    """Whether a level that is asked for `met` or `missed` can come out so."""
    match condition:
        case Is(key, names) if _has_no_target(contract, key) and {*names} <= {"met", "missed"}:
            level = contract.level(key)
            absent = {level.nothing_reported, level.zero_denominator}
            comes = {"met"} & {str(each) for each in absent}
            comes |= {"missed"} if absent & {Absent.MISSED, Absent.WORST_BAND} else set()
            if not comes & {*names}:
                yield _never_met(key, place)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _judged(contract, part, place)
        case Not(part) | InARow(part) | TimesIn(part):
            yield from _judged(contract, part, place)
        case None | Is() | Compares():
            return
        case _:
            assert_never(condition)


def _never_met(key: str, place: Place) -> Finding:
    return doubt(
        "no-target",
        Saying("`{name}` has no target, so it is never met and never missed", name=key),
        place,
        Saying("Give `{name}` a `target`, or ask for its result: `{level: {name}, below: 95}`.", name=key),
    )
