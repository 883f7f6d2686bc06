"""The file between looking and sending: kept on our side, so that nobody chooses it twice and none is lost."""

from __future__ import annotations

from sla.cycle import Person
from sla.cycle.asking import may_open
from sla.cycle.matter import Kind
from sla.cycle.rules import may_submit
from sla.operations.answers import one, unknown
from sla.store import cycles, drafts
from sla.store.books import Books
from sla.store.drafts import Draft
from sla.values import Findings


def keep(books: Books, agreement: int, period: str, file: Draft, *, by: Person) -> Findings | None:
    """Keep a file in place of the person's last one; refused where they could neither send nor offer it."""
    with books.writing(by) as connection:
        cycle = cycles.load_cycle(connection, by, agreement, period)
        if cycle is None:
            return unknown("period", period)
        if (refusal := may_submit(cycle, by, file.at)) and may_open(cycle, Kind.CORRECTION, by):
            return one(refusal)
        drafts.keep_draft(connection, cycle, by, file)
        return None


def kept(books: Books, agreement: int, period: str, *, by: Person) -> Draft | None:
    """The file the person looked at last and has not sent."""
    with books.reading(by) as connection:
        cycle = cycles.load_cycle(connection, by, agreement, period)
        return drafts.load_draft(connection, cycle, by) if cycle else None


def drop(books: Books, agreement: int, period: str, *, by: Person) -> None:
    """Forget it: it was sent, or shall not be."""
    with books.writing(by) as connection:
        if cycle := cycles.load_cycle(connection, by, agreement, period):
            drafts.drop_draft(connection, cycle, by)
