"""Contract texts in force: what a company has activated, read once and kept read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection

from sla.contract import definition as contracts
from sla.contract.definition import Definition
from sla.cycle import Agreement, Person
from sla.store import versions
from sla.store.books import Books
from sla.values import Findings


def active_contract(books: Books, key: str, *, by: Person) -> Definition | None:
    """A contract that the person's company has activated."""
    with books.reading(by) as connection:
        texts = versions.active_texts(connection, by.organisation, key)
    return known_contract(texts) if texts else None


def active_contracts(books: Books, *, by: Person) -> tuple[Definition, ...]:
    """Every contract that the person's company has activated."""
    with books.reading(by) as connection:
        keys = versions.active_keys(connection, by.organisation)
        return tuple(known_contract(versions.active_texts(connection, by.organisation, key)) for key in keys)


def definition_of(connection: Connection, agreement: Agreement, known: datetime | None = None) -> Definition:
    """The contract that two companies agreed on, with every version that is active by now, or was by then."""
    return active_text(connection, agreement.customer.id, agreement.definition, known)


def active_text(connection: Connection, customer: int, key: str, known: datetime | None = None) -> Definition:
    """The contract that a company activated under a key, by now or by then."""
    return known_contract(versions.active_texts(connection, customer, key, known))


def definition_with(connection: Connection, agreement: Agreement, digests: tuple[str, ...]) -> Definition:
    """The contract as it was when these versions of it were active."""
    return known_contract(versions.texts_with(connection, agreement.customer.id, agreement.definition, digests))


@lru_cache(maxsize=256)
def read_texts(texts: tuple[tuple[str, str], ...]) -> Definition | Findings:
    """The same texts are read once."""
    return contracts.read(dict(texts))


def known_contract(texts: Mapping[str, str]) -> Definition:
    """The contract with these activated texts; they can be read, since they were read before."""
    definition = read_texts(tuple(sorted(texts.items())))
    if isinstance(definition, Findings):
        raise TypeError(f"an activated contract can no longer be read: {'; '.join(definition.sentences())}")
    return definition
