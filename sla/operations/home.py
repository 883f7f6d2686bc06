"""What a partner finds when they come: one card for each period that waits for their figures, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sla.cycle import Person
from sla.operations import queue
from sla.operations.active import active_text
from sla.operations.queue import Waiting
from sla.store import drafts, queries
from sla.store.books import Books


@dataclass(frozen=True, slots=True)
class Card:
    """One period: what it is of, until when and on whose clocks, and the file that was looked at and not sent."""

    waiting: Waiting
    title: str
    zone: tzinfo
    draft: str
    """The name of the file; empty where there is none."""
    days: int | None
    """Whole days that are left; below zero once it is too late, None where nobody set a last moment."""


def cards(books: Books, *, by: Person, at: datetime) -> tuple[Card, ...]:
    """Every period that this person can send figures for: what is due first stands first."""
    waiting = sorted(
        queue.queue(books, by=by, at=at, acts=("submit",)).waiting,
        key=lambda each: (each.cycle.due or queue.LAST, each.cell.period),
    )
    if not waiting:
        return ()
    with books.reading(by) as connection:
        known = queries.definitions_of(connection, by)
        texts = {(key, name): active_text(connection, customer, key) for key, customer, name in known}
        kept = drafts.names(connection, by)
    found = []
    for each in waiting:
        text = texts[each.cell.definition, each.cell.customer]
        due = each.cycle.due
        zone = text.on(each.cell.period).zone
        found.append(Card(each, text.title, zone, kept.get(each.cycle.id, ""), (due - at).days if due else None))
    return tuple(found)
