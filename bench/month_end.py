"""A month of many contracts closed on PostgreSQL, by one worker and by two, with kills in between.

`python -m bench.month_end [CONTRACTS] [KILLS]`: agreements shaped like NHS 111 and Boston 311 with figures of their own
are settled, approved by two people, printed, sealed and posted by `sla worker`. Workers are killed and started again
on the way. At the end the books are compared with those of a run that nobody disturbed, which prints nothing.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGKILL
from subprocess import DEVNULL, Popen
from typing import TypeVar

from sla.cycle import Person, Role
from sla.document.archive import Archive
from sla.operations.activation import activate_contract
from sla.operations.agreements import add_agreement, open_period
from sla.operations.approving import approve_many
from sla.operations.closing import CHUNK, close_agreement, left, order_closing, troubles
from sla.operations.closing_hands import queued
from sla.operations.pages import portfolio
from sla.operations.submitting import Receipt, send_figures
from sla.store import log, people
from sla.store.books import Books
from sla.store.closings import Closing
from sla.store.database import migrate
from sla.values import Findings
from tests import postgres
from tests.operations.house import BUILDER, PlainPress
from tests.proof.books import Shown, shown

Answer = TypeVar("Answer")
MONTH = "2015-04"
FOLDERS = ("nhs-111", "boston-311")
CONTRACTS = Path(__file__).parent.parent / "contracts"
LOST_AFTER = 8
PARTS = {
    "calls_abandoned": "calls_offered",
    "calls_answered": "calls_offered",
    "answered_in_60s": "calls_answered",
    "calls_triaged": "calls_answered",
    "offered_call_back": "calls_answered",
    "called_back_in_10min": "offered_call_back",
    "tickets_met": "tickets_due",
    "late_over_10_days": "tickets_due",
}
"""Figures that are part of another, and which: nobody answers more calls than came."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts: the manager who settles, the two who sign, one of whom issues."""

    manager: Person
    second: Person
    finance: Person


@dataclass(slots=True)
class Run:
    """What one run took, and what it left."""

    name: str
    seconds: dict[str, float] = field(default_factory=dict)
    cpu: float = 0
    kills: int = 0
    fell: int = 0
    """Workers that ended without being killed."""
    books: Shown | None = None


def main() -> None:
    """Build a month, close it three times, compare."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else max(2, contracts // 80)
    with tempfile.TemporaryDirectory() as folder:
        server = postgres.shared(Path(folder), while_alive=os.getpid())
        with server.database() as template:
            started = time.monotonic()
            cast = build(server.url(template), contracts)
            print(f"{contracts} agreements with figures for {MONTH}, built in {time.monotonic() - started:.0f} s")
            tell(f"{contracts} agreements built")
            undisturbed = alone(server, template, cast, Path(folder))
            one = disturbed(server, template, cast, Path(folder) / "one", 1, kills)
            two = disturbed(server, template, cast, Path(folder) / "two", 2, kills)
    report(contracts, undisturbed, one, two)


def build(url: str, contracts: int) -> Cast:
    """A customer with its people, and as many agreements as asked for, each with a vendor and its figures."""
    migrate(url)
    books = Books.open(url)
    now, dice = datetime.now(UTC), random.Random(2015)
    with books.writing(None) as connection:
        home = people.keep_organisation(connection, "Shared Services")
        log.record(connection, "company added", BUILDER, now)
    cast = Cast(*(_person(books, home.id, name, role) for name, role in _PEOPLE))
    for folder in FOLDERS:
        texts = {"contract.yaml": (CONTRACTS / folder / "contract.yaml").read_text()}
        done(activate_contract(books, texts, by=cast.manager, at=now))
    for index in range(contracts):
        folder = FOLDERS[index % 2]
        name = f"Vendor {index:04d}"
        with books.writing(None) as connection:
            company = people.keep_organisation(connection, name).id
            log.record(connection, "company added", BUILDER, now)
        partner = _person(books, company, f"Partner {index:04d}", Role.PARTNER)
        agreement = done(add_agreement(books, folder, name, f"V{index:04d}", by=cast.manager, at=now)).id
        done(open_period(books, agreement, MONTH, by=cast.manager, at=now))
        file = figures(folder, index, dice)
        sent = send_figures(books, agreement, MONTH, f"{name}.csv", file, by=partner, at=now)
        assert isinstance(sent, Receipt), sent
    books.close()
    return cast


_PEOPLE = (("Mary Manager", Role.MANAGER), ("Simon Second", Role.MANAGER), ("Fiona Finance", Role.FINANCE))


def _person(books: Books, company: int, name: str, role: Role) -> Person:
    with books.writing(None) as connection:
        email = f"{name.replace(' ', '.').lower()}@example.org"
        person = people.keep_person(connection, company, name, email, "nobody signs in", [role])
        log.record(connection, "person added", BUILDER, datetime.now(UTC))
        return person


def figures(folder: str, index: int, dice: random.Random) -> bytes:
    """One vendor's file: the month of a public one, every number moved, parts never larger than their whole."""
    files = sorted((CONTRACTS / folder / "data").glob("*.csv"))
    heading, *rows = files[index % len(files)].read_text().splitlines()
    names = heading.split(",")
    row = dict(zip(names, next(row for row in rows if row.startswith(MONTH)).split(","), strict=True))
    for name in names[1:]:
        if row[name]:
            row[name] = str(round(int(row[name]) * dice.uniform(0.6, 1.5)))
    for part, whole in PARTS.items():
        if row.get(part) and row.get(whole):
            row[part] = str(min(int(row[part]), int(row[whole])))
    return f"{heading}\n{','.join(row[name] for name in names)}\n".encode()


def done(answer: Answer | Findings) -> Answer:
    """The answer; findings end the run."""
    if isinstance(answer, Findings):
        raise SystemExit("\n".join(answer.sentences()))
    return answer


def alone(server: postgres.Server, template: str, cast: Cast, folder: Path) -> Run:
    """The books as they are when nobody disturbs: one after the other, in this process, with plain text for paper."""
    run, press = Run("undisturbed, prints nothing"), PlainPress(folder / "plain")
    with server.database(template) as name:
        books = Books.open(server.url(name))
        for by in (cast.manager, cast.finance):
            started = time.monotonic()
            for cell in portfolio(books, by=by):
                close_agreement(books, press, cell.agreement, MONTH, by=by, clock=lambda: datetime.now(UTC))
            run.seconds["settle" if by is cast.manager else "issue"] = time.monotonic() - started
            if by is cast.manager:
                approved(books, cast)
        run.books = shown(books, cast.manager, lambda digest: (folder / "plain" / digest).exists())
        books.close()
    return run


def approved(books: Books, cast: Cast) -> None:
    """Two people sign everything."""
    for person in (cast.second, cast.finance):
        for signed in approve_many(books, MONTH, by=person, at=datetime.now(UTC)):
            done(signed.answer)


def disturbed(server: postgres.Server, template: str, cast: Cast, folder: Path, workers: int, kills: int) -> Run:
    """The same month by workers that are killed and started again."""
    run = Run(f"{workers} worker{'s' * (workers > 1)}")
    with server.database(template) as name:
        books = Books.open(server.url(name))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for step, by in (("settle", cast.manager), ("issue", cast.finance)):
            chunk = max(1, min(CHUNK, len(portfolio(books, by=by)) // 12))
            order = done(order_closing(books, MONTH, by=by, at=datetime.now(UTC), chunk=chunk))
            started = time.monotonic()
            queued(books, order, by=by)
            with crew(server.url(name), folder, workers) as hands:
                _until_done(books, order, by, hands, run, kills if step == "issue" else max(1, kills // 4))
            run.seconds[step] = time.monotonic() - started
            tell(f"{run.name}: {step} done in {run.seconds[step]:.0f} s")
            if step == "settle":
                approved(books, cast)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        run.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        archive = Archive(folder / "archive")
        run.books = shown(books, cast.manager, lambda digest: bool(archive.get(digest)))
        books.close()
    return run


def _until_done(books: Books, order: Closing, by: Person, hands: list[Worker], run: Run, kills: int) -> None:
    """Wait, and kill a worker whenever another part of the work is done."""
    total = left(books, order.id, by=by)
    marks = [total * part // (kills + 1) for part in range(kills, 0, -1)]
    while (open_still := left(books, order.id, by=by)) > 0:
        if marks and open_still <= marks[0]:
            marks.pop(0)
            hands[run.kills % len(hands)].killed()
            run.kills += 1
            tell(f"{run.name}: {open_still} of {total} left, kill {run.kills}")
        for worker in hands:
            if worker.process.poll() is not None:
                tell(f"{run.name}: a worker ended by itself; {troubles(books, order.id, by=by)}")
                run.fell += 1
                worker.killed()
        time.sleep(0.2)


class Worker:
    """One `sla worker`, which can be killed and started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Start it."""
        self.environment = environment
        self.process = self._started()

    def _started(self) -> Popen[bytes]:
        command = [sys.executable, "-c", "from sla.cli import main; main()", "worker", "--lost-after", str(LOST_AFTER)]
        return Popen(command, env={**self.environment, "SLA_DELIVER": "apart"}, stdout=DEVNULL)

    def killed(self) -> None:
        """Killed without a word, and another in its place."""
        self.process.send_signal(SIGKILL)
        self.process.wait()
        self.process = self._started()


@contextmanager
def crew(url: str, folder: Path, workers: int) -> Iterator[list[Worker]]:
    """Workers with keys and an archive of their own."""
    environment = {**os.environ, "SLA_DATABASE": url, "SLA_INSTANCE": str(folder)}
    hands = [Worker(environment) for _ in range(workers)]
    try:
        yield hands
    finally:
        for worker in hands:
            worker.process.send_signal(SIGKILL)
            worker.process.wait()


def tell(text: str) -> None:
    """How far it is, with the time of day and how busy the machine is."""
    print(f"    {datetime.now(UTC):%H:%M:%S} load {os.getloadavg()[0]:.0f}; {text}", file=sys.stderr, flush=True)


def report(contracts: int, undisturbed: Run, *runs: Run) -> None:
    """The figures, and every difference in the books; ends with 1 if there is one."""
    for run in (undisturbed, *runs):
        took = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in run.seconds.items())
        rate = contracts / sum(run.seconds.values())
        print(f"  {run.name:<28} {took}; {rate:5.2f} contracts/s; {run.cpu:.0f} cpu-s, {run.kills} kills")
    one, two = (sum(run.seconds.values()) for run in runs)
    print(f"  two workers are x {one / two:.2f} of one, in time of the clock")
    differences = Counter(each for run in runs for each in (run.books or Shown()).unlike(undisturbed.books or Shown()))
    wrong = [each for run in (undisturbed, *runs) for each in (run.books or Shown()).wrong]
    for each in (*differences, *wrong):
        print(f"  DIFFERENT: {each}")
    rows = sum(len(rows) for rows in (undisturbed.books or Shown()).tables.values())
    print(f"{len(differences)} differences in {rows} rows of the books; {len(wrong)} faults in themselves")
    raise SystemExit(1 if differences or wrong or any(run.fell for run in runs) else 0)


if __name__ == "__main__":
    main()
