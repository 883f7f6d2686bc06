"""Files that people send, as tables: read by the contract's names, or by a matching that was chosen or remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sla.contract.model import Contract
from sla.operations.figures import Case
from sla.operations.press import unprintable
from sla.records.limits import Wanted
from sla.records.tables import table
from sla.submission.findings import Code
from sla.submission.matching import Matching, suits
from sla.submission.reader import Submission, read
from sla.submission.table import Table
from sla.values import Findings, Period

COLUMNS = frozenset(
    {
        *(Code.MISSING_COLUMN, Code.UNKNOWN_COLUMN, Code.UNNAMED_COLUMN, Code.DUPLICATE_COLUMN, Code.WHICH_SHEET),
        *(Code.NOT_MATCHED, Code.AMBIGUOUS_DATE, Code.AMBIGUOUS_NUMBER),
    }
)
"""What matching the columns can mend, however seldom it is found."""
MOSTLY = frozenset({Code.UNKNOWN_FIGURE, Code.BAD_WHEN})
"""What it can mend where it is found in most rows: a single one is a slip."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a table, and how it is read."""

    table: Table
    matching: Matching | None = None

    def read(self, case: Case) -> Submission | Findings:
        """Its figures, or everything that is wrong with it."""
        found = read(case.contract, self.table, case.cycle.period, self.matching)
        if isinstance(found, Findings):
            return found
        named = (name for entry in found.entries for name in (entry.stamp, *dict(entry.scope).values()))
        return unprintable("submission.unprintable", self.table.name, *named) or found

    def needs_matching(self, problems: Findings) -> bool:
        """Whether its columns, names or notation are what is in the way."""
        mostly = sum(each.code in MOSTLY for each in problems)
        absent = (
            each.code == Code.MISSING_DIMENSION and each.place.heading not in self.table.headings for each in problems
        )
        return (
            any(absent)
            or any(each.code in COLUMNS for each in problems.errors)
            or 2 * mostly >= max(1, len(self.table.rows))
        )


def opened(file_name: str, content: bytes, matching: Matching | None) -> Opened | Findings:
    """A file that is read as was said, or by the contract's own names."""
    if matching is None:
        found = table(file_name, content)
    else:
        found = table(file_name, content, wanted=Wanted(matching.sheet, (matching.headings,), any=True))
    return found if isinstance(found, Findings) else Opened(found, matching)


def recognised(
    contract: Contract, period: Period, file_name: str, content: bytes, remembered: Sequence[Matching]
) -> Opened | Findings:
    """A file with the first of the remembered matchings that suits it."""
    wanted = Wanted(headings=tuple(each.headings for each in remembered if each.headed))
    found = table(file_name, content, wanted=wanted)
    if isinstance(found, Findings):
        return found
    suiting = (each for each in remembered if suits(contract, found, each, period))
    return Opened(found, next(suiting, None))
