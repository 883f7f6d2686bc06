"""Restating: what is known now against what was issued, and a new round for every period that comes to something else.

An issued statement is never edited. Late figures, a decision, a back-dated text: each period that depends on it is
settled once more, through the same stages, and ends in a statement of the difference. Nothing changed, no document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from sla.cycle import Cycle, Person, Stage, drop, restate, unsettle
from sla.cycle.matter import Correction
from sla.cycle.refusal import refused
from sla.cycle.rules import may_drop, reason_missing
from sla.operations.decided import decided
from sla.operations.disputed import keep_aside
from sla.operations.figures import Case, accepted
from sla.settlement.model import Settlement
from sla.store import cycles, log, uploads
from sla.store.books import Books
from sla.store.queries import roll_up
from sla.values import Finding, Findings, Period


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
    """Give a restatement up: the statement before it stands, and what was issued on more is restated in its turn.

    Nobody gives up what was decided: figures that both sides agreed on, or whatever makes that statement come to
    something else without any new figures.
    """

    def decide(connection: Connection, case: Case) -> Cycle | Finding:
        if refusal := may_drop(case.cycle, by) or reason_missing(reason):
            return refusal
        before = replace(case, cycle=cycles.load_cited(connection, case.cycle))
        if _taken_in(case, before.cycle) or before.cycle in differing(connection, before):
            return _decided_since(before.cycle)
        after = dropped(connection, case.cycle, reason, by, at)
        if isinstance(after, Cycle):
            restate_differing(connection, before, f"the restatement of {after.period.label} was dropped", by, at)
        return after

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
    restate_differing(connection, case, reason, by, at)


def restate_differing(connection: Connection, case: Case, reason: str, by: Person, at: datetime) -> None:
    """Restate every issued period, from this one on, that comes to something else with what is known now."""
    for each in tuple(differing(connection, case)):
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
    """Whether a restatement comes to just what the statement before it says, out of the same figures.

    Other figures are kept by a statement, even where nothing of this period follows from them: a longer window that
    closes later is made of them too.
    """
    before = cycles.load_cited(connection, case.cycle)
    figures, then = (_figures(connection, each) for each in (case.cycle, before))
    return figures == then and uploads.standing_settlement(connection, before).comes_to(now)


def _figures(connection: Connection, cycle: Cycle) -> dict[tuple[object, ...], Decimal]:
    """What a period's file says, wherever in it."""
    entries = uploads.entries_of(connection, ((cycle, cycle.counting),))
    return {(each.when, each.figure, each.scope, each.stamp): each.value for each in entries}


def differing(connection: Connection, case: Case) -> Iterator[Cycle]:
    """Issued periods from this one on that come to something else with what is known now, oldest first.

    Each by the answers that hold for it; those of one mind are settled in one go.
    """
    every = (*case.earlier, case.cycle, *case.later)
    issued = [
        replace(case, cycle=each, earlier=tuple(before for before in every if before.period < each.period))
        for each in (case.cycle, *case.later)
        if each.stage is Stage.ISSUED
    ]
    now: dict[object, dict[Period, Settlement]] = {}
    for here in reversed(issued):
        if here.readings not in now:
            settled = here.basis(uploads.entries_of(connection, here.counted)).settled()
            now[here.readings] = {each.period: each for each in settled}
    for here in issued:
        if not uploads.standing_settlement(connection, here.cycle).comes_to(now[here.readings][here.cycle.period]):
            yield here.cycle


def _taken_in(case: Case, before: Cycle) -> bool:
    """Whether figures were sent since that the customer agreed to."""
    here = (each for each in case.granted if each.period == before.period)
    agreed = {each.asked.digest for each in here if isinstance(each.asked, Correction)}
    return any(sent.digest in agreed for sent in case.cycle.sent[len(before.sent) :])


def _decided_since(cycle: Cycle) -> Finding:
    return refused(
        "decided-since",
        f"What was decided since statement {cycle.number} cannot be given up",
        found="a decision, a text or an earlier period that changes it",
        expected="a restatement in which only the vendor's own figures are new",
        remedy="Settle the restatement and issue it; to take a decision back, its side withdraws it.",
    )


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
