"""What the rulebook knows: where every month stands, who may do what there, and what it comes to on what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tests.proof.commands import (
    MONTHS,
    PEOPLE,
    PLACES,
    Matter,
    Round,
)
from tests.proof.reckoned import Asked, Reckoning, reckoned


@dataclass(slots=True)
class Known:
    """Everything that happened so far, and what follows from it; nothing is decided here."""

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

    def listed(self) -> Iterator[tuple[object, ...]]:
        """Every round as the books list it."""
        for rounds in self.rounds.values():
            for each in rounds:
                net = each.stands.net if each.stands else None
                yield each.place, each.month, each.number, each.stage, each.revision, each.statement, net

    def issued(self) -> Iterable[Round]:
        """Every round that ended in a statement."""
        return (each for rounds in self.rounds.values() for each in rounds if each.stage == "issued")
