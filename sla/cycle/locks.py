"""Figures that are final before their period begins: a forecast by which both sides plan, and that nobody bends later.

A locked figure is what the last file said that came in time. Later files may leave it out; another value, or one that
nobody sent in time, is refused. Where the statement is being restated, what it stands on is final.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from sla.contract.model import Contract, Figure
from sla.cycle.model import Cycle
from sla.submission.figures import Entry
from sla.values import Calendar, Finding, Period, Place, plain
from sla.values.period import first_instant


@dataclass(frozen=True, slots=True)
class Lock:
    """A figure that is final: since when, and the version of the figures that has it; 0 if nothing came in time."""

    figure: str
    final: datetime
    version: int


def final_from(period: Period, days: int, calendar: Calendar) -> datetime:
    """The end, in UTC, of the `days`-th business day before a period; with 0 the moment at which it begins."""
    if not days:
        return first_instant(period.start, time(0), calendar.zone)
    return calendar.hours(calendar.add_business_days(period.start, -days))[1]


def locks(contract: Contract, cycle: Cycle, calendar: Calendar, at: datetime) -> tuple[Lock, ...]:
    """Every figure of the contract that is final at a moment."""
    return tuple(_locks(contract.figures, cycle, calendar, at))


def _locks(figures: Iterable[Figure], cycle: Cycle, calendar: Calendar, at: datetime) -> Iterator[Lock]:
    for figure in figures:
        if figure.locked is None:
            continue
        final = final_from(cycle.period, figure.locked, calendar)
        if at >= final:
            in_time = [sent.version for sent in cycle.sent if sent.act.at < final]
            yield Lock(figure.name, final, cycle.settled_before or max(in_time, default=0))


def bent(lock: Lock, held: Iterable[Entry], given: Iterable[Entry], file: str) -> Iterator[Finding]:
    """Every value of a file that is not the final one of a locked figure. `held` are the entries of its version."""
    final = {_about(entry): entry.value for entry in held if entry.figure == lock.figure}
    for entry in given:
        if entry.figure != lock.figure or final.get(_about(entry)) == entry.value:
            continue
        was = final.get(_about(entry))
        yield Finding(
            "submission.locked",
            f"{lock.figure} was final from {lock.final:%Y-%m-%d %H:%M %Z} on",
            Place(file, row=entry.row, heading=lock.figure),
            found=plain(entry.value),
            expected="no value: none was sent in time" if was is None else plain(was),
            remedy="Leave it out. Once the period is settled, another value can be sent as a correction.",
        )


def with_final(locked: Iterable[Lock], held: Iterable[Entry], given: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A file's entries with those final ones that it leaves out."""
    names = {lock.figure for lock in locked}
    said = {(entry.figure, _about(entry)) for entry in given}
    left = (each for each in held if each.figure in names and (each.figure, _about(each)) not in said)
    return (*given, *left)


def _about(entry: Entry) -> tuple[object, ...]:
    return entry.when, entry.scope, entry.stamp
