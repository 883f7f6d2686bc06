"""Findings about a file, sorted as a person repairs them: first the file and its columns, then row by row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sla.submission.findings import Code
from sla.values import Finding, Findings, Severity

EXAMPLES = 3
WHOLE = frozenset(
    {
        *(Code.EMPTY_FILE, Code.NO_ROWS, Code.TOO_LARGE, Code.TOO_SLOW, Code.NOT_A_TABLE, Code.UNSUPPORTED),
        *(Code.ENCRYPTED, Code.MACROS, Code.DAMAGED, Code.HOSTILE, Code.WHICH_SHEET, Code.ENCODING, Code.QUOTES),
        *(Code.MORE, Code.MISSING_COLUMN, Code.DUPLICATE_COLUMN, Code.UNKNOWN_COLUMN, Code.UNNAMED_COLUMN),
        *(Code.IGNORED_COLUMN, Code.MISSING_FIGURE),
    }
)
"""Findings about the file as a whole or about a column, whatever row they point at."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are repaired alike: what is wrong, what to do, how many there are, and the first of them."""

    message: str
    remedy: str
    count: int
    examples: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Problems that stop, apart from what is only worth knowing. `groups` holds the rows by what is to be done."""

    whole: tuple[Finding, ...]
    rows: tuple[Finding, ...]
    groups: tuple[Group, ...]
    warnings: tuple[Finding, ...]


def sorted_out(findings: Findings) -> Sorted:
    """The findings, each in its place."""
    errors = findings.errors
    rows = tuple(each for each in errors if each.place.row and each.code not in WHOLE)
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for each in rows:
        alike[each.code, each.remedy or each.message].append(each)
    groups = sorted(alike.items(), key=lambda group: -len(group[1]))
    return Sorted(
        whole=tuple(each for each in errors if each not in rows),
        rows=rows,
        groups=tuple(Group(of[0].message, of[0].remedy, len(of), tuple(of[:EXAMPLES])) for _, of in groups),
        warnings=tuple(each for each in findings if each.severity is Severity.WARNING),
    )
