"""What can be said against a contract: that its texts cannot be read, cannot be meant, or miss their own examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sla.contract.definition import Definition, Version
from sla.operations.active import read_texts
from sla.settlement.proof import UNPROVEN, unproven
from sla.settlement.trial import too_many, tried
from sla.values import Finding, Findings, Place, Severity


@dataclass(frozen=True, slots=True)
class Judged:
    """Texts that are not in force together with those that are; `definition` is None where they cannot be read."""

    definition: Definition | None
    findings: Findings
    """About the texts that are not in force, in the order of their lines."""
    new: tuple[Version, ...] = ()
    """The versions that are not in force, oldest first."""


def doubts(definition: Definition) -> Findings:
    """Everything that can be said against a contract that can be read: its warnings, and its own examples."""
    if beyond := too_many(definition):
        return Findings((*definition.warnings, *beyond))
    return Findings((*definition.warnings, *tried(definition), *unproven(definition)))


def judge(files: tuple[tuple[str, str], ...], active: Mapping[str, str]) -> Judged:
    """Look at new files of a contract beside its activated ones, as `sla check` does; the same is looked at once."""
    return _judged(files, tuple(sorted(active.items())))


@lru_cache(maxsize=64)
def _judged(files: tuple[tuple[str, str], ...], active: tuple[tuple[str, str], ...]) -> Judged:
    if changed := _version_changed(dict(active), dict(files)):
        return Judged(None, changed)
    whole = read_texts(tuple(sorted((*dict(active).items(), *(each for each in files if each not in active)))))
    own = {file for file, _ in files}
    if isinstance(whole, Findings):
        return Judged(None, whole)
    said = sorted(
        (_stopping(each) for each in doubts(whole) if each.place.file in own or _is_error(each)), key=_by_line
    )
    return Judged(whole, Findings(said), tuple(each for each in whole.versions if each.file not in dict(active)))


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _stopping(finding: Finding) -> Finding:
    """What `check` warns of stops here: nobody is charged by a price that no example has shown."""
    return replace(finding, severity=Severity.ERROR) if finding.code == UNPROVEN else finding


def _by_line(finding: Finding) -> tuple[str, int, int]:
    return finding.place.file, finding.place.line, finding.place.column


def _version_changed(active: Mapping[str, str], texts: Mapping[str, str]) -> Findings:
    """A finding for each file that has an activated one's name and another text."""
    return Findings(
        Finding(
            "contract.version-changed",
            "This version is active and cannot be edited",
            Place(file, 1, 1),
            found="a changed text",
            expected="the text that was activated",
            remedy="Put the text back, and write the change as a new file with its own version and `effective` date.",
        )
        for file, text in texts.items()
        if file in active and active[file] != text
    )
