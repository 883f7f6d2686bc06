"""Closing a period: every agreement brought as far as one person may bring it, and not a step further.

What is submitted is settled by a vendor manager, and what is approved is issued by finance; approving stays with two
people. A closing is ordered once, worked on in chunks by anybody who has the time, and can be broken off anywhere:
every step is done once, and what is not done is still on the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sla.cycle import Cycle, Person, Role, Stage, next_step
from sla.cycle.rules import may_issue, may_settle
from sla.operations.answers import refused
from sla.operations.clocks import Clock
from sla.operations.deciding import settle_period
from sla.operations.issuing import issue_statement
from sla.operations.press import Press
from sla.store import closings, cycles, people, queries
from sla.store.books import Books
from sla.store.closings import Closing, Item, Result
from sla.values import Findings

CHUNK = 20
"""Agreements that are worked on in one go."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What became of one agreement, in a word and in a sentence."""

    result: Result
    says: str


def order_closing(books: Books, period: str, *, by: Person, at: datetime, chunk: int = CHUNK) -> Closing | Findings:
    """Order the closing of a period, or find the one that this person ordered before and that is not done.

    Everything that the person may see and that is not issued is on its list.
    """
    if not (by.is_a(Role.MANAGER) or by.is_a(Role.FINANCE)):
        who = "a vendor manager or finance of the customer"
        return refused("closing.role", f"{by.name} may not close a period", expected=who, remedy=f"Ask {who}.")
    with books.writing(by) as connection:
        if begun := closings.unfinished(connection, by, period):
            return begun
        cells = tuple(cell for cell in queries.portfolio(connection, by) if cell.period.key == period)
        left = tuple(dict.fromkeys(cell.agreement for cell in cells if cell.stage is not Stage.ISSUED))
        if not left:
            return _nothing_left(period, bool(cells))
        return closings.keep_closing(connection, by, period, left, at, chunk)


def close_chunk(books: Books, press: Press, closing: int, chunk: int, person: int, clock: Clock) -> None:
    """Bring every agreement of a chunk on. One that breaks off stops no other; it stays open, and the error is raised.

    Whoever ordered it must still be there: their roles are those of today.
    """
    with books.reading(None) as connection:
        by = people.person_numbered(connection, person)
    if by is None:
        return
    with books.reading(by) as connection:
        period = closings.period_of(connection, by, closing)
        numbers = closings.open_agreements(connection, closing, chunk)
    trouble: Exception | None = None
    for number in numbers if period else ():
        try:
            closed = close_agreement(books, press, number, period or "", by=by, clock=clock)
        except Exception as broken:  # noqa: BLE001 -- whatever it is, the others on the list cannot help it
            trouble = broken
            with books.writing(by) as connection:
                closings.keep_trouble(connection, closing, number, f"{type(broken).__name__}: {broken}"[:500])
            continue
        with books.writing(by) as connection:
            closings.keep_result(connection, closing, number, closed.result, closed.says)
    if trouble:
        raise trouble


def close_agreement(books: Books, press: Press, agreement: int, period: str, *, by: Person, clock: Clock) -> Closed:
    """Bring one agreement's period on: settle it, issue it, or say whom it waits for."""
    while True:
        cycle = _cycle(books, agreement, period, by)
        if cycle is None:
            return Closed(Result.REFUSED, "There is nothing to see any more.")
        answer: object
        if may_settle(cycle, by) is None:
            answer = settle_period(books, agreement, period, by=by, at=clock(), seen=cycle.revision)
        elif may_issue(cycle, by) is None:
            answer = issue_statement(books, press, agreement, period, by=by, at=clock(), seen=cycle.revision)
        else:
            return _as_it_stands(cycle, by)
        if isinstance(answer, Findings) and not _overtaken(answer):
            return Closed(Result.REFUSED, " ".join(answer.sentences()))


def progress(books: Books, closing: int, *, by: Person, after: int = 0) -> tuple[Item, ...]:
    """What became of the agreements of a closing, in the order it happened, after a turn."""
    with books.reading(by) as connection:
        return closings.results(connection, by, closing, after)


def left(books: Books, closing: int, *, by: Person) -> int:
    """How many agreements of a closing nobody has worked on to the end."""
    with books.reading(by) as connection:
        return closings.left(connection, closing)


def troubles(books: Books, closing: int, *, by: Person) -> tuple[Item, ...]:
    """The agreements whose work broke off, and the error."""
    with books.reading(by) as connection:
        return closings.troubles(connection, by, closing)


def _cycle(books: Books, agreement: int, period: str, by: Person) -> Cycle | None:
    with books.reading(by) as connection:
        return cycles.load_cycle(connection, by, agreement, period)


def _as_it_stands(cycle: Cycle, by: Person) -> Closed:
    if cycle.stage is Stage.ISSUED:
        return Closed(Result.ISSUED, f"Statement {cycle.number} is issued.")
    says = next_step(cycle).says
    if cycle.prepared and cycle.prepared.act.person == by.id:
        return Closed(Result.SETTLED, says)
    return Closed(Result.WAITING, says)


def _overtaken(answer: Findings) -> bool:
    """Whether somebody else was faster: then it is looked at again."""
    return all(each.code == "cycle.changed-meanwhile" for each in answer)


def _nothing_left(period: str, opened: bool) -> Findings:
    if opened:
        message, remedy = f"Every statement of {period} is issued", "Nothing has to be done."
    else:
        message, remedy = f"No agreement has the period {period} open", "Write a period that is open, as 2026-03."
    return refused("closing.nothing", message, found=period, remedy=remedy)
