"""The controls, one function each: what an act checks before it happens. None of them changes anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sla.cycle.model import Approval, Cycle, Stage
from sla.cycle.person import Person, Role
from sla.cycle.refusal import own_work, refused, wrong_role, wrong_stage
from sla.values import Finding

SIGNATURES = (Role.MANAGER, Role.FINANCE)
"""The two signatures a settlement needs, each from somebody else."""


def may_submit(cycle: Cycle, by: Person, at: datetime) -> Finding | None:
    """Only a partner of the vendor, until the period is settled or its last moment has passed."""
    return wrong_role(cycle, by, "submit figures", Role.PARTNER) or _closed(cycle) or _late(cycle, at)


def _closed(cycle: Cycle) -> Finding | None:
    if cycle.stage in (Stage.OPEN, Stage.SUBMITTED):
        return None
    if cycle.stage is Stage.ISSUED or cycle.number:
        remedy = "The statement stands. Ask the customer for a restatement."
    else:
        remedy = "Ask a vendor manager of the customer for it to be reopened."
    message = f"{cycle.period.label} is closed for figures"
    return refused("closed", message, found=str(cycle.stage), expected="open or submitted", remedy=remedy)


def _late(cycle: Cycle, at: datetime) -> Finding | None:
    if cycle.closes is None or at < cycle.closes:
        return None
    return refused(
        "late",
        f"The time for figures of {cycle.period.label} has passed",
        found=f"sent {at:%Y-%m-%d %H:%M %Z}",
        expected=f"before {cycle.closes:%Y-%m-%d %H:%M %Z}",
        remedy="Ask a vendor manager of the customer to extend it.",
    )


def sent_before(cycle: Cycle, digest: str, matching: str = "") -> Finding | None:
    """The file is byte for byte the one that counts already, and is read in the same way."""
    latest = cycle.latest
    if latest is None or (latest.digest, latest.matching) != (digest, matching):
        return None
    return refused(
        "sent-before",
        f"This file is version {latest.version} already",
        found=f"received {latest.act.at:%Y-%m-%d %H:%M %Z} from {latest.act.name}",
        expected="a file with a change in it",
        remedy="Nothing has to be done: it counts. Send a file only if something in it changed.",
    )


def may_settle(cycle: Cycle, by: Person) -> Finding | None:
    """Only a vendor manager of the customer, once figures are there."""
    return wrong_role(cycle, by, "settle", Role.MANAGER) or wrong_stage(cycle, "settle it", Stage.SUBMITTED)


def earlier_open(earlier: Iterable[Cycle], *, restating: bool = False) -> Finding | None:
    """Streaks and caps look back, so that periods are settled in their order, and restated in their order.

    A period of which a statement stands holds up no first settlement of a later one, even while it is restated.
    """
    behind = [cycle for cycle in earlier if not cycle.stage.is_settled and (restating or not cycle.restates)]
    if not behind:
        return None
    first = min(behind, key=lambda cycle: cycle.period)
    return refused(
        "earlier-open",
        "An earlier period is not settled yet",
        found=f"{first.period.label} is {first.stage}",
        expected="every earlier period settled",
        remedy=f"Settle {first.period.label} first.",
    )


def may_approve(cycle: Cycle, by: Person) -> Finding | None:
    """A vendor manager and finance, two people, neither of whom sent in or prepared it, and nothing still unknown."""
    return (
        wrong_role(cycle, by, "approve", *SIGNATURES)
        or wrong_stage(cycle, "approve it", Stage.SETTLED)
        or _own_work(cycle, by)
        or _signed(cycle, by)
        or waiting(cycle)
    )


def _own_work(cycle: Cycle, by: Person) -> Finding | None:
    for sent in cycle.sent:
        if refusal := own_work(by, sent.act, "sent in"):
            return refusal
    return own_work(by, cycle.prepared.act, "prepared") if cycle.prepared else None


def _signed(cycle: Cycle, by: Person) -> Finding | None:
    """The person signed already, or every signature they could give has been given."""
    if any(approval.act.person == by.id for approval in cycle.approvals):
        message, found = "Two different people approve", f"{by.name} has approved already"
    elif not _signatures_left(cycle, by):
        given = next(approval for approval in cycle.approvals if approval.role in by.roles)
        message, found = "This signature has been given", f"{given.act.name} approved as {given.role}"
    else:
        return None
    missing = " and ".join(role for role in SIGNATURES if role not in {each.role for each in cycle.approvals})
    remedy = f"The signature of {missing} is missing: ask somebody who has not taken part yet."
    return refused("signed-already", message, found=found, expected=f"a signature of {missing}", remedy=remedy)


def _signatures_left(cycle: Cycle, by: Person) -> list[Role]:
    given = {approval.role for approval in cycle.approvals}
    return [role for role in SIGNATURES if by.is_a(role) and role not in given]


def signing_role(cycle: Cycle, by: Person) -> Role:
    """The signature this person gives: the first of theirs that is still missing."""
    return _signatures_left(cycle, by)[0]


def complete(approvals: tuple[Approval, ...]) -> bool:
    """Whether both signatures stand, from two people."""
    people = {approval.act.person for approval in approvals}
    return {approval.role for approval in approvals} == set(SIGNATURES) and len(people) == len(approvals)


def waiting(cycle: Cycle) -> Finding | None:
    """A settlement with unknown levels is provisional and cannot be signed."""
    if cycle.prepared is None or not cycle.prepared.waiting_for:
        return None
    return refused(
        "waiting",
        "The settlement still waits for figures",
        found="waiting for " + "; ".join(cycle.prepared.waiting_for),
        expected="a result for every level",
        remedy="Reopen it and ask the vendor for the missing figures.",
    )


def may_reopen(cycle: Cycle, by: Person) -> Finding | None:
    """Only a vendor manager, and only while there is no statement number."""
    return (
        wrong_role(cycle, by, "reopen", Role.MANAGER)
        or wrong_stage(cycle, "reopen it", Stage.SETTLED, Stage.APPROVED)
        or number_taken(cycle)
    )


def reason_missing(reason: str, what: str = "This") -> Finding | None:
    """A decision needs a reason that can be read later."""
    if reason.strip():
        return None
    return refused("reason", f"{what} needs a reason", found="nothing", remedy="Say in a sentence why.")


def later_settled(later: Iterable[Cycle], *, restating: bool = False) -> Finding | None:
    """Results of a later period stand on this one, its statement too while it is restated.

    What is restated itself is followed by restatements, and of these only one that is not issued yet stands on it.
    """
    if restating:
        ahead = [each for each in later if each.restates and each.stage in (Stage.SETTLED, Stage.APPROVED)]
    else:
        ahead = [each for each in later if each.stage.is_settled or each.restates]
    if not ahead:
        return None
    last = max(ahead, key=lambda cycle: cycle.period)
    issued = last.stage is Stage.ISSUED or last.number or (last.restates and not restating)
    remedy = "Ask for a restatement." if issued else f"Reopen {last.period.label} first."
    found = f"{last.period.label} is {last.stage}"
    return refused("later-settled", "A later period stands on this one", found=found, remedy=remedy)


def may_restate(cycle: Cycle, by: Person) -> Finding | None:
    """Only a vendor manager, once a statement stands."""
    return wrong_role(cycle, by, "restate", Role.MANAGER) or not_issued(cycle)


def not_issued(cycle: Cycle) -> Finding | None:
    """Only what was issued is restated; everything before is reopened."""
    return wrong_stage(cycle, "restate it", Stage.ISSUED)


def may_drop(cycle: Cycle, by: Person) -> Finding | None:
    """Only a vendor manager, and only a restatement that has no number."""
    if not cycle.restates:
        return refused(
            "no-restatement",
            f"{cycle.period.label} is not being restated",
            found="the period's first settlement",
            remedy="Reopen it if something in it is wrong.",
        )
    stages = (Stage.SUBMITTED, Stage.SETTLED, Stage.APPROVED)
    return (
        wrong_role(cycle, by, "drop it", Role.MANAGER) or wrong_stage(cycle, "drop it", *stages) or number_taken(cycle)
    )


def may_extend(cycle: Cycle, by: Person) -> Finding | None:
    """Only a vendor manager, while figures can still come."""
    stages = (Stage.OPEN, Stage.SUBMITTED)
    return wrong_role(cycle, by, "extend", Role.MANAGER) or wrong_stage(cycle, "extend it", *stages)


def moment_past(closes: datetime | None, at: datetime) -> Finding | None:
    """A new last moment lies ahead."""
    if closes is None or closes > at:
        return None
    remedy = "Choose a moment that is still to come."
    return refused(
        "moment-past", "The new last moment has passed already", found=f"{closes:%Y-%m-%d %H:%M}", remedy=remedy
    )


def may_issue(cycle: Cycle, by: Person) -> Finding | None:
    """Only finance, once both signatures stand; the stage alone is not believed."""
    return (
        wrong_role(cycle, by, "issue", Role.FINANCE)
        or wrong_stage(cycle, "issue it", Stage.APPROVED)
        or _unsigned(cycle)
        or waiting(cycle)
    )


def _unsigned(cycle: Cycle) -> Finding | None:
    if complete(cycle.approvals):
        return None
    return refused(
        "unsigned",
        "Both approvals must stand before a statement is issued",
        found=f"{len(cycle.approvals)} of 2",
        expected="one of a vendor manager and one of finance",
        remedy="Ask a vendor manager to reopen it, and have it approved again.",
    )


def number_taken(cycle: Cycle) -> Finding | None:
    """The statement is being made under a number that cannot be given back."""
    if not cycle.number:
        return None
    found = f"statement {cycle.number}"
    remedy = "Issue it; if it has to change, ask for a restatement."
    return refused("number-taken", "The statement has its number already", found=found, remedy=remedy)


def number_missing(cycle: Cycle) -> Finding | None:
    """There is no statement without a number."""
    if cycle.number:
        return None
    return refused(
        "number-missing", "The statement has no number yet", remedy="Take the next number of its series first."
    )
