"""Refusals: what an act answers when the rules forbid it, always with who may act and what to do next."""

from __future__ import annotations

from typing import Protocol

from sla.cycle.model import Act, Cycle, Stage
from sla.cycle.person import Person, Role
from sla.values import Finding, Period

_TITLES = {
    Role.PARTNER: "a partner of the vendor",
    Role.MANAGER: "a vendor manager of the customer",
    Role.FINANCE: "finance of the customer",
    Role.AUDITOR: "an auditor",
    Role.ADMINISTRATOR: "an administrator",
}


def title(role: Role) -> str:
    """The role in words: `a vendor manager of the customer`."""
    return _TITLES[role]


def refused(code: str, message: str, *, found: str = "", expected: str = "", remedy: str) -> Finding:
    """A finding of the cycle; there is none without a remedy."""
    return Finding(f"cycle.{code}", message, found=found, expected=expected, remedy=remedy)


class Between(Protocol):
    """Whatever is between two companies, about a period."""

    @property
    def period(self) -> Period:
        """The period."""

    @property
    def customer(self) -> int:
        """The number of the company that buys."""

    @property
    def vendor(self) -> int:
        """The number of the company that sells."""


def wrong_role(between: Between, by: Person, act: str, *roles: Role) -> Finding | None:
    """Refuse a person who holds none of the roles, or holds it at the wrong company."""
    who = " or ".join(map(title, roles))
    held = [role for role in roles if by.is_a(role)]
    if not held:
        have = ", ".join(sorted(by.roles)) or "no role"
        return refused("role", f"{by.name} may not {act}", found=have, expected=who, remedy=f"Ask {who} to {act}.")
    side = between.vendor if Role.PARTNER in roles else between.customer
    if by.organisation != side:
        company = "vendor" if Role.PARTNER in roles else "customer"
        return refused(
            "organisation",
            f"{by.name} does not work for the {company} of this agreement",
            expected=who,
            remedy=f"Ask {who} to {act}.",
        )
    return None


_NEXT = {
    Stage.OPEN: "A partner of the vendor submits the figures first.",
    Stage.SUBMITTED: "A vendor manager settles it first.",
    Stage.SETTLED: "A vendor manager and finance approve it, or a vendor manager reopens it with a reason.",
    Stage.APPROVED: "Finance issues the statement, or a vendor manager reopens it with a reason.",
    Stage.ISSUED: "The statement stands. Ask for a restatement if it has to change.",
    Stage.DROPPED: "The statement before it stands.",
}


def wrong_stage(cycle: Cycle, act: str, *stages: Stage) -> Finding | None:
    """Refuse an act that does not belong to the stage."""
    if cycle.stage in stages:
        return None
    return refused(
        "stage",
        f"{cycle.period.label} is {cycle.stage}: nobody can {act} now",
        found=str(cycle.stage),
        expected=" or ".join(stages),
        remedy=_NEXT[cycle.stage],
    )


def changed_meanwhile(between: Between) -> Finding:
    """Somebody else was faster: the decision was made on what no longer stands."""
    return refused(
        "changed-meanwhile",
        f"{between.period.label} was changed by somebody else in the meantime",
        remedy="Look at it again and repeat your step if it is still right.",
    )


def own_work(by: Person, act: Act, did: str) -> Finding | None:
    """Refuse the signature of somebody under their own work."""
    if by.id != act.person:
        return None
    return refused(
        "own-work",
        "Nobody approves what they sent in or prepared",
        found=f"{did} by {act.name}",
        expected="somebody else",
        remedy="Ask another vendor manager or somebody else in finance to approve.",
    )
