"""Contracts as people see them: whose they are, their versions and files, and the agreements that stand on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sla.contract.definition import Definition, Version
from sla.cycle import Agreement, Organisation, Person
from sla.operations.active import known_contract
from sla.store import agreements, versions
from sla.store.books import Books
from sla.store.versions import Kept


@dataclass(frozen=True, slots=True)
class Listed:
    """One contract in a list: its latest version, how many there are, and how many agreements the person sees on it."""

    customer: Organisation
    key: str
    title: str
    latest: Kept
    versions: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One contract in full, with the agreements on it that the person may see."""

    customer: Organisation
    definition: Definition
    kept: tuple[Kept, ...]
    """Every version as it was activated, oldest first."""
    agreements: tuple[Agreement, ...]

    def before(self, version: Version) -> Version | None:
        """The version that one follows."""
        at = self.definition.versions.index(version)
        return self.definition.versions[at - 1] if at else None

    def with_text(self, digest: str) -> Version | None:
        """The version with this hash."""
        return next((each for each in self.definition.versions if each.digest == digest), None)


def next_day(definition: Definition, today: date) -> date:
    """The first day of the next statement period, from which a new version would count; the last one's, at the end."""
    periods = definition.statement_periods()
    return next((each.start for each in periods if each.start > today), periods[-1].start)


def contracts(books: Books, *, by: Person, page: Callable[[int], slice]) -> tuple[tuple[Listed, ...], int]:
    """The part that `page` cuts out of the contracts that the person may see, by key; and how many there are."""
    with books.reading(by) as connection:
        found: dict[tuple[str, int], list[Kept]] = {}
        for each in versions.versions_seen(connection, by):
            found.setdefault((each.definition, each.customer.id), []).append(each)
        here = list(found)[page(len(found))]
        agreed = Counter((each.definition, each.customer.id) for each in agreements.agreements_of(connection, by))
        texts = versions.texts_of(connection, here)
    return tuple(
        Listed(
            customer=found[key][-1].customer,
            key=key[0],
            title=known_contract(texts[key]).title,
            latest=found[key][-1],
            versions=len(found[key]),
            agreements=agreed[key],
        )
        for key in here
    ), len(found)


def contract(books: Books, customer: int, key: str, *, by: Person) -> Shown | None:
    """One contract of a customer; None where there is none that the person may see."""
    with books.reading(by) as connection:
        kept = versions.versions_seen(connection, by, customer, key)
        if not kept:
            return None
        definition = known_contract(versions.active_texts(connection, customer, key))
        agreed = agreements.agreements_of(connection, by)
    mine = tuple(each for each in agreed if (each.definition, each.customer.id) == (key, customer))
    return Shown(kept[0].customer, definition, kept, mine)
