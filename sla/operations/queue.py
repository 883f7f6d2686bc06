"""What waits for a person: every period that they can move on, and every matter that they can decide on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection

from sla.cycle import Cycle, NextStep, Person, Role, Stage, next_step
from sla.cycle.asking import may_decide
from sla.cycle.matter import Kind, Matter
from sla.operations.active import active_text
from sla.operations.effects import disputes
from sla.operations.figures import load_case
from sla.statement.disputes import rows
from sla.store import cycles, matters, movable, queries
from sla.store.books import Books
from sla.store.movable import Place
from sla.store.queries import Cell
from sla.values import Money, Period

MOVES = {Stage.OPEN: "submit", Stage.SUBMITTED: "settle", Stage.SETTLED: "approve", Stage.APPROVED: "issue"}
"""The act that moves a period on, by the stage it stands at."""
LAST = datetime.max.replace(tzinfo=UTC)
PRICED = 20
"""Of how many periods in dispute the list says what is payable now: each is settled once for every outcome."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One period that waits, and the act it waits for."""

    act: str
    cell: Cell
    cycle: Cycle
    next_step: NextStep


@dataclass(frozen=True, slots=True)
class Lot:
    """So many periods, and what those with a result come to: one sum for each currency."""

    count: int
    nets: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for somebody, by act; and a part of it, in the same order."""

    lots: Mapping[str, Lot]
    waiting: tuple[Waiting, ...]


def queue(
    books: Books,
    *,
    by: Person,
    at: datetime,
    acts: Collection[str] = tuple(MOVES.values()),
    late: bool = False,
    page: Callable[[int], slice] = lambda _: slice(None),
) -> Queue:
    """The periods that this person can move on now: by act, then contract, vendor and time.

    Those that wait for some of the acts, or only what is `late`; `page` cuts a part out of so many.
    """
    with books.reading(by) as connection:
        wanted = movable.movable(by, at, [stage for stage, act in MOVES.items() if act in acts])
        listed = movable.places(connection, wanted)
        if late:
            over = movable.late(connection, wanted, at)
            listed = tuple(each for each in listed if each.number in over)
        part = [each.number for each in listed[page(len(listed))]]
        found = {each.id: each for each in cycles.cycles_numbered(connection, by, part)}
        cells = _cells(connection, by, part)
    here = (found[number] for number in part)
    return Queue(
        {MOVES[stage]: _lot(each) for stage, each in groupby(listed, key=attrgetter("stage"))},
        tuple(Waiting(MOVES[each.stage], cells[each.agreement, each.period], each, next_step(each)) for each in here),
    )


def _lot(places: Iterable[Place]) -> Lot:
    nets: dict[str, Money] = {}
    count = 0
    for each in places:
        count += 1
        if each.net is not None:
            nets[each.net.currency] = nets[each.net.currency] + each.net if each.net.currency in nets else each.net
    return Lot(count, tuple(nets.values()))


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A matter that waits for this person's side to decide, and the period it is about."""

    matter: Matter
    cell: Cell
    payable: str = ""
    """Of a dispute: what is payable now, whatever is decided; empty where it was not computed for this list."""


def unanswered(books: Books, *, by: Person, at: datetime) -> tuple[Unanswered, ...]:
    """Every matter that this person can decide on: those with a deadline first, then the oldest."""
    with books.reading(by) as connection:
        mine = [each for each in matters.open_matters(connection, by) if may_decide(each, by) is None]
        mine.sort(key=lambda each: (each.answer_by or LAST, each.id))
        cells = _cells(connection, by, [each.cycle for each in mine])
        payable = _payable(connection, mine, by, at)
    return tuple(
        Unanswered(each, cells[each.agreement, each.period], payable.get((each.agreement, each.period), ""))
        if each.kind is Kind.DISPUTE
        else Unanswered(each, cells[each.agreement, each.period])
        for each in mine
    )


def _payable(connection: Connection, mine: list[Matter], by: Person, at: datetime) -> dict[tuple[int, Period], str]:
    """What is payable now of the first periods in dispute; the others say it on their own pages."""
    disputed = dict.fromkeys((each.agreement, each.period) for each in mine if each.kind is Kind.DISPUTE)
    found = {}
    for agreement, period in list(disputed)[:PRICED]:
        case = load_case(connection, by, agreement, period.key)
        said = disputes(connection, case) if case else None
        if case and said:
            contract = case.as_of(at).contract
            parties = contract.customer.name, contract.vendor.name
            found[agreement, period] = rows(said, *parties)[0][1]
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """What waits for somebody, counted."""

    acts: Mapping[str, int]
    """Periods by the act that they wait for."""
    asked: Mapping[Kind, int]
    """Matters by what is asked for."""

    def __str__(self) -> str:
        """How much it is; empty for nothing."""
        return str(sum(self.acts.values()) + sum(self.asked.values()) or "")

    @classmethod
    def of(cls, queue: Queue, asked: Iterable[Unanswered]) -> Tally:
        """The same of what was loaded."""
        return cls({act: lot.count for act, lot in queue.lots.items()}, Counter(each.matter.kind for each in asked))


def tally(books: Books, *, by: Person, at: datetime) -> Tally:
    """What waits, without loading it."""
    with books.reading(by) as connection:
        acts = movable.counted(connection, movable.movable(by, at))
        asked = Counter(each.kind for each in matters.open_matters(connection, by) if may_decide(each, by) is None)
    return Tally({MOVES[stage]: count for stage, count in acts.items()}, asked)


@dataclass(frozen=True, slots=True)
class Overdue:
    """What should have been done by now."""

    late: int
    """Periods that wait for this person, whose time to be settled and approved is over."""
    missing: int
    """Periods whose figures should have come, where somebody on the customer's side waits for them."""


def overdue(books: Books, *, by: Person, at: datetime) -> Overdue:
    """How much is late."""
    with books.reading(by) as connection:
        return Overdue(
            late=len(movable.late(connection, movable.movable(by, at), at)),
            missing=queries.overdue(connection, by, at) if by.is_a(Role.MANAGER) else 0,
        )


def _cells(connection: Connection, by: Person, numbers: Collection[int]) -> dict[tuple[int, Period], Cell]:
    """The periods to which some rounds belong, as they stand in the portfolio."""
    found = queries.cells_about(connection, by, numbers)
    return {(cell.agreement, cell.period): cell for cell in found}


def titles(books: Books, *, by: Person) -> dict[tuple[str, str], str]:
    """The title of every contract the person may see, by its key and the customer's name."""
    with books.reading(by) as connection:
        known = queries.definitions_of(connection, by)
        return {(key, name): active_text(connection, customer, key).title for key, customer, name in known}
