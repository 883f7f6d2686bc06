"""A contract as it stands in its files: every version, and the text in force for any period."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from typing import Protocol, TypeVar

from sla.contract.build import Heading, build, heading
from sla.contract.checks import checked
from sla.contract.fields import Fields
from sla.contract.inforce import cuts, without_examples
from sla.contract.mixed import circular
from sla.contract.model import Contract
from sla.contract.nodes import Node, Unreadable, parse, size
from sla.contract.report import Enough, Report
from sla.contract.sense import doubted
from sla.contract.spans import in_time, late, one_window
from sla.contract.unused import unused
from sla.values import Finding, Findings, Period, Place, Saying

MOST_WORK = 60_000
"""How many nodes are read at most: those of a version, times the dates and answers under which it is read.

Examples are read once, and count not at all.
"""
KEPT = 128
"""How many definitions are kept to be read again for nothing; they are found by their whole text."""


@dataclass(frozen=True, slots=True)
class Version:
    """One file: the whole text of the contract, in force from `effective` until the next version."""

    file: str
    text: str
    head: Heading
    root: Node
    digest: str
    """SHA-256 of the text, in hex."""
    days: tuple[date, ...]
    """The days on which something changes, the first one included."""


@dataclass(frozen=True, slots=True)
class Definition:
    """All versions of one contract, oldest first. Asking for the same period twice costs nothing."""

    versions: tuple[Version, ...]
    warnings: Findings
    _known: dict[object, Contract] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> str:
        """The contract's short name."""
        return self.versions[-1].head.key

    @property
    def title(self) -> str:
        """The contract's name."""
        return self.versions[-1].head.title

    @property
    def currency(self) -> str:
        """ISO 4217 code."""
        return self.versions[-1].head.currency

    @property
    def term(self) -> Period:
        """From the first day to the first day after, as the latest version has it."""
        return self.versions[-1].head.term

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """File name and text of every version: all that is needed to read the contract again."""
        return tuple((version.file, version.text) for version in self.versions)

    def recorded_by(self, day: date) -> Definition:
        """The contract as it was known on a day: without versions agreed later, however far back those take effect.

        Its first version is always known.
        """
        known = tuple(version for version in self.versions if version.head.recorded <= day) or self.versions[:1]
        return self if known == self.versions else Definition(known, self.warnings)

    def version_on(self, day: date) -> Version:
        """The version in force on a day; before the first one, the first."""
        return next((each for each in reversed(self.versions) if each.head.effective <= day), self.versions[0])

    def at(self, day: date, readings: Mapping[str, str] | None = None) -> Contract:
        """The contract in force on a day, over the term as the latest version has it.

        ValueError for a reading or an answer that it does not offer.
        """
        version = self.version_on(day)
        since = max((cut for cut in version.days if cut <= day), default=version.days[0])
        key = (version.digest, since, tuple(sorted((readings or {}).items())))
        if key not in self._known:
            self._offers(readings or {})
            head = version.head._replace(term=self.term)
            self._known[key] = build(version.root, head, since, readings or {}, Report(), version.digest)
        return self._known[key]

    def _offers(self, readings: Mapping[str, str]) -> None:
        """Whether some version offers each of these answers."""
        offered = {
            (each.name, answer)
            for version in self.versions
            for each in version.head.readings
            for answer, _ in each.choices
        }
        if odd := set(readings.items()) - offered:
            raise ValueError(
                f"{self.key} has no reading {', '.join(f'{name}={answer}' for name, answer in sorted(odd))}"
            )

    def on(self, period: Period, readings: Mapping[str, str] | None = None) -> Contract:
        """The contract for one statement period.

        The text is that of the period's first day. A level whose window began earlier (a quarter on a monthly
        statement) is judged by the text of its own window's first day, with the figures that text knows.
        """
        key = (period.start, period.end, tuple(sorted(readings.items())) if readings else ())
        if key not in self._known:
            self._known[key] = self._on(period, readings)
        return self._known[key]

    def _on(self, period: Period, readings: Mapping[str, str] | None) -> Contract:
        contract = self.at(period.start, readings)
        earlier: dict[str, Contract] = {}
        for level in contract.levels:
            closing = level.window.closing_in(period, contract.term)
            if closing and closing[0].start < period.start:
                then = self.at(closing[0].start, readings)
                if then.index.get(level.key, level) is not level:
                    earlier[level.key] = then
        return _with_levels_of(contract, earlier) if earlier else contract

    def statement_periods(self) -> tuple[Period, ...]:
        """Every period that gets a statement, over the whole term."""
        return tuple(self.at(self.term.start).terms.statement.tile(self.term))


def _with_levels_of(contract: Contract, earlier: Mapping[str, Contract]) -> Contract:
    """The contract with some levels as earlier texts have them, and with what those levels are computed from."""
    levels = tuple(earlier[level.key].level(level.key) if level.key in earlier else level for level in contract.levels)
    before = tuple({id(each): each for each in earlier.values()}.values())
    return replace(
        contract,
        levels=levels,
        index={level.key: level for level in levels},
        figures=_all_named(contract.figures, *(each.figures for each in before)),
        amounts=_all_named(contract.amounts, *(each.amounts for each in before)),
        pools=_all_named(contract.pools, *(each.pools for each in before)),
    )


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def _all_named(*groups: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """The first thing of each name."""
    found: dict[str, Thing] = {}
    for each in (each for group in groups for each in group):
        found.setdefault(each.name, each)
    return tuple(found.values())


def read(texts: Mapping[str, str], name: str = "") -> Definition | Findings:
    """Read a contract from its files: file name to text, one file a version.

    Returns the definition with its warnings, or every finding of every file at once if there is an error. Each
    day on which something changes is read under each combination of answers, so that no text is left unread.
    The same files read again are the same definition.
    """
    return _read(tuple(sorted(texts.items())), name)


@lru_cache(maxsize=KEPT)
def _read(texts: tuple[tuple[str, str], ...], name: str) -> Definition | Findings:
    report = Report()
    versions: list[Version] = []
    in_force: list[tuple[Contract, ...]] = []
    try:
        versions.extend(version for file, text in texts if (version := _version(file, text, report)))
        if not versions and not report.findings:
            report.error(
                "no-contract",
                "there is no contract here",
                Place(name, 1, 1),
                remedy="A contract is a file that begins with `contract: a-short-key`.",
            )
        versions.sort(key=lambda version: version.head.effective)
        _together(versions, report)
        in_force += [tuple(_texts(version, report)) for version in versions]
        one_window([contract.terms for texts_of in in_force for contract in texts_of], report)
        spans = [(each.root, each.head.effective, each.head.term) for each in versions]
        for finding in in_time(spans) if not report.errors else ():
            report.add(finding)
    except Enough:
        report.kept[
            Finding(
                "contract.too-many",
                Saying("{number} mistakes are told, and there are more", number=report.errors),
                Place(min(texts, default=(name, ""))[0], 1, 1),
                remedy="Mend these, and read the contract again.",
            )
        ] = None
    findings = Findings(sorted(report.findings, key=lambda each: (each.place.file, each.place.line, each.place.column)))
    if findings.errors:
        return findings
    made = Definition(tuple(versions), findings, _built(versions, in_force))
    periods = made.statement_periods() if sum(len(version.days) for version in versions) > 1 else ()
    rings = Findings(circular(periods, made.on, versions[-1].head.readings))
    return rings if rings.errors else made


def _built(versions: list[Version], in_force: list[tuple[Contract, ...]]) -> dict[object, Contract]:
    """What reading has built already, as `Definition.at` looks for it: texts that leave nothing open."""
    return {
        (version.digest, day, ()): contract
        for version, texts in zip(versions, in_force, strict=True)
        if not version.head.readings and version.head.term == versions[-1].head.term
        for day, contract in zip(version.days, texts, strict=True)
    }


def _texts(version: Version, report: Report) -> Iterator[Contract]:
    """The contract on each day of a version on which something changes, under each combination of answers."""
    readings = [[(each.name, answer) for answer, _ in each.choices] for each in version.head.readings if each.choices]
    count = prod(map(len, readings))
    if count * len(version.days) * size(without_examples(version.root)) > MOST_WORK:
        dates, many = len(version.days), f"{count}" if count < MOST_WORK else Saying("over {number}", number=MOST_WORK)
        report.error(
            "too-many-texts",
            Saying("{number} dates and {amount} combinations of answers are too many texts", number=dates, amount=many),
            Place(version.file, 1, 1),
            remedy="Part the contract into versions, a file each, or settle some of the readings.",
        )
        return
    answers = list(product(*readings))
    first: Contract | None = None
    by_day: list[list[Contract]] = []
    for day in version.days:
        by_day.append([])
        for chosen in answers:
            text = build(version.root, version.head, day, dict(chosen), report, version.digest, first)
            by_day[-1].append(text)
            first = first or text
    texts = [contract for day in by_day for contract in day]
    for finding in (each for contract in texts for each in checked(contract)):
        report.add(finding)
    for finding in (*unused(texts, version.root), *doubted(by_day)) if not report.errors else ():
        report.add(finding)
    late(version.root, version.days, texts[0], report)
    yield from texts


def _version(file: str, text: str, report: Report) -> Version | None:
    try:
        root = parse(text, file)
    except Unreadable as unreadable:
        report.add(unreadable.finding)
        return None
    dates = [day for day, _ in cuts(root)]
    head = heading(Fields(root, report, Saying("the contract")), report, max(dates, default=date(2000, 1, 1)))
    changes = {day for day in dates if day > head.effective and day in head.term}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Version(file, text, head, root, digest, (max(head.effective, head.term.start), *sorted(changes)))


def _together(versions: list[Version], report: Report) -> None:
    """Versions of one contract share its key and currency, and no two begin on one day."""
    for before, after in pairwise(versions):
        place = Place(after.file, 1, 1)
        named = [f"`{each.head.key}` ({each.head.currency})" for each in (before, after)]
        if before.head.key != after.head.key or before.head.currency != after.head.currency:
            report.error(
                "other-contract",
                Saying("this is {name}, beside {name2}", name=named[1], name2=named[0]),
                place,
                remedy="Keep the versions of one contract, and nothing else, in one folder.",
            )
        if before.head.effective == after.head.effective:
            report.error(
                "same-day",
                Saying("{name} and {name2} take effect on one day", name=before.file, name2=after.file),
                place,
                remedy="Give the later one its own `effective` date.",
            )
