"""Which tariffs apply to a result, and how many times over: the last of the facts, before any money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from sla.contract.expression import Expression, ZeroDenominator, compiled, printed
from sla.contract.model import (
    Absent,
    Apply,
    Band,
    Bands,
    Better,
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
from sla.evaluation.history import Moment
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.measurement.measure import Missing, reader
from sla.measurement.model import Measurement, State
from sla.submission.figures import Figures
from sla.values.rounding import WHOLE_DOWN, WHOLE_UP

ONE = Decimal(1)
WITHOUT_PRICE = (Outcome.UNKNOWN, Outcome.NOT_MEASURED, Outcome.EXCUSED)


def absent(level: Level, measurement: Measurement) -> Absent:
    """The contract's answer to this kind of absence; what is contradictory or waited for is held without asking."""
    match measurement.state:
        case State.NOTHING_REPORTED:
            return level.nothing_reported
        case State.ZERO_DENOMINATOR:
            return level.zero_denominator
        case State.CONTRADICTORY | State.WAITING | State.MEASURED:
            return Absent.HOLD
        case _:
            assert_never(measurement.state)


def hits(contract: Contract, level: Level, evaluation: Evaluation, moment: Moment, figures: Figures) -> tuple[Hit, ...]:
    """Every tariff of the level that applies at this moment; raises `Missing` where pieces cannot be counted."""
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
            if result is not None and apply is Apply.MARGINAL:
                yield from _marginal(index, rows, scale, result)
            elif result is not None:
                inside = [row for row, band in enumerate(rows) if result in band.range]
                for row in inside[-1:] if apply is not Apply.EVERY else inside:
                    yield Hit(index, row, ONE, scale)
            elif absent(level, evaluation.measurement) is Absent.WORST_BAND:
                yield from _worst(index, rows, len(rows) - 1, scale)
        case Lookup() as table:
            if result is not None and (found := looked_up(table, result)) is not None:
                yield Hit(index, found[0], ONE, scale, found[1])
            elif result is None and absent(level, evaluation.measurement) is Absent.WORST_BAND:
                yield from _worst(index, table.rows, 0 if level.better is Better.HIGHER else len(table.rows) - 1, scale)
        case Steps() as steps:
            if result is not None and (count := distance(steps, result)) > 0:
                yield Hit(index, None, count, scale)
            elif result is None and steps.at_most is not None and rule.direction is Direction.PENALTY and (
                absent(level, evaluation.measurement) is Absent.WORST_BAND
            ):
                yield Hit(index, None, steps.at_most, scale)
        case Each(count):
            if (number := _counted(count, contract, level, evaluation.measurement, figures)) > 0:
                yield Hit(index, None, number, scale)
        case _:
            assert_never(rule.tariff)


def _worst(index: int, rows: tuple[Band, ...], row: int, scale: Decimal) -> Iterator[Hit]:
    """The worst row of a table; nothing is earned by not reporting."""
    if rows[row].direction is not Direction.INCENTIVE:
        yield Hit(index, row, ONE, scale)


def _marginal(index: int, rows: tuple[Band, ...], scale: Decimal, result: Decimal) -> Iterator[Hit]:
    """Each row with the part of the result that lies in it."""
    for row, band in enumerate(rows):
        top = result if band.range.high is None else min(result, band.range.high)
        part = top - (band.range.low or Decimal(0))
        if part > 0:
            yield Hit(index, row, part, scale)


def looked_up(table: Lookup, result: Decimal) -> tuple[int, Decimal] | None:
    """The row that a result reaches, and how far it lies toward the next; None off the end of the table."""
    points = [row.range.low or Decimal(0) for row in table.rows]
    below = [at for at, point in enumerate(points) if point <= result]
    above = [at for at, point in enumerate(points) if point >= result]
    match table.read:
        case Read.DOWN:
            return (below[-1], Decimal(0)) if below else None
        case Read.UP:
            return (above[0], Decimal(0)) if above else None
        case Read.BETWEEN:
            if not below or not above:
                return None
            low, high = below[-1], above[0]
            share = (result - points[low]) / (points[high] - points[low]) if high > low else Decimal(0)
            return low, share
        case _:
            assert_never(table.read)


def distance(steps: Steps, result: Decimal) -> Decimal:
    """How many steps the result lies off the reference; zero or less when it does not."""
    off = steps.reference - result if steps.below else result - steps.reference
    exactly = off / steps.size
    whole = {Count.EXACT: exactly, Count.FULL: WHOLE_DOWN(exactly), Count.STARTED: WHOLE_UP(exactly)}[steps.count]
    return min(whole, steps.at_most) if steps.at_most is not None else whole


def _counted(count: Expression, contract: Contract, level: Level, here: Measurement, figures: Figures) -> Decimal:
    """How many there are to price.

    The level's figures include these (`measurement.measure`), so they are there wherever a result is made of
    figures; a level that counts as missed for want of figures has nothing to count. Raises `Missing` where there is
    a result and nothing to count.
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
    except ZeroDenominator:
        if here.result is not None:
            raise Missing(f"a divisor other than zero in {printed(count)}") from None
    except Missing:
        if here.result is not None:
            raise
    return Decimal(0)


def worth(rule: Rule, hit: Hit) -> Decimal:
    """The points that a hit is worth; none where the rule pays money."""
    match rule.tariff:
        case Bands(_, rows) | Lookup(_, rows):
            row = hit.row or 0
            points = rows[row].points or Decimal(0)
            if hit.toward:
                points += hit.toward * ((rows[row + 1].points or Decimal(0)) - points)
        case Flat() | Steps() | Each() as tariff:
            points = tariff.points or Decimal(0)
        case _:
            assert_never(rule.tariff)
    return points * hit.quantity * hit.scale
