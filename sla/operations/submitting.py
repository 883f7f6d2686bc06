"""Sending figures in: looked at and priced before they are sent, and kept version by version once they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from sla.contract.model import Contract
from sla.cycle import Cycle, Person, Stage, submit
from sla.cycle.locks import bent, locks, with_final
from sla.cycle.rules import may_submit, sent_before
from sla.operations.answers import one, unknown
from sla.operations.figures import Case, load_case, read_case
from sla.operations.reading import Opened, opened, recognised
from sla.settlement.model import Settlement
from sla.settlement.nearest import Near, nearest
from sla.statement.recompute import Basis
from sla.store import cycles, log, uploads
from sla.store.books import Books
from sla.submission.matching import Matching
from sla.submission.reader import Submission
from sla.values import Finding, Findings


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would come to, before anything is sent. The last of `settlements` is the period's own."""

    contract: Contract
    submission: Submission
    settlements: tuple[Settlement, ...]
    basis: Basis
    matching: Matching | None = None
    """How the file was read, where its layout is the vendor's own."""

    @property
    def settlement(self) -> Settlement:
        """What the period would come to."""
        return self.settlements[-1]

    @property
    def near(self) -> tuple[Near, ...]:
        """How far each result is from where the money changes."""
        basis = self.basis
        return nearest(basis.definition, basis.counting, self.settlements, basis.readings, basis.waivers)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what was received when. `log` is the hash of the log's entry about it."""

    cycle: Cycle
    submission: Submission
    log: str


def preview(
    books: Books, agreement: int, period: str, file_name: str, content: bytes, *, by: Person, at: datetime
) -> Preview | Findings:
    """Read a file, by a matching that is remembered if one suits it, and price the period with it.

    Nothing is written. Where the period is closed, it is priced as a correction, to which both sides agree: nothing
    is final then.
    """
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    with books.reading(by) as connection:
        found = remembering(connection, case, file_name, content, by)
    return found if isinstance(found, Findings) else priced(books, case, found, by=by, at=at)


def remembering(connection: Connection, case: Case, file_name: str, content: bytes, by: Person) -> Opened | Findings:
    """A file as a table, with the matching that is remembered of one like it."""
    known = uploads.matchings(connection, case.cycle, by)
    return recognised(case.contract, case.cycle.period, file_name, content, known)


def priced(books: Books, case: Case, file: Opened, *, by: Person, at: datetime) -> Preview | Findings:
    """What a file comes to, or everything that is wrong with it."""
    submission = file.read(case)
    if isinstance(submission, Findings):
        return submission
    with books.reading(by) as connection:
        if case.cycle.stage in (Stage.OPEN, Stage.SUBMITTED):
            submission = unbent(connection, case, submission, file.table.name, at)
        if isinstance(submission, Findings):
            return submission
        before = uploads.entries_of(connection, case.before)
    basis = case.basis((*before, *submission.entries))
    return Preview(case.contract, submission, basis.settled(), basis, file.matching)


def send_figures(
    books: Books, agreement: int, period: str, file_name: str, content: bytes, *, by: Person, at: datetime
) -> Receipt | Findings:
    """Take a file in as the next version of a period's figures, read by a remembered matching if one suits it.

    Who may send is asked before the file is opened; a file with an error in it is not taken in at all.
    """
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    if refusal := may_submit(case.cycle, by, at):
        return one(refusal)
    with books.reading(by) as connection:
        found = remembering(connection, case, file_name, content, by)
    if isinstance(found, Findings):
        return found
    return _sent(books, case, found, content, by, at)


def send_as_seen(
    books: Books,
    agreement: int,
    period: str,
    file_name: str,
    content: bytes,
    matching: Matching | None,
    *,
    by: Person,
    at: datetime,
) -> Receipt | Findings:
    """The same with a file that is read as its sender saw it read."""
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    if refusal := may_submit(case.cycle, by, at):
        return one(refusal)
    found = opened(file_name, content, matching)
    return found if isinstance(found, Findings) else _sent(books, case, found, content, by, at)


def _sent(books: Books, case: Case, file: Opened, content: bytes, by: Person, at: datetime) -> Receipt | Findings:
    read_by = file.matching.written() if file.matching else ""
    if refusal := sent_before(case.cycle, sha256(content).hexdigest(), read_by):
        return one(refusal)
    submission = file.read(case)
    if isinstance(submission, Findings):
        return submission
    with books.writing(by) as connection:
        current = load_case(connection, by, case.agreement.id, case.cycle.period.key)
        if current is None:
            return unknown("period", case.cycle.period.key)
        final = unbent(connection, current, submission, file.table.name, at)
        if isinstance(final, Findings):
            return final
        before = current.cycle
        after = submit(before, submission.sha256, by=by, at=at, matching=read_by)
        if isinstance(after, Finding):
            return one(after)
        if raced := cycles.advance(connection, before, after):
            return one(raced)
        uploads.keep_submission(connection, after, after.sent[-1], file.table.name, content, final.entries)
        named = {"version": str(after.sent[-1].version), "file": file.table.name, "sha256": submission.sha256}
        if file.matching:
            named["matching"] = file.matching.digest
        return Receipt(after, final, log.record(connection, "figures sent", by, at, after, **named))


def unbent(
    connection: Connection, case: Case, submission: Submission, file_name: str, at: datetime
) -> Submission | Findings:
    """A file's figures with those that are final and that it leaves out; refused where it says them otherwise."""
    locked = locks(case.contract, case.cycle, case.calendar, at)
    if not locked:
        return submission
    final = [
        entry
        for lock in locked
        for entry in (uploads.entries_of(connection, ((case.cycle, lock.version),)) if lock.version else ())
        if entry.figure == lock.figure
    ]
    if problems := Findings(f for lock in locked for f in bent(lock, final, submission.entries, file_name)):
        return problems
    return replace(submission, entries=with_final(locked, final, submission.entries))
