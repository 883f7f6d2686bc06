"""Tampering: rows, entries and files are changed at random by somebody with every right, and each must be named.

`python -m tests.proof.tamper [TAMPERINGS]`. Triggers, policies and rules are taken away first. Then, one by one, values
are changed, rows deleted, added, exchanged, entries changed and moved, the log cut off and its head rolled back, files
of the archive edited, bytes turned in the file of an SQLite database. After each the audit looks at everything, and its
first finding must name what was done. A history written anew with every hash computed again is named by the stand-alone
verifier, from a receipt that was given before.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from sla.operations import auditing
from sla.store.audit import COVERED
from sla.store.books import Books
from tests import postgres
from tests.proof.forgeries import LOG
from tests.proof.scene import Scene, build, opened
from tests.proof.tamperings import ROWS, Done, Tamper

KINDS = ROWS | LOG
FULL = 10_500
RAW = "bytes turned in the database's file"


@dataclass(slots=True)
class Tried:
    """How often each kind was tried, and what was not named."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def tried(scene: Scene, count: int, seed: int = 4) -> Tried:
    """Tamper so many times, each time with the untouched scene."""
    dice, found = random.Random(seed), Tried()
    kinds, parts = list(KINDS), [part for _, part in KINDS.values()]
    every = [*kinds, *dice.choices(kinds, parts, k=max(0, count - len(kinds)))][:count]
    for kind in every:
        with untouched_after(scene):
            done = tampered(scene, KINDS[kind][0], dice)
            found.counts[kind] += 1
            if miss := missed(scene, done):
                found.missed.append(f"{kind}: {miss}")
    return found


@contextmanager
def untouched_after(scene: Scene) -> Iterator[None]:
    """Whatever is done within is undone."""
    files = {path: path.read_bytes() for path in scene.archive.rglob("*.pdf")}
    try:
        yield
    finally:
        scene.connection.rollback()
        for path in {*files, *scene.archive.rglob("*.pdf")}:
            path.unlink(missing_ok=True)
            if path in files:
                path.write_bytes(files[path])


def tampered(scene: Scene, tamper: Tamper, dice: random.Random) -> Done:
    """Tamper; where a rule of uniqueness that cannot be taken away refuses it, try another time."""
    while True:
        try:
            return tamper(scene, dice)
        except DatabaseError:
            scene.connection.rollback()


def missed(scene: Scene, done: Done) -> str:
    """What was done and is not named for what it is; "" if it is."""
    faults = scene.verified()
    said = scene.exposed() if done.exposes else faults[0].message if faults else ""
    names = done.exposes or done.names
    return "" if said.startswith(names) else f"{done.what}: {said!r} instead of {names}"


def turned(file: Path, archive: Path, count: int, seed: int = 4) -> Tried:
    """Turn bytes in the file of a database until so many changed something that a reader sees."""
    dice, found, whole = random.Random(seed), Tried(), file.read_bytes()
    copy, before = file.with_name("turned.sqlite"), dumped(file)
    while found.counts[RAW] < count:
        made = bytearray(whole)
        for _ in range(dice.choice((1, 1, 4, 64))):
            made[dice.randrange(len(made))] = dice.randrange(256)
        copy.write_bytes(made)
        after = dumped(copy)
        if after == before:
            continue
        found.counts[RAW] += 1
        books = Books.open(f"sqlite:///{copy}")
        faults = auditing.verify(books, archive).faults
        books.close()
        changed = {table for table in before if after.get(table) != before[table]}
        said = faults[0].message if faults else ""
        # A byte may hit how the tables are described or found, too: then it is said of what cannot be read.
        names = (*(f"{table} " for table in changed), "entry ", "the end of the log", "the file of the database")
        if not said.startswith(names) and not said.endswith("cannot be read"):
            found.missed.append(f"{RAW}: {changed}: {said!r}")
    for each in file.parent.glob("turned.sqlite*"):
        each.unlink()
    return found


def dumped(file: Path) -> dict[str, list[str]]:
    """What a reader sees of the tables that the log answers for, and of the log; nothing if it cannot be read."""
    raw = sqlite3.connect(file)
    raw.text_factory = bytes
    try:
        names = [table.name for table in COVERED] + ["event", "log_head"]
        return {name: sorted(map(repr, raw.execute(f"SELECT * FROM {name} NOT INDEXED"))) for name in names}
    except (sqlite3.Error, UnicodeDecodeError):
        return {}
    finally:
        raw.close()


def main() -> None:
    """Six tenths on SQLite, three on PostgreSQL, and one in the file of an SQLite database."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else FULL
    on_sqlite, on_postgresql = wanted * 6 // 10, wanted * 3 // 10
    with tempfile.TemporaryDirectory() as temporary:
        folder, missing = Path(temporary), 0
        receipts, archive = build(f"sqlite:///{folder / 'lite' / 'books.sqlite'}", folder / "lite")
        started = time.monotonic()
        with opened(f"sqlite:///{folder / 'lite' / 'books.sqlite'}", receipts, archive) as scene:
            missing += told("SQLite", tried(scene, on_sqlite), started)
        started = time.monotonic()
        missing += told(
            "SQLite's file",
            turned(folder / "lite" / "books.sqlite", archive, wanted - on_sqlite - on_postgresql),
            started,
        )
        server = postgres.shared(folder, while_alive=os.getpid())
        with server.database() as name:
            receipts, archive = build(server.url(name), folder / "post")
            started = time.monotonic()
            with opened(server.url(name), receipts, archive) as scene:
                missing += told("PostgreSQL", tried(scene, on_postgresql, seed=5), started)
    print(f"{wanted:,} tamperings, {missing} not named")
    raise SystemExit(1 if missing else 0)


def told(name: str, found: Tried, started: float) -> int:
    """Print the figures of one database; how many were not named."""
    for miss in found.missed[:20]:
        print(f"  {name}, {miss}")
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in found.counts.items())
    seconds = time.monotonic() - started
    print(f"{name}: {found.counts.total():,} tamperings in {seconds:.0f} s, {len(found.missed)} not named ({kinds})")
    return len(found.missed)


if __name__ == "__main__":
    main()
