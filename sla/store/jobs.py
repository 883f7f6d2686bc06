"""The queue of work on PostgreSQL: ordered in our own transaction, taken up by as many workers as there are.

The queue is procrastinate's. Its tables and functions lie in a schema of their own (`jobs`), and a job holds nothing
but numbers. A job may run twice, when a worker was taken for lost; what it does is done once all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from procrastinate import App, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from procrastinate.jobs import DeleteJobCondition
from sqlalchemy import Connection, text

from sla.store.database import address

QUEUE, TASK = "closing", "close chunk"
ATTEMPTS = 5
"""How often a job that breaks off is tried, with a pause that grows; a worker that is lost does not count."""
PAUSE = 2
Work = Callable[[int, int, int], None]
"""What is done with a job: the number of the closing, that of its chunk, and that of the person who ordered it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds between signs of life of a worker, and without one until its jobs are taken for lost."""

    sign: float = 5
    lost: float = 20


def order(connection: Connection, closing: int, chunks: Iterable[int], person: int) -> int:
    """Put the chunks of a closing in the queue, if they are not there; they are seen when the transaction ends."""
    connection.execute(text('SET LOCAL search_path TO "$user", public, jobs'))
    waiting = set(
        connection.execute(
            text("SELECT lock FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND queue_name = :queue"),
            {"queue": QUEUE},
        ).scalars()
    )
    app = _app(SyncPsycopgConnector())
    missing = [chunk for chunk in chunks if _lock(closing, chunk) not in waiting]
    for chunk in missing:
        lock = _lock(closing, chunk)
        job = app.configure_task(
            TASK,
            queue=QUEUE,
            lock=lock,
            queueing_lock=lock,
            connection=connection.connection.driver_connection,
        )
        job.defer(closing=closing, chunk=chunk, person=person)
    connection.execute(text("SET LOCAL search_path TO DEFAULT"))
    return len(missing)


def under_way(connection: Connection, closing: int) -> tuple[int, int]:
    """How many chunks of a closing wait for a worker, and how many a worker has taken."""
    query = text(
        "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing') "
        "FROM jobs.procrastinate_jobs WHERE queue_name = :queue AND lock LIKE :closing"
    )
    row = connection.execute(query, {"queue": QUEUE, "closing": _lock(closing, "%")}).one()
    return row[0], row[1]


def work(url: str, run: Work, *, once: bool = False, patience: Patience | None = None) -> None:
    """Take jobs and do them one by one, until told to stop (Ctrl-C, SIGTERM) or, with `once`, until none waits."""
    patience = patience or Patience()
    info = address(url).set(drivername="postgresql").render_as_string(hide_password=False)
    app = _app(PsycopgConnector(conninfo=info, kwargs={"options": "-c search_path=jobs"}, min_size=1, max_size=4))
    app.task(name=TASK, queue=QUEUE, retry=RetryStrategy(max_attempts=ATTEMPTS, linear_wait=PAUSE))(run)
    asyncio.run(_work(app, once, patience))


async def _work(app: App, once: bool, patience: Patience) -> None:
    async with app.open_async():
        watching = asyncio.create_task(_take_up_lost(app, patience))
        try:
            await app.run_worker_async(
                queues=[QUEUE],
                wait=not once,
                fetch_job_polling_interval=1,
                update_heartbeat_interval=patience.sign,
                stalled_worker_timeout=patience.lost,
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
            )
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching


async def _take_up_lost(app: App, patience: Patience) -> None:
    """Put jobs whose worker gives no sign of life back in the queue, again and again."""
    while True:
        lost = await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=patience.lost)
        for job in lost:
            # Of several workers that notice one is first; the others find it back in the queue, and that is fine.
            with suppress(Exception):
                await app.job_manager.retry_job(job)
        await asyncio.sleep(patience.sign)


def _app(connector: PsycopgConnector | SyncPsycopgConnector) -> App:
    return App(connector=connector)


def _lock(closing: int, chunk: int | str) -> str:
    """No two workers hold the same chunk, and it waits in the queue once."""
    return f"closing {closing}/{chunk}"
