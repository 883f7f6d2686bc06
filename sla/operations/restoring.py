"""Restoring a backup into an empty installation, and looking at one without touching anything.

Every look restores into a database of its own and holds it against the log, row by row and file by file. A backup that
is older than what is known of the log, from the present database or from a receipt, is told apart, and how much of the
history it lacks.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from sqlalchemy import select

from sla.cycle import Person, Role
from sla.document.archive import Archive
from sla.operations import auditing
from sla.operations.answers import refused
from sla.operations.auditing import Verified
from sla.operations.backup import Manifest, read_manifest
from sla.operations.pages import disagreeing, trial_balance
from sla.store import audit, dump
from sla.store.books import Books
from sla.store.database import current, migrate, open_database
from sla.store.scope import declare
from sla.store.tables import agreement, event
from sla.values import Finding, Findings


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a backup came to: its manifest, the audit of what it restores to, and everything there is to say."""

    manifest: Manifest
    verified: Verified
    faults: tuple[Finding, ...]
    """Why it should not be relied on."""
    missing: tuple[Finding, ...]
    """What is known of the log, and not in it."""


def inspect(source: Path, *, database: str = "", receipts: tuple[bytes, ...] = ()) -> Inspected | Findings:
    """Look at a backup: restored aside, audited, and compared with the present database and with receipts."""
    manifest = read_manifest(source)
    if isinstance(manifest, Findings):
        return manifest
    with tempfile.TemporaryDirectory(prefix="sla-restore-") as folder:
        url, archive = f"sqlite:///{folder}/sla.db", Path(folder) / "archive"
        _fill(source, manifest, url, archive)
        books = Books.open(url)
        try:
            verified = auditing.verify(books, archive)
            faults = (*verified.faults, *_unbalanced(books))
            missing = (*_behind(books, manifest, database), *_behind_receipts(books, manifest, receipts))
        finally:
            books.close()
    if (verified.entries, verified.head) != (manifest.entries, manifest.head):
        remedy = "Take another backup."
        faults = (*faults, Finding("backup.head", "The log does not end where the manifest says", remedy=remedy))
    return Inspected(manifest, verified, faults, missing)


def restore(source: Path, database: str, archive: Path) -> Manifest | Findings:
    """Restore a backup into a database in which nobody has done anything, and add its files to the archive.

    Broken off, it can be repeated: files are added under their hashes, and the rows come all at once.
    """
    manifest = read_manifest(source)
    if isinstance(manifest, Findings):
        return manifest
    if taken := _used(database):
        return taken
    _fill(source, manifest, database, archive)
    return manifest


def _used(database: str) -> Findings | None:
    if current(database) is None:
        return None
    engine = open_database(database, pooled=False)
    with engine.connect() as connection:
        used = dump.is_used(connection)
    remedy = "Restore into an empty database (SLA_DATABASE, SLA_INSTANCE); nothing is ever overwritten."
    message = "People have worked in this database"
    return refused("restore.used", message, expected="an empty one", remedy=remedy) if used else None


def _fill(source: Path, manifest: Manifest, database: str, archive: Path) -> None:
    """Files first, so that none is ever missing; then all rows in one transaction; then the newest revision."""
    with zipfile.ZipFile(source) as held:
        documents = Archive(archive)
        for name in manifest.parts:
            if name.startswith("archive/"):
                documents.put(held.read(name))
        here = current(database)
        if here is not None and here != manifest.revision:
            migrate(database, "base")
        migrate(database, manifest.revision)
        engine = open_database(database, pooled=False).execution_options(writing=True)
        with engine.connect() as connection, connection.begin(), dump.Unbound(connection):
            for table in dump.tables(connection):
                with held.open(f"tables/{table.name}.jsonl") as member:
                    dump.take_in(connection, table, TextIOWrapper(member, "utf-8", newline="\n"))
    migrate(database)


def _unbalanced(books: Books) -> Iterator[Finding]:
    """Ledgers that do not add up, and statements that were posted as something else than they say."""
    remedy = "Do not restore it; take another backup."
    with books.reading(None) as connection:
        customers = connection.execute(select(agreement.c.customer).distinct()).scalars().all()
    for company in customers:
        by = Person(0, "", company, frozenset({Role.AUDITOR}))
        totals: Counter[str] = Counter()
        for balance in trial_balance(books, by=by):
            totals[balance.total.currency] += balance.total.minor
        for currency, total in totals.items():
            if total:
                found = f"{total} in the smallest unit"
                yield Finding("backup.balance", f"{currency} does not add up to zero", found=found, remedy=remedy)
        for number in disagreeing(books, by=by):
            yield Finding("backup.statement", f"Statement {number} was posted as something else", remedy=remedy)


def _behind(books: Books, manifest: Manifest, database: str) -> Iterator[Finding]:
    """What the present database has that the backup lacks."""
    if not database or _used(database) is None:
        return
    present = Books.open(database)
    try:
        with audit.snapshot(present) as connection:
            declare(connection, None, present.key)
            known = {row.id: row for row in connection.execute(select(event).order_by(event.c.id))}
    finally:
        present.close()
    last = known.get(manifest.entries)
    if manifest.entries and (last is None or last.digest != manifest.head):
        if last is None and manifest.head not in {row.digest for row in known.values()}:
            ahead = _digest_of(books, len(known))
            if known and ahead == known[len(known)].digest:
                return  # the backup is newer than the database: nothing is lost
        yield _other_history("the present database")
        return
    later = [row for number, row in known.items() if number > manifest.entries]
    if later:
        acts = ", ".join(f"{count} {act}" for act, count in Counter(row.act for row in later).most_common())
        yield _lacks(manifest, len(known), f"the present database: {acts}")


def _behind_receipts(books: Books, manifest: Manifest, receipts: tuple[bytes, ...]) -> Iterator[Finding]:
    """What receipts prove to have happened and the backup lacks."""
    for content in receipts:
        try:
            under = json.loads(content)["receipt"]["log"]
            number, head = int(under["entry"]), str(under["head"])
        except (ValueError, KeyError, TypeError):
            remedy = "Give a file that was handed out as a receipt."
            yield Finding("restore.receipt", "This is no receipt", remedy=remedy)
            continue
        if number > manifest.entries:
            yield _lacks(manifest, number, f"a receipt, given under entry {number}")
        elif _digest_of(books, number) != head:
            yield _other_history(f"the receipt given under entry {number}")


def _digest_of(books: Books, number: int) -> str | None:
    with books.reading(None) as connection:
        return connection.execute(select(event.c.digest).where(event.c.id == number)).scalar_one_or_none()


def _lacks(manifest: Manifest, known: int, whence: str) -> Finding:
    return Finding(
        "restore.older",
        f"The backup is older than what is known: entries {manifest.entries + 1} to {known} of the log are not in it",
        found=f"{manifest.entries} entries, made {manifest.made}",
        expected=f"{known} entries, by {whence}",
        remedy="Look for a later backup. If there is none, do again what these entries say, with both parties.",
    )


def _other_history(whence: str) -> Finding:
    return Finding(
        "restore.other-history",
        f"The log of the backup is not the one of {whence}",
        remedy="Do not restore it here: it is of another installation, or one of the two was written anew.",
    )
