"""Activated versions of contract texts: each customer's own, added to and never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, exists, insert, or_, select, tuple_

from sla.contract.definition import Version
from sla.cycle import Organisation, Person, Role
from sla.store.tables import agreement, contract_version, organisation, person
from sla.store.visible import as_customer, visible


@dataclass(frozen=True, slots=True)
class Kept:
    """One activated version without its text: whose, of which contract, since when, and who activated it."""

    customer: Organisation
    definition: str
    version: str
    effective: date
    file: str
    digest: str
    by: str
    at: datetime


def versions_seen(
    connection: Connection, by: Person, customer: int | None = None, definition: str | None = None
) -> tuple[Kept, ...]:
    """Every activated version that the person may see: of their own company, or of a contract they agreed on.

    By contract, customer and the day on which each takes effect; of one contract, if it is named.
    """
    query = (
        select(contract_version, organisation.c.name.label("company"), person.c.name.label("person"))
        .join(organisation, organisation.c.id == contract_version.c.customer)
        .join(person, person.c.id == contract_version.c.activated_by, isouter=True)
        .where(_seen(by))
        .order_by(contract_version.c.definition, contract_version.c.customer, contract_version.c.effective)
    )
    if definition is not None:
        query = query.where(contract_version.c.customer == customer, contract_version.c.definition == definition)
    return tuple(
        Kept(
            Organisation(row.customer, row.company),
            row.definition,
            row.version,
            row.effective,
            row.file,
            row.digest,
            row.person or "",
            row.activated_at,
        )
        for row in connection.execute(query)
    )


def calendars_seen(
    connection: Connection, by: Person, customer: int | None = None, definition: str | None = None
) -> tuple[tuple[Organisation, str], ...]:
    """Customer and key of every contract whose calendar the person may see, by key; of one contract, if it is named.

    Whoever sees a contract does, and an administrator sees the calendars of their company.
    """
    own = contract_version.c.customer == by.organisation
    seen = or_(_seen(by), own) if by.is_a(Role.ADMINISTRATOR) else _seen(by)
    query = (
        select(contract_version.c.definition, organisation.c.id, organisation.c.name)
        .join(organisation, organisation.c.id == contract_version.c.customer)
        .where(seen)
        .distinct()
        .order_by(contract_version.c.definition, organisation.c.id)
    )
    if definition is not None:
        query = query.where(contract_version.c.customer == customer, contract_version.c.definition == definition)
    return tuple((Organisation(row.id, row.name), row.definition) for row in connection.execute(query))


def _seen(by: Person) -> ColumnElement[bool]:
    """What `visible` says of agreements, said of the contracts under them."""
    agreed = exists().where(
        agreement.c.customer == contract_version.c.customer,
        agreement.c.definition == contract_version.c.definition,
        visible(by),
    )
    return or_(agreed, contract_version.c.customer == by.organisation) if as_customer(by) else agreed


def active_texts(
    connection: Connection, customer: int, definition: str, known: datetime | None = None
) -> dict[str, str]:
    """File name and text of every activated version of a contract, up to a moment; empty for an unknown key."""
    mine = (contract_version.c.customer == customer) & (contract_version.c.definition == definition)
    if known is not None:
        mine &= contract_version.c.activated_at <= known
    rows = connection.execute(select(contract_version.c.file, contract_version.c.text).where(mine))
    return {row.file: row.text for row in rows}


def texts_with(connection: Connection, customer: int, definition: str, digests: Iterable[str]) -> dict[str, str]:
    """File name and text of the activated versions with these hashes."""
    mine = (contract_version.c.customer == customer) & (contract_version.c.definition == definition)
    chosen = contract_version.c.digest.in_(list(digests))
    rows = connection.execute(select(contract_version.c.file, contract_version.c.text).where(mine, chosen))
    return {row.file: row.text for row in rows}


def texts_of(connection: Connection, contracts: Iterable[tuple[str, int]]) -> dict[tuple[str, int], dict[str, str]]:
    """File name and text of every activated version of some contracts, by key and customer."""
    which = tuple_(contract_version.c.definition, contract_version.c.customer)
    found: dict[tuple[str, int], dict[str, str]] = {}
    for row in connection.execute(select(contract_version).where(which.in_(list(contracts)))):
        found.setdefault((row.definition, row.customer), {})[row.file] = row.text
    return found


def active_keys(connection: Connection, customer: int) -> tuple[str, ...]:
    """The key of every contract that a customer has activated."""
    keys = select(contract_version.c.definition).where(contract_version.c.customer == customer).distinct()
    return tuple(connection.execute(keys.order_by(contract_version.c.definition)).scalars())


def version_row(connection: Connection, customer: int, definition: str, digest: str) -> int:
    """The row of the activated version with this text."""
    row: int = connection.execute(
        select(contract_version.c.id).where(
            contract_version.c.customer == customer,
            contract_version.c.definition == definition,
            contract_version.c.digest == digest,
        )
    ).scalar_one()
    return row


def keep_versions(connection: Connection, versions: Iterable[Version], by: Person, at: datetime) -> None:
    """Activate versions for the company of the person."""
    rows = [
        {
            "customer": by.organisation,
            "definition": version.head.key,
            "version": version.head.version,
            "effective": version.head.effective,
            "file": version.file,
            "text": version.text,
            "digest": version.digest,
            "activated_by": by.id,
            "activated_at": at,
        }
        for version in versions
    ]
    if rows:
        connection.execute(insert(contract_version), rows)
