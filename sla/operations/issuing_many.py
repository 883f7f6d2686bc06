"""Issuing many statements at once: printed and sealed by worker processes, numbered and kept by this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from datetime import datetime
from multiprocessing import get_context

from sla.cycle import Person
from sla.operations.issuing import Draft, finished, numbered
from sla.operations.press import Press
from sla.store.books import Books
from sla.store.issued import Issued
from sla.values import Findings

Which = tuple[int, str]
"""Agreement and key of the period."""
Result = tuple[Which, Issued | Findings]


def issue_many(
    books: Books,
    press: Press,
    periods: Iterable[Which],
    *,
    by: Person,
    at: datetime,
    workers: int = 2,
    progress: Callable[[Result], None] | None = None,
) -> tuple[Result, ...]:
    """Issue statements in the order given, as far as the order of finishing goes; one refusal stops no other.

    `progress` is called after each. Interrupted, the same call finishes what was begun and does the rest.
    """
    results = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for result in _issued(books, press, periods, by, at, pool, ahead=2 * workers):
            if progress:
                progress(result)
            results.append(result)
    return tuple(results)


def _issued(
    books: Books, press: Press, periods: Iterable[Which], by: Person, at: datetime, pool: Executor, ahead: int
) -> Iterator[Result]:
    """Numbers are taken only a few statements ahead of the press, so that an interruption leaves few of them open."""
    under_way: dict[Future[bytes | Findings], tuple[Which, Draft]] = {}
    for which in periods:
        drafted = numbered(books, press, *which, by=by, at=at)
        if isinstance(drafted, Findings):
            yield which, drafted
            continue
        under_way[pool.submit(press.made, drafted.statement, at)] = (which, drafted)
        if len(under_way) >= ahead:
            yield from _finish(books, press, under_way, by, at)
    while under_way:
        yield from _finish(books, press, under_way, by, at)


def _finish(
    books: Books, press: Press, under_way: dict[Future[bytes | Findings], tuple[Which, Draft]], by: Person, at: datetime
) -> Iterator[Result]:
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    for future in done:
        which, drafted = under_way.pop(future)
        content = future.result()
        if isinstance(content, bytes):
            yield which, finished(books, press, drafted, content, by=by, at=at)
        else:
            yield which, content
