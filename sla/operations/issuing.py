"""Issuing statements: a number without a gap, a sealed file, and postings, each exactly once.

Three steps, and a crash between any two of them loses nothing. First the period takes the next number of its series,
in one transaction. Then the statement is printed and sealed, which takes tenths of a second and touches no table.
Then file, postings and stage are kept together, in one transaction that only one can win. Whoever issues a period
that has its number already goes on with that number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from sla.cycle import Cycle, Person, issue, take_number
from sla.cycle.claims import days_of
from sla.cycle.ledger import issued
from sla.cycle.refusal import changed_meanwhile
from sla.cycle.rules import may_issue
from sla.operations.answers import one, unknown
from sla.operations.disputed import keep_aside
from sla.operations.drafting import NUMBERED, cited, draft, settled_again
from sla.operations.figures import Case, load_case
from sla.operations.press import Press, Unready, unready
from sla.operations.restating import restate_differing, stale
from sla.settlement.delta import Change, changes
from sla.statement.model import Statement
from sla.store import cycles, ledger, log, statements, uploads
from sla.store.books import Books
from sla.store.issued import Issued, issued_statements
from sla.store.sealed import ISSUED
from sla.values import Finding, Findings


@dataclass(frozen=True, slots=True)
class Draft:
    """A numbered statement that waits for its file."""

    cycle: Cycle
    statement: Statement
    changes: tuple[Change, ...]
    """What is posted: everything that moves money, or the differences to the statement before."""


def issue_statement(
    books: Books, press: Press, agreement: int, period: str, *, by: Person, at: datetime, seen: int | None = None
) -> Issued | Findings:
    """Issue the statement of an approved period, or finish one that was interrupted."""
    drafted = numbered(books, press, agreement, period, by=by, at=at, seen=seen)
    if isinstance(drafted, Findings):
        return drafted
    content = press.made(drafted.statement, at)
    if isinstance(content, Findings):
        return content
    return finished(books, press, drafted, content, by=by, at=at)


def numbered(
    books: Books, press: Press, agreement: int, period: str, *, by: Person, at: datetime, seen: int | None = None
) -> Draft | Findings:
    """The first step: the period has its number, and the statement is composed."""
    try:
        sealer = press.sealer(at)
    except Unready as wrong:
        return unready(wrong)
    with books.writing(by) as connection:
        case = load_case(connection, by, agreement, period)
        if case is None:
            return unknown("period", period)
        if seen is not None and seen != case.cycle.revision:
            return one(changed_meanwhile(case.cycle))
        if refusal := may_issue(case.cycle, by):
            return one(refusal)
        settled = settled_again(connection, case)
        if isinstance(settled, Findings):
            return settled
        if not case.cycle.number and (refusal := stale(connection, case)):
            return one(refusal)
        after = case.cycle if case.cycle.number else _take_number(connection, case, by, at)
        if isinstance(after, Finding):
            # Nothing may stay of a number that was taken in vain: the whole transaction is undone.
            connection.rollback()
            return one(after)
        before = cited(connection, case)
        moved = tuple(changes(settled[1][-1], before.settlement if before else None))
        return Draft(after, draft(connection, case, after, settled, sealer, before), moved)


def _take_number(connection: Connection, case: Case, by: Person, at: datetime) -> Cycle | Finding:
    number, sequence = statements.next_number(connection, case.agreement.series)
    after = take_number(case.cycle, number, by=by, at=at)
    if isinstance(after, Finding):
        return after
    if raced := cycles.advance(connection, case.cycle, after):
        return raced
    settlement = uploads.standing_settlement(connection, after).number
    if after.issued:
        days = days_of(case.contract.terms, at, case.calendar)
        statements.keep_number(connection, after, case.agreement.series, sequence, settlement, after.issued, days)
    log.record(connection, NUMBERED, by, at, after, number=number)
    return after


def finished(
    books: Books, press: Press, drafted: Draft, content: bytes, *, by: Person, at: datetime
) -> Issued | Findings:
    """The last step: file, postings and stage, all or nothing. The file is kept first, so that none is ever missing.

    What became known since the number was taken restates it at once.
    """
    digest, path = press.kept(content)
    before = drafted.cycle
    after = issue(before, by=by)
    if isinstance(after, Finding):
        return one(after)
    with books.writing(by) as connection:
        case = load_case(connection, by, after.agreement, after.period.key, hold=True)
        if case is None:
            return unknown("period", after.period.key)
        if raced := cycles.advance(connection, before, after):
            return one(raced)
        if not statements.keep_file(connection, after, digest, path):
            raise LookupError(f"statement {after.number} has a file, and its period is not issued")
        ledger.post(connection, after, "", issued(drafted.changes), at)
        code = sha256(drafted.statement.calculation).hexdigest()
        log.record(connection, ISSUED, by, at, after, number=after.number, sha256=digest, code=code)
        keep_aside(connection, after, f"{after.number} issued", by, at)
        reason = f"{after.number} was made before all was known"
        restate_differing(connection, replace(case, cycle=after), reason, by, at)
        return issued_statements(connection, by, numbers=(after.number,))[0]
