"""Receipts: what was received and when, signed with the key that seals, and bound to the log as it was then.

Whoever holds one can prove later what they sent, and that the history before it was not written anew.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection

from sla.cycle import Agreement, Cycle, Person
from sla.operations.answers import unknown
from sla.operations.press import Press, Unready, unready
from sla.store import agreements, cycles, log, receipts, uploads
from sla.store.books import Books
from sla.store.digests import canonical
from sla.store.receipts import Signed
from sla.store.uploads import Upload
from sla.values import Findings

FORMAT = "sla receipt 1"


def receipt(
    books: Books, press: Press, agreement: int, period: str, version: int, *, by: Person, at: datetime
) -> bytes | Findings:
    """The signed receipt of an upload, as a file to keep; made when it is first asked for, and the same ever after."""
    with books.reading(by) as connection:
        if kept := _kept(connection, by, agreement, period, version):
            return kept
    with books.writing(by) as connection:
        known = agreements.load_agreement(connection, by, agreement, hold=True)
        cycle = cycles.load_cycle(connection, by, agreement, period)
        sent = uploads.upload(connection, cycle, version) if cycle else None
        if known is None or cycle is None or sent is None:
            return unknown("upload", f"{period}, version {version}")
        if kept := _kept(connection, by, agreement, period, version):
            return kept
        says = canonical(_says(known, cycle, sent, receipts.sending(connection, cycle, version)))
        try:
            signed = Signed(says.decode(), *press.signed(says, at))
        except Unready as wrong:
            connection.rollback()
            return unready(wrong)
        receipts.keep_receipt(connection, cycle, version, signed)
        log.record(connection, "receipt given", by, at, cycle, version=str(version))
        return _file(signed)


def _kept(connection: Connection, by: Person, agreement: int, period: str, version: int) -> bytes | None:
    cycle = cycles.load_cycle(connection, by, agreement, period)
    kept = receipts.kept_receipt(connection, cycle, version) if cycle else None
    return _file(kept) if kept else None


def _says(agreement: Agreement, cycle: Cycle, sent: Upload, entry: tuple[int, str]) -> dict[str, object]:
    """What is signed: which file, when, for what, and the log up to and with the entry about it."""
    return {
        "format": FORMAT,
        "agreement": {
            "reference": agreement.reference,
            "contract": agreement.definition,
            "customer": agreement.customer.name,
            "vendor": agreement.vendor.name,
        },
        "period": cycle.period.key,
        "version": sent.version,
        "file": {"name": sent.file_name, "sha256": sent.sha256, "size": len(sent.content)},
        **({"matching": {"sha256": sent.matching.digest}} if sent.matching else {}),
        "sender": sent.sender,
        "received": sent.at.isoformat(),
        "log": {"entry": entry[0], "head": entry[1]},
    }


def _file(signed: Signed) -> bytes:
    """A receipt as it is handed out: readable, with the certificate beside it."""
    whole = {"receipt": json.loads(signed.says), "signature": signed.signature, "certificate": signed.certificate}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
