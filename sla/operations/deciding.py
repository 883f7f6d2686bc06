"""Deciding on a period: settle, approve, reopen, extend. Each is one transaction and one entry in the log.

`seen` is the revision that the person looked at, if the door knows it: a decision on what has changed since is
refused.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from sla.cycle import Cycle, Person, approve, extend, reopen, settle
from sla.cycle.matter import Kind
from sla.cycle.refusal import own_work
from sla.cycle.rules import earlier_open, may_settle
from sla.operations.decided import decided
from sla.operations.figures import Case, accepted
from sla.operations.restating import dropped, restate_differing, stale, unchanged
from sla.store import cycles, log, uploads, versions
from sla.store.books import Books
from sla.store.queries import roll_up
from sla.values import Finding, Findings


def settle_period(
    books: Books, agreement: int, period: str, *, by: Person, at: datetime, seen: int | None = None
) -> Cycle | Findings:
    """Settle a period on its latest figures; the person becomes its preparer."""

    def decide(connection: Connection, case: Case) -> Cycle | Finding:
        if refusal := may_settle(case.cycle, by) or earlier_open(case.earlier, restating=bool(case.cycle.restates)):
            return refusal
        basis = accepted(connection, case)
        if basis is None:
            raise LookupError(f"{case.cycle.period} is submitted without a submission")
        settled = basis.settled()[-1]
        if case.cycle.restates and unchanged(connection, case, settled):
            return dropped(connection, case.cycle, "Nothing changed: no document", by, at)
        after = settle(case.cycle, settled, case.earlier, by=by, at=at)
        if isinstance(after, Finding):
            return after
        if raced := cycles.advance(connection, case.cycle, after, **roll_up(settled)):
            return raced
        text = versions.version_row(connection, case.cycle.customer, case.definition.key, case.contract.digest)
        if after.prepared:
            uploads.keep_settlement(connection, after, after.prepared, settled, text, case.known().written())
        log.record(connection, "settled", by, at, after, net=str(settled.net), contract=case.contract.digest)
        again = "restated" if after.restates else "settled again"
        restate_differing(connection, replace(case, cycle=after), f"{after.period.label} is {again}", by, at)
        return after

    return decided(books, agreement, period, by, seen, decide)


def approve_period(
    books: Books, agreement: int, period: str, *, by: Person, at: datetime, seen: int | None = None
) -> Cycle | Findings:
    """Put a signature under the settlement that stands."""

    def decide(connection: Connection, case: Case) -> Cycle | Finding:
        after = approve(case.cycle, by=by, at=at)
        if isinstance(after, Finding):
            return after
        if refusal := own_waiver(case, by) or stale(connection, case):
            return refusal
        if raced := cycles.advance(connection, case.cycle, after):
            return raced
        uploads.keep_approval(connection, after, after.approvals[-1])
        log.record(connection, "approved", by, at, after, role=after.approvals[-1].role)
        return after

    return decided(books, agreement, period, by, seen, decide)


def own_waiver(case: Case, by: Person) -> Finding | None:
    """Nobody approves a period in which they let something go."""
    mine = (each for each in case.granted if each.kind is Kind.WAIVER and each.period == case.cycle.period)
    return next((refusal for each in mine if (refusal := own_work(by, each.opened, "waived"))), None)


def reopen_period(
    books: Books, agreement: int, period: str, reason: str, *, by: Person, at: datetime, seen: int | None = None
) -> Cycle | Findings:
    """Take a settlement back, with a reason; its signatures are void."""

    def decide(connection: Connection, case: Case) -> Cycle | Finding:
        after = reopen(case.cycle, reason, case.later, by=by, at=at)
        if isinstance(after, Finding):
            return after
        if raced := cycles.advance(connection, case.cycle, after, **roll_up(None)):
            return raced
        log.record(connection, "reopened", by, at, after, reason=reason.strip())
        return after

    return decided(books, agreement, period, by, seen, decide)


def extend_period(
    books: Books, agreement: int, period: str, closes: datetime | None, *, by: Person, at: datetime
) -> Cycle | Findings:
    """Move the last moment for figures, or lift it."""

    def decide(connection: Connection, case: Case) -> Cycle | Finding:
        after = extend(case.cycle, closes, by=by, at=at)
        if isinstance(after, Finding):
            return after
        if raced := cycles.advance(connection, case.cycle, after):
            return raced
        log.record(connection, "extended", by, at, after, closes=closes.isoformat() if closes else "")
        return after

    return decided(books, agreement, period, by, None, decide)
