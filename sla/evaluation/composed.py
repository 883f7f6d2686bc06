"""Results of formulas over other levels' results: a weighted score, a distance from one's own mean."""

from __future__ import annotations

from decimal import Decimal

from sla.contract.expression import Expression, Name, ZeroDenominator, compiled, walk
from sla.contract.model import Contract, Level
from sla.evaluation.derived import left_in
from sla.evaluation.history import Facts, Moment
from sla.evaluation.model import Outcome
from sla.measurement.measure import figure_names
from sla.measurement.model import Measurement, State, resulted
from sla.measurement.reading import Contradictory, Excused, Missing, reader
from sla.submission.figures import Figures, Scope
from sla.values import Period


class Waiting(Exception):
    """Another level that the formula needs is not decided yet."""

    def __init__(self, level: str) -> None:
        """Carry the level's key."""
        super().__init__(level)
        self.level = level


def composed(
    contract: Contract,
    level: Level,
    expression: Expression,
    others: tuple[str, ...],
    facts: Facts,
    figures: Figures,
    window: Period,
) -> tuple[Measurement, ...]:
    """The level's result in one window, for each scope that the first of the other levels has there."""
    scopes = left_in(level, facts.scopes(others[0], window)) if level.by else ((),)
    return tuple(
        _composed(contract, level, expression, others, Moment(facts, window, scope), figures) for scope in scopes
    )


def _composed(
    contract: Contract, level: Level, expression: Expression, others: tuple[str, ...], moment: Moment, figures: Figures
) -> Measurement:
    window, scope = moment.window, moment.scope
    look = reader(contract, level, figures.of(level.key), window, scope)
    known = (*others, *figure_names(expression, contract))
    asked = tuple(
        dict.fromkeys(part.name for part in walk(expression) if isinstance(part, Name) and part.name in known)
    )
    given: dict[str, Decimal] = {}
    lacking: dict[State, list[str]] = {
        state: [] for state in (State.WAITING, State.CONTRADICTORY, State.NOTHING_REPORTED, State.RELIEVED)
    }
    for name in asked:
        try:
            given[name] = _result(name, moment) if name in others else look(name)
        except Waiting:
            lacking[State.WAITING].append(name)
        except Contradictory:
            lacking[State.CONTRADICTORY].append(name)
        except Excused:
            lacking[State.RELIEVED].append(name)
        except Missing:
            lacking[State.NOTHING_REPORTED].append(name)
    for state, names in lacking.items():  # what is still to come is said before what is missing for good
        if names:
            return _without(level, window, scope, state, given, tuple(names))
    try:
        raw = compiled(expression)(lambda name: given[name] if name in given else look(name))
    except ZeroDenominator:
        return _without(level, window, scope, State.ZERO_DENOMINATOR, given, ())
    result, unrounded, carried = resulted(level.rounding, raw)
    inputs = tuple(given.items())
    return Measurement(level.key, window, scope, State.MEASURED, result, unrounded, inputs, carried=carried)


def _without(
    level: Level, window: Period, scope: Scope, state: State, given: dict[str, Decimal], missing: tuple[str, ...]
) -> Measurement:
    return Measurement(level.key, window, scope, state, None, None, tuple(given.items()), missing)


def _result(level: str, moment: Moment) -> Decimal:
    """Another level's result here; raises `Waiting` while it is held, `Missing` where it has none."""
    here = moment.latest(level)
    if here is not None and here.outcome is Outcome.UNKNOWN:
        raise Waiting(level)
    if here is not None and here.measurement.state is State.RELIEVED:
        raise Excused(level)
    if here is None or here.measurement.exactly is None:
        raise Missing(level)
    return here.measurement.exactly
