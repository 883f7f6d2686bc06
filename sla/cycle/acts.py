"""The acts that move a period on. Each checks role, company, stage and person, and returns the next cycle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sla.cycle import rules
from sla.cycle.model import Act, Approval, Cycle, Preparation, Sent, Stage
from sla.cycle.person import Person
from sla.settlement.model import Settlement
from sla.values import Finding


def submit(cycle: Cycle, digest: str, *, by: Person, at: datetime, matching: str = "") -> Cycle | Finding:
    """A partner sends figures in. Every upload is a new version; the same file twice in a row is recognised."""
    if refusal := rules.may_submit(cycle, by, at) or rules.sent_before(cycle, digest, matching):
        return refusal
    sent = Sent(len(cycle.sent) + 1, digest, _act(by, at), matching)
    return _moved(replace(cycle, stage=Stage.SUBMITTED, sent=(*cycle.sent, sent)))


def settle(
    cycle: Cycle, settlement: Settlement, earlier: Iterable[Cycle], *, by: Person, at: datetime
) -> Cycle | Finding:
    """A vendor manager takes the settlement of the latest figures as theirs. `earlier` are the periods before."""
    if refusal := rules.may_settle(cycle, by) or rules.earlier_open(earlier, restating=bool(cycle.restates)):
        return refusal
    waiting = tuple(dict.fromkeys(settlement.waiting_for))
    prepared = Preparation(cycle.sent[-1].version, waiting, _act(by, at))
    return _moved(replace(cycle, stage=Stage.SETTLED, prepared=prepared, approvals=()))


def approve(cycle: Cycle, *, by: Person, at: datetime) -> Cycle | Finding:
    """Sign the settlement, as vendor manager or as finance; with both signatures the period is approved."""
    if refusal := rules.may_approve(cycle, by):
        return refusal
    approval = Approval(rules.signing_role(cycle, by), _act(by, at))
    approvals = (*cycle.approvals, approval)
    stage = Stage.APPROVED if rules.complete(approvals) else Stage.SETTLED
    return _moved(replace(cycle, stage=stage, approvals=approvals))


def reopen(cycle: Cycle, reason: str, later: Iterable[Cycle], *, by: Person, at: datetime) -> Cycle | Finding:
    """Take a settlement back, with a reason: approvals are void and the partner can send figures again.

    `later` are the periods after; their results stand on this one, so they are reopened first.
    """
    del at  # kept so that all acts are called alike; the log takes it
    behind = rules.later_settled(later, restating=bool(cycle.restates))
    if refusal := rules.may_reopen(cycle, by) or rules.reason_missing(reason, "Reopening") or behind:
        return refusal
    return _moved(replace(cycle, stage=Stage.SUBMITTED, prepared=None, approvals=(), closes=None))


def restate(cycle: Cycle, reason: str, *, by: Person, at: datetime, forced: bool = False) -> Cycle | Finding:
    """Settle an issued period once more: a new round of the same period, which cites the statement that stands.

    `forced` where it follows from a decision that was made by those who may, and needs no decision of its own.
    """
    del at  # the log takes it
    refusal = rules.not_issued(cycle) if forced else rules.may_restate(cycle, by)
    if refusal := refusal or rules.reason_missing(reason, "A restatement"):
        return refusal
    return Cycle(
        cycle.agreement,
        cycle.customer,
        cycle.vendor,
        cycle.period,
        stage=Stage.SUBMITTED,
        round=cycle.round + 1,
        restates=cycle.number,
        calendar=cycle.calendar,
        approve_days=cycle.approve_days,
        sent=cycle.sent,
        settled_before=cycle.counting,
    )


def take_in(cycle: Cycle, digest: str, sent: Act, matching: str = "") -> Cycle:
    """Take figures in that both sides agree on, for a period that is open for them once more."""
    if cycle.stage is not Stage.SUBMITTED:
        raise LookupError(f"{cycle.period} is {cycle.stage} and takes no figures in")
    return _moved(replace(cycle, sent=(*cycle.sent, Sent(len(cycle.sent) + 1, digest, sent, matching))))


def drop(cycle: Cycle, reason: str, *, by: Person, at: datetime) -> Cycle | Finding:
    """Give a restatement up: the statement before it stands."""
    del at  # the log takes it
    if refusal := rules.may_drop(cycle, by) or rules.reason_missing(reason):
        return refusal
    return _moved(replace(cycle, stage=Stage.DROPPED, prepared=None, approvals=()))


def unsettle(cycle: Cycle) -> Cycle:
    """The settlement no longer stands, because what it was made of has changed; approvals are void."""
    return _moved(replace(cycle, stage=Stage.SUBMITTED, prepared=None, approvals=()))


def extend(cycle: Cycle, closes: datetime | None, *, by: Person, at: datetime) -> Cycle | Finding:
    """A vendor manager moves the last moment for figures, or lifts it."""
    if refusal := rules.may_extend(cycle, by) or rules.moment_past(closes, at):
        return refusal
    return _moved(replace(cycle, closes=closes))


def take_number(cycle: Cycle, number: str, *, by: Person, at: datetime) -> Cycle | Finding:
    """Finance gives the statement its number. From here on the period can only be issued."""
    if refusal := rules.may_issue(cycle, by) or rules.number_taken(cycle):
        return refusal
    return _moved(replace(cycle, number=number, issued=_act(by, at)))


def issue(cycle: Cycle, *, by: Person) -> Cycle | Finding:
    """The statement with its number is sealed and stored: the period is issued, as of when the number was taken."""
    if refusal := rules.may_issue(cycle, by) or rules.number_missing(cycle):
        return refusal
    return _moved(replace(cycle, stage=Stage.ISSUED))


def _act(by: Person, at: datetime) -> Act:
    if at.tzinfo is None:
        raise ValueError(f"a moment has a time zone: {at}")
    return Act(by.id, by.name, at)


def _moved(cycle: Cycle) -> Cycle:
    """Every change is a new revision."""
    return replace(cycle, revision=cycle.revision + 1)
