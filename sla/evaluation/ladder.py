"""Between two edges nothing changes: what one result of a level came to, every result beside it comes to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from sla.contract.model import (
    All,
    Any,
    Apply,
    Bands,
    Compares,
    Condition,
    Contract,
    Each,
    Flat,
    InARow,
    Is,
    Level,
    Lookup,
    Not,
    Range,
    Read,
    Steps,
    Tariff,
    TimesIn,
    once,
)
from sla.evaluation.model import Evaluation, evaluated
from sla.measurement.model import Measurement
from sla.values.window import Every


class Ladder:
    """The edges of a level in rising order, and what a result came to on each of them and in each stretch between.

    Nothing is worked out beforehand: the first result of a stretch is judged, and those after it are like it.
    """

    __slots__ = ("edges", "known", "priced_from")

    def __init__(self, level: Level) -> None:
        """No result was judged yet."""
        self.edges = sorted(set(_edges(level)))
        self.known: dict[int | None, tuple[object, ...]] = {}
        self.priced_from = level.priced_from

    def on(self, here: Measurement) -> Evaluation | None:
        """What a result comes to; None if it is the first of its stretch, or if there is no result."""
        found = self.known.get(self.stretch(here))
        return None if found is None else evaluated((here, *found))

    def climb(self, here: Measurement, judged: Evaluation) -> Evaluation:
        """Keep what the first result of a stretch comes to."""
        self.known[self.stretch(here)] = judged[1:]
        return judged

    def stretch(self, here: Measurement) -> int | None:
        """The number of the stretch, or of the edge, on which a result lies; below zero before it is priced."""
        result, edges = here.result, self.edges
        if result is None:
            return None
        at = bisect_left(edges, result)
        number = 2 * at + (at < len(edges) and edges[at] == result)
        return number if self.priced_from is None or here.window.start >= self.priced_from else ~number


@once
def ladders(contract: Contract) -> dict[str, Ladder]:
    """A ladder for every level that has one: whose outcome and prices follow from its own result alone."""
    return {level.key: Ladder(level) for level in contract.levels if _stands_alone(level)}


def _stands_alone(level: Level) -> bool:
    asked = [condition for rule in level.pays for condition in (rule.when, rule.scale.when if rule.scale else None)]
    conditions = [condition for condition in asked if condition is not None]
    return (
        level.moving is None
        and level.excused is None
        and all(_in_stretches(rule.tariff) for rule in level.pays)
        and all(_about_itself(condition, level.key) for condition in conditions)
        and not (conditions and level.window.every is Every.EVENT)  # of two events that end together the later is asked
    )


def _in_stretches(tariff: Tariff) -> bool:
    """Whether a tariff changes at edges only."""
    match tariff:
        case Flat():
            return True
        case Bands(apply):
            return apply is not Apply.MARGINAL
        case Lookup(read):
            return read is not Read.BETWEEN
        case Steps() | Each():
            return False
        case _:
            assert_never(tariff)


def _about_itself(condition: Condition, level: str) -> bool:
    """Whether a condition asks for nothing but what the level comes to here and now."""
    match condition:
        case Is(key) | Compares(key):
            return key == level
        case All(parts) | Any(parts):
            return all(_about_itself(part, level) for part in parts)
        case Not(part):
            return _about_itself(part, level)
        case InARow() | TimesIn():
            return False
        case _:
            assert_never(condition)


def _edges(level: Level) -> Iterator[Decimal]:
    for each in _ranges(level):
        yield from (edge for edge in (each.low, each.high) if edge is not None)
    if any(isinstance(rule.tariff, Lookup) for rule in level.pays):
        yield Decimal(0)  # where a row of a table says nothing else


def _ranges(level: Level) -> Iterator[Range]:
    if level.target is not None:
        yield level.target
    yield from (grade.range for grade in level.grades)
    for rule in level.pays:
        if isinstance(rule.tariff, Bands | Lookup):
            yield from (row.range for row in rule.tariff.rows)
        for condition in (rule.when, rule.scale.when if rule.scale else None):
            yield from _compared(condition) if condition is not None else ()


def _compared(condition: Condition) -> Iterator[Range]:
    match condition:
        case Compares(_, wanted):
            yield wanted
        case All(parts) | Any(parts):
            for part in parts:
                yield from _compared(part)
        case Not(part) | InARow(part) | TimesIn(part):
            yield from _compared(part)
        case Is():
            return
        case _:
            assert_never(condition)
