"""Receipts: what was signed about an upload, kept as it was handed out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, insert, select

from sla.cycle import Cycle
from sla.store import log
from sla.store.tables import receipt, submission

SENT = "figures sent"
"""The act that a receipt is about."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A text in canonical JSON, its signature in base64, and the certificate of whoever signed it."""

    says: str
    signature: str
    certificate: str


def keep_receipt(connection: Connection, on: Cycle, version: int, signed: Signed) -> None:
    """Keep the one receipt of an upload."""
    sent = connection.execute(select(submission.c.id).where(_is(on, version))).scalar_one()
    values = {"says": signed.says, "signature": signed.signature, "certificate": signed.certificate}
    connection.execute(insert(receipt).values(submission=sent, **values))


def kept_receipt(connection: Connection, on: Cycle, version: int) -> Signed | None:
    """The receipt of an upload to a period that was loaded for a person."""
    columns = (receipt.c.says, receipt.c.signature, receipt.c.certificate)
    row = connection.execute(select(*columns).join(submission).where(_is(on, version))).first()
    return Signed(row.says, row.signature, row.certificate) if row else None


def sending(connection: Connection, on: Cycle, version: int, sha256: str) -> log.Entry:
    """The log's entry about the sending of a file."""
    wanted = (SENT, str(version), sha256)
    return next(
        entry
        for entry in reversed(log.history(connection, on))
        if (entry.act, entry.detail.get("version"), entry.detail.get("sha256")) == wanted
    )


def _is(on: Cycle, version: int) -> ColumnElement[bool]:
    return (submission.c.cycle == on.id) & (submission.c.version == version)
