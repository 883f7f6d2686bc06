"""Many clients try the same thing about the same period in one moment, round after round: one of them wins.

A period goes all the way: sent, settled, signed twice, issued, disputed, decided, and restated through all of it
again. Clients are threads of several processes, each with books of its own.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

from sla.cycle.matter import Kind
from sla.measurement.relief import Relief, Whole
from sla.operations.asking import ask, decide
from sla.operations.deciding import approve_period, settle_period
from sla.operations.issuing import issue_statement
from sla.operations.submitting import send_figures
from sla.store.books import Books
from sla.store.matters import matters_of
from sla.values import Findings, Period
from tests.operations.house import NOW, House, figures
from tests.proof.books import shown

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))
LOST = {
    "cycle.changed-meanwhile",
    "cycle.stage",
    "cycle.sent-before",
    "cycle.own-work",
    "cycle.signed-already",
    "cycle.asked-already",
    "cycle.matter-closed",
}
"""What those who came too late are told, depending on how late they came, or that it is their own work."""
WON = "won"
PATIENCE = 300
"""Seconds until a client that does not come is given up."""


@dataclass(frozen=True, slots=True)
class Client:
    """One of many: its number, and its own books."""

    number: int
    house: House
    books: Books

    def tries(self, act: str, agreement: int, month: str) -> object:
        """What this client is answered. Even and odd ones are different people."""
        house, odd = self.house, self.number % 2
        partner = house.pat if agreement == house.north.id else house.sam
        manager, finance = (house.mia, house.max)[odd], (house.fay, house.fred)[odd]
        which = (self.books, agreement, month)
        match act:
            case "submit":
                return send_figures(*which, "figures.csv", figures(month), by=partner, at=NOW)
            case "settle":
                return settle_period(*which, by=manager, at=NOW)
            case "approve as manager":
                return approve_period(*which, by=manager, at=NOW)
            case "approve as finance":
                return approve_period(*which, by=finance, at=NOW)
            case "issue":
                return issue_statement(self.books, house.press, agreement, month, by=finance, at=NOW)
            case "dispute":
                claim = _claim(month)
                return ask(*which, Kind.DISPUTE, claim, "the line was down", by=partner, at=NOW)
            case _:
                with self.books.reading(manager) as connection:
                    known = matters_of(connection, manager, agreement)
                number = next(each.id for each in known if each.period == _span(month))
                return decide(self.books, number, _claim(month), "so agreed", by=manager, at=NOW)


THROUGH = ("settle", "approve as manager", "approve as finance", "issue")
ACTS = ("submit", *THROUGH, "dispute", "decide", *THROUGH)
"""A period's whole way, and the way of its restatement."""


@dataclass(slots=True)
class Crowd:
    """What became of all rounds."""

    rounds: Counter[str] = field(default_factory=Counter)
    """How many of each act had one winner."""
    losers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def crowded(house: House, url: str, clients: int, rounds: int, processes: int = 2) -> Crowd:
    """So many clients in so many rounds; every round with more or fewer winners than one is wrong."""
    context, found = get_context("fork"), Crowd()
    gate, answers = context.Barrier(clients + 1), context.SimpleQueue()
    shares = [range(first, clients, processes) for first in range(processes)]
    workers = [context.Process(target=_crew, args=(house, url, share, rounds, gate, answers)) for share in shares]
    for worker in workers:
        worker.start()
    try:
        for turn in range(rounds):
            gate.wait(PATIENCE)
            _judge(found, _turn(house, turn), [answers.get() for _ in range(clients)])
    finally:
        for worker in workers:
            worker.join(PATIENCE if not found.wrong else 5)
            worker.kill()
    found.wrong.extend(_left(house, url))
    return found


def _turn(house: House, turn: int) -> tuple[str, int, str]:
    """Act, agreement and month of a round: one period after the other, on either agreement in turn."""
    period, act = divmod(turn, len(ACTS))
    return ACTS[act], (house.north.id, house.south.id)[period % 2], MONTHS[period // 2]


def _judge(found: Crowd, turn: tuple[str, int, str], answers: list[str]) -> None:
    told = Counter(answers)
    if told[WON] == 1:
        found.rounds[turn[0]] += 1
    else:
        found.wrong.append(f"{turn}: {told[WON]} winners, {dict(told)}")
    found.losers.update(answers)
    found.wrong.extend(f"{turn}: {each}" for each in told if each not in LOST and each != WON)


def _crew(house: House, url: str, share: range, rounds: int, gate: Barrier, answers: SimpleQueue[str]) -> None:
    """Some of the clients, each in a thread of its own. Ends the process."""
    threads = [threading.Thread(target=_client, args=(house, url, each, rounds, gate, answers)) for each in share]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os._exit(0)


def _client(house: House, url: str, number: int, rounds: int, gate: Barrier, answers: SimpleQueue[str]) -> None:
    books = Books.open(url)
    client = Client(number, house, books)
    try:
        for turn in range(rounds):
            gate.wait(PATIENCE)
            answers.put(_told(partial(client.tries, *_turn(house, turn))))
    finally:
        books.close()


def _told(attempt: Callable[[], object]) -> str:
    """Won, or the code of the refusal; whatever else happens, in words."""
    try:
        answer = attempt()
    except Exception as broken:  # noqa: BLE001 -- whatever it is, it is no clear refusal
        return f"{type(broken).__name__}: {str(broken)[:300]}"
    if not isinstance(answer, Findings):
        return WON
    return answer[0].code if len(answer) == 1 and answer[0].remedy else f"not clear: {answer}"


def _left(house: House, url: str) -> tuple[str, ...]:
    """Faults of the books when all have gone: sums, log, files, numbers."""
    books = Books.open(url)
    try:
        seen = shown(books, house.mia, lambda digest: bool(house.press.taken(digest)))
        return (*seen.wrong, *(f"series {each}" for each in gaps(books, house)))
    finally:
        books.close()


def gaps(books: Books, house: House) -> list[str]:
    """Series of which the numbers do not run from 1 to the last."""
    found = []
    with books.reading(house.mia) as connection:
        rows = connection.exec_driver_sql("SELECT series, sequence FROM statement ORDER BY series, sequence").all()
        last = connection.exec_driver_sql("SELECT name, last FROM series").all()
    for series, until in last:
        if [row.sequence for row in rows if row.series == series] != list(range(1, until + 1)):
            found.append(series)
    return found


def _span(month: str) -> Period:
    year, number = map(int, month.split("-"))
    return Period(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1))


def _claim(month: str) -> Relief:
    return Relief("answered_in_time", _span(month), Whole())
