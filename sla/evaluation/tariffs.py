"""Which tariffs apply to a result, and how many times over: the last of the facts, before any money."""

from __future__ import annotations

from collections.abc import Iterator
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
    Rule,
    Steps,
)
from sla.evaluation.history import Moment
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.measurement.measure import Missing, reader
from sla.measurement.model import Measurement, State
from sla.submission.figures import Figures
from sla.values.rounding import WHOLE_DOWN, WHOLE_UP

ONE = Decimal(1)
WITHOUT_PRICE = (Outcome.UNKNOWN, Outcome.NOT_MEASURED, Outcome.EXCUSED)


def absent(level: Level, measurement: Measurement) -> Absent:
    """The contract's answer to this kind of absence."""
    return level.nothing_reported if measurement.state is State.NOTHING_REPORTED else level.zero_denominator


def hits(contract: Contract, level: Level, evaluation: Evaluation, moment: Moment, figures: Figures) -> tuple[Hit, ...]:
    """Every tariff of the level that applies at this moment."""
    if not level.pays or not evaluation.priced or evaluation.outcome in WITHOUT_PRICE:
        return ()
    found: list[Hit] = []
    for index, rule in enumerate(level.pays):
        if rule.when is not None and not moment.holds(rule.when):
            continue
        scale = rule.scale.by if rule.scale and moment.holds(rule.scale.when) else ONE
        found.extend(_hits(index, rule, scale, contract, level, evaluation, figures))
    return tuple(found)


def _hits(index: int, rule: Rule, scale: Decimal, contract: Contract, level: Level, evaluation: Evaluation,
          figures: Figures) -> Iterator[Hit]:
    result = evaluation.measurement.result
    match rule.tariff:
        case Flat():
            yield Hit(index, None, ONE, scale)
        case Bands(apply, rows):
            if result is not None:
                inside = [row for row, band in enumerate(rows) if result in band.range]
                for row in inside[-1:] if apply is not Apply.EVERY else inside:
                    yield Hit(index, row, ONE, scale)
            elif absent(level, evaluation.measurement) is Absent.WORST_BAND:
                yield Hit(index, len(rows) - 1, ONE, scale)
        case Steps() as steps:
            if result is not None and (count := distance(steps, result)) > 0:
                yield Hit(index, None, count, scale)
        case Each(count):
            if (number := _counted(count, contract, level, evaluation.measurement, figures)) > 0:
                yield Hit(index, None, number, scale)
        case _:
            assert_never(rule.tariff)


def distance(steps: Steps, result: Decimal) -> Decimal:
    """How many steps the result lies off the reference; zero or less when it does not."""
    off = steps.reference - result if steps.below else result - steps.reference
    exactly = off / steps.size
    whole = {Count.EXACT: exactly, Count.FULL: WHOLE_DOWN(exactly), Count.STARTED: WHOLE_UP(exactly)}[steps.count]
    return min(whole, steps.at_most) if steps.at_most is not None else whole


def _counted(count: Expression, contract: Contract, level: Level, here: Measurement, figures: Figures) -> Decimal:
    """How many there are to price.

    The level's figures include these (`measurement.measure`), so they are there wherever there is a result; a level
    that counts as missed for want of figures has nothing to count.
    """
    look = reader(contract, level, figures, here.window, here.scope)

    def known(name: str) -> Decimal:
        if name != "result":
            return look(name)
        if here.result is None:
            raise Missing(name)
        return here.result

    try:
        return compiled(count)(known)
    except (Missing, ZeroDenominator):
        return Decimal(0)


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
