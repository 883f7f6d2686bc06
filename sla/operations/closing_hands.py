"""Who does the work of a closing: processes of this command on SQLite, any number of workers on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context

from sla.cycle import Person
from sla.operations.clocks import Clock, clock_of
from sla.operations.closing import close_chunk
from sla.operations.press import Press
from sla.store import jobs
from sla.store.books import Books
from sla.store.closings import Closing
from sla.store.jobs import Patience


@dataclass(frozen=True, slots=True)
class Hands:
    """What a worker needs. It crosses into other processes, so it holds addresses, the real clock and nothing open."""

    database: str
    press: Press
    clock: Clock

    def close_chunk(self, closing: int, chunk: int, person: int) -> None:
        """Work on one chunk of a closing, with books of this process."""
        books = _books(self.database)
        close_chunk(books, self.press, closing, chunk, person, clock_of(books, self.clock))


@contextmanager
def working(hands: Hands, closing: Closing, by: Person, workers: int) -> Iterator[tuple[Future[None], ...]]:
    """Processes that work on a closing meanwhile; what is not begun when the block ends is left for another time."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield tuple(pool.submit(hands.close_chunk, closing.id, chunk, by.id) for chunk in closing.chunks)
    finally:
        pool.shutdown(cancel_futures=True)


def queued(books: Books, closing: Closing, *, by: Person) -> int:
    """Put what is left of a closing in the queue of the workers; how many chunks were not in it yet."""
    with books.writing(by) as connection:
        return jobs.order(connection, closing.id, closing.chunks, by.id)


def under_way(books: Books, closing: int, *, by: Person) -> tuple[int, int]:
    """How many chunks of a closing wait for a worker, and how many a worker has taken."""
    with books.reading(by) as connection:
        return jobs.under_way(connection, closing)


def work(hands: Hands, *, once: bool = False, patience: Patience | None = None) -> None:
    """Be a worker: take chunks from the queue until told to stop, or until none waits."""
    jobs.work(hands.database, hands.close_chunk, once=once, patience=patience)


@lru_cache(maxsize=1)
def _books(url: str) -> Books:
    """The books of a worker, opened once in each process."""
    return Books.open(url)
