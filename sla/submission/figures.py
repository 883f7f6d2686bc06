"""Figures: what was reported, when, for what. One number per time, name and set of dimensions."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sla.values import Period

Scope = tuple[tuple[str, str], ...]
"""Dimensions and their values in the order of their names: `(("site", "Leeds"),)`; empty for the whole contract."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reported number. `row` is its row in the file it came from, counted as the spreadsheet counts."""

    when: Period
    figure: str
    value: Decimal
    scope: Scope = ()
    row: int = 0
    stamp: str = ""
    """The time stamp as it was written, where the row is one event."""


LONG = 100
"""From so many days on a window is asked figure by figure: it holds much of which little is wanted."""


class Figures:
    """All accepted entries of one contract, ready to be asked by name and window."""

    __slots__ = ("_by_name", "_during", "_reported", "_starts", "entries", "readings")

    def __init__(self, entries: Iterable[Entry], reported: Figures | None = None) -> None:
        """Put the entries in order of time.

        `reported` are all that were reported, where some of them do not count.
        """
        self._reported = reported
        self.entries = tuple(sorted(entries, key=_in_time))
        self._starts = [entry.when.start for entry in self.entries]
        self.readings: dict[int, Any] = {}
        """What was read of them, by contract: see `sla.measurement.reading`."""
        self._by_name: dict[str, tuple[list[date], list[Entry]]] = {}
        self._during: dict[tuple[date, date], During] = {}

    @property
    def reported(self) -> Figures:
        """All that were reported, those included that do not count."""
        return self if self._reported is None else self._reported

    def of(self, level: str) -> Figures:
        """Those that count for a level: all, unless something was agreed otherwise."""
        del level
        return self

    def during(self, window: Period) -> Mapping[str, Sequence[Entry]]:
        """The entries that lie wholly in a window, by figure, in order of time; none for a figure not reported.

        They are sorted out once for each window: all at a time, or in a long one only what is asked for.
        """
        first, after = window.start, window.end
        found = self._during.get((first, after))
        if found is None:
            found = self._during[first, after] = During(self, window)
            if window.days < LONG:
                for entry in self.inside(window):
                    found.setdefault(entry.figure, []).append(entry)
        return found

    def inside(self, window: Period) -> list[Entry]:
        """The entries that lie wholly in a window, in order of time."""
        after = window.end
        begun = self.entries[bisect_left(self._starts, window.start) : bisect_left(self._starts, after)]
        return [entry for entry in begun if entry.when.end <= after]

    def lone(self, window: Period) -> dict[str, Decimal]:
        """The value of each figure that was reported just once in a window."""
        entries = self.inside(window)
        values = {entry.figure: entry.value for entry in entries}
        if len(values) < len(entries):
            often = Counter([entry.figure for entry in entries])
            return {figure: value for figure, value in values.items() if often[figure] == 1}
        return values

    def within(self, figure: str, window: Period) -> Sequence[Entry]:
        """Entries of one figure that lie wholly in a window, in order of time."""
        return self.during(window)[figure]

    def sought(self, figure: str, window: Period) -> list[Entry]:
        """The same, looked up among all entries of the figure."""
        if not self._by_name:
            for entry in self.entries:
                starts, entries = self._by_name.setdefault(entry.figure, ([], []))
                starts.append(entry.when.start)
                entries.append(entry)
        starts, entries = self._by_name.get(figure, ([], []))
        inside = slice(bisect_left(starts, window.start), bisect_left(starts, window.end))
        return [entry for entry in entries[inside] if entry.when.end <= window.end]

    def __add__(self, other: Figures) -> Figures:
        """Both together."""
        return Figures((*self.entries, *other.entries))

    def __iter__(self) -> Iterator[Entry]:
        """Every entry in order of time."""
        return iter(self.entries)

    def __len__(self) -> int:
        """How many entries."""
        return len(self.entries)


def _in_time(entry: Entry) -> tuple[date, date, str, Scope, str]:
    return entry.when.start, entry.when.end, entry.figure, entry.scope, entry.stamp


class During(dict[str, list[Entry]]):
    """What lies in one window, by figure."""

    __slots__ = ("figures", "window")

    def __init__(self, figures: Figures, window: Period) -> None:
        """Nothing is sorted out yet."""
        super().__init__()
        self.figures = figures
        self.window = window

    def __missing__(self, figure: str) -> list[Entry]:
        """The entries of a figure that was not asked for before."""
        found = self[figure] = [] if self.window.days < LONG else self.figures.sought(figure, self.window)
        return found
