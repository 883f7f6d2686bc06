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
from sla.operations.press import unprintable
from sla.records.tables import table
from sla.settlement.model import Settlement
from sla.store import cycles, log, uploads
from sla.store.books import Books
from sla.submission.reader import Submission, read
from sla.values import Finding, Findings


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would come to, before anything is sent. The last of `settlements` is the period's own."""

    contract: Contract
    submission: Submission
    settlements: tuple[Settlement, ...]

    @property
    def settlement(self) -> Settlement:
        """What the period would come to."""
        return self.settlements[-1]


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what was received when. `log` is the hash of the log's entry about it."""

    cycle: Cycle
    submission: Submission
    log: str


def preview(
    books: Books, agreement: int, period: str, file_name: str, content: bytes, *, by: Person, at: datetime
) -> Preview | Findings:
    """Read a file and price the period with it. Nothing is written.

    Where the period is closed, it is priced as a correction, to which both sides agree: nothing is final then.
    """
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    submission = read_file(case, file_name, content)
    if isinstance(submission, Findings):
        return submission
    with books.reading(by) as connection:
        if case.cycle.stage in (Stage.OPEN, Stage.SUBMITTED):
            submission = unbent(connection, case, submission, file_name, at)
        if isinstance(submission, Findings):
            return submission
        before = uploads.entries_of(connection, case.before)
    settlements = case.basis((*before, *submission.entries)).settled()
    return Preview(case.contract, submission, settlements)


def send_figures(
    books: Books, agreement: int, period: str, file_name: str, content: bytes, *, by: Person, at: datetime
) -> Receipt | Findings:
    """Take a file in as the next version of a period's figures.

    Who may send is asked before the file is opened; a file with an error in it is not taken in at all.
    """
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    if refusal := may_submit(case.cycle, by, at) or sent_before(case.cycle, sha256(content).hexdigest()):
        return one(refusal)
    submission = read_file(case, file_name, content)
    if isinstance(submission, Findings):
        return submission
    with books.writing(by) as connection:
        current = load_case(connection, by, agreement, period)
        if current is None:
            return unknown("period", period)
        final = unbent(connection, current, submission, file_name, at)
        if isinstance(final, Findings):
            return final
        before = current.cycle
        after = submit(before, submission.sha256, by=by, at=at)
        if isinstance(after, Finding):
            return one(after)
        if raced := cycles.advance(connection, before, after):
            return one(raced)
        uploads.keep_submission(connection, after, after.sent[-1], file_name, content, final.entries)
        version = str(after.sent[-1].version)
        named = {"version": version, "file": file_name, "sha256": submission.sha256}
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


def read_file(case: Case, file_name: str, content: bytes) -> Submission | Findings:
    """The figures of a file, read with the contract of the period, or everything that is wrong with it."""
    opened = table(file_name, content)
    if isinstance(opened, Findings):
        return opened
    submission = read(case.contract, opened, case.cycle.period)
    if isinstance(submission, Findings):
        return submission
    named = (name for entry in submission.entries for name in (entry.stamp, *dict(entry.scope).values()))
    return unprintable("submission.unprintable", file_name, *named) or submission
