"""The cycle as a value: where one period of one agreement stands, and who brought it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sla.cycle.person import Role
from sla.values import Calendar, Period


class Stage(StrEnum):
    """How far a period has come."""

    OPEN = "open"
    SUBMITTED = "submitted"
    SETTLED = "settled"
    APPROVED = "approved"
    ISSUED = "issued"
    DROPPED = "dropped"
    """A restatement that came to nothing: no document."""

    @property
    def is_settled(self) -> bool:
        """Whether a settlement stands: settled, approved or issued."""
        return self in (Stage.SETTLED, Stage.APPROVED, Stage.ISSUED)


@dataclass(frozen=True, slots=True)
class Act:
    """Who did it, and when."""

    person: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """One upload. Versions count from 1 and are never overwritten; `digest` is the SHA-256 of the file in hex."""

    version: int
    digest: str
    act: Act
    matching: str = ""
    """How it was read, as canonical JSON, where its layout is the vendor's own."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """The settlement that stands: who prepared it, from which upload, and what it still waits for."""

    version: int
    waiting_for: tuple[str, ...]
    act: Act


@dataclass(frozen=True, slots=True)
class Approval:
    """One of the two signatures under a settlement, and in which role it was given."""

    role: Role
    act: Act


@dataclass(frozen=True, slots=True)
class Cycle:
    """One period of one agreement, settled for the first time or once more. `customer` and `vendor` are organisations.

    `revision` counts every change; a change that was decided on an older revision is refused.
    """

    agreement: int
    customer: int
    vendor: int
    period: Period
    stage: Stage = Stage.OPEN
    revision: int = 0
    round: int = 0
    """0 for the period's first settlement, then one more for each restatement."""
    restates: str = ""
    """Of a restatement: the number of the statement before it."""
    closes: datetime | None = None
    """The last moment for figures, if the parties set one."""
    calendar: Calendar | None = None
    """The business days that its deadlines count, as they were known when it opened."""
    approve_days: int | None = None
    """In how many of them after its figures it is approved, as the contract said when it opened."""
    sent: tuple[Sent, ...] = ()
    prepared: Preparation | None = None
    approvals: tuple[Approval, ...] = ()
    number: str = ""
    """Number of the statement, from the moment it is taken."""
    issued: Act | None = None
    settled_before: int = 0
    """Of a restatement: the version of the figures in the statement before it."""
    id: int = 0
    """Number of its row, once it is kept."""

    @property
    def latest(self) -> Sent | None:
        """The upload that counts: the last one."""
        return self.sent[-1] if self.sent else None

    @property
    def counting(self) -> int:
        """The version of the figures that counts: the settled one, else the last; 0 before there is any."""
        if self.prepared:
            return self.prepared.version
        return self.latest.version if self.latest else 0

    @property
    def stands(self) -> int:
        """The version that counts for later periods: while a restatement is not settled, the one before it stands."""
        return self.counting if self.prepared or not self.restates else self.settled_before

    @property
    def due(self) -> datetime | None:
        """The first moment that is too late for the step that the stage waits for; None where nobody set one.

        A restatement follows from a decision and has no such days.
        """
        if self.stage is Stage.OPEN:
            return self.closes
        waits = self.stage in (Stage.SUBMITTED, Stage.SETTLED) and not self.restates
        if not waits or self.approve_days is None or self.calendar is None or self.latest is None:
            return None
        return self.calendar.deadline(self.latest.act.at, self.approve_days)
