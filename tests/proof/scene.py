"""What is tampered with: a house with issued months, its archive, old receipts; its database has lost its guards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from sqlite3 import Connection as Sqlite
from typing import Any

from sqlalchemy import Connection, Table, event, text

from sla.cycle.claims import Booking
from sla.cycle.matter import Kind, Matter
from sla.document.archive import Archive
from sla.document.standalone import prove
from sla.measurement.relief import Relief, Whole
from sla.operations import asking, auditing
from sla.operations.claims import settle_claim
from sla.operations.receipts import receipt
from sla.operations.sealing import SealingPress
from sla.store import export
from sla.store.audit import COVERED
from sla.store.books import Books
from sla.store.tables import metadata
from sla.values import Finding, Period
from tests.operations.house import APRIL, MARCH, MAY, NOW, House, PlainPress, built, figures
from tests.store.disarmed import disarm

Raw = dict[str, Any]
"""A row as the driver gives it."""


@dataclass(frozen=True, slots=True)
class ArchivingPress(PlainPress):
    """Prints plainly and keeps it where statements are kept; signs with a real key."""

    keys: Path

    def signed(self, content: bytes, at: datetime) -> tuple[str, str]:
        return SealingPress(self.keys, self.archive).signed(content, at)

    def kept(self, content: bytes) -> tuple[str, str]:
        digest = Archive(self.archive).put(content)
        return digest, str(Archive(self.archive).path(digest))


@dataclass(frozen=True, slots=True)
class Scene:
    """The books as their owner opens them, the archive, and what the receipts in the partner's drawer say."""

    books: Books
    connection: Connection
    archive: Path
    receipts: tuple[dict[str, Any], ...]
    tables: tuple[Table, ...]
    """Those that the log answers for and that have rows."""

    @property
    def sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def rows(self, table: Table) -> list[Raw]:
        """Every row of a table, by key."""
        keys = ", ".join(column.name for column in table.primary_key)
        found = self.connection.execute(text(f"SELECT * FROM {table.name} ORDER BY {keys}"))
        return [dict(row) for row in found.mappings()]

    def say(self, statement: str, /, **values: object) -> int:
        """Run a statement; how many rows it touched."""
        return self.connection.execute(text(statement), values).rowcount

    def verified(self) -> tuple[Finding, ...]:
        """Everything that the audit names."""
        return auditing.looked_at(self.books, self.connection, self.archive).faults

    def exposed(self) -> str:
        """What the stand-alone verifier says about the log, given the old receipts; "" if it believes it."""
        try:
            lines = export.seen_in(self.connection, self.books)
            log = {number: (digest, says) for number, digest, says in prove.followed(lines)}
            for each in self.receipts:
                prove.held_against(each, log)
        except prove.Exposed as exposed:
            return str(exposed)
        return ""


def build(url: str, folder: Path) -> tuple[tuple[dict[str, Any], ...], Path]:
    """The house with two issued months and a third that was only sent: what its receipts say, and its archive."""
    files = given(url, folder)
    trust = (folder / "keys/root.pem").read_text()
    return tuple(prove.genuine(json.loads(each), trust) for each in files), folder / "statements"


def given(url: str, folder: Path) -> tuple[bytes, ...]:
    """Build it, and hand out a receipt for each month."""
    house = built(url, folder)
    house = replace(house, press=ArchivingPress(folder / "statements", folder / "keys"))
    house.issued(MARCH)
    house.issued(APRIL, figures(APRIL, answered=810, complaints=11))
    house.sent(MAY)
    _matters(house)
    paid = settle_claim(house.books, "NORTH-0001", Decimal(1000), NOW.date(), "ERP 7", by=house.fay, at=NOW)
    assert isinstance(paid, Booking), paid
    files = tuple(_receipt(house, period) for period in (MARCH, APRIL, MAY))
    house.books.close()
    return files


def _matters(house: House) -> None:
    """Relief for May: one with evidence, granted, and one that was taken back."""
    levels, may = ("answered_in_time", "complaints"), Period(date(2026, 5, 1), date(2026, 6, 1))
    storm, noise = (Relief(level, may, Whole(), "storm") for level in levels)
    which = (house.books, house.north.id, MAY, Kind.RELIEF)
    one, two = (asking.ask(*which, each, "the line was down", by=house.pat, at=NOW) for each in (storm, noise))
    assert isinstance(one, Matter), one
    assert isinstance(two, Matter), two
    file = ("storm.txt", b"wind and rain\n")
    for answer in (
        asking.say(house.books, one.id, "see the report", (file,), by=house.pat, at=NOW),
        asking.decide(house.books, one.id, storm, "so agreed", by=house.mia, at=NOW),
        asking.withdraw(house.books, two.id, by=house.pat, at=NOW),
    ):
        assert isinstance(answer, Matter), answer


def _receipt(house: House, period: str) -> bytes:
    file = receipt(house.books, house.press, house.north.id, period, 1, by=house.pat, at=NOW)
    assert isinstance(file, bytes)
    return file


@contextmanager
def opened(url: str, receipts: tuple[dict[str, Any], ...], archive: Path) -> Iterator[Scene]:
    """The scene without triggers, policies and rules; nothing is wrong with it yet."""
    books = Books.open(url)
    if books.engine.dialect.name == "sqlite":
        event.listen(books.engine, "connect", without_rules)
    with books.engine.begin() as connection:
        disarm(connection)
    with books.engine.connect() as connection:
        scene = Scene(books, connection, archive, receipts, ())
        tables = tuple(table for table in COVERED if scene.rows(table))
        scene = replace(scene, tables=tables)
        assert (scene.verified(), scene.exposed()) == ((), "")
        connection.rollback()
        yield scene
    books.close()


def without_rules(raw: Sqlite, _: object) -> None:
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute("PRAGMA foreign_keys = OFF")


EVENT, HEAD = metadata.tables["event"], metadata.tables["log_head"]
