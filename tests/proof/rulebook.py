"""The rules of the cycle a second time, in memory: what becomes of each thing that somebody tries, and what is then.

Written from `docs/cycle`, the README and the words of the contract; it shares nothing with `sla.cycle` or the books.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.proof.reckoned import LEVELS, Asked, Reckoning, Sent, reckoned

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


@dataclass(slots=True)
class Rulebook:
    """Everything that was agreed on, and what happened so far."""

    now: datetime
    rounds: dict[tuple[str, str], list[Round]] = field(default_factory=dict)
    matters: list[Matter] = field(default_factory=list)
    series: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PLACES, 0))

    def __post_init__(self) -> None:
        """Every month is open."""
        self.rounds = {(place, month): [Round(place, month)] for place in PLACES for month in MONTHS}

    def latest(self, place: str, month: str) -> Round:
        """The round that counts: the last that was not given up."""
        return [each for each in self.rounds[place, month] if each.stage != "dropped"][-1]

    def others(self, here: Round, *, later: bool) -> list[Round]:
        """The months before or after, each in the round that counts."""
        return [
            self.latest(here.place, month) for month in MONTHS if month != here.month and (month > here.month) is later
        ]

    # Who may.

    def sees(self, who: str, place: str) -> bool:
        """The vendor its own, the customer's people all."""
        return PEOPLE[who][0] in ("city", place)

    def is_a(self, who: str, place: str, *roles: str) -> bool:
        """Whether somebody takes part in such a role."""
        return self.sees(who, place) and PEOPLE[who][1] in roles

    def may(self, act: str, who: str, here: Round) -> bool:
        """Whether an act is open to somebody by its stage and by who did what; other months are not looked at."""
        role = {"submit": ("partner",), "approve": ("manager", "finance"), "issue": ("finance",)}
        if not self.is_a(who, here.place, *role.get(act, ("manager",))):
            return False
        match act:
            case "submit":
                return here.stage in ("open", "submitted") and (here.closes is None or self.now < here.closes)
            case "settle":
                return here.stage == "submitted"
            case "approve":
                given = PEOPLE[who][1] in here.signed or who in (*here.signed.values(), here.preparer)
                return here.stage == "settled" and not given and not self._waits(here)
            case "reopen":
                return here.stage in ("settled", "approved") and not here.statement
            case "extend":
                return here.stage in ("open", "submitted")
            case "issue":
                return here.stage == "approved" and not self._waits(here)
            case "restate":
                return here.stage == "issued"
            case "drop":
                stages = ("submitted", "settled", "approved")
                return here.cites is not None and here.stage in stages and not here.statement
            case _:
                raise LookupError(act)

    def _waits(self, here: Round) -> bool:
        return here.stands is not None and here.stands.waiting

    # What it comes to.

    def comes_to(self, here: Round) -> Reckoning:
        """A month on what is known now."""
        before = [each for each in self.others(here, later=False) if each.figures]
        months = [(each.month, each.figures[-1]) for each in before]
        granted: dict[str, list[Asked]] = {}
        for each in self.matters:
            if each.counts and each.round.place == here.place and each.round.month <= here.month:
                granted.setdefault(each.round.month, []).append(each.counts)
        return reckoned([*months, (here.month, here.sent[-1])], granted)

    def follow(self, here: Round) -> None:
        """Something became known: what stands on less is taken back, and what was issued on it is restated."""
        if here.stage in ("settled", "approved") and not here.statement and self.comes_to(here) != here.stands:
            here.taken_back()
            here.revision += 1
        for each in [
            each
            for each in (here, *self.others(here, later=True))
            if each.stage == "issued" and self.comes_to(each) != each.stands
        ]:
            self.restated(each)

    def restated(self, here: Round) -> None:
        """A new round."""
        rounds = self.rounds[here.place, here.month]
        number = rounds[-1].number + 1
        rounds.append(Round(here.place, here.month, number, here, "submitted", sent=list(here.sent)))

    # What happens.

    def tried(self, command: Command) -> bool:
        """Whether it is allowed; then it has happened."""
        if command.act == "clock":
            self.now += timedelta(days=command.days)
            return True
        if command.act == "close":
            return self._closed(command)
        if command.act in ("say", "decide", "withdraw"):
            return self._answered(command)
        here = self.latest(command.place, command.month)
        if not self.sees(command.who, command.place) or (command.seen < 0 and command.act in SEEN):
            return False
        if command.act == "ask":
            return self._asked(here, command)
        act = "issue" if command.act == "number" else command.act
        if not self.may(act, command.who, here):
            return False
        if command.act in ("reopen", "restate", "drop") and not command.says.strip():
            return False
        done = {
            "submit": self._submitted,
            "settle": self._settled,
            "approve": self._approved,
            "reopen": self._reopened,
            "extend": self._extended,
            "number": self._numbered,
            "issue": self._issued,
            "restate": self._restated,
            "drop": self._given_up,
        }
        return done[command.act](here, command)

    def _submitted(self, here: Round, command: Command) -> bool:
        if command.sent is None or (here.sent and here.sent[-1] == command.sent):
            return False  # no figures at all, or the same file again
        here.sent.append(command.sent)
        here.stage = "submitted"
        here.revision += 1
        return True

    def _settled(self, here: Round, command: Command) -> bool:
        before = self.others(here, later=False)
        if any(each.stage not in SETTLED and (here.cites or not each.cites) for each in before):
            return False
        found = self.comes_to(here)
        if here.cites and here.cites.stands == found:
            self._dropped(here)
            return True
        here.stage, here.preparer, here.stands, here.signed = "settled", command.who, found, {}
        here.revision += 1
        self.follow(here)
        return True

    def _dropped(self, here: Round) -> None:
        here.stage, here.stands, here.preparer, here.signed = "dropped", None, "", {}
        here.revision += 1

    def _approved(self, here: Round, command: Command) -> bool:
        who = command.who
        waived = (each for each in self.matters if each.kind == "waiver" and each.counts and each.opener == who)
        own = any(each.round.place == here.place and each.round.month == here.month for each in waived)
        if own or self.comes_to(here) != here.stands:
            return False
        here.signed[PEOPLE[who][1]] = who
        here.stage = "approved" if len(here.signed) == 2 else "settled"
        here.revision += 1
        return True

    def _stood_on(self, here: Round) -> bool:
        """Later months stand on this one; what is restated is followed by restatements that are not issued."""
        later = self.others(here, later=True)
        if here.cites:
            return any(each.cites and each.stage in ("settled", "approved") for each in later)
        return any(each.stage in SETTLED or each.cites for each in later)

    def _reopened(self, here: Round, _: Command) -> bool:
        if self._stood_on(here):
            return False
        here.taken_back()
        here.closes = None
        here.revision += 1
        return True

    def _extended(self, here: Round, command: Command) -> bool:
        if command.days < 0:
            return False
        here.closes = self.now + timedelta(days=command.days) if command.days else None
        here.revision += 1
        return True

    def _restated(self, here: Round, _: Command) -> bool:
        self.restated(here)
        return True

    def _given_up(self, here: Round, _: Command) -> bool:
        """What was decided or follows from other months is not given up; what was built on it is restated."""
        before = here.cites
        if before is None or self.comes_to(before) != before.stands:
            return False
        self._dropped(here)
        self.follow(before)
        return True

    def _numbered(self, here: Round, _: Command) -> bool:
        if not here.statement:
            if self.comes_to(here) != here.stands:
                return False
            self.series[here.place] += 1
            here.statement = f"{here.place.upper()}-{self.series[here.place]:04d}"
            here.issued_at = self.now
            here.revision += 1
        return True

    def _issued(self, here: Round, command: Command) -> bool:
        if not self._numbered(here, command):
            return False
        here.stage = "issued"
        here.revision += 1
        self.follow(here)
        return True

    def _closed(self, command: Command) -> bool:
        """Every agreement in sight is brought on, as far as one person may bring it."""
        role = PEOPLE[command.who][1]
        seen = [place for place in PLACES if self.sees(command.who, place)]
        here = [self.latest(place, command.month) for place in seen]
        if role not in ("manager", "finance") or all(each.stage == "issued" for each in here):
            return False
        for each in here:
            act = "settle" if role == "manager" else "issue"
            if self.may(act, command.who, each) and each.stage != "issued":
                (self._settled if act == "settle" else self._issued)(each, command)
        return True

    # Relief, disputes, waivers.

    def _asked(self, here: Round, command: Command) -> bool:
        asked, kind = command.asked, command.kind
        if asked is None or not _fits(kind, asked) or not command.says.strip() or _being_made(here):
            return False
        roles = ("manager", "finance") if kind == "waiver" else ("partner", "manager")
        no_result = kind != "relief" and here.stage not in SETTLED and not here.cites
        if not self.is_a(command.who, here.place, *roles) or no_result or self._too_late(here, kind, asked):
            return False
        side = "vendor" if PEOPLE[command.who][1] == "partner" else "customer"
        still = (each for each in self.matters if each.state == "open" and each.round.month == here.month)
        if (here.place, kind, side, asked) in ((e.round.place, e.kind, e.side, e.asked) for e in still):
            return False
        self.matters.append(Matter(here, kind, side, command.who, asked))
        return True

    def _too_late(self, here: Round, kind: str, asked: Asked) -> bool:
        today = self.now.astimezone(CLOCKS).date()
        if kind == "relief" and asked.says == "storm":
            year, month = map(int, here.month.split("-"))
            return today > _business_days_after(date(year, month + 1, 1) - timedelta(days=1), 30)
        if kind == "dispute" and here.issued_at:
            return today > _business_days_after(here.issued_at.astimezone(CLOCKS).date(), 5)
        return False

    def _answered(self, command: Command) -> bool:
        if command.matter >= len(self.matters):
            return False
        matter = self.matters[command.matter]
        place, here = matter.round.place, self.latest(matter.round.place, matter.round.month)
        waives = matter.kind == "waiver"
        customer = ("manager", "finance") if waives else ("manager",)
        if command.act == "say":
            everybody = ("partner", "manager", "finance")
            return bool(command.says.strip() and self.is_a(command.who, place, *everybody) and matter.state == "open")
        own = command.act == "withdraw" or waives
        side = matter.side if own else {"vendor": "customer", "customer": "vendor"}[matter.side]
        if not self.is_a(command.who, place, *(customer if side == "customer" else ("partner",))):
            return False
        if command.act == "withdraw":
            return self._withdrawn(matter, here)
        if (waives and command.who == matter.opener) or matter.state != "open" or _being_made(here):
            return False
        if not command.says.strip() or (command.asked and not _fits(matter.kind, command.asked)):
            return False
        matter.granted = command.asked
        whole = command.asked == matter.asked
        matter.state = "refused" if command.asked is None else "granted" if whole else "partly granted"
        if command.asked:
            self.follow(here)
        return True

    def _withdrawn(self, matter: Matter, here: Round) -> bool:
        if matter.state in ("withdrawn", "refused") or _being_made(here):
            return False
        counted = matter.counts is not None
        matter.state = "withdrawn"
        if counted:
            self.follow(here)
        return True

    # What can be looked up.

    def listed(self) -> Iterator[tuple[object, ...]]:
        """Every round as the books list it."""
        for rounds in self.rounds.values():
            for each in rounds:
                net = each.stands.net if each.stands else None
                yield each.place, each.month, each.number, each.stage, each.revision, each.statement, net

    def issued(self) -> Iterable[Round]:
        """Every round that ended in a statement."""
        return (each for rounds in self.rounds.values() for each in rounds if each.stage == "issued")


SEEN = ("settle", "approve", "reopen", "restate", "drop", "number", "issue")
"""The acts for which somebody says what they looked at."""


def _fits(kind: str, asked: Asked) -> bool:
    """What the contract knows, and what may be asked for under that name."""
    if asked.how not in {"relief": LESS, "dispute": (*LESS, "answer"), "waiver": ("waive",)}[kind]:
        return False
    if asked.how == "answer":
        return asked.says in ("light", "heavy")
    if asked.level not in LEVELS or asked.says == "flood":
        return False
    if asked.how == "waive":
        return asked.figure == "penalty"
    return asked.how != "less" or (asked.figure == FIGURE[asked.level] and asked.much != 0)


LESS = ("whole", "first", "less")


def _being_made(here: Round) -> bool:
    return bool(here.statement) and here.stage != "issued"


def _business_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in HOLIDAYS
    return day
