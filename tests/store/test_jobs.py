"""The queue on PostgreSQL: ordered with the transaction or not at all, done by workers, taken up when one is lost."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import text

from sla.store import jobs
from sla.store.books import Books
from sla.store.jobs import Patience
from tests.postgres import Server

SHORT = Patience(sign=0.2, lost=1)


@pytest.fixture
def books(postgres_server: Server, migrated_postgresql: str) -> Iterator[tuple[Books, str]]:
    """Books on a fresh database, and its address."""
    with postgres_server.database(template=migrated_postgresql) as name:
        url = postgres_server.url(name)
        opened = Books.open(url)
        yield opened, url
        opened.close()


def append(folder: str, closing: int, chunk: int, person: int) -> None:
    with Path(folder, "done").open("a") as done:
        done.write(f"{closing}/{chunk}/{person} ")


class Noting:
    """Work that leaves a note in a folder; `hangs` for a chunk, until it is killed."""

    def __init__(self, folder: Path, *, hangs: int = -1, breaks: int = -1) -> None:
        self.folder, self.hangs, self.breaks = folder, hangs, breaks

    def __call__(self, closing: int, chunk: int, person: int) -> None:
        if chunk == self.hangs:
            (self.folder / "hangs").touch()
            time.sleep(600)
        if chunk == self.breaks and not (self.folder / "broke").exists():
            (self.folder / "broke").touch()
            raise OSError("the disk is full")
        append(str(self.folder), closing, chunk, person)


def ordered(books: Books, closing: int, *chunks: int) -> int:
    with books.writing(None) as connection:
        return jobs.order(connection, closing, chunks, 7)


def under_way(books: Books, closing: int) -> tuple[int, int]:
    with books.reading(None) as connection:
        return jobs.under_way(connection, closing)


def test_what_is_ordered_is_done(books: tuple[Books, str], tmp_path: Path) -> None:
    assert ordered(books[0], 1, 0, 1) == 2
    assert ordered(books[0], 1, 0, 1, 2) == 1
    assert ordered(books[0], 11, 0) == 1
    assert under_way(books[0], 1) == (3, 0)
    jobs.work(books[1], Noting(tmp_path), once=True, patience=SHORT)
    assert sorted((tmp_path / "done").read_text().split()) == ["1/0/7", "1/1/7", "1/2/7", "11/0/7"]
    assert under_way(books[0], 1) == (0, 0)


def test_what_is_undone_was_never_ordered(books: tuple[Books, str]) -> None:
    with books[0].writing(None) as connection:
        jobs.order(connection, 1, (0, 1), 7)
        connection.rollback()
    assert under_way(books[0], 1) == (0, 0)


def test_the_transaction_finds_its_tables_again(books: tuple[Books, str]) -> None:
    with books[0].writing(None) as connection:
        before = connection.execute(text("SHOW search_path")).scalar_one()
        jobs.order(connection, 1, (0,), 7)
        assert connection.execute(text("SHOW search_path")).scalar_one() == before


def test_what_breaks_off_is_tried_again(
    books: tuple[Books, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PAUSE", 0)
    ordered(books[0], 1, 0)
    jobs.work(books[1], Noting(tmp_path, breaks=0), once=True, patience=SHORT)
    jobs.work(books[1], Noting(tmp_path, breaks=0), once=True, patience=SHORT)
    assert (tmp_path / "done").read_text() == "1/0/7 "


@contextmanager
def another(url: str, work: Noting) -> Iterator[int]:
    """A worker in another process; its number."""
    process = get_context("spawn").Process(target=jobs.work, args=(url, work), kwargs={"patience": SHORT})
    process.start()
    try:
        yield process.pid or 0
    finally:
        process.kill()
        process.join()


def test_what_a_killed_worker_had_taken_is_done_by_another(books: tuple[Books, str], tmp_path: Path) -> None:
    ordered(books[0], 1, 0)
    with another(books[1], Noting(tmp_path, hangs=0)) as worker:
        wait_for((tmp_path / "hangs").exists)
        os.kill(worker, signal.SIGKILL)
    assert under_way(books[0], 1) == (0, 1)
    with another(books[1], Noting(tmp_path)):
        wait_for(lambda: under_way(books[0], 1) == (0, 0))
    assert (tmp_path / "done").read_text() == "1/0/7 "


def wait_for(condition: object, seconds: float = 60) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_the_queue_is_the_one_the_revision_installed() -> None:
    """When the queue's package brings a change of its tables, a revision of ours applies it first."""
    deltas = sorted(file.name for file in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    assert deltas[-1] == "03.04.00_50_post_add_retry_failed_job_procedure.sql"
