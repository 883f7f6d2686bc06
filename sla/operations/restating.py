"""Restating: what is known now against what was issued, and a new round for every period that comes to something else.

An issued statement is never edited. Late figures, a decision, a back-dated text: each period that depends on it is
settled once more, through the same stages, and ends in a statement of the difference. Nothing changed, no document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from sla.cycle import Cycle, Person, Stage, drop, restate, unsettle
from sla.cycle.refusal import refused
from sla.operations.decided import decided
from sla.operations.disputed import keep_aside
from sla.operations.figures import Case, accepted
from sla.settlement.model import Settlement
from sla.store import cycles, log, uploads
from sla.store.books import Books
from sla.store.queries import roll_up
from sla.values import Finding, Findings


def restate_period(
    books: Books, agreement: int, period: str, reason: str, *, by: Person, at: datetime, seen: int | None = None
) -> Cycle | Findings:
    """Open a new round of an issued period, for other figures or for a decision of the vendor manager."""

    def decide(connection: Connection, case: Case) -> Cycle | Finding:
        return opened(connection, case.cycle, reason, by, at)

    return decided(books, agreement, period, by, seen, decide)


def drop_restatement(
    books: Books, agreement: int, period: str, reason: str, *, by: Person, at: datetime, seen: int | None = None
) -> Cycle | Findings:
    """Give a restatement up: the statement before it stands."""

    def decide(connection: Connection, case: Case) -> Cycle | Finding:
        return dropped(connection, case.cycle, reason, by, at)

    return decided(books, agreement, period, by, seen, decide)


def dropped(connection: Connection, cycle: Cycle, reason: str, by: Person, at: datetime) -> Cycle | Finding:
    """End a restatement without a document."""
    after = drop(cycle, reason, by=by, at=at)
    if isinstance(after, Finding):
        return after
    if raced := cycles.advance(connection, cycle, after, **roll_up(None)):
        return raced
    log.record(connection, "dropped", by, at, after, reason=reason.strip(), restates=cycle.restates)
    keep_aside(connection, after, f"round {after.round} dropped", by, at)
    return after


def follow(connection: Connection, case: Case, reason: str, by: Person, at: datetime) -> None:
    """After something became known: take back the settlement that stands on less, and restate what was issued on it.

    Later settlements without a number stay; they are refused when somebody approves them (`stale`).
    """
    here = case.cycle
    if here.stage in (Stage.SETTLED, Stage.APPROVED) and not here.number and stale(connection, case):
        taken_back(connection, here, reason, by, at)
    for each in differing(connection, case):
        opened(connection, each, reason, by, at, forced=True)


def taken_back(connection: Connection, here: Cycle, reason: str, by: Person, at: datetime) -> Cycle | Finding:
    """A settlement without a number stands no more: the period is as it was before it was settled."""
    after = unsettle(here)
    if raced := cycles.advance(connection, here, after, **roll_up(None)):
        return raced
    log.record(connection, "unsettled", by, at, after, reason=reason)
    return after


def stale(connection: Connection, case: Case) -> Finding | None:
    """Refuse to sign what stands on less than is known now and would come to something else."""
    basis = accepted(connection, case)
    if basis is None:
        return None
    now = basis.settled()[-1]
    if uploads.canonical(now) == uploads.standing_settlement(connection, case.cycle).content:
        return None
    return refused(
        "stands-on-less",
        f"Something was decided since {case.cycle.period.label} was settled",
        found="the settlement that stands",
        expected=f"net {now.net}",
        remedy="A vendor manager reopens it and settles it again.",
    )


def unchanged(connection: Connection, case: Case, now: Settlement) -> bool:
    """Whether a restatement comes to just what the statement before it says."""
    before = cycles.load_cited(connection, case.cycle)
    return uploads.standing_settlement(connection, before).comes_to(now)


def differing(connection: Connection, case: Case) -> Iterator[Cycle]:
    """Issued periods from this one on that come to something else with what is known now, oldest first."""
    issued = [each for each in (case.cycle, *case.later) if each.stage is Stage.ISSUED]
    if not issued:
        return
    last = issued[-1]
    earlier = tuple(each for each in (*case.earlier, case.cycle, *case.later) if each.period < last.period)
    whole = replace(case, cycle=last, earlier=earlier)
    now = {each.period: each for each in whole.basis(uploads.entries_of(connection, whole.counted)).settled()}
    for each in issued:
        if not uploads.standing_settlement(connection, each).comes_to(now[each.period]):
            yield each


def opened(
    connection: Connection, cycle: Cycle, reason: str, by: Person, at: datetime, *, forced: bool = False
) -> Cycle | Finding:
    """A new round. `forced` where it follows from a decision of both sides, whoever spoke last."""
    new = restate(cycle, reason, by=by, at=at, forced=forced)
    if isinstance(new, Finding):
        return new
    kept = cycles.open_cycle(connection, new)
    log.record(connection, "restated", by, at, kept, reason=reason.strip(), restates=cycle.number)
    return kept
