"""Who tries what about which month, and what the rulebook keeps of it: commands, rounds and matters."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.proof.reckoned import LEVELS, Asked, Reckoning, Sent

MONTHS = ("2026-03", "2026-04", "2026-05")
PLACES = ("north", "south")
HOLIDAYS = {date(2026, 5, 25), date(2026, 7, 10)}
CLOCKS = ZoneInfo("America/New_York")
PEOPLE = {
    "pat": ("north", "partner"),
    "sam": ("south", "partner"),
    "mia": ("city", "manager"),
    "max": ("city", "manager"),
    "fay": ("city", "finance"),
    "fred": ("city", "finance"),
    "audrey": ("city", "auditor"),
    "rival": ("rival", "everything"),
}
"""Company and role; the rival holds every role, at a company that has no part in this."""
SETTLED = ("settled", "approved", "issued")
FIGURE = {"answered_in_time": "answered", "complaints": "complaints"}


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody tries something. `seen` is 1 where they looked at what stands, -1 at what stood before, 0: unknown."""

    act: str
    who: str = ""
    place: str = "north"
    month: str = MONTHS[0]
    seen: int = 0
    days: int = 0
    """How far the clock goes forward, or until when figures may come; 0 lifts it."""
    sent: Sent | None = None
    kind: str = ""
    asked: Asked | None = None
    matter: int = 0
    """The how-manieth matter of all."""
    says: str = "because"

    def __str__(self) -> str:
        """Without what was left as it is."""
        said = ((each.name, getattr(self, each.name)) for each in fields(self) if each.name != "act")
        given = ", ".join(f"{name}={value!r}" for name, value in said if value != _LEFT[name])
        return f"Command({self.act!r}, {given})"


_LEFT = {each.name: each.default for each in fields(Command)}


@dataclass(slots=True)
class Round:
    """One way of a month from open to issued. `cites` is the round whose statement it restates."""

    place: str
    month: str
    number: int = 0
    cites: Round | None = None
    stage: str = "open"
    revision: int = 0
    closes: datetime | None = None
    sent: list[Sent] = field(default_factory=list)
    preparer: str = ""
    stands: Reckoning | None = None
    signed: dict[str, str] = field(default_factory=dict)
    statement: str = ""
    issued_at: datetime | None = None
    agreed: bool = False
    """Whether figures were taken in that the customer agreed to."""

    @property
    def figures(self) -> list[Sent]:
        """Those that count for later months: of a restatement that is not settled, what was issued."""
        return self.cites.sent if self.cites and not self.stands else self.sent

    def taken_back(self) -> None:
        """The settlement and its signatures are void."""
        self.stage, self.preparer, self.stands, self.signed = "submitted", "", None, {}


@dataclass(slots=True)
class Matter:
    """What was asked for, by which side, and what became of it."""

    round: Round
    kind: str
    side: str
    opener: str
    asked: Asked
    state: str = "open"
    granted: Asked | None = None

    @property
    def counts(self) -> Asked | None:
        """What was granted, until it is withdrawn."""
        return None if self.state == "withdrawn" else self.granted


SEEN = ("settle", "approve", "reopen", "restate", "drop", "number", "issue")
"""The acts for which somebody says what they looked at."""


def fits(kind: str, asked: Asked) -> bool:
    """What the contract knows, and what may be asked for under that name."""
    if asked.how not in NAMED[kind]:
        return False
    if asked.how == "figures":
        return True
    if asked.how == "answer":
        return asked.says in ("light", "heavy")
    if asked.level not in LEVELS or asked.says == "flood":
        return False
    if asked.how == "waive":
        return asked.figure == "penalty"
    return asked.how != "less" or (asked.figure == FIGURE[asked.level] and asked.much != 0)


LESS = ("whole", "first", "less")
NAMED = {"relief": LESS, "dispute": (*LESS, "answer"), "waiver": ("waive",), "correction": ("figures",)}


def being_made(here: Round) -> bool:
    return bool(here.statement) and here.stage != "issued"


def business_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in HOLIDAYS
    return day
