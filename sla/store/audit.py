"""Holds the books against the log: every entry in its place, every row as some entry left it, none besides."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from sla.cycle import Person, Role
from sla.store.books import Books
from sla.store.digests import Row, is_covered, rows, rows_with
from sla.store.log import START, chained, commitment
from sla.store.scope import declare
from sla.store.tables import agreement, contract_version, event, log_head, metadata, organisation
from sla.values import Finding

COVERED = tuple(table for table in metadata.sorted_tables if is_covered(table))
REMEDY = "Keep the database as it is, compare it with a backup, and find out who had access to it."
UNREADABLE = (SQLAlchemyError, sqlite3.Error, ValueError, OverflowError)
"""What reading raises where somebody has edited what lies under the database."""
Progress = Callable[[str, int, int], None]
"""Told what is being looked at, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the last entry that wrote a row says of it."""

    digest: str
    entry: int
    act: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the log says. `entry` is the entry that knows better; none for what nobody wrote."""

    entry: int
    finding: Finding


@contextmanager
def snapshot(books: Books) -> Iterator[Connection]:
    """One moment of the books, whatever goes on meanwhile."""
    with books.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        yield connection


@dataclass(slots=True)
class Audit:
    """One walk along the log and through the tables. The entries come first, since all else is held against them."""

    books: Books
    connection: Connection
    progress: Progress = lambda *_: None
    entries: int = 0
    head: str = START
    sealed: dict[str, dict[str, Sealed]] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)
    """Number and SHA-256 of every sealed statement whose row is as it was written."""

    def broken(self) -> Fault | None:
        """Follow the chain from the first entry to the head: the first entry that is not what it was."""
        self._look_as(None)
        try:
            for row in _everything(self.connection, event):
                if fault := self._misplaced(row) or self._altered(row):
                    return fault
                self._take(row)
                if self.entries % 500 == 0:
                    self.progress("entries", self.entries, 0)
            return self._cut_off()
        except UNREADABLE as wrong:
            return _entry(self.entries + 1, "cannot be read", found=_short(wrong))

    def _misplaced(self, row: Row) -> Fault | None:
        number = self.entries + 1
        if row.says.get("id") == number:
            return None
        if str(row.key).isdecimal() and int(row.key) > number:
            return _entry(number, "is missing", found=f"entry {row.key} in its place")
        return _entry(row.key, "was never written")

    def _altered(self, row: Row) -> Fault | None:
        number, expected = self.entries + 1, chained(self.head, commitment(row.says))
        if row.says.get("previous") != self.head:
            found = str(row.says.get("previous"))
            return _entry(number, "does not follow the one before", found=found, expected=f"previous {self.head}")
        if row.says.get("digest") != expected:
            found = f"digest {expected}, from what it says now"
            return _entry(number, "does not say what it said", found=found, expected=f"digest {row.says.get('digest')}")
        return None

    def _take(self, row: Row) -> None:
        """The entry is in order: remember what it says of the rows it wrote."""
        self.entries += 1
        self.head = str(row.says["digest"])
        act = f"{row.says['act']}, {row.says['at']}"
        for table, written in json.loads(str(row.says["written"])).items():
            of_table = self.sealed.setdefault(table, {})
            of_table.update({key: Sealed(digest, self.entries, act) for key, digest in written.items()})

    def _cut_off(self) -> Fault | None:
        """The head of the log is the last entry there is."""
        heads = [(row.key, row.says.get("entries"), row.says.get("digest")) for row in rows(self.connection, log_head)]
        if heads == [("1", self.entries, self.head)]:
            return None
        known = heads[0][1] if len(heads) == 1 else None
        if isinstance(known, int) and known > self.entries:
            return _entry(self.entries + 1, "is missing", found=f"{self.entries} entries", expected=f"{known} entries")
        where = f"the end of the log, after entry {self.entries}"
        finding = Finding("log.end", f"{where}, is not what it was", found=str(heads), expected=self.head)
        return Fault(self.entries, _with_remedy(finding))

    def astray(self) -> tuple[Fault, ...]:
        """Every row that is not as the log says, in the order of the entries that wrote them; strangers come last."""
        found: list[Fault] = []
        seen: dict[str, set[str]] = {table.name: set() for table in COVERED}
        total = sum(len(keys) for keys in self.sealed.values())
        for _ in self._scopes():
            for table in COVERED:
                found += self._astray(table, seen[table.name])
                self.progress("rows", sum(map(len, seen.values())), total)
        for table in COVERED:
            sealed = self.sealed.get(table.name, {})
            gone = [key for key, each in sealed.items() if each.digest and key not in seen[table.name]]
            found += [_row(table.name, key, "row-gone", "is gone", sealed[key]) for key in gone]
        found += self._damaged()
        return tuple(sorted(found, key=lambda fault: fault.entry or self.entries + 1))

    def _damaged(self) -> Iterator[Fault]:
        """On SQLite tables and indexes lie in one file, which anybody can edit: they must agree."""
        if self.connection.dialect.name != "sqlite":
            return
        try:
            said = str(self.connection.execute(text("PRAGMA integrity_check(1)")).scalar_one())
        except UNREADABLE as wrong:
            said = _short(wrong)
        if said != "ok":
            yield Fault(0, _with_remedy(Finding("log.damaged", "the file of the database is damaged", found=said)))

    def _astray(self, table: Table, seen: set[str]) -> Iterator[Fault]:
        """The rows that are seen now and were not seen before; the same key twice is one row too many."""
        sealed, here = self.sealed.get(table.name, {}), set[str]()
        try:
            for row in _everything(self.connection, table):
                if row.key in here:
                    yield _row(table.name, row.key, "row-unknown", "is there twice", sealed.get(row.key))
                elif row.key not in seen:
                    yield from self._differs(table.name, row, sealed.get(row.key))
                here.add(row.key)
            seen |= here
        except UNREADABLE as wrong:
            yield self._unreadable(table, seen, wrong)

    def _differs(self, table: str, row: Row, sealed: Sealed | None) -> Iterator[Fault]:
        if sealed is None or not sealed.digest:
            yield _row(table, row.key, "row-unknown", "was not written by the program", sealed)
        elif row.digest(table) != sealed.digest:
            yield _row(table, row.key, "row-changed", "is not as it was written", sealed, row.digest(table))
        elif table == "statement" and "sha256" in row.says:
            self.statements[str(row.says["number"])] = str(row.says["sha256"])

    def _unreadable(self, table: Table, seen: set[str], wrong: Exception) -> Fault:
        """Which row it is that cannot be read: the rows are tried one by one."""
        for key, each in self.sealed.get(table.name, {}).items():
            try:
                rows_with(self.connection, table, [_typed(table, key)])
            except UNREADABLE:
                seen.update(self.sealed[table.name])
                return _row(table.name, key, "row-changed", "cannot be read", each, _short(wrong))
        seen.update(self.sealed.get(table.name, {}))
        return _row(table.name, "?", "row-changed", "cannot be read", None, _short(wrong))

    def _scopes(self) -> Iterator[None]:
        """On PostgreSQL the house and every customer in turn: each row is seen by one of them at least."""
        self._look_as(None)
        yield
        if self.connection.dialect.name == "postgresql":
            for company in (
                self.connection.execute(select(organisation.c.id).order_by(organisation.c.id)).scalars().all()
            ):
                self._look_as(Person(0, "", company, frozenset(Role)))
                if self._is_customer(company):
                    yield
            self._look_as(None)

    def _is_customer(self, company: int) -> bool:
        mine = (
            select(func.count()).where(agreement.c.customer == company).scalar_subquery(),
            select(func.count()).where(contract_version.c.customer == company).scalar_subquery(),
        )
        return any(self.connection.execute(select(*mine)).one())

    def _look_as(self, by: Person | None) -> None:
        declare(self.connection, by, self.books.key)


def first_fault(books: Books, connection: Connection) -> Finding | None:
    """The first entry that is not what it was, or else the first row."""
    walk = Audit(books, connection)
    fault = walk.broken() or next(iter(walk.astray()), None)
    return fault.finding if fault else None


def _everything(connection: Connection, table: Table) -> Iterator[Row]:
    return rows(connection, table, at_once=500)


def _typed(table: Table, key: str) -> tuple[Any, ...]:
    parts = key.split("/", len(table.primary_key) - 1)
    return tuple(column.type.python_type(part) for column, part in zip(table.primary_key, parts, strict=True))


def _entry(number: int | str, is_what: str, *, found: str = "", expected: str = "") -> Fault:
    finding = Finding("log.entry", f"entry {number} of the log {is_what}", found=found, expected=expected)
    return Fault(int(number) if isinstance(number, int) or number.isdecimal() else 0, _with_remedy(finding))


def _row(table: str, key: str, code: str, is_what: str, sealed: Sealed | None, found: str = "") -> Fault:
    expected = ""
    if sealed:
        expected = (
            f"{f'digest {sealed.digest}' if sealed.digest else 'no such row'}, by entry {sealed.entry} ({sealed.act})"
        )
    finding = Finding(f"log.{code}", f"{table} {key} {is_what}", found=found and f"digest {found}", expected=expected)
    return Fault(sealed.entry if sealed else 0, _with_remedy(finding))


def _with_remedy(finding: Finding) -> Finding:
    return Finding(finding.code, finding.message, found=finding.found, expected=finding.expected, remedy=REMEDY)


def _short(wrong: Exception) -> str:
    return str(wrong).partition("\n")[0][:120]
