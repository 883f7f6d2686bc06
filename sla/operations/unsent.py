"""What somebody is writing, kept on our side from the first words until it is sent, and shown to nobody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from sla.cycle import Person
from sla.operations.answers import refused, unknown
from sla.store import cycles
from sla.store import unsent as forms
from sla.store.books import Books
from sla.store.matters import File
from sla.store.unsent import Form, Unsent, Waiting
from sla.values import Findings

MOST_CHARACTERS, MOST_BYTES = 100_000, 25_000_000
"""How much the fields of one form may hold together, and its files."""


def keep(
    books: Books,
    form: Form,
    fields: Mapping[str, str],
    files: Collection[File] = (),
    without: Collection[int] = (),
    *,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Unsent | Findings:
    """Keep fields in place of those before, add files, and leave some out.

    `seen` is the revision that the fields go on from (0: nothing was kept); where another is kept, nothing is changed.
    Files that are too large together are refused, and the fields are kept all the same.
    """
    if sum(map(len, fields.values())) > MOST_CHARACTERS:
        remedy = "Keep it in a file of its own, and attach that."
        return refused("unsent.long", "This is too long to be kept", expected="100,000 characters", remedy=remedy)
    with books.writing(by) as connection:
        if cycles.load_cycle(connection, by, form.agreement, form.period) is None:
            return unknown("period", form.period)
        before = forms.load_unsent(connection, form, by)
        revision = before.revision if before else 0
        if seen is not None and seen != revision:
            return ELSEWHERE
        forms.keep_unsent(connection, form, by, fields, revision + 1, at)
        forms.leave_out(connection, form, by, without)
        return _attached(connection, form, files, by)


ELSEWHERE = refused(
    "unsent.elsewhere",
    "This form was changed in another window, or is sent",
    remedy="What you write here is not kept. Open the page again to see what is, or keep this in its place.",
)


def _attached(connection: Connection, form: Form, files: Collection[File], by: Person) -> Unsent | Findings:
    kept = forms.load_unsent(connection, form, by)
    if kept is None:
        raise LookupError(f"{form.name} was just kept, and is not there")
    together = sum(each.size for each in kept.files) + sum(len(content) for _, content in files)
    if not files:
        return kept
    if together > MOST_BYTES:
        remedy = "Leave one out, or choose smaller ones. What you wrote is kept."
        most = f"{MOST_BYTES} bytes together"
        return refused("unsent.size", "These files are too large", found=str(together), expected=most, remedy=remedy)
    forms.attach(connection, form, by, files)
    return forms.load_unsent(connection, form, by) or kept


def kept(books: Books, form: Form, *, by: Person) -> Unsent | None:
    """What the person was writing there and has not sent."""
    with books.reading(by) as connection:
        if cycles.load_cycle(connection, by, form.agreement, form.period) is None:
            return None
        return forms.load_unsent(connection, form, by)


def files(books: Books, form: Form, *, by: Person) -> tuple[File, ...]:
    """The files that the person put into it."""
    with books.reading(by) as connection:
        return forms.attached(connection, form, by)


def drop(books: Books, form: Form, *, by: Person) -> None:
    """Forget it: it was sent, or shall not be."""
    with books.writing(by) as connection:
        forms.drop_unsent(connection, form, by)


def waiting(books: Books, *, by: Person) -> tuple[Waiting, ...]:
    """Every form that the person has begun and not sent, the last one first."""
    with books.reading(by) as connection:
        return forms.waiting(connection, by)
