"""Relief: what the parties agreed not to count, and for which level, days and records.

Figures are kept as they were reported. A relief that was granted lies over them: for its level alone, some of them
count less or not at all. Whether a level was fully reported is still judged by what was reported, so that an excuse
never looks like a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from sla.submission.figures import Entry, Figures, Scope
from sla.values import Period


@dataclass(frozen=True, slots=True)
class Whole:
    """The level has no outcome: it is measured, and excused."""


@dataclass(frozen=True, slots=True)
class First:
    """The first `count` misses are excused, in order of time, then of site, order or the like."""

    count: int


@dataclass(frozen=True, slots=True)
class Forgiven:
    """So many points of the level do not count."""

    points: Decimal


@dataclass(frozen=True, slots=True)
class Days:
    """What was reported for these days does not count: `days` is half-open."""

    days: Period


@dataclass(frozen=True, slots=True)
class Records:
    """These reported rows do not count: each by its day, its dimensions, and its time stamp if it has one."""

    rows: tuple[tuple[Period, Scope, str], ...]


@dataclass(frozen=True, slots=True)
class Less:
    """A figure counts as so much less than was reported; more, where `by` is below zero."""

    figure: str
    by: Decimal


Extent = Whole | First | Forgiven | Days | Records | Less
"""How much is excused, from all of a level to a number of records."""


@dataclass(frozen=True, slots=True)
class Relief:
    """One relief that was granted. It reaches the level's windows that lie in `within`, and one `scope` if it names it.

    `cause` is the contract's own name for why.
    """

    level: str
    within: Period
    extent: Extent
    cause: str = ""
    scope: Scope = ()
    number: int = 0
    """Its number in the books."""

    def reaches(self, level: str, window: Period, scope: Scope) -> bool:
        """Whether it is about this level, window and scope."""
        return self.level == level and window in self.within and set(self.scope) <= set(scope)


class Relieved(Figures):
    """Figures as they count: all that were reported, and for some levels those without what was excused."""

    __slots__ = ("_of", "granted")

    def __init__(self, figures: Figures, granted: Iterable[Relief] = ()) -> None:
        """Each level that a relief changes figures of has figures of its own; the others share what was reported."""
        super().__init__(figures.entries)
        self.granted = tuple(granted)
        self._of: dict[str, Figures] = {}
        for level in {each.level for each in self.granted if isinstance(each.extent, Days | Records | Less)}:
            entries = figures.entries
            for relief in self.granted:
                if relief.level == level:
                    entries = tuple(counting(relief, entries))
            self._of[level] = Figures(entries, reported=figures)

    def of(self, level: str) -> Figures:
        """What counts for a level."""
        return self._of.get(level, self)


def granted(figures: Figures) -> tuple[Relief, ...]:
    """Every relief that lies over the figures, in the order in which it was granted."""
    return figures.granted if isinstance(figures, Relieved) else ()


def counting(relief: Relief, entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """The entries that still count; those that are lessened, lessened."""
    match relief.extent:
        case Days(days):
            yield from (each for each in entries if not (each.when in days and _is_its(relief, each)))
        case Records(rows):
            yield from (each for each in entries if not _is_among(each, rows))
        case Less(figure, by):
            left = by
            for each in entries:
                if each.figure == figure and left and each.when in relief.within and _is_its(relief, each):
                    taken = min(left, each.value) if left > 0 else left
                    left -= taken
                    yield replace(each, value=each.value - taken)
                else:
                    yield each
        case Whole() | First() | Forgiven():
            yield from entries
        case _:
            assert_never(relief.extent)


def _is_its(relief: Relief, entry: Entry) -> bool:
    """Whether an entry is of the relief's site, order or the like; one that names none is of every one."""
    here = dict(entry.scope)
    return all(here.get(name, value) == value for name, value in relief.scope)


def _is_among(entry: Entry, rows: tuple[tuple[Period, Scope, str], ...]) -> bool:
    """Whether an entry is part of one of these rows: at its time, with all its dimensions."""
    return any(
        entry.when == when and set(scope) <= set(entry.scope) and entry.stamp == stamp for when, scope, stamp in rows
    )
