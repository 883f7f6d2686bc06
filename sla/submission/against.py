"""Entries held against each other: nothing is reported twice, and nothing both as a whole and in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sla.contract.model import Combine, Contract
from sla.contract.vocabulary import window_in_words
from sla.submission.figures import Entry, Scope
from sla.submission.findings import Code, Problems
from sla.submission.grain import Grain
from sla.values import Period, Saying
from sla.values.window import Every


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry, the file it came in and the column it stood in."""

    entry: Entry
    file: str = ""
    heading: str = ""

    @property
    def label(self) -> Saying:
        """Where it stands, for a sentence."""
        return Saying("row {number} of {file}", number=str(self.entry.row), file=self.file)


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
            _tell_repeat(pairs, self.problems)
        for pairs in self.wholes.values():
            _tell_overlap(pairs, self.problems)


def _tell_repeat(pairs: list[tuple[Sent, Sent]], problems: Problems) -> None:
    earlier, each = pairs[0]
    entry, where, about = each.entry, _rows(earlier, each), _about(pairs)
    names = ", ".join(name for name, _ in entry.scope)
    problems.add(
        Code.DUPLICATE,
        Saying("{rows} give the same value twice of {about}", rows=where, about=about)
        if entry.value == earlier.entry.value
        else Saying("{rows} give two values of {about}", rows=where, about=about),
        row=entry.row,
        heading=each.heading,
        found=Saying("{first} and {second}", first=str(earlier.entry.value), second=str(entry.value)),
        expected=Saying("one value for each time and {names}", names=names)
        if names
        else Saying("one value for each time"),
        remedy=Saying("Keep the row that is right and remove the other"),
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


def _figures(pairs: list[tuple[Sent, Sent]]) -> str:
    """Which figures it is about, the first by its name."""
    first, *more = dict.fromkeys(each.entry.figure for _, each in pairs)
    match more:
        case []:
            return first
        case [second]:
            return Saying("{first} and {second}", first=first, second=second)
        case _:
            return Saying("{figure}, and of {number} more figures", figure=first, number=str(len(more)))


def _tell_overlap(pairs: list[tuple[Sent, Sent]], problems: Problems) -> None:
    """One finding at the row of the longer span, however many rows report days of it."""
    part, whole = pairs[0]
    rows = {(each.file, each.entry.row) for each, _ in pairs}
    where = _rows(whole, part)
    if rows - {(part.file, part.entry.row)}:
        where = Saying("{rows} and {number} more", rows=where, number=str(len(rows) - 1))
    problems.add(
        Code.OVERLAP,
        Saying("{rows} report {figures} for days they have in common", rows=where, figures=_figures(pairs)),
        row=whole.entry.row,
        heading=whole.heading,
        found=Saying("{when} and {when2}", when=whole.entry.when.label, when2=part.entry.when.label),
        expected=Saying("spans that do not overlap"),
        remedy=Saying("Keep either the total or its parts"),
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
                Saying(
                    "{figure} has one value in {when}, and {row} already gives it",
                    figure=figure.name,
                    when=held.label,
                    row=earlier.label,
                ),
                row=each.entry.row,
                heading=each.heading,
                found=Saying("{when}", when=each.entry.when.label),
                expected=Saying("one value for each {window}", window=window_in_words(window)),
                remedy=Saying("Report the value of the whole {window} once", window=window_in_words(window)),
                file=each.file,
            )


def _rows(one: Sent, other: Sent) -> Saying:
    if one.file != other.file:
        return Saying("{first} and {second}", first=one.label, second=other.label)
    return Saying("rows {number} and {number2}", number=str(one.entry.row), number2=str(other.entry.row))


def _about(pairs: list[tuple[Sent, Sent]]) -> Saying:
    entry = pairs[0][1].entry
    scope = "".join(f", {name} {value}" for name, value in entry.scope)
    time = Saying("{stamp}", stamp=entry.stamp) if entry.stamp else entry.when.label
    return Saying("{figures} for {when}{scope}", figures=_figures(pairs), when=time, scope=scope)
