"""Looking at a file before it is sent: kept as a draft, read and priced; or what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sla.contract.model import Contract
from sla.cycle import Person
from sla.operations import drafts
from sla.operations.figures import Case, read_case
from sla.operations.reading import Opened, opened
from sla.operations.submitting import Preview, priced, remembering
from sla.records.limits import Wanted
from sla.records.tables import table
from sla.store.books import Books
from sla.store.drafts import Draft
from sla.submission.findings import Code
from sla.submission.matching import Matching
from sla.submission.mending import is_mended
from sla.submission.suggest import sheet_of
from sla.submission.table import Table
from sla.values import Findings, Period

NOTHING = Findings()


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft, and what it comes to or what is wrong with it."""

    draft: Draft
    outcome: Preview | Findings
    table: Table | None = None
    """None where the file is no table, or not one that is known."""
    unmatched: bool = False
    """Whether its columns have to be matched first."""
    mended: bool = False
    """Whether these are rows that were taken out of another file to be fixed; they are neither kept nor priced."""


def look(
    books: Books, agreement: int, period: str, file_name: str, content: bytes, *, by: Person, at: datetime
) -> Looked | Findings:
    """Read a file that was just chosen, by a remembered matching if one suits it, and keep it if it is a table."""
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    with books.reading(by) as connection:
        found = remembering(connection, case, file_name, content, by)
    draft = Draft(file_name, content, at)
    if isinstance(found, Opened) and is_mended(found.table):
        return Looked(draft, NOTHING, found.table, mended=True)
    looked = _looked(books, case, draft, found, by, at)
    if looked.table is None and not looked.unmatched:
        return looked
    refusal = drafts.keep(books, agreement, period, looked.draft, by=by)
    return refusal or looked


def look_again(
    books: Books, agreement: int, period: str, draft: Draft, *, by: Person, at: datetime
) -> Looked | Findings:
    """Read a file that was kept, as it was read when it was kept."""
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    return _looked(books, case, draft, opened(draft.file_name, draft.content, draft.matching), by, at)


def _looked(books: Books, case: Case, draft: Draft, found: Opened | Findings, by: Person, at: datetime) -> Looked:
    if isinstance(found, Findings):
        return Looked(draft, found, unmatched=any(each.code == Code.WHICH_SHEET for each in found))
    read_by = replace(draft, matching=found.matching)
    outcome = priced(books, case, found, by=by, at=at)
    unmatched = isinstance(outcome, Findings) and found.needs_matching(outcome)
    return Looked(read_by, outcome, found.table, unmatched)


def to_match(
    books: Books, agreement: int, period: str, draft: Draft, sheet: str, *, by: Person
) -> tuple[Contract, Period, Table] | Findings:
    """What a person needs to match columns: the contract, the period, and the table of one sheet."""
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    sheet = sheet or (draft.matching.sheet if draft.matching else "")
    found = table(draft.file_name, draft.content, wanted=Wanted(sheet, any=True))
    if isinstance(found, Findings):
        return found
    if not sheet and (named := sheet_of(case.cycle.period, found.sheets)) not in {"", found.sheet}:
        found = table(draft.file_name, draft.content, wanted=Wanted(named, any=True))
    return found if isinstance(found, Findings) else (case.contract, case.cycle.period, found)


def match(
    books: Books, agreement: int, period: str, draft: Draft, matching: Matching, *, by: Person, at: datetime
) -> Findings | None:
    """Keep how a draft is read."""
    return drafts.keep(books, agreement, period, replace(draft, matching=matching, at=at), by=by)
