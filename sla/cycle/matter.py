"""A matter between the two sides: relief that is asked for, a dispute, a waiver. Opened by one, decided by the other.

Nothing of a matter is ever edited: it is opened, talked about, decided once, and perhaps withdrawn. What counts
follows from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sla.cycle.model import Act
from sla.measurement.relief import Relief
from sla.settlement.waiver import Waiver
from sla.values import Period


class Kind(StrEnum):
    """What is asked for."""

    RELIEF = "relief"
    """Something shall not count, for a cause that the contract names."""
    DISPUTE = "dispute"
    """A result is wrong: something shall not count, or the text shall be read another way."""
    WAIVER = "waiver"
    """What is owed shall not be imposed."""
    CORRECTION = "correction"
    """Other figures shall count for a period that is closed for figures."""


class Side(StrEnum):
    """The two companies of an agreement, by what they are in it."""

    CUSTOMER = "customer"
    VENDOR = "vendor"

    @property
    def other(self) -> Side:
        """The company across the table."""
        return Side.VENDOR if self is Side.CUSTOMER else Side.CUSTOMER


class State(StrEnum):
    """How far a matter has come."""

    OPEN = "open"
    GRANTED = "granted"
    PARTLY = "partly granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Answer:
    """Another answer to a question that the contract's text leaves open."""

    reading: str
    answer: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Figures that shall count instead: a file that is laid before the other side, by name and SHA-256 in hex."""

    file_name: str
    digest: str
    matching: str = ""
    """How the file is read, as canonical JSON, where its layout is the vendor's own."""


Asked = Relief | Waiver | Answer | Correction
"""What a matter asks for, and what was granted of it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that was laid before the other side. `digest` is the SHA-256 of its bytes in hex."""

    file_name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said in a matter, with the files that go with it."""

    act: Act
    side: Side
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, and why. `granted` is what counts from then on; None where it was refused."""

    act: Act
    state: State
    granted: Asked | None
    reason: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter about one period of one agreement."""

    kind: Kind
    agreement: int
    cycle: int
    """The row of the period it was opened about."""
    customer: int
    vendor: int
    period: Period
    side: Side
    """Who opened it."""
    opened: Act
    asked: Asked
    reason: str
    remarks: tuple[Remark, ...] = ()
    decision: Decision | None = None
    withdrawn: Act | None = None
    answer_by: datetime | None = None
    """Until when the other side answers, where the contract says so."""
    id: int = 0
    """Number of its row, once it is kept; shown to nobody, because it counts those of others too."""
    number: int = 0
    """Its number among the matters of its agreement, by which people know it."""

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.withdrawn:
            return State.WITHDRAWN
        return self.decision.state if self.decision else State.OPEN

    @property
    def granted(self) -> Asked | None:
        """What counts because of it; nothing while it is open, after it was refused, or once it is withdrawn."""
        return self.decision.granted if self.decision and not self.withdrawn else None
