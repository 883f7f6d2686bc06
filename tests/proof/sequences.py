"""A sequence of commands is played in the books, and after each the books are held against the rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import text

from sla.contract.model import Direction
from sla.cycle import Cycle, Person, Stage, possible
from sla.cycle.matter import Answer, Correction, Kind, Matter
from sla.cycle.matter import Asked as Wanted
from sla.cycle.rules import earlier_open
from sla.measurement.relief import First, Less, Relief, Whole
from sla.operations import asking, correcting, deciding, issuing, queue, restating
from sla.operations.closing import close_chunk, order_closing
from sla.operations.press import Press
from sla.operations.submitting import send_figures
from sla.settlement.waiver import Waiver
from sla.store.books import Books
from sla.store.cycles import cycles_at, load_cycle
from sla.values import Findings, Period
from tests.operations.house import NOW, House, figures
from tests.proof.books import Shown, shown
from tests.proof.commands import PEOPLE, PLACES, Command
from tests.proof.copies import Copy
from tests.proof.reckoned import CALLS, Asked, Sent
from tests.proof.rulebook import Rulebook

ROUNDS = text("SELECT agreement, period, round, stage, revision, number, net FROM cycle")
ACTS = ("submit", "settle", "approve", "reopen", "extend", "issue", "restate", "drop")
DECIDES = {"settle": deciding.settle_period, "approve": deciding.approve_period}
TAKES_BACK = {
    "reopen": deciding.reopen_period,
    "restate": restating.restate_period,
    "drop": restating.drop_restatement,
}
ISSUES: dict[str, Callable[..., object]] = {"number": issuing.numbered, "issue": issuing.issue_statement}
FILE = "figures.csv"
NOWHERE = 10**6
"""A matter that there is not."""


@dataclass(slots=True)
class Play:
    """Commands carried out in the books. `matters` are the identifiers of what was asked for, in its order."""

    house: House
    books: Books
    press: Press
    rules: Rulebook = field(default_factory=lambda: Rulebook(NOW))
    matters: list[int] = field(default_factory=list)
    allowed: int = 0

    def step(self, command: Command) -> Iterator[str]:
        """Try it in both; whatever is not alike."""
        answer = None if command.act == "clock" else self._tried(command)
        allowed = self.rules.tried(command)
        refused = isinstance(answer, Findings)
        self.allowed += not refused
        if refused is allowed:
            yield f"{'refused' if refused else 'allowed'}, but should not be: {answer}"
        if isinstance(answer, Findings) and not all(each.remedy for each in answer):
            yield f"a refusal without a remedy: {answer}"
        if isinstance(answer, Matter) and command.act in ("ask", "correct"):
            self.matters.append(answer.id)
        yield from self._unlike()
        if command.who and not refused:
            yield from self._possible(command)

    def _tried(self, command: Command) -> object:
        if command.act in ("say", "decide", "withdraw"):
            return self._answered(command)
        by, at, month = self._person(command.who), self.rules.now, command.month
        which = (self.books, self._agreement(command.place), month)
        latest = self.rules.latest(command.place, month)
        seen = None if not command.seen else latest.revision if command.seen > 0 else latest.revision - 1
        match command.act:
            case "submit":
                return send_figures(*which, FILE, _file(command.sent, month), by=by, at=at)
            case "settle" | "approve":
                return DECIDES[command.act](*which, by=by, at=at, seen=seen)
            case "reopen" | "restate" | "drop":
                return TAKES_BACK[command.act](*which, command.says, by=by, at=at, seen=seen)
            case "number" | "issue":
                return ISSUES[command.act](self.books, self.press, *which[1:], by=by, at=at, seen=seen)
            case "extend":
                closes = at + timedelta(days=command.days) if command.days else None
                return deciding.extend_period(*which, closes, by=by, at=at)
            case "close":
                return self._closed(month, by)
            case "correct":
                return correcting.offer(*which, FILE, _file(command.sent, month), command.says, by=by, at=at)
            case _:
                return asking.ask(*which, Kind(command.kind), _wanted(command.asked, month), command.says, by=by, at=at)

    def _answered(self, command: Command) -> object:
        by, at, known = self._person(command.who), self.rules.now, command.matter < len(self.matters)
        number = self.matters[command.matter] if known else NOWHERE
        if command.act == "say":
            return asking.say(self.books, number, command.says, by=by, at=at)
        if command.act == "withdraw":
            return asking.withdraw(self.books, number, by=by, at=at)
        month = self.rules.matters[command.matter].round.month if known else command.month
        granted = _wanted(command.asked, month) if command.asked else None
        return asking.decide(self.books, number, granted, command.says, by=by, at=at)

    def _closed(self, month: str, by: Person) -> object:
        order = order_closing(self.books, month, by=by, at=self.rules.now, chunk=1)
        if not isinstance(order, Findings):
            for chunk in order.chunks:
                close_chunk(self.books, self.press, order.id, chunk, by.id, lambda: self.rules.now)
        return order

    def _person(self, who: str) -> Person:
        person = getattr(self.house, who)
        assert isinstance(person, Person)
        return person

    def _agreement(self, place: str) -> int:
        return {"north": self.house.north, "south": self.house.south}[place].id

    def _unlike(self) -> Iterator[str]:
        places = {self._agreement(place): place for place in PLACES}
        with self.books.reading(self.house.mia) as connection:
            rows = {(places[row[0]], *row[1:]) for row in connection.execute(ROUNDS)}
        expected = set(self.rules.listed())
        yield from (f"in the books {row}" for row in sorted(rows - expected, key=str))
        yield from (f"by the rules {row}" for row in sorted(expected - rows, key=str))

    def _possible(self, command: Command) -> Iterator[str]:
        with self.books.reading(self.house.mia) as connection:
            cycle = load_cycle(connection, self.house.mia, self._agreement(command.place), command.month)
        here = self.rules.latest(command.place, command.month)
        for who in PEOPLE if cycle else ():
            assert cycle
            can = possible(cycle, self._person(who), self.rules.now)
            should = {act for act in ACTS if self.rules.may(act, who, here)}
            if can != should:
                yield f"{who} can {sorted(can)}, and should {sorted(should)}"
        waits, should_wait = waiting(self.books, self._person(command.who), self.rules.now)
        if waits != should_wait:
            yield f"for {command.who} waits {waits}, and should {should_wait}"

    def ended(self) -> tuple[Shown, tuple[str, ...]]:
        """The books after the last command, and what is wrong with them: in themselves, and against the rulebook.

        A statement that is being made has a number and no file yet.
        """
        seen = shown(self.books, self.house.mia, lambda digest: bool(self.press.taken(digest)))
        return seen, (*(each for each in seen.wrong if each != "no file None"), *self._numbers())

    def _numbers(self) -> Iterator[str]:
        with self.books.reading(self.house.mia) as connection:
            rows = connection.execute(text("SELECT number FROM statement ORDER BY series, sequence")).scalars().all()
        expected = [f"{place.upper()}-{at:04d}" for place in PLACES for at in range(1, self.rules.series[place] + 1)]
        if rows != expected:
            yield f"statements {rows}, and not {expected}"


def _file(sent: Sent | None, month: str) -> bytes:
    return figures(month, CALLS, sent.answered, sent.complaints) if sent else b"when,nonsense\n"


def waiting(books: Books, by: Person, at: datetime) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """The periods that the list of somebody names, and those whose next step the rules leave to them."""
    with books.reading(by) as connection:
        found = cycles_at(connection, by, queue.MOVES)
    can = {
        (each.id, queue.MOVES[each.stage])
        for each in found
        if queue.MOVES[each.stage] in possible(each, by, at) and not _held_up(each, found)
    }
    return {(each.cycle.id, each.act) for each in queue.queue(books, by=by, at=at).waiting}, can


def _held_up(cycle: Cycle, among: tuple[Cycle, ...]) -> bool:
    """Whether an earlier period has to be settled first."""
    earlier = (each for each in among if each.agreement == cycle.agreement and each.period < cycle.period)
    return cycle.stage is Stage.SUBMITTED and earlier_open(earlier, restating=bool(cycle.restates)) is not None


def _wanted(asked: Asked | None, month: str) -> Wanted:
    """The same in the program's terms."""
    assert asked, "nothing is asked for"
    year, number = map(int, month.split("-"))
    span = Period(date(year, number, 1), date(year, number + 1, 1))
    match asked.how:
        case "waive":
            most = Decimal(asked.much) / 100 if asked.much else None
            return Waiver(asked.level, span, Direction(asked.figure), asked.says, most)
        case "answer":
            return Answer("complaint", asked.says)
        case "figures":
            return Correction(FILE, sha256(_file(asked.sent, month)).hexdigest())
        case "less":
            return Relief(asked.level, span, Less(asked.figure, Decimal(asked.much)), asked.says)
        case how:
            return Relief(asked.level, span, Whole() if how == "whole" else First(1), asked.says)


@dataclass(frozen=True, slots=True)
class Played:
    """One sequence in the books: what was left, how much was allowed, and the first thing that is wrong."""

    books: Shown
    allowed: int
    wrong: tuple[str, ...]


def played(house: House, copy: Copy, commands: Sequence[Command], press: Press) -> Played:
    """Play a sequence in a fresh copy of the house, up to its end or to the first step that is not as it should be."""
    with copy() as url:
        books = Books.open(url)
        try:
            play = Play(replace(house, books=books), books, press)
            for at, command in enumerate(commands, 1):
                if wrong := tuple(_step(play, command)):
                    return Played(Shown(), play.allowed, tuple(f"{at}. {command}: {each}" for each in wrong))
            left, wrong = play.ended()
            return Played(left, play.allowed, wrong)
        finally:
            books.close()


def _step(play: Play, command: Command) -> Iterator[str]:
    try:
        yield from play.step(command)
    except Exception as broken:  # noqa: BLE001 -- whatever it is, nobody should be answered with it
        yield f"{type(broken).__name__}: {str(broken)[:500]}"


def shrunk(commands: Sequence[Command], fails: Callable[[Sequence[Command]], bool]) -> tuple[Command, ...]:
    """As few of the commands as still fail: parts are left out, large ones first."""
    left, size = tuple(commands), len(commands) // 2
    while size:
        at = 0
        while at < len(left):
            fewer = left[:at] + left[at + size :]
            if fewer and fails(fewer):
                left = fewer
            else:
                at += size
        size //= 2
    return left
