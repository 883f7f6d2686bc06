"""Races and orders: random sequences of commands held against a rulebook, and many clients that try the same at once.

`python -m tests.proof.races [SEQUENCES [ROUNDS]]`. Each sequence is played on SQLite and on PostgreSQL; after every
command stage, round, number, net and who may act are what the rulebook says, and both are left with the same books.
A tenth as many orders of disputing, claiming, paying, lapsing and restating follow, after each of which the ledger is
added up.
`python -m tests.proof.races replay NUMBER` plays one sequence again, and names the fewest commands that still fail.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from sla.cycle import Cycle
from sla.operations.agreements import open_period
from sla.operations.press import Press
from sla.operations.sealing import SealingPress
from sla.store.rights import admit
from tests import postgres
from tests.operations.house import NOW, House, PlainPress, built
from tests.proof.commands import MONTHS, Command
from tests.proof.copies import postgres_copy, sqlite_copy
from tests.proof.crowd import Crowd, crowded
from tests.proof.drawn import drawn
from tests.proof.paying import any_order
from tests.proof.reckoned import TERMS
from tests.proof.sequences import Played, played, shrunk

SEQUENCES, CLIENTS, ROUNDS = 1000, 64, 200
SEALED_EVERY = 50
"""Every so-manieth sequence prints and seals what it issues; the others keep plain text for paper."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where sequences are played: a house on either database, to be copied, and room for files."""

    folder: Path
    server: postgres.Server
    template: str
    lite: House
    post: House

    def played(self, commands: Sequence[Command], seed: int = 1) -> Both:
        """On both databases: everything that is wrong, by itself or between the two."""
        with tempfile.TemporaryDirectory() as folder:
            press = self._press(seed, Path(folder))
            lite = played(self.lite, partial(sqlite_copy, self.folder / "house.sqlite"), commands, press)
            post = played(self.post, partial(postgres_copy, self.server, self.template), commands, press)
        wrong = [*(f"SQLite: {each}" for each in lite.wrong), *(f"PostgreSQL: {each}" for each in post.wrong)]
        if not wrong:
            wrong.extend(f"not the same on both: {each}" for each in lite.books.unlike(post.books))
        return Both(len(commands), lite.allowed, Counter(_acts(lite)), tuple(wrong))

    def paid(self, seed: int) -> Both:
        """One order of acts about money on both databases: the same is refused, and everything adds up."""
        lite = any_order(self.lite, partial(sqlite_copy, self.folder / "house.sqlite"), seed)
        post = any_order(self.post, partial(postgres_copy, self.server, self.template), seed)
        wrong = [*(f"SQLite: {each}" for each in lite.wrong), *(f"PostgreSQL: {each}" for each in post.wrong)]
        if not wrong and lite != post:
            wrong.append(f"not the same on both: {lite}, {post}")
        return Both(lite.tried, lite.tried - lite.refused, wrong=tuple(wrong))

    def _press(self, seed: int, folder: Path) -> Press:
        return PlainPress(folder) if seed % SEALED_EVERY else SealingPress(self.folder / "keys", folder / "statements")


@dataclass(frozen=True, slots=True)
class Both:
    """One sequence on both databases: how many commands, how many allowed, what was logged, what is wrong."""

    commands: int = 0
    allowed: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    wrong: tuple[str, ...] = ()


def _acts(of: Played) -> Iterator[str]:
    """The acts in the log, each as often as it happened."""
    for row, count in of.books.tables.get("event", Counter()).items():
        yield from [row.split("'")[1]] * count


@contextmanager
def grounds(folder: Path, server: postgres.Server) -> Iterator[Grounds]:
    """Build the house on both databases, with every month open."""
    lite = furnished(f"sqlite:///{folder / 'house.sqlite'}", folder, MONTHS)
    with server.database() as template:
        post = furnished(server.url(template), folder, MONTHS)
        admit(server.url(template), server.door(template))
        yield Grounds(folder, server, template, lite, post)


def furnished(url: str, folder: Path, months: Sequence[str]) -> House:
    """A house under the contract of the proof, with these months open; its books are closed."""
    house = built(url, folder, TERMS)
    for place in (house.north, house.south):
        for month in months:
            opened = open_period(house.books, place.id, month, by=house.mia, at=NOW)
            assert isinstance(opened, Cycle), opened
    house.books.close()
    return house


_grounds: Grounds | None = None
"""Of a worker process, which was forked from one that has them."""


def _one(seed: int) -> tuple[int, Both]:
    assert _grounds
    return seed, _grounds.played(drawn(seed), seed)


def in_order(on: Grounds, wanted: int) -> int:
    """Play so many sequences by all processors and print the figures; how many failed."""
    global _grounds
    _grounds, started = on, time.monotonic()
    commands, allowed, failures, acts = 0, 0, 0, Counter[str]()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        for seed, both in pool.map(_one, range(wanted)):
            commands, allowed = commands + both.commands, allowed + both.allowed
            acts.update(both.acts)
            if both.wrong:
                failures += 1
                print(
                    f"  sequence {seed}, `python -m tests.proof.races replay {seed}`: {both.wrong[0][:600]}", flush=True
                )
    took = time.monotonic() - started
    print(
        f"{wanted:,} sequences of {commands:,} commands, {allowed:,} of them allowed, on both databases: "
        f"{failures} failures; {took:.0f} s ({', '.join(f'{count:,} {act}' for act, count in acts.most_common())})"
    )
    return failures


def _one_paid(seed: int) -> tuple[int, Both]:
    assert _grounds
    return seed, _grounds.paid(seed)


def in_money(on: Grounds, wanted: int) -> int:
    """Try so many orders of acts about money and print the figures; how many failed."""
    global _grounds
    _grounds, started = on, time.monotonic()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        all_paid = list(pool.map(_one_paid, range(wanted)))
    for seed, paid in all_paid:
        for each in paid.wrong:
            print(f"  order {seed}: {each}")
    failures = sum(bool(paid.wrong) for _, paid in all_paid)
    tried, allowed = sum(paid.commands for _, paid in all_paid), sum(paid.allowed for _, paid in all_paid)
    print(
        f"{wanted:,} orders of {tried:,} acts about money, {allowed:,} of them allowed, added up after each, "
        f"on both databases: {failures} failures; {time.monotonic() - started:.0f} s",
        flush=True,
    )
    return failures


def at_once(name: str, house: House, url: str, folder: Path, clients: int, rounds: int) -> int:
    """So many clients in so many rounds; print the figures; how many faults."""
    started = time.monotonic()
    found: Crowd = crowded(replace(house, press=PlainPress(folder)), url, clients, rounds)
    for each in found.wrong[:20]:
        print(f"  {name}: {each}")
    kinds = ", ".join(f"{count} {act}" for act, count in found.rounds.items())
    told = ", ".join(f"{count:,} {code}" for code, count in found.losers.most_common())
    print(
        f"{name}: {clients} clients x {rounds} rounds, {found.rounds.total()} with one winner; "
        f"{len(found.wrong)} faults; {time.monotonic() - started:.0f} s ({kinds}; {told})"
    )
    return len(found.wrong)


def replay(on: Grounds, seed: int) -> int:
    """One sequence again, and as few of its commands as fail in the same place."""
    commands = drawn(seed)
    both = on.played(commands, seed)
    print("\n".join(both.wrong) or f"sequence {seed}: {both.commands} commands, {both.allowed} allowed, 0 failures")
    if both.wrong:
        same = both.wrong[0].partition(". ")[2][:60]
        for each in shrunk(commands, lambda fewer: any(same in wrong for wrong in on.played(fewer).wrong)):
            print(f"    {each}")
    return len(both.wrong)


def main() -> None:
    """All sequences, then the crowds; or one sequence again."""
    asked = sys.argv[1:]
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        server = postgres.shared(folder, while_alive=os.getpid())
        with grounds(folder, server) as on:
            if asked[:1] == ["replay"]:
                raise SystemExit(1 if replay(on, int(asked[1])) else 0)
            sequences = int(asked[0]) if asked else SEQUENCES
            failures += in_order(on, sequences)
            failures += in_money(on, sequences // 10)
        rounds = int(asked[1]) if len(asked) > 1 else ROUNDS
        failures += crowds(folder, server, rounds)
    raise SystemExit(1 if failures else 0)


def crowds(folder: Path, server: postgres.Server, rounds: int) -> int:
    """All clients on PostgreSQL, as the application's role; a quarter of them for a fifth of the rounds on SQLite."""
    every = tuple(f"2026-{month:02d}" for month in range(1, 13))
    with server.database() as name:
        house = furnished(server.url(name), folder, every)
        admit(server.url(name), server.door(name))
        failures = at_once("PostgreSQL", house, server.door(name), folder / "post", CLIENTS, rounds)
    url = f"sqlite:///{folder / 'crowd.sqlite'}"
    house = furnished(url, folder, every)
    return failures + at_once("SQLite", house, url, folder / "lite", CLIENTS // 4, rounds // 5)


if __name__ == "__main__":
    main()
