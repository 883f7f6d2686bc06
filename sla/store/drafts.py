"""Drafts: the file that a person is looking at before they send it, one for each period. Nothing rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from sla.cycle import Cycle, Person
from sla.store.tables import draft
from sla.submission.matching import Matching


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was chosen."""

    file_name: str
    content: bytes
    at: datetime
    matching: Matching | None = None
    """How it is read, where its layout is the vendor's own."""


def keep_draft(connection: Connection, on: Cycle, by: Person, file: Draft) -> None:
    """Keep a file in place of the one before."""
    drop_draft(connection, on, by)
    matching = file.matching.written() if file.matching else None
    kept = {"file_name": file.file_name, "content": file.content, "kept_at": file.at, "matching": matching}
    connection.execute(insert(draft).values(cycle=on.id, person=by.id, **kept))


def load_draft(connection: Connection, on: Cycle, by: Person) -> Draft | None:
    """The person's own draft for a period that was loaded for them."""
    row = connection.execute(select(draft).where(_mine(on, by))).first()
    if row is None:
        return None
    return Draft(row.file_name, row.content, row.kept_at, Matching.read(row.matching) if row.matching else None)


def names(connection: Connection, by: Person) -> dict[int, str]:
    """The files that the person looked at and has not sent, by the number of their period's round."""
    rows = connection.execute(select(draft.c.cycle, draft.c.file_name).where(draft.c.person == by.id))
    return {row.cycle: row.file_name for row in rows}


def drop_draft(connection: Connection, on: Cycle, by: Person) -> None:
    """Forget it."""
    connection.execute(delete(draft).where(_mine(on, by)))


def _mine(on: Cycle, by: Person) -> ColumnElement[bool]:
    return (draft.c.cycle == on.id) & (draft.c.person == by.id)
