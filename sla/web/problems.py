"""Findings about a file, sorted as a person repairs them: first the file and its columns, then row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sla.submission.findings import Code
from sla.values import Finding, Findings, Severity

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
class Sorted:
    """Problems that stop, apart from what is only worth knowing. `kinds` counts the rows by what is wrong."""

    whole: tuple[Finding, ...]
    rows: tuple[Finding, ...]
    kinds: tuple[tuple[str, int], ...]
    warnings: tuple[Finding, ...]


def sorted_out(findings: Findings) -> Sorted:
    """The findings, each in its place."""
    errors = findings.errors
    rows = tuple(each for each in errors if each.place.row and each.code not in WHOLE)
    kinds = Counter(each.remedy or each.message for each in rows)
    return Sorted(
        whole=tuple(each for each in errors if each not in rows),
        rows=rows,
        kinds=tuple(kinds.most_common()),
        warnings=tuple(each for each in findings if each.severity is Severity.WARNING),
    )
