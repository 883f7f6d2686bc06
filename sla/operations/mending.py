"""Mending a file: the rows to fix as a file of their own, and one that was repaired put back into the whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from sla.cycle import Person
from sla.operations import drafts
from sla.operations.looking import Looked, look_again
from sla.store.books import Books
from sla.store.drafts import Draft
from sla.submission.mending import put_back, to_fix
from sla.submission.table import Table
from sla.values import Findings

REPAIRED = "repaired"


def rows_to_fix(looked: Looked, kind: str, at: datetime) -> bytes | None:
    """The rows that something stops, as CSV or XLSX; None where nothing does."""
    if looked.table is None or not isinstance(looked.outcome, Findings):
        return None
    from sla.records.exports import cell_table

    mend = to_fix(looked.table, looked.outcome.errors)
    return cell_table(kind, "To fix", (mend.headings, *mend.rows), at.date()) if mend.rows else None


def put_in(
    books: Books, agreement: int, period: str, rows: Table, *, by: Person, at: datetime
) -> tuple[Draft, int] | Findings | None:
    """The file that was looked at last, with these rows in place of its own, and how many; None if there is none."""
    draft = drafts.kept(books, agreement, period, by=by)
    looked = look_again(books, agreement, period, draft, by=by, at=at) if draft else None
    if draft is None or isinstance(looked, Findings) or looked is None or looked.table is None:
        return looked if isinstance(looked, Findings) else None
    found = put_back(looked.table, rows)
    if isinstance(found, Findings):
        return found
    from sla.records.exports import cell_table

    whole, count = found
    content = cell_table("xlsx", looked.table.sheet or "Figures", whole, at.date())
    stem = PurePath(draft.file_name).stem.removesuffix(f" {REPAIRED}")
    return Draft(f"{stem} {REPAIRED}.xlsx", content, at, draft.matching), count
