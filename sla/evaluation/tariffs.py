"""Which tariffs apply to a result, and how many times over: the last of the facts, before any money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, assert_never

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
from sla.measurement.model import Measurement, State
from sla.measurement.reading import Missing, reader
from sla.submission.figures import Figures
from sla.values.rounding import WHOLE_DOWN, WHOLE_UP, cleared

ONE = Decimal(1)
WITHOUT_PRICE = (Outcome.UNKNOWN, Outcome.NOT_MEASURED, Outcome.EXCUSED)


def absent(level: Level, measurement: Measurement) -> Absent:
    """The contract's answer to this kind of absence; what is contradictory or waited for is held without asking."""
    match measurement.state:
        case State.NOTHING_REPORTED:
            return level.nothing_reported
        case State.ZERO_DENOMINATOR:
            return level.zero_denominator
        case State.CONTRADICTORY | State.WAITING | State.MEASURED | State.RELIEVED:
            return Absent.HOLD
        case _:
            assert_never(measurement.state)


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


def _hits(
    index: int,
    rule: Rule,
    scale: Decimal,
    contract: Contract,
    level: Level,
    evaluation: Evaluation,
    figures: Figures,
) -> Iterator[Hit]:
    here = evaluation.measurement
    if isinstance(rule.tariff, Each):
        number = counted(rule.tariff.count, contract, level, here, figures)
        found = [Reached(None, number)] if number > 0 else []
    elif here.result is not None or isinstance(rule.tariff, Flat):
        found = list(reached(rule.tariff, here.result or Decimal(0), here.exactly or Decimal(0)))
    else:
        found = list(_worst(level, rule)) if absent(level, here) is Absent.WORST_BAND else []
    for each in found:
        yield Hit(index, each.row, each.quantity, scale, each.toward)


class Reached(NamedTuple):
    """Where a result comes to lie in a tariff: the row, if it has rows, how many times over, and how far beyond."""

    row: int | None
    quantity: Decimal = ONE
    toward: Decimal = Decimal(0)


def reached(tariff: Bands | Lookup | Steps | Flat, result: Decimal, exactly: Decimal) -> Iterator[Reached]:
    """What a result comes to in a tariff: in which row it lies, and by all its digits how far."""
    match tariff:
        case Flat():
            yield Reached(None)
        case Bands(Apply.MARGINAL, rows):
            yield from _marginal(rows, result, exactly)
        case Bands(apply, rows):
            inside = [row for row, band in enumerate(rows) if result in band.range]
            yield from map(Reached, inside if apply is Apply.EVERY else inside[-1:])
        case Lookup():
            if (found := looked_up(tariff, result, exactly)) is not None:
                yield Reached(found[0], ONE, found[1])
        case Steps():
            if (count := cleared(distance(tariff, exactly))) > 0:
                yield Reached(None, count)
        case _:
            assert_never(tariff)


def _worst(level: Level, rule: Rule) -> Iterator[Reached]:
    """The worst that a tariff holds, for a result that is withheld; nothing is earned by not reporting."""
    match rule.tariff:
        case Bands(_, rows):
            row = len(rows) - 1
        case Lookup(_, rows):
            row = 0 if level.better is Better.HIGHER else len(rows) - 1
        case Steps(at_most=most):
            if most is not None and rule.direction is Direction.PENALTY:
                yield Reached(None, most)
            return
        case _:
            return
    if rows[row].direction is not Direction.INCENTIVE:
        yield Reached(row)


def _marginal(rows: tuple[Band, ...], result: Decimal, exactly: Decimal) -> Iterator[Reached]:
    """Each row with the part of the result that lies in it."""
    for row, band in enumerate(rows):
        top = exactly if band.range.high is None or result < band.range.high else band.range.high
        part = cleared(top - (band.range.low or Decimal(0)))
        if part > 0:
            yield Reached(row, part)


def looked_up(table: Lookup, result: Decimal, exactly: Decimal) -> tuple[int, Decimal] | None:
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
            share = (exactly - points[low]) / (points[high] - points[low]) if high > low else Decimal(0)
            return low, share
        case _:
            assert_never(table.read)


def distance(steps: Steps, result: Decimal) -> Decimal:
    """How many steps the result lies off the reference; zero or less when it does not."""
    off = steps.reference - result if steps.below else result - steps.reference
    exactly = off / steps.size
    whole = {Count.EXACT: exactly, Count.FULL: WHOLE_DOWN(exactly), Count.STARTED: WHOLE_UP(exactly)}[steps.count]
    return min(whole, steps.at_most) if steps.at_most is not None else whole


def counted(count: Expression, contract: Contract, level: Level, here: Measurement, figures: Figures) -> Decimal:
    """How many there are to price.

    The level's figures include these (`measurement.measure`), so they are there wherever a result is made of
    figures; a level that counts as missed for want of figures has nothing to count. Raises `Missing` where there is
    a result and nothing to count.
    """
    look = reader(contract, level, figures.of(level.key), here.window, here.scope)

    def known(name: str) -> Decimal:
        if name != "result":
            return look(name)
        if here.exactly is None:
            raise Missing(name)
        return here.exactly

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
