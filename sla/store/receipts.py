"""Receipts: what was signed about an upload, kept as it was handed out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from sla.cycle import Cycle
from sla.store.tables import event, receipt, submission
from sla.store.uploads import is_version


@dataclass(frozen=True, slots=True)
class Signed:
    """A text in canonical JSON, its signature in base64, and the certificate of whoever signed it."""

    says: str
    signature: str
    certificate: str


def keep_receipt(connection: Connection, on: Cycle, version: int, signed: Signed) -> None:
    """Keep the one receipt of an upload."""
    sent = connection.execute(select(submission.c.id).where(is_version(on, version))).scalar_one()
    values = {"says": signed.says, "signature": signed.signature, "certificate": signed.certificate}
    connection.execute(insert(receipt).values(submission=sent, **values))


def kept_receipt(connection: Connection, on: Cycle, version: int) -> Signed | None:
    """The receipt of an upload to a period that was loaded for a person."""
    columns = (receipt.c.says, receipt.c.signature, receipt.c.certificate)
    row = connection.execute(select(*columns).join(submission).where(is_version(on, version))).first()
    return Signed(row.says, row.signature, row.certificate) if row else None


def sending(connection: Connection, on: Cycle, version: int) -> tuple[int, str]:
    """Number and hash of the log's entry about the sending of a file: the one that wrote the upload."""
    sent = connection.execute(select(submission.c.id).where(is_version(on, version))).scalar_one()
    wrote = event.c.written.contains(f'"submission":{{"{sent}":', autoescape=True)
    entry = connection.execute(
        select(event.c.id, event.c.digest).where(
            event.c.agreement == on.agreement, event.c.period == on.period.key, wrote
        )
    ).one()
    return entry.id, entry.digest
