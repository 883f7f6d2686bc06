"""What a figure comes to in one window and scope: several values as one, and the reasons why there may be none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sla.contract.model import Combine, Contract, Figure, Level, once
from sla.submission.figures import LONG, Entry, Figures, Scope
from sla.values import Period
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


class Reader(dict[str, Decimal]):
    """Gives a figure's value in one window and scope, and the lengths of the window; remembers what it was asked for.

    Raises `Missing`; `Contradictory`, which is one, for several values where there may be one; and `Excused` where
    what was reported does not count. Whether anything is missing is judged by what was reported.
    """

    __slots__ = ("contract", "event", "figures", "scope", "whole", "window")

    def __init__(
        self,
        contract: Contract,
        figures: Figures,
        window: Period,
        whole: Period,
        scope: Scope = (),
        *,
        event: bool = False,
    ) -> None:
        """`whole` is the window before the term cut it; `event` says that one reported row is read."""
        super().__init__()
        self.contract = contract
        self.figures = figures
        self.window = window
        self.whole = whole
        self.scope = scope
        self.event = event

    def at(self, window: Period, whole: Period) -> Reader:
        """The same in another window."""
        return Reader(self.contract, self.figures, window, whole, self.scope, event=self.event)

    def __call__(self, name: str) -> Decimal:
        """The value of a figure, or a length of the window by name."""
        return self[name]

    def __missing__(self, name: str) -> Decimal:
        """A value that was not asked for before."""
        found = self[name] = self.read(name)
        return found

    def read(self, name: str) -> Decimal:
        """The value, from what was reported."""
        if name == "days":
            return Decimal(self.window.days)
        if name == "full_days":
            return Decimal(self.whole.days)
        if name == "clock_hours":
            return self.window.hours(self.contract.zone)
        return self.figure(name)

    def figure(self, name: str) -> Decimal:
        """The value of a figure, of all that was reported of it."""
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


@once
def plain(contract: Contract) -> frozenset[str]:
    """The figures of which a single row in a window is the value: nothing is asked of it but that it is there."""
    return frozenset(
        figure.name
        for figure in contract.figures
        if figure.every is None and figure.rounding is None and not (figure.by and contract.dimensions)
    )


class Readers:
    """The readers of one contract and its figures, each window and scope once."""

    __slots__ = ("contract", "figures", "known")

    def __init__(self, contract: Contract, figures: Figures) -> None:
        """Nothing is read yet."""
        self.contract = contract
        self.figures = figures
        self.known: dict[tuple[date, date, date, date, Scope], Reader] = {}

    def at(self, window: Period, whole: Period, scope: Scope = ()) -> Reader:
        """What is known of one window and scope; `whole` is the window before the term cut it."""
        key = window.start, window.end, whole.start, whole.end, scope
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = Reader(self.contract, self.figures, window, whole, scope)
            if not scope and self.figures.reported is self.figures and window.days < LONG:
                lone = self.figures.lone(window)
                for name in lone.keys() - plain(self.contract):
                    del lone[name]
                found.update(lone)
        return found


def readers(contract: Contract, figures: Figures) -> Readers:
    """The readers of a contract and figures, kept by the figures: measuring and pricing read the same windows."""
    found: Readers | None = figures.readings.get(id(contract))  # readers keep the contract, so its number stays its own
    if found is None:
        found = figures.readings[id(contract)] = Readers(contract, figures)
    return found


def reader(contract: Contract, level: Level, figures: Figures, window: Period, scope: Scope) -> Reader:
    """What a level's formula reads from."""
    whole = level.window.around(window.start, contract.term)
    if level.window.every is Every.EVENT:  # each row is read once
        return Reader(contract, figures, window, whole, (*level.only, *scope), event=True)
    return readers(contract, figures).at(window, whole, (*level.only, *scope))
