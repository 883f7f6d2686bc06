"""From figures to results: combine the figures of a window, compute, round where the contract says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from weakref import WeakKeyDictionary

from sla.contract.expression import Expression, Lookup, Name, ZeroDenominator, compiled, walk
from sla.contract.model import Combine, Contract, Each, Figure, Formula, Level
from sla.measurement.model import Measurement, State, resulted
from sla.submission.figures import Entry, Figures, Scope
from sla.values import Period, exact
from sla.values.rounding import CONTEXT
from sla.values.window import Every

AT = "at"
"""The dimension that tells events by their time stamps."""


class Missing(Exception):
    """A figure that the computation needs was not reported in the window."""

    def __init__(self, name: str) -> None:
        """Carry the figure's name."""
        super().__init__(name)
        self.name = name


class Excused(Missing):
    """The figure was reported, and by an agreed relief nothing of it counts."""


class Contradictory(Missing):
    """A figure of which there may be one value in the window has several, and nobody can say which one counts."""


def combined(figure: Figure, values: list[Decimal]) -> Decimal:
    """Several values of one figure in one window as one, as the contract declares it. `values` is not empty."""
    match figure.combine:
        case Combine.SUM:
            return sum(values, Decimal(0))
        case Combine.MEAN:
            return CONTEXT.divide(sum(values, Decimal(0)), Decimal(len(values)))
        case Combine.LAST | Combine.ONLY:
            return values[-1]
        case Combine.LARGEST:
            return max(values)
        case Combine.SMALLEST:
            return min(values)


def contradictory(figure: Figure, entries: list[Entry]) -> bool:
    """Whether there are several values where one counts: at all, or at the last time of several sites."""
    if figure.combine is Combine.ONLY:
        return True
    last = entries[-1]
    return figure.combine is Combine.LAST and any(
        each.when == last.when and (each.scope != last.scope or each.stamp == last.stamp) for each in entries[:-1]
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Gives a figure's value in one window and scope, and the lengths of the window; raises `Missing`.

    Raises `Contradictory`, which is one, for several values where there may be one, and `Excused` where what was
    reported does not count. Whether anything is missing is judged by what was reported.
    """

    contract: Contract
    figures: Figures
    window: Period
    whole: Period
    """The window before the term cut it."""
    scope: Scope = ()
    event: bool = False
    """Whether it reads one reported row."""

    def __call__(self, name: str) -> Decimal:
        """The value of a figure, or a length of the window by name."""
        if name == "days":
            return Decimal(self.window.days)
        if name == "full_days":
            return Decimal(self.whole.days)
        if name == "clock_hours":
            return self.window.hours(self.contract.zone)
        figure = self.contract.figure(name)
        entries = self.entries(name, self.figures)
        everything = self.figures.reported
        reported = entries if everything is self.figures else self.entries(name, everything)
        if figure is None or not reported or self.has_holes(figure, reported) or self.is_partial(figure, reported):
            raise Missing(name)
        if not entries:
            raise Excused(name)
        if len(entries) > 1 and contradictory(figure, entries):
            raise Contradictory(name)
        value = combined(figure, [each.value for each in entries])
        return figure.rounding(value) if figure.rounding else value

    def entries(self, name: str, figures: Figures) -> list[Entry]:
        """What there is of a figure in the window and scope, in order of time."""
        return [each for each in figures.within(name, self.window) if self.covers(each)]

    def has_holes(self, figure: Figure, entries: list[Entry]) -> bool:
        """Whether one of the times for which the figure must be reported has none: two months are not a quarter.

        Each site, order or the like that reports at all must report for every one of them.
        """
        if figure.every is None:
            return False
        due = figure.every.closing_in(self.window, self.contract.term)
        return any(
            not any(entry.when in piece for entry in entries if entry.scope == scope)
            for scope in {entry.scope for entry in entries}
            for piece in due
        )

    def is_partial(self, figure: Figure, entries: list[Entry]) -> bool:
        """Whether a site, order or the like that the contract names has reported nothing: ten sites are not eleven."""
        if self.event or not self.contract.dimensions or not figure.by:
            return False
        wanted, reported = dict(self.scope), {entry.scope for entry in entries}
        named = self.contract.scopes(tuple(sorted(figure.by)))
        due = (scope for scope in named if all(wanted.get(name, value) == value for name, value in scope))
        return any(scope not in reported for scope in due)

    def covers(self, entry: Entry) -> bool:
        """Whether an entry belongs to the scope asked for: it agrees wherever both name a dimension."""
        if not self.scope:
            return True
        wanted = dict(self.scope)
        if AT in wanted and entry.stamp != wanted[AT]:
            return False
        return all(wanted.get(name, value) == value for name, value in entry.scope)


def reader(contract: Contract, level: Level, figures: Figures, window: Period, scope: Scope) -> Reader:
    """What a level's formula reads from."""
    whole = level.window.around(window.start, contract.term)
    return Reader(contract, figures, window, whole, (*level.only, *scope), level.window.every is Every.EVENT)


def figure_names(expression: Expression, contract: Contract) -> tuple[str, ...]:
    """The figures an expression reads, in the order in which they stand."""
    known = {figure.name for figure in contract.figures}
    named = (part.name for part in walk(expression) if isinstance(part, Name) and part.name in known)
    return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Plan:
    """A level made ready once per contract: its compiled formula and the figures that it reads."""

    level: Level
    compute: Callable[[Lookup], Decimal]
    reads: tuple[str, ...]


_PLANS: WeakKeyDictionary[Contract, tuple[Plan, ...]] = WeakKeyDictionary()


def plans(contract: Contract) -> tuple[Plan, ...]:
    """Every level that is computed from figures alone, compiled; kept as long as the contract is."""
    if contract not in _PLANS:
        _PLANS[contract] = tuple(
            Plan(level, compiled(level.measure.expression), _reads(level, level.measure, contract))
            for level in contract.levels
            if isinstance(level.measure, Formula) and not level.measure.levels
        )
    return _PLANS[contract]


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
        return tuple(
            _measured(contract, plan, counting, window, scope)
            for plan in plans(contract)
            for counting in (figures.of(plan.level.key),)
            for window, scope in places(contract, plan, counting, period)
        )


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


def _measured(contract: Contract, plan: Plan, figures: Figures, window: Period, scope: Scope) -> Measurement:
    look = reader(contract, plan.level, figures, window, scope)
    given, lacking = _inputs(plan, look)
    key = plan.level.key
    for state, names in lacking.items():
        if names:
            return Measurement(key, window, scope, state, None, None, given, tuple(names))
    values = dict(given)
    try:
        raw = plan.compute(lambda name: values[name] if name in values else look(name))
    except ZeroDenominator:
        return Measurement(key, window, scope, State.ZERO_DENOMINATOR, None, None, given)
    result, unrounded, carried = resulted(plan.level.rounding, raw)
    return Measurement(key, window, scope, State.MEASURED, result, unrounded, given, carried=carried)


def _inputs(plan: Plan, look: Reader) -> tuple[tuple[tuple[str, Decimal], ...], dict[State, list[str]]]:
    """Every figure that is there with its value; and those with too many values, none, or none that counts."""
    given: list[tuple[str, Decimal]] = []
    lacking: dict[State, list[str]] = {State.CONTRADICTORY: [], State.NOTHING_REPORTED: [], State.RELIEVED: []}
    for name in plan.reads:
        try:
            given.append((name, look(name)))
        except Contradictory:
            lacking[State.CONTRADICTORY].append(name)
        except Excused:
            lacking[State.RELIEVED].append(name)
        except Missing:
            lacking[State.NOTHING_REPORTED].append(name)
    return tuple(given), lacking
