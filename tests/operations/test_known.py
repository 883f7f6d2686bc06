"""As known on a day: for the moment of every act the books give back, byte for byte, what they said right then."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from sla.cycle import Cycle, Person, Stage
from sla.cycle.matter import Kind
from sla.operations import accepting, asking, correcting, deciding, restating
from sla.operations.activation import activate_contract
from sla.operations.agreements import open_period
from sla.operations.issuing import issue_statement
from sla.operations.issuing import numbered as take_number
from sla.operations.known import moment, told
from sla.operations.pages import scorecard
from sla.operations.submitting import send_figures
from sla.store.cycles import cycles_of
from sla.store.known import cycles_known
from sla.values import Findings
from tests.operations.house import APRIL, FILES, MARCH, NOW, TEXT, House, figures, refused
from tests.operations.test_asking import GOODWILL, PART, STORM

MINUTE = timedelta(minutes=1)
MONTHS = (MARCH, APRIL)


@dataclass
class History:
    """What people did in a house, minute by minute, and what the books said after each act."""

    house: House
    chance: Random
    at: datetime = NOW
    said: dict[datetime, tuple[str, str, tuple[Cycle, ...]]] = field(default_factory=dict)
    did: Counter[str] = field(default_factory=Counter)

    def go(self, acts: int) -> None:
        for _ in range(acts):
            self.at += MINUTE
            act = self.chance.choice(ACTS)
            if not isinstance(self.tried(act), Findings):
                self.did[act] += 1
                self.said[self.at] = self.books_say()

    def books_say(self, known: datetime | None = None) -> tuple[str, str, tuple[Cycle, ...]]:
        """Both months as they are told, and every cycle."""
        return self.telling(MARCH, known), self.telling(APRIL, known), self.cycles(known)

    def telling(self, month: str, known: datetime | None = None) -> str:
        answer = told(self.house.books, self.house.north.id, month, by=self.house.mia, known=known)
        return "" if isinstance(answer, Findings) else answer

    def cycles(self, known: datetime | None = None) -> tuple[Cycle, ...]:
        by, number = self.house.mia, self.house.north.id
        with self.house.books.reading(by) as connection:
            return cycles_known(connection, by, number, known) if known else cycles_of(connection, by, number)

    def tried(self, act: str) -> object:
        """Somebody tries something, sensible or not; `on` is what the first month that waits needs next."""
        house, books, number = self.house, self.house.books, self.house.north.id
        month, chance, at = self.chance.choice(MONTHS), self.chance, self.at
        if act == "on":
            waiting = [each for each in self.cycles() if each.stage is not Stage.ISSUED]
            month, act = (waiting[0].period.key, NEXT[waiting[0].stage]) if waiting else (month, "restate")
        staff = chance.choice([house.max, house.fay])
        file = figures(month, answered=chance.choice([600, 700, 900]), calls=chance.choice([1000, 1100]))
        closes = at + timedelta(days=chance.choice([3, 9]))
        reason = "so it was agreed"
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: open_period(
                books, number, month, by=house.mia, at=at, closes=chance.choice([closes, None])
            ),
            "send": lambda: send_figures(books, number, month, "figures.csv", file, by=house.pat, at=at),
            "settle": lambda: deciding.settle_period(books, number, month, by=house.mia, at=at),
            "approve": lambda: deciding.approve_period(books, number, month, by=staff, at=at),
            "reopen": lambda: deciding.reopen_period(books, number, month, reason, by=house.mia, at=at),
            "extend": lambda: deciding.extend_period(books, number, month, closes, by=house.mia, at=at),
            "number": lambda: take_number(books, house.press, number, month, by=house.fay, at=at),
            "issue": lambda: issue_statement(books, house.press, number, month, by=house.fay, at=at),
            "restate": lambda: restating.restate_period(books, number, month, reason, by=house.mia, at=at),
            "drop": lambda: restating.drop_restatement(books, number, month, reason, by=house.max, at=at),
            "accept": lambda: self.accepted(month),
            "amend": self.amended,
            "offer": lambda: correcting.offer(
                books, number, MARCH, "better.csv", file if month == MARCH else b"", reason, by=house.pat, at=at
            ),
        }
        return acts[act]() if act in acts else self.asked(act)

    def asked(self, act: str) -> object:
        """Something about March, between the two sides."""
        house, books, chance = self.house, self.house.books, self.chance
        kind = chance.choice([Kind.RELIEF, Kind.DISPUTE, Kind.WAIVER])
        what = GOODWILL if kind is Kind.WAIVER else chance.choice([STORM, PART])
        by: Person = house.max if kind is Kind.WAIVER else house.pat
        if act == "ask":
            return asking.ask(books, house.north.id, MARCH, kind, what, "so it was", by=by, at=self.at)
        card = scorecard(books, house.north.id, MARCH, by=house.mia, at=self.at)
        if card is None or not card.matters:
            return Findings()
        matter = chance.choice(card.matters)
        by = house.max if matter.kind is Kind.WAIVER else house.pat
        match act:
            case "say":
                return asking.say(books, matter.id, "as I said", (("a.txt", b"a"),), by=by, at=self.at)
            case "decide":
                granted = chance.choice([matter.asked, None])
                return asking.decide(books, matter.id, granted, "we looked", by=house.mia, at=self.at)
            case _:
                return asking.withdraw(books, matter.id, by=by, at=self.at)

    def accepted(self, month: str) -> object:
        house = self.house
        card = scorecard(house.books, house.north.id, month, by=house.pat, at=self.at)
        keys = [each.key for each in card.lines][:1] if card else []
        return accepting.accept_lines(house.books, house.north.id, month, keys, by=house.pat, at=self.at)

    def amended(self) -> object:
        """A second version, from April on, whatever was settled by then."""
        if self.did["amend"]:
            return Findings()
        text = TEXT.replace("version: 1", "version: 2\neffective: 2026-04-01").replace("at least 70", "at least 72")
        files = {**FILES, "contract-2.yaml": text}
        return activate_contract(self.house.books, files, by=self.house.mia, at=self.at, reason="as agreed in May")


NEXT = {Stage.OPEN: "send", Stage.SUBMITTED: "settle", Stage.SETTLED: "approve", Stage.APPROVED: "issue"}
ACTS = (
    *("on",) * 14,
    *("open", "send", "number", "reopen", "extend", "restate", "restate", "drop", "accept", "amend", "offer", "offer"),
    *("ask", "ask", "say", "decide", "decide", "withdraw"),
)


@pytest.mark.parametrize("seed", range(2))
def test_for_every_act_the_books_give_back_what_they_said_then(house: House, seed: int) -> None:
    history = History(house, Random(seed))
    for month in MONTHS:
        open_period(house.books, house.north.id, month, by=house.mia, at=NOW)
    history.go(80)
    assert history.did.keys() >= {"on", "ask", "decide"}, history.did
    assert len({said for said, _, _ in history.said.values()}) > 15
    assert {each.round for *_, cycles in history.said.values() for each in cycles} >= {0, 1}
    for at, said in history.said.items():
        assert history.books_say(at + MINUTE * history.chance.choice([0, 0.5])) == said, f"{at}"


def test_a_dropped_round_is_still_known(house: House) -> None:
    """Its figures counted while it was open, and later ones under the same version number did not."""
    history = History(house, Random(1))
    books, number = house.books, house.north.id
    house.issued()
    history.at += MINUTE
    for answered in (700, 900):
        history.at += MINUTE
        restating.restate_period(books, number, MARCH, "late", by=house.mia, at=history.at)
        history.at += MINUTE
        send_figures(books, number, MARCH, "b.csv", figures(MARCH, answered=answered), by=house.pat, at=history.at)
        history.said[history.at] = history.books_say()
        history.at += MINUTE
        restating.drop_restatement(books, number, MARCH, "no", by=house.max, at=history.at)
    nets = [json.loads(said)["settlement"]["settlements"][0]["net"] for said, _, _ in history.said.values()]
    assert nets == ["0.00", "1000.00"]
    assert [history.books_say(at) for at in history.said] == list(history.said.values())


def test_before_it_was_open_there_was_nothing_to_know(house: House) -> None:
    house.settled()
    answer = told(house.books, house.north.id, MARCH, by=house.mia, known=NOW - MINUTE)
    assert refused(answer) == "known.before"
    for stranger in (house.sam, house.rival):
        answer = told(house.books, house.north.id, MARCH, by=stranger, known=NOW)
        assert refused(answer) == "period.unknown"


NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2026-04-09", datetime(2026, 4, 10, 3, 59, 59, 999999, tzinfo=UTC)),
        ("2026-04-09T18:00", datetime(2026, 4, 9, 22, tzinfo=UTC)),
        ("2026-04-09T18:00+00:00", datetime(2026, 4, 9, 18, tzinfo=UTC)),
        ("2026-07-06", NOW),
    ],
)
def test_a_day_is_all_of_it_on_the_contract_s_clock(text: str, known: datetime) -> None:
    assert moment(text, NEW_YORK, NOW) == known


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "known.moment"),
        ("yesterday", "known.moment"),
        ("0001-01-01T00:00+14:00", "known.moment"),
        ("9999-12-31", "known.moment"),
        ("2026-07-07", "known.future"),
        ("2026-07-06T18:00", "known.future"),
    ],
)
def test_what_is_no_moment_behind_us(text: str, code: str) -> None:
    assert refused(moment(text, NEW_YORK, NOW)) == code
