"""Entries held against each other: nothing is reported twice, and nothing both as a whole and in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sla.contract.model import Combine, Contract
from sla.submission.figures import Entry, Scope
from sla.submission.findings import Code, Problems
from sla.submission.grain import Grain
from sla.values import Period
from sla.values.window import Every


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry, the file it came in and the column it stood in."""

    entry: Entry
    file: str = ""
    heading: str = ""

    @property
    def label(self) -> str:
        """Where it stands, for a sentence."""
        return f"row {self.entry.row} of {self.file}"


def compare(contract: Contract, grains: Mapping[str, Grain], sent: Iterable[Sent], problems: Problems) -> None:
    """Add a finding for every entry that repeats, overlaps or crowds an earlier one of its figure and scope."""
    told = Told(problems)
    groups: dict[tuple[str, Scope], list[Sent]] = {}
    for each in sent:
        groups.setdefault((each.entry.figure, each.entry.scope), []).append(each)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=_in_order)
            left = _without_repeats(group, told)
            if not _overlaps(left, told):
                _crowds(contract, grains, left, problems)
    told.tell()


def _in_order(each: Sent) -> tuple[date, date, str, int]:
    return each.entry.when.start, each.entry.when.end, each.file, each.entry.row


def _without_repeats(group: list[Sent], told: Told) -> list[Sent]:
    """The first of each; time stamps repeat each other only with the same value."""
    first: dict[tuple[object, ...], Sent] = {}
    for each in group:
        entry = each.entry
        key = (entry.when, entry.stamp, entry.value) if entry.stamp else (entry.when, "", None)
        earlier = first.setdefault(key, each)
        if earlier is not each:
            told.repeat(earlier, each)
    return list(first.values())


class Told:
    """Rows that repeat or overlap each other: told once for two rows, however many figures stand in both."""

    def __init__(self, problems: Problems) -> None:
        """Findings go to `problems` when all are known."""
        self.problems = problems
        self.repeats: dict[tuple[str, int, str, int], list[tuple[Sent, Sent]]] = {}
        self.wholes: dict[tuple[str, int], list[tuple[Sent, Sent]]] = {}

    def repeat(self, earlier: Sent, each: Sent) -> None:
        """Keep two entries of one figure, time and scope."""
        rows = (earlier.file, earlier.entry.row, each.file, each.entry.row)
        self.repeats.setdefault(rows, []).append((earlier, each))

    def overlap(self, part: Sent, whole: Sent) -> None:
        """Keep an entry that reports days of another one, which is the longer of the two."""
        self.wholes.setdefault((whole.file, whole.entry.row), []).append((part, whole))

    def tell(self) -> None:
        """Add the findings, with the first figure and how many more it is about."""
        for pairs in self.repeats.values():
            pairs.sort(key=lambda pair: pair[0].entry.value == pair[1].entry.value)  # those that differ first
            _tell_repeat(*pairs[0], _more(pairs), self.problems)
        for pairs in self.wholes.values():
            _tell_overlap(pairs, self.problems)


def _tell_repeat(earlier: Sent, each: Sent, more: str, problems: Problems) -> None:
    entry = each.entry
    where = f"{earlier.label} and {each.label}" if each.file != earlier.file else _rows(earlier, each)
    same = "the same value twice" if entry.value == earlier.entry.value else "two values"
    problems.add(
        Code.DUPLICATE,
        f"{where} give {same} of {_about(entry, more)}",
        row=entry.row,
        heading=each.heading,
        found=f"{earlier.entry.value} and {entry.value}",
        expected="one value for each time"
        + (" and " + ", ".join(name for name, _ in entry.scope) if entry.scope else ""),
        remedy="Keep the row that is right and remove the other",
        file=each.file,
    )


def _overlaps(group: list[Sent], told: Told) -> bool:
    """Whether one span holds days of another: a month beside its own days would count twice."""
    found = False
    reach = group[0]
    for each in group[1:]:
        both_stamped = bool(each.entry.stamp and reach.entry.stamp)
        if each.entry.when.start < reach.entry.when.end and not both_stamped:
            found = True
            longer = reach.file == each.file and reach.entry.when.days > each.entry.when.days
            told.overlap(*((each, reach) if longer else (reach, each)))
        if each.entry.when.end > reach.entry.when.end:
            reach = each
    return found


def _more(pairs: list[tuple[Sent, Sent]]) -> str:
    """Which other figures it is about."""
    figures = list(dict.fromkeys(each.entry.figure for _, each in pairs))
    if len(figures) == 2:
        return f" and {figures[1]}"
    return f", and of {len(figures) - 1} more figures" if figures[2:] else ""


def _tell_overlap(pairs: list[tuple[Sent, Sent]], problems: Problems) -> None:
    """One finding at the row of the longer span, however many rows report days of it."""
    part, whole = pairs[0]
    rows = {(each.file, each.entry.row) for each, _ in pairs}
    others = f" and {len(rows) - 1} more" if rows - {(part.file, part.entry.row)} else ""
    where = f"{whole.label} and {part.label}" if whole.file != part.file else _rows(whole, part)
    problems.add(
        Code.OVERLAP,
        f"{where}{others} report {whole.entry.figure}{_more(pairs)} for days they have in common",
        row=whole.entry.row,
        heading=whole.heading,
        found=f"{whole.entry.when.label} and {part.entry.when.label}",
        expected="spans that do not overlap",
        remedy="Keep either the total or its parts",
        file=whole.file,
    )


def _crowds(contract: Contract, grains: Mapping[str, Grain], group: list[Sent], problems: Problems) -> None:
    """A figure of which there may be only one value in a window has no second one."""
    figure = contract.figure(group[0].entry.figure)
    if figure is None or figure.combine is not Combine.ONLY:
        return
    window = grains[figure.name].finest
    if window.every is Every.EVENT:
        return
    first: dict[Period, Sent] = {}
    for each in group:
        held = window.holding(each.entry.when.start, contract.term)
        earlier = first.setdefault(held, each)
        if earlier is not each:
            problems.add(
                Code.ONLY_ONE,
                f"{figure.name} has one value in {held.label}, and {earlier.label} already gives it",
                row=each.entry.row,
                heading=each.heading,
                found=each.entry.when.label,
                expected=f"one value for each {window.name}",
                remedy=f"Report the value of the whole {window.name} once",
                file=each.file,
            )


def _rows(one: Sent, other: Sent) -> str:
    return f"rows {one.entry.row} and {other.entry.row}"


def _about(entry: Entry, more: str) -> str:
    scope = "".join(f", {name} {value}" for name, value in entry.scope)
    moment = entry.stamp or entry.when.label
    return f"{entry.figure}{more} for {moment}{scope}"
