"""What waits for a person: the periods that stand still until they act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sla.cycle import Cycle, NextStep, Person, Role, Stage, next_step, possible
from sla.cycle.asking import may_decide
from sla.cycle.matter import Matter
from sla.operations.active import definition_of
from sla.store import agreements, cycles, matters, queries
from sla.store.books import Books
from sla.store.queries import Cell

MOVES = {Stage.OPEN: "submit", Stage.SUBMITTED: "settle", Stage.SETTLED: "approve", Stage.APPROVED: "issue"}
"""The act that moves a period on, by the stage it stands at."""
LOOKED_AT = {
    Role.PARTNER: (Stage.OPEN,),
    Role.MANAGER: (Stage.OPEN, Stage.SUBMITTED, Stage.SETTLED),
    Role.FINANCE: (Stage.SETTLED, Stage.APPROVED),
}
"""Where a role may have to act. A vendor manager's list looks at open periods to see what they hold up."""


LAST = datetime.max.replace(tzinfo=UTC)


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


def unanswered(books: Books, *, by: Person) -> tuple[Unanswered, ...]:
    """Every matter that this person can decide on: those with a deadline first, then the oldest."""
    with books.reading(by) as connection:
        mine = [each for each in matters.open_matters(connection, by) if may_decide(each, by) is None]
        cells = {(cell.agreement, cell.period): cell for cell in queries.portfolio(connection, by)} if mine else {}
    found = [Unanswered(each, cells[each.agreement, each.period]) for each in mine]
    return tuple(sorted(found, key=lambda each: (each.matter.answer_by or LAST, each.matter.id)))


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
