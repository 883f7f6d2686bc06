"""From figures to results: compute in every window that closes, round where the contract says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sla.contract.expression import Expression, Name, ZeroDenominator, as_share, compiled, quotient, walk
from sla.contract.model import Contract, Each, Formula, Level, once
from sla.measurement.model import Measurement, State, measured, resulted
from sla.measurement.reading import AT, Contradictory, Excused, Missing, Reader, reader, readers
from sla.submission.figures import Entry, Figures, Scope
from sla.values import Period, exact
from sla.values.window import Every, Window


def figure_names(expression: Expression, contract: Contract) -> tuple[str, ...]:
    """The figures an expression reads, in the order in which they stand."""
    named = dict.fromkeys(part.name for part in walk(expression) if isinstance(part, Name))
    return tuple(name for name in named if contract.figure(name) is not None)


Inputs = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A level made ready once per contract: its compiled formula and the figures that it reads."""

    level: Level
    reads: tuple[str, ...]
    work: Callable[[Reader], tuple[Inputs, Decimal]]
    """The value of everything that it reads, and what the formula makes of it."""
    sight: int | None
    """Levels of one sight read the same windows, each as a whole; None where there is a result for each site."""


@once
def plans(contract: Contract) -> tuple[Plan, ...]:
    """Every level that is computed from figures alone, compiled."""
    sights: dict[tuple[Window, Scope], int] = {}
    found: list[Plan] = []
    for level in contract.levels:
        if isinstance(level.measure, Formula) and not level.measure.levels:
            each = level.by or level.window.every is Every.EVENT
            sight = None if each else sights.setdefault((level.window, level.only), len(sights))
            reads = _reads(level, level.measure, contract)
            found.append(Plan(level, reads, _work(level.measure.expression, reads), sight))
    return tuple(found)


def _work(expression: Expression, reads: tuple[str, ...]) -> Callable[[Reader], tuple[Inputs, Decimal]]:
    """Reads what a formula is made of, then computes it. Most levels are a share of one figure in another."""
    compute, share = compiled(expression), as_share(expression)
    if share is None or reads != share[1:]:
        return lambda look: (tuple([(name, look[name]) for name in reads]), compute(look.__getitem__))
    times, part, whole = share
    divided = quotient(times)

    def work(look: Reader) -> tuple[Inputs, Decimal]:
        given = (part, look[part]), (whole, look[whole])
        return given, divided(given[0][1], given[1][1])

    return work


def _reads(level: Level, measure: Formula, contract: Contract) -> tuple[str, ...]:
    """The figures of the formula and of everything that is priced by the piece: none of them may be missing."""
    counts = (rule.tariff.count for rule in level.pays if isinstance(rule.tariff, Each))
    named = (name for formula in (measure.expression, *counts) for name in figure_names(formula, contract))
    return tuple(dict.fromkeys(named))


def measure(contract: Contract, figures: Figures, period: Period) -> tuple[Measurement, ...]:
    """Every level's result in every window that closes in the period, of the figures that count for it.

    A level measured `by` dimensions has a result for each of their values that was reported in the window, or one
    without scope where nothing was. Levels made of other levels are left to evaluation.
    """
    with exact():
        found: list[Measurement] = []
        sights = _sights(contract, period)
        seen: dict[int, list[Reader]] = {}
        for plan in plans(contract):
            counting, sight = figures.of(plan.level.key), plan.sight
            if sight is None or counting is not figures:
                found.extend(
                    _measured(plan, reader(contract, plan.level, counting, window, scope), scope)
                    for window, scope in places(contract, plan, counting, period)
                )
                continue
            if sight not in seen:
                known = readers(contract, figures)
                seen[sight] = [known.at(window, whole, plan.level.only) for window, whole in sights[sight]]
            for look in seen[sight]:
                found.append(_measured(plan, look, ()))  # noqa: PERF401 - a comprehension costs more than it saves
        return tuple(found)


def _sights(contract: Contract, period: Period) -> dict[int, list[tuple[Period, Period]]]:
    """What the levels of each sight see in a period: every window that closes, and the same before the term cut it."""
    known, key, term = _seen(contract), (period.start, period.end), contract.term
    if key not in known:
        known[key] = {
            plan.sight: [
                (window, plan.level.window.around(window.start, term))
                for window in plan.level.window.closing_in(period, term)
            ]
            for plan in plans(contract)
            if plan.sight is not None
        }
    return known[key]


@once
def _seen(contract: Contract) -> dict[tuple[date, date], dict[int, list[tuple[Period, Period]]]]:
    del contract
    return {}


def places(contract: Contract, plan: Plan, figures: Figures, period: Period) -> Iterator[tuple[Period, Scope]]:
    """Every window that closes in the period with every scope in it; for events, every row that was reported."""
    if plan.level.window.every is Every.EVENT:
        yield from events(plan, figures, period)
        return
    for window in plan.level.window.closing_in(period, contract.term):
        for scope in scopes(contract, plan, figures, window):
            yield window, scope


def counts(entry: Entry, only: Scope) -> bool:
    """Whether an entry is not of another site, order or the like than those that count."""
    here = dict(entry.scope)
    return all(here.get(dimension, value) == value for dimension, value in only)


def events(plan: Plan, figures: Figures, period: Period) -> tuple[tuple[Period, Scope], ...]:
    """Each reported row by itself: its day, its dimensions, and its time stamp as the dimension `at`."""
    found: set[tuple[Period, Scope]] = set()
    for name in plan.reads:
        for entry in figures.within(name, period):
            if counts(entry, plan.level.only):
                by = tuple((dimension, value) for dimension, value in entry.scope if dimension in plan.level.by)
                found.add((entry.when, (*by, (AT, entry.stamp)) if entry.stamp else by))
    return tuple(sorted(found))


def scopes(contract: Contract, plan: Plan, figures: Figures, window: Period) -> tuple[Scope, ...]:
    """The values of the level's dimensions that the contract names or that occur in the window, in order."""
    if not plan.level.by:
        return ((),)
    only = dict(plan.level.only)
    named = contract.scopes(plan.level.by)
    found = {scope for scope in named if all(only.get(name, value) == value for name, value in scope)}
    for name in plan.reads:
        for entry in figures.reported.within(name, window):
            here = dict(entry.scope)
            if counts(entry, plan.level.only) and all(dimension in here for dimension in plan.level.by):
                found.add(tuple((dimension, here[dimension]) for dimension in plan.level.by))
    return tuple(sorted(found)) or ((),)


def _measured(plan: Plan, look: Reader, scope: Scope) -> Measurement:
    level = plan.level
    try:
        given, raw = plan.work(look)
    except Missing:
        return _lacking(plan, look, scope)
    except ZeroDenominator:
        given = tuple([(name, look[name]) for name in plan.reads])
        return Measurement(level.key, look.window, scope, State.ZERO_DENOMINATOR, None, None, given)
    result, unrounded, carried = resulted(level.rounding, raw)
    return measured((level.key, look.window, scope, State.MEASURED, result, unrounded, given, (), carried))


def _lacking(plan: Plan, look: Reader, scope: Scope) -> Measurement:
    """No result, with every figure that is there; and those with too many values, none, or none that counts."""
    given: list[tuple[str, Decimal]] = []
    lacking: dict[State, list[str]] = {State.CONTRADICTORY: [], State.NOTHING_REPORTED: [], State.RELIEVED: []}
    for name in plan.reads:
        try:
            given.append((name, look[name]))
        except Contradictory:
            lacking[State.CONTRADICTORY].append(name)
        except Excused:
            lacking[State.RELIEVED].append(name)
        except Missing:
            lacking[State.NOTHING_REPORTED].append(name)
    state, names = next((state, names) for state, names in lacking.items() if names)
    return Measurement(plan.level.key, look.window, scope, state, None, None, tuple(given), tuple(names))
