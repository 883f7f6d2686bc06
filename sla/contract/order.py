"""In which order the facts of a contract come about: what a level needs stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Literal, assert_never

from sla.contract.model import (
    All,
    Any,
    Compares,
    Condition,
    Contract,
    Formula,
    InARow,
    Is,
    Level,
    MetShare,
    Not,
    OverLast,
    Points,
    TimesIn,
    once,
)

Step = tuple[Literal["outcome", "hits"], str]
"""Either a level's outcome, or the tariffs that apply to it."""


@once
def order(contract: Contract) -> tuple[Step, ...]:
    """Every step, each after those it needs; raises `graphlib.CycleError` where levels need each other in a ring."""
    graph: dict[Step, set[Step]] = {}
    for level in contract.levels:
        graph[("outcome", level.key)] = set(_before_outcome(level))
        graph[("hits", level.key)] = {("outcome", level.key), *_before_hits(level)}
    return tuple(TopologicalSorter(graph).static_order())


def ring(contract: Contract) -> tuple[str, ...]:
    """The levels that need each other in a ring, or none."""
    try:
        order(contract)
    except CycleError as cycle:
        return tuple(dict.fromkeys(level for _, level in cycle.args[1]))
    return ()


def _before_outcome(level: Level) -> Iterator[Step]:
    match level.measure:
        case Formula(_, levels):
            yield from (("outcome", key) for key in levels)
        case Points(levels):
            yield from (("hits", key) for key in levels)
        case MetShare(key) | OverLast(key):
            yield ("outcome", key)
        case _:
            assert_never(level.measure)
    if level.excused is not None:
        yield from (("outcome", key) for key in asked(level.excused))


def _before_hits(level: Level) -> Iterator[Step]:
    for rule in level.pays:
        for condition in (rule.when, rule.scale.when if rule.scale else None):
            if condition is not None:
                yield from (("outcome", key) for key in asked(condition))


def asked(condition: Condition) -> Iterator[str]:
    """The levels that a condition asks about."""
    match condition:
        case Is(level, _) | Compares(level, _):
            yield level
        case All(parts) | Any(parts):
            for part in parts:
                yield from asked(part)
        case Not(part) | InARow(part, _, _) | TimesIn(part, _, _, _):
            yield from asked(part)
        case _:
            assert_never(condition)
