"""Auditing: the books and the archive held against the log, and the log written out for others to follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from sla.document.archive import Archive
from sla.document.standalone import prove
from sla.operations.answers import refused
from sla.store import audit, export
from sla.store.audit import Audit, Progress
from sla.store.books import Books
from sla.values import Finding, Findings

SCRIPT = Path(prove.__file__)
"""The stand-alone verifier, to be handed to whoever has a receipt."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What an audit came to: how much was looked at, and everything that is not as the log says, first things first."""

    entries: int
    rows: int
    files: int
    head: str
    faults: tuple[Finding, ...]


def verify(books: Books, archive: Path, progress: Progress = lambda *_: None) -> Verified:
    """Look at every entry of the log, every row of the books and every file of the archive."""
    try:
        with audit.snapshot(books) as connection:
            return looked_at(books, connection, archive, progress)
    except audit.UNREADABLE as wrong:
        found = str(wrong).partition("\n")[0]
        unreadable = Finding("log.unreadable", "the database cannot be read", found=found, remedy=audit.REMEDY)
        return Verified(0, 0, 0, "", (unreadable,))


def looked_at(books: Books, connection: Connection, archive: Path, progress: Progress = lambda *_: None) -> Verified:
    """The same within a transaction. If the log itself is broken, nothing is held against it."""
    walk = Audit(books, connection, progress)
    if broken := walk.broken():
        return Verified(walk.entries, 0, 0, walk.head, (broken.finding,))
    faults = [fault.finding for fault in walk.astray()]
    faults += _files(walk.statements, Archive(archive), progress)
    rows = sum(len(keys) for keys in walk.sealed.values())
    return Verified(walk.entries, rows, len(walk.statements), walk.head, tuple(faults))


def _files(statements: dict[str, str], archive: Archive, progress: Progress) -> Iterator[Finding]:
    """Every sealed statement is where it belongs and what it was, and every other file is what its name says.

    A file of no statement is left behind by an interruption between sealing and keeping; it harms nobody.
    """
    known = set()
    for done, (number, digest) in enumerate(sorted(statements.items()), 1):
        progress("files", done, len(statements))
        path = _place(archive, digest)
        known.add(path)
        if path is None or not path.is_file():
            yield _file("file-gone", f"the file of statement {number} is gone", "", digest)
        elif (found := sha256(path.read_bytes()).hexdigest()) != digest:
            yield _file("file-changed", f"the file of statement {number} is not the one that was sealed", found, digest)
    for path in sorted(archive.folder.rglob("*")):
        if path.is_file() and path not in known and not path.name.startswith("."):
            found = sha256(path.read_bytes()).hexdigest()
            if path != archive.path(found):
                yield _file("file-unknown", f"{path} is not a file that was kept here", found, path.stem)


def _place(archive: Archive, digest: str) -> Path | None:
    """Where the file of a statement lies; None if what the books say is no hash at all."""
    try:
        return archive.path(digest)
    except ValueError:
        return None


def _file(code: str, says: str, found: str, expected: str) -> Finding:
    of = "SHA-256 {}".format
    return Finding(f"log.{code}", says, found=of(found) if found else "", expected=of(expected), remedy=audit.REMEDY)


def exported(books: Books, company: str = "") -> Iterator[str] | Findings:
    """The log as JSON lines; with a company's name, only entries that concern it say what they say."""
    if company and not export.is_known(books, company):
        remedy = "Write the company's name as it stands on its agreements."
        return refused("audit.unknown-company", f"There is no company {company}", remedy=remedy)
    return export.lines(books, company)


def proved(books: Books, receipts: tuple[bytes, ...], trust: Path) -> tuple[str, ...] | Findings:
    """Whether the log is the one these receipts were made under; `trust` is the issuer's root certificate."""
    try:
        given = [json.loads(each) for each in receipts]
        return tuple(prove.proved(given, trust.read_text(), export.lines(books, ""), None))
    except (prove.Exposed, OSError, ValueError, KeyError, IndexError, TypeError) as wrong:
        says = str(wrong) if isinstance(wrong, prove.Exposed) else "this cannot be read as a receipt and a certificate"
        return refused("audit.exposed", says[:1].upper() + says[1:], found=str(wrong), remedy=audit.REMEDY)
