"""A contract as it stands in its files: every version, and the text in force for any period."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sla.contract.build import Heading, build, heading
from sla.contract.checks import checked
from sla.contract.fields import Fields, Report
from sla.contract.inforce import cuts
from sla.contract.model import Contract, Level
from sla.contract.nodes import Node, Unreadable, parse
from sla.values import Findings, Period, Place


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

    def version_on(self, day: date) -> Version:
        """The version in force on a day; before the first one, the first."""
        return next((each for each in reversed(self.versions) if each.head.effective <= day), self.versions[0])

    def at(self, day: date, readings: Mapping[str, str] | None = None) -> Contract:
        """The contract in force on a day."""
        version = self.version_on(day)
        since = max((cut for cut in version.days if cut <= day), default=version.days[0])
        key = (version.digest, since, tuple(sorted((readings or {}).items())))
        if key not in self._known:
            self._known[key] = build(version.root, version.head, since, readings or {}, Report(), version.digest)
        return self._known[key]

    def on(self, period: Period, readings: Mapping[str, str] | None = None) -> Contract:
        """The contract for one statement period.

        The text is that of the period's first day. A level whose window began earlier (a quarter on a monthly
        statement) is judged by the text of its own window's first day.
        """
        contract = self.at(period.start, readings)
        earlier: dict[str, Level] = {}
        for level in contract.levels:
            closing = level.window.closing_in(period, contract.term)
            if closing and closing[0].start < period.start:
                then = self.at(closing[0].start, readings).index.get(level.key)
                if then is not None and then is not level:
                    earlier[level.key] = then
        if not earlier:
            return contract
        key = (contract.digest, period, tuple(sorted((readings or {}).items())))
        if key not in self._known:
            levels = tuple(earlier.get(level.key, level) for level in contract.levels)
            self._known[key] = replace(contract, levels=levels, index={level.key: level for level in levels})
        return self._known[key]

    def statement_periods(self) -> tuple[Period, ...]:
        """Every period that gets a statement, over the whole term."""
        return tuple(self.at(self.term.start).terms.statement.tile(self.term))


def read(texts: Mapping[str, str], name: str = "") -> Definition | Findings:
    """Read a contract from its files: file name to text, one file a version.

    Returns the definition with its warnings, or every finding of every file at once if there is an error. Each
    day on which something changes is read, and each answer of each reading, so that no text is left unread.
    """
    report = Report()
    versions = [version for file, text in sorted(texts.items()) if (version := _version(file, text, report))]
    if not versions and not report.findings:
        report.error("no-contract", "there is no contract here", Place(name, 1, 1),
                     remedy="A contract is a file that begins with `contract: a-short-key`.")
    versions.sort(key=lambda version: version.head.effective)
    _together(versions, report)
    for version in versions:
        for day in version.days:
            contract = build(version.root, version.head, day, {}, report, version.digest)
            for finding in checked(contract):
                report.add(finding)
        for reading in version.head.readings:
            for answer, _ in reading.choices:
                build(version.root, version.head, version.days[0], {reading.name: answer}, report, version.digest)
    findings = Findings(sorted(report.findings, key=lambda each: (each.place.file, each.place.line, each.place.column)))
    return findings if findings.errors else Definition(tuple(versions), findings)


def _version(file: str, text: str, report: Report) -> Version | None:
    try:
        root = parse(text, file)
    except Unreadable as unreadable:
        report.add(unreadable.finding)
        return None
    head = heading(Fields(root, report, "the contract"), report, max(cuts(root), default=date(2000, 1, 1)))
    changes = {day for day in cuts(root) if day > head.effective and day in head.term}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Version(file, text, head, root, digest, (max(head.effective, head.term.start), *sorted(changes)))


def _together(versions: list[Version], report: Report) -> None:
    """Versions of one contract share its key and currency, and no two begin on one day."""
    for before, after in zip(versions, versions[1:], strict=False):
        place = Place(after.file, 1, 1)
        if before.head.key != after.head.key or before.head.currency != after.head.currency:
            report.error("other-contract", f"this is `{after.head.key}` in {after.head.currency}, beside "
                         f"`{before.head.key}` in {before.head.currency}", place,
                         remedy="Keep the versions of one contract, and nothing else, in one folder.")
        if before.head.effective == after.head.effective:
            report.error("same-day", f"two versions take effect on {after.head.effective}: {before.file} and {after.file}",
                         place, remedy="Give the later one its own `effective` date.")
