"""What waits for a person: the periods that stand still until they act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from sla.cycle import Cycle, NextStep, Person, Role, Stage, next_step, possible
from sla.cycle.asking import may_decide
from sla.cycle.matter import Kind, Matter
from sla.operations.active import definition_of
from sla.operations.effects import disputes
from sla.operations.figures import load_case
from sla.statement.disputes import rows
from sla.store import agreements, cycles, matters, queries
from sla.store.books import Books
from sla.store.queries import Cell
from sla.values import Period

MOVES = {Stage.OPEN: "submit", Stage.SUBMITTED: "settle", Stage.SETTLED: "approve", Stage.APPROVED: "issue"}
"""The act that moves a period on, by the stage it stands at."""
LOOKED_AT = {
    Role.PARTNER: (Stage.OPEN,),
    Role.MANAGER: (Stage.OPEN, Stage.SUBMITTED, Stage.SETTLED),
    Role.FINANCE: (Stage.SETTLED, Stage.APPROVED),
}
"""Where a role may have to act. A vendor manager's list looks at open periods to see what they hold up."""


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
        stages = {stage for role in by.roles for stage in LOOKED_AT.get(role, ())}
        found = tuple(_movable(cycles.cycles_at(connection, by, sorted(stages)), by, at))
        cells = {(cell.agreement, cell.period): cell for cell in queries.portfolio(connection, by)} if found else {}
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
        cells = {(cell.agreement, cell.period): cell for cell in queries.portfolio(connection, by)} if mine else {}
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


def count(books: Books, *, by: Person, at: datetime) -> int:
    """How many there are."""
    with books.reading(by) as connection:
        stages = {stage for role in by.roles for stage in LOOKED_AT.get(role, ())}
        asked = sum(may_decide(each, by) is None for each in matters.open_matters(connection, by))
        return asked + sum(1 for _ in _movable(cycles.cycles_at(connection, by, sorted(stages)), by, at))


def _movable(here: tuple[Cycle, ...], by: Person, at: datetime) -> Iterator[tuple[str, Cycle]]:
    """Those whose next act is open to the person; a period is not settled while an earlier one is not."""
    unsettled: set[int] = set()
    for cycle in sorted(here, key=lambda each: each.period):
        act = MOVES[cycle.stage]
        held_up = act == "settle" and cycle.agreement in unsettled
        if not cycle.stage.is_settled:
            unsettled.add(cycle.agreement)
        if not held_up and act in possible(cycle, by, at):
            yield act, cycle


def titles(books: Books, *, by: Person) -> dict[tuple[str, str], str]:
    """The title of every contract the person may see, by its key and the customer's name."""
    with books.reading(by) as connection:
        seen = {(each.definition, each.customer.name): each for each in agreements.agreements_of(connection, by)}
        return {key: definition_of(connection, agreement).title for key, agreement in seen.items()}
