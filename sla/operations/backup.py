"""Backups: the books and the sealed files of one moment in one file, taken while people work.

The rows are written out under one snapshot of the database, so that they belong together; files are kept before they
are posted, so that none of that moment is missing. A manifest names every part by its hash, and the end of the log.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, text

from sla.document.archive import Archive, Damaged
from sla.operations.answers import refused
from sla.store import audit, dump
from sla.store.books import Books
from sla.store.database import current
from sla.values import Findings

FORMAT = "sla backup 1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One file within a backup: its SHA-256 in hex, and how many rows it has (none for a document)."""

    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `entries` and `head` are the number of the log's entries and the hash of the last one."""

    made: str
    revision: str
    entries: int
    head: str
    parts: dict[str, Part]

    def text(self) -> str:
        """As it lies in the backup."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True)


def back_up(database: str, archive: Path, target: Path, at: datetime) -> Manifest | Findings:
    """Write a backup of a database and its archive to a file that is not there yet; it appears whole or not at all."""
    if target.exists():
        remedy = "Choose another name; a backup is never replaced."
        return refused("backup.exists", f"{target} is there already", found=str(target), remedy=remedy)
    revision = current(database)
    if revision is None:
        return refused("backup.empty", "There is no database yet", found=database, remedy="Run: sla db migrate")
    books, aside = Books.open(database), target.with_name(f".{target.name}.part")
    try:
        with audit.snapshot(books) as connection:
            if not dump.is_readable(connection):
                remedy = "Set SLA_DATABASE_OWNER to the address with which that role opens the database."
                return refused("backup.owner", "Only the owner of the tables can back them up", remedy=remedy)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out, audit.snapshot(books) as connection:
                manifest = _written(out, connection, books, Archive(archive), revision, at)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, target)
    except (KeyError, Damaged) as lost:
        remedy = "Look with: sla audit verify"
        return refused("backup.file", "A sealed file is not what it was", found=str(lost), remedy=remedy)
    finally:
        aside.unlink(missing_ok=True)
        books.close()
    return manifest


def _written(
    out: zipfile.ZipFile, connection: Connection, books: Books, archive: Archive, revision: str, at: datetime
) -> Manifest:
    parts: dict[str, Part] = {}
    digests: list[str] = []
    for table in dump.tables(connection):
        name, digest, rows = f"tables/{table.name}.jsonl", sha256(), 0
        with out.open(name, "w", force_zip64=True) as member:
            for line in dump.lines(connection, table, books.key):
                member.write(line.encode())
                digest.update(line.encode())
                rows += 1
                if table.name == "statement" and (sealed := json.loads(line)["sha256"]):
                    digests.append(sealed)
        parts[name] = Part(digest.hexdigest(), rows)
    for sealed in digests:
        name = f"archive/{sealed}.pdf"
        out.writestr(name, archive.get(sealed), zipfile.ZIP_STORED)
        parts[name] = Part(sealed)
    head = connection.execute(text("SELECT entries, digest FROM log_head")).one()
    manifest = Manifest(at.isoformat(), revision, head.entries, head.digest, parts)
    out.writestr(MANIFEST, manifest.text())
    return manifest


def read_manifest(source: Path) -> Manifest | Findings:
    """The manifest of a backup, once every part is what it says."""
    try:
        with zipfile.ZipFile(source) as held:
            said = json.loads(held.read(MANIFEST))
            if said.pop("format") != FORMAT:
                return _no_backup(source, "another kind of file")
            parts = {name: Part(**part) for name, part in said.pop("parts").items()}
            manifest = Manifest(**said, parts=parts)
            wrong = [*_wrong(held, manifest)]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as broken:
        return _no_backup(source, str(broken))
    if wrong:
        remedy = "Take another backup; this one was changed or is broken."
        return refused("backup.changed", f"{source} is not what it was", found=", ".join(wrong[:5]), remedy=remedy)
    return manifest


def _wrong(held: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    names = set(held.namelist()) - {MANIFEST}
    yield from sorted(names ^ manifest.parts.keys())
    for name in sorted(names & manifest.parts.keys()):
        digest = sha256()
        try:
            with held.open(name) as member:
                while content := member.read(1 << 20):
                    digest.update(content)
        except zipfile.BadZipFile:
            yield name
            continue
        if digest.hexdigest() != manifest.parts[name].sha256:
            yield name


def _no_backup(source: Path, why: str) -> Findings:
    remedy = "Choose a file that `sla backup` wrote."
    return refused("backup.unreadable", f"{source} is no backup that can be read", found=why[:200], remedy=remedy)
