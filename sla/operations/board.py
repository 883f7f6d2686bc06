"""The calendar of closing: every period on its way, what it waits for and until when, and who holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sla.cycle import Cycle, NextStep, Person, Stage, next_step
from sla.cycle.matter import Matter
from sla.operations.queue import LAST
from sla.store import cycles, matters, queries
from sla.store.books import Books
from sla.store.movable import WAY
from sla.store.queries import Cell

MOST = 400
"""How many periods are looked at; the oldest come first."""


@dataclass(frozen=True, slots=True)
class Card:
    """One period on its way."""

    cell: Cell
    cycle: Cycle
    next_step: NextStep
    late: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One matter that waits for an answer, and the period it is about."""

    cell: Cell
    matter: Matter
    late: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that waits. `more` says that there are periods beside those that are told."""

    cards: tuple[Card, ...]
    """What is late first, then by the moment until when, then the oldest."""
    questions: tuple[Question, ...]
    stages: dict[Stage, int]
    """How many periods there are at each stage in all."""

    @property
    def more(self) -> int:
        """How many periods are not told."""
        return sum(self.stages.values()) - len(self.cards)

    def at(self, stage: Stage) -> tuple[Card, ...]:
        """The periods at one stage."""
        return tuple(each for each in self.cards if each.cycle.stage is stage)


def board(books: Books, *, by: Person, at: datetime) -> Board:
    """What a person sees of it."""
    with books.reading(by) as connection:
        found = cycles.cycles_at(connection, by, WAY, MOST)
        asked = matters.open_matters(connection, by)
        numbers = {each.id for each in found} | {each.cycle for each in asked}
        cells = {(cell.agreement, cell.period): cell for cell in queries.cells_about(connection, by, numbers)}
        stages = queries.stages_of(connection, by)
    cards = [
        Card(cells[each.agreement, each.period], each, next_step(each), each.due is not None and each.due <= at)
        for each in found
    ]
    questions = [
        Question(cells[each.agreement, each.period], each, each.answer_by is not None and each.answer_by <= at)
        for each in asked
    ]
    cards.sort(key=lambda card: (card.cycle.due or LAST, card.cycle.period))
    questions.sort(key=lambda question: (question.matter.answer_by or LAST, question.matter.id))
    return Board(tuple(cards), tuple(questions), stages)
