"""What waits for a person: the periods that stand still until they act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from sla.cycle import Cycle, NextStep, Person, Role, Stage, next_step, possible
from sla.cycle.asking import may_decide
from sla.cycle.matter import Kind, Matter
from sla.operations.active import active_text
from sla.operations.effects import disputes
from sla.operations.figures import load_case
from sla.statement.disputes import rows
from sla.store import cycles, matters, queries
from sla.store.books import Books
from sla.store.queries import Cell
from sla.values import Period

MOVES = {Stage.OPEN: "submit", Stage.SUBMITTED: "settle", Stage.SETTLED: "approve", Stage.APPROVED: "issue"}
"""The act that moves a period on, by the stage it stands at."""
LOOKED_AT = {
    Role.PARTNER: (Stage.OPEN,),
    Role.MANAGER: (Stage.SUBMITTED, Stage.SETTLED),
    Role.FINANCE: (Stage.SETTLED, Stage.APPROVED),
}
"""Where a role may have to act."""
MOST = 200
"""Of how many periods it is looked at, whether they wait for somebody, before the count says that there are more."""

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


def queue(books: Books, *, by: Person, at: datetime) -> tuple[Waiting, ...]:
    """Every period that this person can move on now: by act, then contract, vendor and time."""
    with books.reading(by) as connection:
        found = tuple(_movable(connection, by, at))
        cells = {(cell.agreement, cell.period): cell for cell in queries.cells_at(connection, by, _looked_at(by))}
    order = {act: rank for rank, act in enumerate(MOVES.values())}
    place = {key: rank for rank, key in enumerate(cells)}
    ranked = sorted(found, key=lambda each: (order[each[0]], place[each[1].agreement, each[1].period]))
    return tuple(Waiting(act, cells[each.agreement, each.period], each, next_step(each)) for act, each in ranked)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A matter that waits for this person's side to decide, and the period it is about."""

    matter: Matter
    cell: Cell
    payable: str = ""
    """Of a dispute: what is payable now, whatever is decided; empty where it was not computed for this list."""


def unanswered(books: Books, *, by: Person) -> tuple[Unanswered, ...]:
    """Every matter that this person can decide on: those with a deadline first, then the oldest."""
    with books.reading(by) as connection:
        mine = [each for each in matters.open_matters(connection, by) if may_decide(each, by) is None]
        mine.sort(key=lambda each: (each.answer_by or LAST, each.id))
        cells = _cells(connection, mine, by)
        payable = _payable(connection, mine, by)
    return tuple(
        Unanswered(each, cells[each.agreement, each.period], payable.get((each.agreement, each.period), ""))
        if each.kind is Kind.DISPUTE
        else Unanswered(each, cells[each.agreement, each.period])
        for each in mine
    )


def _payable(connection: Connection, mine: list[Matter], by: Person) -> dict[tuple[int, Period], str]:
    """What is payable now of the first periods in dispute; the others say it on their own pages."""
    disputed = dict.fromkeys((each.agreement, each.period) for each in mine if each.kind is Kind.DISPUTE)
    found = {}
    for agreement, period in list(disputed)[:PRICED]:
        case = load_case(connection, by, agreement, period.key)
        said = disputes(connection, case) if case else None
        if case and said:
            parties = case.contract.customer.name, case.contract.vendor.name
            found[agreement, period] = rows(said, *parties)[0][1]
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """What waits for somebody, counted; with `more`, there may be more periods than were looked at."""

    acts: Mapping[str, int]
    """Periods by the act that they wait for."""
    asked: Mapping[Kind, int]
    """Matters by what is asked for."""
    late: int
    """Periods among the first of these whose time to be approved is over."""
    missing: int
    """Periods whose figures should have come by now, where somebody on the customer's side waits for them."""
    more: bool = False

    def __str__(self) -> str:
        """How much it is: `3`, `120+`; empty for nothing."""
        known = sum(self.acts.values()) + sum(self.asked.values())
        return f"{known}+" if self.more else str(known or "")


def tally(books: Books, *, by: Person, at: datetime) -> Tally:
    """What waits, among the first so many periods at which somebody like this has to look."""
    with books.reading(by) as connection:
        asked = Counter(each.kind for each in matters.open_matters(connection, by) if may_decide(each, by) is None)
        looked = cycles.cycles_at(connection, by, _looked_at(by), MOST)
        moving = tuple(_moving(connection, looked, by, at))
        return Tally(
            acts=Counter(act for act, _ in moving),
            asked=asked,
            late=sum(each.due is not None and each.due <= at for _, each in moving),
            missing=queries.overdue(connection, by, at) if by.is_a(Role.MANAGER) else 0,
            more=len(looked) == MOST,
        )


def _cells(connection: Connection, mine: list[Matter], by: Person) -> dict[tuple[int, Period], Cell]:
    """The period that each matter is about, as it stands in the portfolio."""
    found = queries.cells_of(connection, by, sorted({each.agreement for each in mine})) if mine else ()
    return {(cell.agreement, cell.period): cell for cell in found}


def _looked_at(by: Person) -> tuple[Stage, ...]:
    """The stages at which a person may have to act."""
    return tuple(sorted({stage for role in by.roles for stage in LOOKED_AT.get(role, ())}))


def _movable(connection: Connection, by: Person, at: datetime) -> Iterator[tuple[str, Cycle]]:
    """Every period whose next act is open to the person."""
    return _moving(connection, cycles.cycles_at(connection, by, _looked_at(by)), by, at)


def _moving(connection: Connection, here: tuple[Cycle, ...], by: Person, at: datetime) -> Iterator[tuple[str, Cycle]]:
    """Those whose next act is open to the person; a period is not settled while an earlier one is not."""
    settles = any(each.stage is Stage.SUBMITTED for each in here)
    in_the_way = cycles.cycles_in_the_way(connection, by) if settles else ()
    unsettled = {each.agreement: each.period for each in sorted(in_the_way, key=lambda one: one.period, reverse=True)}
    for cycle in sorted(here, key=lambda each: each.period):
        act = MOVES[cycle.stage]
        held_up = act == "settle" and unsettled.get(cycle.agreement, cycle.period) < cycle.period
        if not cycle.stage.is_settled:
            unsettled.setdefault(cycle.agreement, cycle.period)
        if not held_up and act in possible(cycle, by, at):
            yield act, cycle


def titles(books: Books, *, by: Person) -> dict[tuple[str, str], str]:
    """The title of every contract the person may see, by its key and the customer's name."""
    with books.reading(by) as connection:
        known = queries.definitions_of(connection, by)
        return {(key, name): active_text(connection, customer, key).title for key, customer, name in known}
