"""The rules of the cycle a second time, in memory: what becomes of each thing that somebody tries, and what is then.

Written from `docs/cycle`, the README and the words of the contract; it shares nothing with `sla.cycle` or the books.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.proof.commands import (
    CLOCKS,
    PEOPLE,
    PLACES,
    SEEN,
    SETTLED,
    Command,
    Matter,
    Round,
    being_made,
    business_days_after,
    fits,
)
from tests.proof.known import Known
from tests.proof.reckoned import Asked, Sent


class Rulebook(Known):
    """The rules: who tries what is let through or not, and then it has happened."""

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
        if command.act in ("ask", "correct"):
            return self._asked(here, command) if command.act == "ask" else self._corrected(here, command)
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
        if here.cites and here.cites.stands == found and here.sent[-1:] == here.cites.sent[-1:]:
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
        if before is None or here.agreed or self.comes_to(before) != before.stands:
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
        if asked is None or not fits(kind, asked) or not command.says.strip() or being_made(here):
            return False
        roles = ("manager", "finance") if kind == "waiver" else ("partner", "manager")
        no_result = kind != "relief" and here.stage not in SETTLED and not here.cites
        if not self.is_a(command.who, here.place, *roles) or no_result or self._too_late(here, kind, asked):
            return False
        side = "vendor" if PEOPLE[command.who][1] == "partner" else "customer"
        return self._opened(Matter(here, kind, side, command.who, asked))

    def _corrected(self, here: Round, command: Command) -> bool:
        """The vendor offers other figures for a month that is closed for them."""
        sent = command.sent
        if not self.is_a(command.who, here.place, "partner") or here.stage not in SETTLED or being_made(here):
            return False
        if sent is None or here.sent[-1] == sent or not command.says.strip():
            return False
        return self._opened(Matter(here, "correction", "vendor", command.who, Asked("figures", sent=sent)))

    def _opened(self, new: Matter) -> bool:
        """Once at a time."""
        where = (new.round.place, new.round.month, new.kind, new.side, new.asked)
        still = (each for each in self.matters if each.state == "open")
        if where in ((each.round.place, each.round.month, each.kind, each.side, each.asked) for each in still):
            return False
        self.matters.append(new)
        return True

    def _too_late(self, here: Round, kind: str, asked: Asked) -> bool:
        today = self.now.astimezone(CLOCKS).date()
        if kind == "relief" and asked.says == "storm":
            year, month = map(int, here.month.split("-"))
            return today > business_days_after(date(year, month + 1, 1) - timedelta(days=1), 30)
        if kind == "dispute" and here.issued_at:
            return today > business_days_after(here.issued_at.astimezone(CLOCKS).date(), 5)
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
        if (waives and command.who == matter.opener) or matter.state != "open" or being_made(here):
            return False
        if not command.says.strip() or (command.asked and not fits(matter.kind, command.asked)):
            return False
        matter.granted = command.asked
        whole = command.asked == matter.asked
        matter.state = "refused" if command.asked is None else "granted" if whole else "partly granted"
        if command.asked and command.asked.sent:
            self._taken_in(here, command.asked.sent)
        elif command.asked:
            self.follow(here)
        return True

    def _taken_in(self, here: Round, sent: Sent) -> None:
        """Figures that both sides agree on: a month that is closed for them is opened, as far as it has to be."""
        if here.stage == "issued":
            self.restated(here)
            here = self.latest(here.place, here.month)
        elif here.stage != "submitted":
            here.taken_back()
            here.revision += 1
        here.sent.append(sent)
        here.agreed = True
        here.revision += 1

    def _withdrawn(self, matter: Matter, here: Round) -> bool:
        taken_in = matter.kind == "correction" and matter.granted
        if matter.state in ("withdrawn", "refused") or taken_in or being_made(here):
            return False
        counted = matter.counts is not None
        matter.state = "withdrawn"
        if counted:
            self.follow(here)
        return True
