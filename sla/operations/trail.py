"""The trail: the log as auditors and administrators read it, whether its chain is whole, and how to take it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sla.cycle import Person, Role
from sla.store import audit, export, people, trail
from sla.store.books import Books
from sla.store.trail import Entry, Wanted

READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
ELSEWHERE = {"company": "another company"}
"""What is said of an act on the people of another company: that there was one."""
OF_PEOPLE = frozenset({"person", "company", "roles", "before", "way", "token", "name", "scopes", "language"})
"""What entries say that are about people. Of others an administrator reads that there was an act, and no more."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether every entry of the log follows from the one before, and the hash that all of it comes to."""

    entries: int
    head: str
    whole: bool


def is_reader(by: Person) -> bool:
    """Whether a person reads the log."""
    return bool(by.roles & READERS)


def sees_agreements(by: Person) -> bool:
    """Whether a person is told what was agreed, and so takes the log away as well."""
    return by.is_a(Role.AUDITOR)


def acts(books: Books, *, by: Person) -> tuple[str, ...]:
    """Every kind of act that a person may read of."""
    with books.reading(by) as connection:
        return trail.acts(connection, by)


def count(books: Books, wanted: Wanted, *, by: Person) -> int:
    """How many entries there are of what is wanted."""
    with books.reading(by) as connection:
        return trail.count(connection, by, wanted)


def entries(books: Books, wanted: Wanted, first: int, size: int, *, by: Person) -> tuple[Entry, ...]:
    """Some of them, the newest first."""
    with books.reading(None) as connection:
        own = people.company_of(connection, by)
    with books.reading(by) as connection:
        found = trail.entries(connection, by, wanted, first, size)
    return tuple(replace(each, detail=_told(each, own, by)) for each in found)


def _told(entry: Entry, own: str, by: Person) -> Mapping[str, str]:
    """What an entry says to somebody."""
    if entry.detail.get("company", own) != own:
        return ELSEWHERE
    return entry.detail if sees_agreements(by) or entry.detail.keys() <= OF_PEOPLE else {}


def chain(books: Books) -> Chain:
    """Follow the log from its first entry; rows and files are held against it by `sla audit verify`."""
    with audit.snapshot(books) as connection:
        walk = audit.Audit(books, connection)
        whole = walk.broken() is None
    return Chain(walk.entries, walk.head, whole)


def exported(books: Books, *, by: Person) -> Iterator[str]:
    """The whole log as JSON lines; what an entry says is in it where the person may read it."""
    return export.seen_by(books, by)
