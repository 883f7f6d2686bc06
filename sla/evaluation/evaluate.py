"""From results to facts: outcome, grades, and which tariff applies how many times over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from sla.contract.expression import Expression, ZeroDenominator, compiled
from sla.contract.model import (
    Absent,
    Apply,
    Band,
    Bands,
    Contract,
    Count,
    Each,
    Flat,
    Level,
    Points,
    Rule,
    Steps,
)
from sla.evaluation.history import Facts, Moment
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.measurement.measure import Missing, reader
from sla.measurement.model import Measurement, State
from sla.submission.figures import Figures
from sla.values import Period, exact
from sla.values.rounding import WHOLE_DOWN, WHOLE_UP

ONE = Decimal(1)


def evaluate(
    contract: Contract, measurements: tuple[Measurement, ...], past: tuple[Evaluation, ...], figures: Figures, period: Period
) -> tuple[Evaluation, ...]:
    """The facts of every measurement, then those of levels that count other levels' points.

    `past` holds the evaluations of earlier periods, oldest first. Outcomes and grades of all levels stand before
    any tariff is asked, so a gate may look at any level; tariffs are asked level by level in the contract's order.
    """
    with exact():
        plain = tuple(outcome(contract.level(each.level), each) for each in measurements)
        facts = Facts.of((*past, *plain))
        hit = tuple(_with_hits(contract, each, facts, figures) for each in plain)
        summed = tuple(_points(contract, (*past, *hit), period))
        if not summed:
            return hit
        facts = Facts.of((*past, *hit, *summed))
        return hit + tuple(_with_hits(contract, each, facts, figures) for each in summed)


def outcome(level: Level, measurement: Measurement) -> Evaluation:
    """Met or missed, by the target; without a result, what the contract says of its absence."""
    priced = level.priced_from is None or measurement.window.start >= level.priced_from
    result = measurement.result
    if result is None:
        return Evaluation(measurement, _absent(absent(level, measurement)), priced=priced)
    grades = tuple(grade.name for grade in level.grades if result in grade.range)
    if level.target is None:
        return Evaluation(measurement, Outcome.NO_TARGET, grades, priced=priced)
    return Evaluation(measurement, Outcome.MET if result in level.target else Outcome.MISSED, grades, priced=priced)


def absent(level: Level, measurement: Measurement) -> Absent:
    """The contract's answer to this kind of absence."""
    return level.nothing_reported if measurement.state is State.NOTHING_REPORTED else level.zero_denominator


def _absent(answer: Absent) -> Outcome:
    match answer:
        case Absent.HOLD:
            return Outcome.UNKNOWN
        case Absent.NOT_MEASURED:
            return Outcome.NOT_MEASURED
        case Absent.MET:
            return Outcome.MET
        case Absent.MISSED | Absent.WORST_BAND:
            return Outcome.MISSED
        case _:
            assert_never(answer)


def _with_hits(contract: Contract, evaluation: Evaluation, facts: Facts, figures: Figures) -> Evaluation:
    """The evaluation with every tariff that applies, and the points they are worth."""
    level = contract.level(evaluation.measurement.level)
    if not evaluation.priced or evaluation.outcome in (Outcome.UNKNOWN, Outcome.NOT_MEASURED, Outcome.EXCUSED):
        return evaluation
    moment = Moment(facts, evaluation.measurement.window, evaluation.measurement.scope)
    hits: list[Hit] = []
    for index, rule in enumerate(level.pays):
        if rule.when is not None and not moment.holds(rule.when):
            continue
        scale = rule.scale.by if rule.scale and moment.holds(rule.scale.when) else ONE
        hits.extend(_hits(index, rule, scale, contract, level, evaluation, figures))
    if not hits:
        return evaluation
    points = sum((worth(level.pays[hit.rule], hit) for hit in hits), Decimal(0))
    return replace(evaluation, hits=tuple(hits), points=points)


def _hits(index: int, rule: Rule, scale: Decimal, contract: Contract, level: Level, evaluation: Evaluation,
          figures: Figures) -> Iterator[Hit]:
    """Which rows of the rule's tariff apply to this result, and how often."""
    result = evaluation.measurement.result
    match rule.tariff:
        case Flat():
            yield Hit(index, None, ONE, scale)
        case Bands(apply, rows) if result is None:
            if absent(level, evaluation.measurement) is Absent.WORST_BAND:
                yield Hit(index, len(rows) - 1, ONE, scale)
        case Bands(apply, rows):
            inside = [row for row, band in enumerate(rows) if result is not None and result in band.range]
            for row in inside[-1:] if apply is not Apply.EVERY else inside:
                yield Hit(index, row, ONE, scale)
        case Steps() as steps:
            if result is not None and (count := distance(steps, result)) > 0:
                yield Hit(index, None, count, scale)
        case Each(count):
            if (number := _counted(count, contract, level, evaluation, figures)) is not None and number > 0:
                yield Hit(index, None, number, scale)
        case _:
            assert_never(rule.tariff)


def distance(steps: Steps, result: Decimal) -> Decimal:
    """How many steps the result lies off the reference; zero or less when it does not."""
    off = steps.reference - result if steps.below else result - steps.reference
    exactly = off / steps.size
    whole = {Count.EXACT: exactly, Count.FULL: WHOLE_DOWN(exactly), Count.STARTED: WHOLE_UP(exactly)}[steps.count]
    return min(whole, steps.at_most) if steps.at_most is not None else whole


def _counted(count: Expression, contract: Contract, level: Level, evaluation: Evaluation, figures: Figures) -> Decimal | None:
    """How many there are to price; None where a figure is missing."""
    here = evaluation.measurement
    look = reader(contract, level, figures, here.window, here.scope)
    result = here.result

    def known(name: str) -> Decimal:
        if name != "result":
            return look(name)
        if result is None:
            raise Missing(name)
        return result

    try:
        return compiled(count)(known)
    except (Missing, ZeroDenominator):
        return None


def worth(rule: Rule, hit: Hit) -> Decimal:
    """The points that a hit is worth; none where the rule pays money."""
    match rule.tariff:
        case Bands(_, rows):
            each: Band | Flat = rows[hit.row or 0]
        case Flat() as flat:
            each = flat
        case _:
            return Decimal(0)
    return (each.points or Decimal(0)) * hit.quantity * hit.scale


def _points(contract: Contract, known: tuple[Evaluation, ...], period: Period) -> Iterator[Evaluation]:
    """One evaluation for every level that counts the points of others in its window, earlier periods included."""
    for level in contract.levels:
        if not isinstance(level.measure, Points):
            continue
        for window in level.window.closing_in(period, contract.term):
            parts = [e for e in known if e.measurement.level in level.measure.levels and e.measurement.window in window]
            waiting = tuple(e.measurement.level for e in parts if e.outcome is Outcome.UNKNOWN)
            total = sum((e.points for e in parts), Decimal(0))
            inputs = tuple((e.measurement.level, e.points) for e in parts)
            whole = bool(parts) and not waiting
            state = State.MEASURED if whole else State.NOTHING_REPORTED
            result = total if whole else None
            yield outcome(level, Measurement(level.key, window, (), state, result, result, inputs, waiting))
