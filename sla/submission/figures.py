"""Figures: what was reported, when, for what. One number per time, name and set of dimensions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


def _start(entry: Entry) -> date:
    return entry.when.start


class Figures:
    """All accepted entries of one contract, ready to be asked by name and window."""

    __slots__ = ("_by_name", "_reported", "entries")

    def __init__(self, entries: Iterable[Entry], reported: Figures | None = None) -> None:
        """Index the entries by figure, in order of time.

        `reported` are all that were reported, where some of them do not count.
        """
        self._reported = reported
        self.entries = tuple(sorted(entries, key=lambda entry: (entry.when, entry.figure, entry.scope, entry.stamp)))
        self._by_name: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._by_name.setdefault(entry.figure, []).append(entry)

    @property
    def reported(self) -> Figures:
        """All that were reported, those included that do not count."""
        return self if self._reported is None else self._reported

    def of(self, level: str) -> Figures:
        """Those that count for a level: all, unless something was agreed otherwise."""
        del level
        return self

    def named(self, figure: str) -> tuple[Entry, ...]:
        """Every entry of one figure, in order of time."""
        return tuple(self._by_name.get(figure, ()))

    def within(self, figure: str, window: Period) -> Iterator[Entry]:
        """Entries of one figure that lie wholly in a window, in order of time."""
        named, end = self._by_name.get(figure, []), window.end
        for at in range(bisect_left(named, window.start, key=_start), len(named)):
            entry = named[at]
            if entry.when.start >= end:
                return
            if entry.when.end <= end:
                yield entry

    def __add__(self, other: Figures) -> Figures:
        """Both together."""
        return Figures((*self.entries, *other.entries))

    def __iter__(self) -> Iterator[Entry]:
        """Every entry in order of time."""
        return iter(self.entries)

    def __len__(self) -> int:
        """How many entries."""
        return len(self.entries)
