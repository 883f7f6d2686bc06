"""Activated versions of contract texts: each customer's own, added to and never edited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from sla.contract.definition import Version
from sla.cycle import Person
from sla.store.tables import contract_version


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
