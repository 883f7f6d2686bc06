"""Who must act now, and what a person can do: so that a page shows the next step instead of a puzzle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from sla.cycle import rules
from sla.cycle.model import Cycle, Stage
from sla.cycle.person import Person, Role


@dataclass(frozen=True, slots=True)
class NextStep:
    """What has to happen next, and the roles that can do it."""

    roles: tuple[Role, ...]
    says: str


def next_step(cycle: Cycle) -> NextStep:
    """The step that the stage waits for."""
    match cycle.stage:
        case Stage.OPEN:
            return NextStep((Role.PARTNER,), "The vendor sends the figures.")
        case Stage.SUBMITTED:
            return NextStep((Role.MANAGER,), "A vendor manager checks the figures and settles.")
        case Stage.SETTLED:
            return _signature(cycle)
        case Stage.APPROVED:
            says = f"Finance completes statement {cycle.number}." if cycle.number else "Finance issues the statement."
            return NextStep((Role.FINANCE,), says)
        case Stage.ISSUED:
            return NextStep((), f"Nothing: statement {cycle.number} is issued.")
        case Stage.DROPPED:
            return NextStep((), f"Nothing: statement {cycle.restates} stands.")
        case _:
            assert_never(cycle.stage)


def _signature(cycle: Cycle) -> NextStep:
    if rules.waiting(cycle):
        return NextStep((Role.MANAGER,), "A vendor manager reopens it, because figures are missing.")
    given = {approval.role for approval in cycle.approvals}
    missing = tuple(role for role in rules.SIGNATURES if role not in given)
    who = {Role.MANAGER: "a second vendor manager", Role.FINANCE: "finance"}
    says = " and ".join(who[role] for role in missing)
    return NextStep(missing, f"{says[:1].upper()}{says[1:]} {'approve' if len(missing) > 1 else 'approves'}.")


def possible(cycle: Cycle, by: Person, at: datetime) -> frozenset[str]:
    """The acts open to a person now, by name: some of the keys below."""
    refusals = {
        "submit": rules.may_submit(cycle, by, at),
        "settle": rules.may_settle(cycle, by),
        "approve": rules.may_approve(cycle, by),
        "reopen": rules.may_reopen(cycle, by),
        "extend": rules.may_extend(cycle, by),
        "issue": rules.may_issue(cycle, by),
        "restate": rules.may_restate(cycle, by),
        "drop": rules.may_drop(cycle, by),
    }
    return frozenset(act for act, refusal in refusals.items() if refusal is None)
