"""Results made of other levels' facts: points, shares of windows that met, means over the last windows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from typing import assert_never

from sla.contract.model import Contract, Formula, Level, MetShare, Over, OverLast, Points
from sla.evaluation.history import Facts
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import Measurement, State, resulted
from sla.submission.figures import Scope
from sla.values import Period
from sla.values.window import Every

HUNDRED = Decimal(100)
Inputs = tuple[tuple[str, Decimal], ...]


def derived(contract: Contract, level: Level, facts: Facts, window: Period) -> tuple[Measurement, ...]:
    """The level's results in one window, from facts that stand already; one for each scope of what it is made of."""
    match level.measure:
        case Formula():
            return ()
        case Points(levels):
            return (_points(contract, level, levels, facts, window),)
        case MetShare(source):
            scopes = left_in(level, _scopes_inside(source, facts, window)) if level.by else ((),)
            return tuple(_met_share(level, source, facts, window, scope) for scope in scopes)
        case OverLast(source, windows=0):
            within = left_in(level, _scopes_by(level.by, source, facts, window))
            return tuple(_over_all(level, level.measure, facts, window, scope) for scope in within)
        case OverLast(source):
            scopes = tuple(scope for scope in facts.scopes(source, window) if set(level.only) <= set(scope))
            return tuple(_over_last(level, level.measure, facts, window, scope) for scope in scopes)
        case _:
            assert_never(level.measure)


def _made(
    level: Level,
    window: Period,
    scope: Scope,
    state: State,
    raw: Decimal | None,
    inputs: Inputs,
    missing: tuple[str, ...] = (),
) -> Measurement:
    if raw is None:
        return Measurement(level.key, window, scope, state, None, None, inputs, missing)
    result, unrounded, carried = resulted(level.rounding, raw)
    return Measurement(level.key, window, scope, state, result, unrounded, inputs, missing, carried)


def _points(contract: Contract, level: Level, levels: tuple[str, ...], facts: Facts, window: Period) -> Measurement:
    parts = [each for key in levels for each in facts.inside(key, window) if _within(level.only, each)]
    inputs = tuple((each.measurement.level, each.points) for each in parts)
    if waiting := _waiting(parts):
        return _made(level, window, (), State.WAITING, None, inputs, waiting)
    if not parts and not all(contract.level(key).window.every is Every.EVENT for key in levels):
        return _made(level, window, (), State.NOTHING_REPORTED, None, inputs, levels)
    return _made(level, window, (), State.MEASURED, sum((each.points for each in parts), Decimal(0)), inputs)


def _met_share(level: Level, source: str, facts: Facts, window: Period, scope: Scope) -> Measurement:
    parts = [each for each in facts.inside(source, window) if _within((*level.only, *scope), each)]
    met = sum(each.outcome is Outcome.MET for each in parts)
    asked = met + sum(each.outcome is Outcome.MISSED for each in parts)
    inputs = (("met", Decimal(met)), ("windows", Decimal(asked)))
    if waiting := _waiting(parts):
        return _made(level, window, scope, State.WAITING, None, inputs, waiting)
    if not parts:
        return _made(level, window, scope, State.NOTHING_REPORTED, None, inputs, (source,))
    if not asked:
        return _made(level, window, scope, State.ZERO_DENOMINATOR, None, inputs)
    return _made(level, window, scope, State.MEASURED, HUNDRED * met / asked, inputs)


def _scopes_inside(source: str, facts: Facts, window: Period) -> tuple[Scope, ...]:
    """Every scope that a level has in some window that closes in this one; the whole where it has none."""
    return tuple(sorted({each.measurement.scope for each in facts.inside(source, window)} - {()})) or ((),)


def left_in(level: Level, scopes: Sequence[Scope]) -> tuple[Scope, ...]:
    """Those sites and the like that the level does not leave out; the whole where there is none."""
    only = dict(level.only)
    return tuple(scope for scope in scopes if all(only.get(name, value) == value for name, value in scope)) or ((),)


def _scopes_by(by: tuple[str, ...], source: str, facts: Facts, window: Period) -> tuple[Scope, ...]:
    """The sites or the like of all results inside a window, by the dimensions that are asked for; or the whole.

    A month in which no site reported has a result of the whole, which is no site beside the others.
    """
    scopes = (each.measurement.scope for each in facts.inside(source, window) if by)
    return tuple(sorted({tuple(pair for pair in scope if pair[0] in by) for scope in scopes} - {()})) or ((),)


def _over_all(level: Level, measure: OverLast, facts: Facts, window: Period, scope: Scope) -> Measurement:
    """All results inside the window as one; those that there are none of are left out."""
    parts = [each for each in facts.inside(measure.level, window) if _within((*level.only, *scope), each)]
    results = [each.measurement.exactly for each in parts if each.measurement.exactly is not None]
    inputs = (("results", Decimal(len(results))),)
    if waiting := _waiting(parts):
        return _made(level, window, scope, State.WAITING, None, inputs, waiting)
    if not parts:
        return _made(level, window, scope, State.NOTHING_REPORTED, None, inputs, (measure.level,))
    if not results:
        return _made(level, window, scope, State.ZERO_DENOMINATOR, None, inputs)
    return _made(level, window, scope, State.MEASURED, _as_one(measure.how, results), inputs)


def _waiting(parts: Sequence[Evaluation]) -> tuple[str, ...]:
    """The levels that are not decided yet, each once."""
    return tuple(dict.fromkeys(each.measurement.level for each in parts if each.outcome is Outcome.UNKNOWN))


def _within(scope: Scope, each: Evaluation) -> bool:
    return set(scope) <= set(each.measurement.scope)


def _over_last(level: Level, measure: OverLast, facts: Facts, window: Period, scope: Scope) -> Measurement:
    last = tuple(islice(facts.backward(measure.level, window, scope), measure.windows))[::-1]
    inputs = tuple(
        (each.measurement.window.key, each.measurement.result) for each in last if each.measurement.result is not None
    )
    current = last[-1].measurement if last and last[-1].measurement.window.end == window.end else None
    if current is None or current.result is None or (measure.whole and len(inputs) < measure.windows):
        if current is not None and current.state is State.ZERO_DENOMINATOR:
            return _made(level, window, scope, State.ZERO_DENOMINATOR, None, inputs)
        if current is not None and current.state is State.RELIEVED:
            return _made(level, window, scope, State.RELIEVED, None, inputs, (measure.level,))
        missing = current.missing if current and current.missing else (measure.level,)
        held = current is not None and last[-1].outcome is Outcome.UNKNOWN
        return _made(level, window, scope, State.WAITING if held else State.NOTHING_REPORTED, None, inputs, missing)
    results = [each.measurement.exactly for each in last if each.measurement.exactly is not None]
    return _made(level, window, scope, State.MEASURED, _as_one(measure.how, results), inputs)


def _as_one(how: Over, results: list[Decimal]) -> Decimal:
    match how:
        case Over.MEAN:
            return sum(results, Decimal(0)) / len(results)
        case Over.SUM:
            return sum(results, Decimal(0))
        case Over.LARGEST:
            return max(results)
        case Over.SMALLEST:
            return min(results)
        case _:
            assert_never(how)
