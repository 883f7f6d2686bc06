"""Crashes: a process that ends without a word at any statement, commit or file operation, and what is left of its work.

`python -m tests.proof.crashes [POINTS]`. Two agreements go from open to issued: figures sent, settled, approved by two,
numbered, sealed, kept, posted. Every point at which that run could be cut off is tried: a child process runs up to it
and is gone, a second one starts from what is there and does the same things again, as people and workers would. At
every third point the second one is cut off as well, and a third finishes. The books must then be those of a run that
nobody cut off, row for row.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from sla.document.archive import Archive
from sla.operations.agreements import open_period
from sla.operations.approving import approve_many
from sla.operations.closing import close_chunk, order_closing
from sla.operations.submitting import send_figures
from sla.statement.model import Statement
from sla.store.books import Books
from sla.store.closings import Closing
from sla.store.rights import admit
from sla.values import Findings
from tests import postgres
from tests.operations.house import MARCH, NOW, House, PlainPress, built, figures
from tests.proof.books import Shown, shown
from tests.proof.clockwork import GONE, Clockwork
from tests.proof.copies import Copy, postgres_copy, sqlite_copy

SENT_BEFORE = {"cycle.sent-before", "cycle.closed", "period.open", "closing.nothing", "cycle.signed-already"}
"""What somebody is told who does again what is done."""


class KeepingPress(PlainPress):
    """Plain text for paper, kept in the real archive; without the calculation, whose log is each run's own."""

    def made(self, statement: Statement, at: datetime) -> bytes:
        return f"{statement.number}: {statement.decision} ({at:%Y-%m-%d})\n".encode()

    def kept(self, content: bytes) -> tuple[str, str]:
        digest = Archive(self.archive).put(content)
        return digest, digest

    def taken(self, digest: str) -> bytes:
        return Archive(self.archive).get(digest)


def play(house: House, books: Books, press: KeepingPress) -> None:
    """March for both vendors, from open to issued; done again, it goes on where it was."""
    for number, agreement, partner in ((0, house.north, house.pat), (1, house.south, house.sam)):
        allowed(open_period(books, agreement.id, MARCH, by=house.mia, at=NOW))
        file = figures(MARCH, answered=600 + 210 * number, complaints=4 + 7 * number)
        allowed(send_figures(books, agreement.id, MARCH, "march.csv", file, by=partner, at=NOW))
    for by in (house.mia, house.fay):
        order = order_closing(books, MARCH, by=by, at=NOW, chunk=1)
        if isinstance(order, Closing):
            for chunk in order.chunks:
                close_chunk(books, press, order.id, chunk, by.id, lambda: NOW)
        else:
            allowed(order)
        for signs in (house.max, house.fay) if by is house.mia else ():
            for signed in approve_many(books, MARCH, by=signs, at=NOW):
                allowed(signed.answer)


def allowed(answer: object) -> None:
    """Anything but a refusal that has another reason than that it was done before."""
    if isinstance(answer, Findings) and not {each.code for each in answer} <= SENT_BEFORE:
        raise AssertionError(answer)


def lived(house: House, url: str, folder: Path, end: int | None) -> tuple[bool, int, dict[str, int]]:
    """A child process plays, up to a point or to the end: whether it was cut off, and the points it passed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(house, url, folder, end, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, GONE):
        raise AssertionError(f"the run broke at point {end}: {said or code}")
    names = dict(part.rsplit("=", 1) for part in said.split(";") if part)
    return code == GONE, sum(map(int, names.values())), {name: int(count) for name, count in names.items()}


def _live(house: House, url: str, folder: Path, end: int | None, told: int) -> None:
    """Never returns."""
    code = 1
    try:
        books, clockwork = Books.open(url), Clockwork(end)
        clockwork.watch(books.engine, folder)
        play(house, books, KeepingPress(folder))
        os.write(told, ";".join(f"{name}={count}" for name, count in clockwork.names.items()).encode())
        code = 0
    except BaseException as broken:  # noqa: BLE001 -- the parent is told, whatever it is
        os.write(told, repr(broken).encode())
    finally:
        os._exit(code)


@dataclass(frozen=True, slots=True)
class Left:
    """What a run leaves: the books, and the files that are whole."""

    books: Shown
    files: frozenset[str]

    def unlike(self, other: Left) -> list[str]:
        """Every difference."""
        return [
            *self.books.unlike(other.books),
            *self.books.wrong,
            *(f"file {each}" for each in self.files ^ other.files),
        ]


def left(house: House, url: str, folder: Path) -> Left:
    """Read it with books of our own."""
    books = Books.open(url)
    try:
        seen = shown(books, house.mia, lambda digest: bool(Archive(folder).get(digest)))
    finally:
        books.close()
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".new-")]
    return Left(seen, frozenset(sha256(file.read_bytes()).hexdigest() for file in files))


@dataclass(frozen=True, slots=True)
class Proof:
    """The run that nobody cut off, and how to begin anew."""

    house: House
    copy: Copy
    whole: Left
    points: int
    kinds: dict[str, int]

    def differences(self, point: int, again: int | None = None) -> list[str]:
        """Cut off at a point, perhaps cut off once more, then done to the end: what is not as it should be."""
        with self.copy() as url, tempfile.TemporaryDirectory() as folder:
            if not lived(self.house, url, Path(folder), point)[0]:
                return [f"point {point} was not reached"]
            for end in (again, None) if again else (None,):
                lived(self.house, url, Path(folder), end)
            return left(self.house, url, Path(folder)).unlike(self.whole)


def proof(house: House, copy: Copy) -> Proof:
    """Play once without a cut, and count the points."""
    with copy() as url, tempfile.TemporaryDirectory() as folder:
        _, points, kinds = lived(house, url, Path(folder), None)
        whole = left(house, url, Path(folder))
    if whole.books.wrong or len(whole.files) != 2:
        raise AssertionError(f"the run itself is wrong: {whole.books.wrong}")
    return Proof(house, copy, whole, points, kinds)


def main() -> None:
    """Every point on both databases, or as many as asked for, spread evenly."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else sys.maxsize
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        house = built(f"sqlite:///{folder / 'house.sqlite'}", folder)
        house.books.close()
        failures += tried("SQLite", proof(house, lambda: sqlite_copy(folder / "house.sqlite")), wanted)
        server = postgres.shared(folder, while_alive=os.getpid())
        with server.database() as name:
            house = built(server.url(name), folder)
            house.books.close()
            admit(server.url(name), server.door(name))
            failures += tried("PostgreSQL", proof(house, lambda: postgres_copy(server, name)), wanted)
    raise SystemExit(1 if failures else 0)


_tried: Proof | None = None
"""Of a worker process, which was forked from one that has it."""


def _one(cut: tuple[int, int | None]) -> list[str]:
    assert _tried
    return _tried.differences(*cut)


def tried(name: str, whole: Proof, wanted: int) -> int:
    """Try the points of one database by all processors and print the figures; how many failed."""
    global _tried
    _tried, dice, started, failures = whole, random.Random(4), time.monotonic(), 0
    chosen = sorted({round(1 + part * (whole.points - 1) / max(1, wanted - 1)) for part in range(min(wanted, 10_000))})
    chosen = chosen if wanted < whole.points else list(range(1, whole.points + 1))
    cuts = [(point, dice.randint(1, whole.points) if point % 3 == 0 else None) for point in chosen]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        for (point, _), differences in zip(cuts, pool.map(_one, cuts), strict=True):
            failures += bool(differences)
            for difference in differences:
                print(f"  {name}, cut off at point {point}: {difference}", flush=True)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(whole.kinds.items()))
    took, twice = time.monotonic() - started, sum(again is not None for _, again in cuts)
    print(
        f"{name}: {len(cuts)} of {whole.points} points, {twice} of them twice; "
        f"{failures} failures; {took:.0f} s ({kinds})"
    )
    return failures


if __name__ == "__main__":
    main()
