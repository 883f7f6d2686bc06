"""Figures for a period that is closed for them: offered with their price, taken in when the customer agrees.

The file is read and priced like any other, laid before the other side as evidence, and decided on like everything
the two sides ask of each other. Taking it in restates an issued period, or takes its settlement back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from sla.cycle import Act, Cycle, Person, Stage, asking
from sla.cycle.acts import take_in
from sla.cycle.intime import answer_by
from sla.cycle.matter import Correction, Evidence, Kind, Matter
from sla.cycle.rules import sent_before
from sla.operations.answers import one, unknown
from sla.operations.figures import Case, load_case, read_case
from sla.operations.reading import opened as opened_file
from sla.operations.restating import opened, taken_back
from sla.store import cycles, log, matters, uploads
from sla.store.books import Books
from sla.submission.matching import Matching
from sla.submission.reader import Submission
from sla.values import Finding, Findings


def offer(
    books: Books,
    agreement: int,
    period: str,
    file_name: str,
    content: bytes,
    reason: str,
    *,
    by: Person,
    at: datetime,
    matching: Matching | None = None,
) -> Matter | Findings:
    """Offer a file for a closed period, with a reason. A file with an error in it is not offered at all."""
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    digest = sha256(content).hexdigest()
    if refusal := asking.may_open(case.cycle, Kind.CORRECTION, by) or sent_before(
        case.cycle, digest, matching.written() if matching else ""
    ):
        return one(refusal)
    if isinstance(read := _read(case, file_name, content, matching), Findings):
        return read
    with books.writing(by) as connection:
        held = load_case(connection, by, agreement, period, hold=True)
        if held is None:
            return unknown("period", period)
        return _kept(connection, held, (file_name, content), matching, reason, by, at)


def _read(case: Case, file_name: str, content: bytes, matching: Matching | None) -> Submission | Findings:
    found = opened_file(file_name, content, matching)
    return found if isinstance(found, Findings) else found.read(case)


def _kept(
    connection: Connection,
    case: Case,
    file: matters.File,
    matching: Matching | None,
    reason: str,
    by: Person,
    at: datetime,
) -> Matter | Findings:
    """The matter with its file as the first thing said in it."""
    asked = Correction(file[0], sha256(file[1]).hexdigest(), matching.written() if matching else "")
    until = answer_by(case.contract, at, case.calendar)
    new = asking.open_matter(
        case.cycle, Kind.CORRECTION, asked, reason, by=by, at=at, answer_by=until, others=case.matters
    )
    if isinstance(new, Finding):
        return one(new)
    kept = replace(new, id=matters.keep_matter(connection, new), number=len(case.matters) + 1)
    laid = asking.say(kept, "", (Evidence(asked.file_name, asked.digest, len(file[1])),), by=by, at=at)
    if isinstance(laid, Finding):
        raise TypeError(f"a matter that was just opened takes no file: {laid}")
    matters.keep_remark(connection, laid, laid.remarks[-1], (file,))
    named = {"matter": str(laid.number), "reason": laid.reason, "file": asked.file_name, "sha256": asked.digest}
    log.record(connection, f"{Kind.CORRECTION} asked for", by, at, case.cycle, **named)
    return laid


def offered(connection: Connection, case: Case, matter: Matter) -> tuple[matters.File, Submission] | Findings:
    """The file of a matter, and its figures read with the contract that is in force now."""
    asked = matter.asked
    if not isinstance(asked, Correction):
        raise TypeError(f"matter {matter.number} asks for no correction")
    file = matters.evidence_file(connection, matter, asked.digest)
    if file is None:
        raise LookupError(f"matter {matter.number} has no file")
    read = _read(case, *file, Matching.read(asked.matching) if asked.matching else None)
    return read if isinstance(read, Findings) else (file, read)


def take(connection: Connection, case: Case, matter: Matter, by: Person, at: datetime) -> Cycle | Findings:
    """Take the figures in, because the customer agreed: they are the vendor's, and count from now on."""
    found = offered(connection, case, matter)
    if isinstance(found, Findings):
        return found
    (name, content), read = found
    matching = matter.asked.matching if isinstance(matter.asked, Correction) else ""
    open_again = _open_again(connection, case.cycle, f"correction {matter.number} was granted", by, at)
    if isinstance(open_again, Finding):
        return one(open_again)
    after = take_in(open_again, read.sha256, Act(matter.opened.person, matter.opened.name, at), matching)
    if raced := cycles.advance(connection, open_again, after):
        return one(raced)
    uploads.keep_submission(connection, after, after.sent[-1], name, content, read.entries)
    named = {"version": str(after.sent[-1].version), "file": name, "sha256": read.sha256, "matter": str(matter.number)}
    log.record(connection, "figures taken in", by, at, after, **named)
    return after


def _open_again(connection: Connection, here: Cycle, reason: str, by: Person, at: datetime) -> Cycle | Finding:
    if here.stage is Stage.ISSUED:
        return opened(connection, here, reason, by, at, forced=True)
    return here if here.stage is Stage.SUBMITTED else taken_back(connection, here, reason, by, at)
