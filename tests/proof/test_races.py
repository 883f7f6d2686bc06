"""A few sequences and a small crowd on both databases, and orders that once went wrong; `make races` tries many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.operations.house import House, PlainPress
from tests.postgres import Server
from tests.proof.commands import MONTHS, Command
from tests.proof.crowd import ACTS, crowded
from tests.proof.drawn import LENGTH, drawn
from tests.proof.paying import TURNS
from tests.proof.races import Grounds, furnished, grounds
from tests.proof.reckoned import Asked, Sent
from tests.proof.sequences import shrunk

MARCH, APRIL, _ = MONTHS
THROUGH = (("settle", "mia"), ("approve", "max"), ("approve", "fay"), ("issue", "fay"))


@pytest.fixture(scope="module")
def on(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    """A house on either database, built once."""
    with grounds(tmp_path_factory.mktemp("races"), postgres_server) as built:
        yield built


@pytest.mark.parametrize("seed", range(2))
def test_any_sequence_is_as_the_rulebook_says(on: Grounds, seed: int) -> None:
    both = on.played(drawn(seed), seed)
    assert both.wrong == ()
    assert both.commands == LENGTH >= 50
    assert 15 < both.allowed < LENGTH


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_paid_in_whatever_order_the_ledger_adds_up(on: Grounds, seed: int) -> None:
    both = on.paid(seed)
    assert both.wrong == ()
    assert 5 < both.allowed < both.commands == TURNS


def goes(month: str, answered: int, complaints: int = 2, acts: int = len(THROUGH)) -> list[Command]:
    """A month is sent, settled, signed and issued, or as many of these."""
    sent = Command("submit", "pat", month=month, sent=Sent(answered, complaints))
    return [sent, *(Command(act, who, month=month) for act, who in THROUGH[:acts])]


def granted(month: str, asked: Asked, number: int = 0, kind: str = "relief") -> list[Command]:
    """The vendor asks for something, and gets it."""
    given = Command("decide", "mia", month=month, matter=number, asked=asked)
    return [Command("ask", "pat", month=month, kind=kind, asked=asked), given]


EXCUSED = Asked("whole", "answered_in_time")
HEAVY = Asked("answer", says="heavy")
FOUND = {
    "an answer given for April says nothing of March": [
        *goes(MARCH, 700, 15),
        *goes(APRIL, 700, 15),
        *granted(APRIL, HEAVY, kind="dispute"),
        *goes(APRIL, 700, 15)[1:],
        *granted(MARCH, Asked("first", "answered_in_time"), 1),
    ],
    "a statement stands on March while it is restated itself": [
        *goes(MARCH, 600, acts=3),
        *goes(APRIL, 600),
        Command("restate", "mia", month=APRIL),
        Command("reopen", "mia", month=MARCH),
    ],
    "what was issued on March is restated when March is settled otherwise": [
        *goes(MARCH, 600, acts=3),
        *goes(APRIL, 600),
        *granted(MARCH, Asked("less", "complaints", "complaints", 1)),
        *goes(MARCH, 700)[:2],
    ],
    "what became known while a statement was made restates it": [
        *goes(MARCH, 600),
        *goes(APRIL, 600, acts=3),
        Command("number", "fay", month=APRIL),
        *granted(MARCH, EXCUSED),
        Command("issue", "fay", month=APRIL),
    ],
    "what was issued on a restatement that is given up is restated": [
        *goes(MARCH, 600),
        *goes(APRIL, 600),
        Command("restate", "mia", month=MARCH),
        *goes(MARCH, 700)[:2],
        *goes(APRIL, 600)[1:],
        Command("drop", "mia", month=MARCH),
    ],
    "a decision is not given up": [*goes(MARCH, 600), *granted(MARCH, EXCUSED), Command("drop", "mia", month=MARCH)],
    "figures that were agreed on are not given up": [
        *goes(MARCH, 600),
        Command("correct", "pat", sent=Sent(700, 2)),
        Command("decide", "mia", asked=Asked("figures", sent=Sent(700, 2))),
        Command("drop", "mia"),
        *goes(MARCH, 700)[1:],
    ],
    "a statement is made of figures that were given up since": [
        *goes(MARCH, 600),
        Command("restate", "mia", month=MARCH),
        *goes(MARCH, 640)[:2],
        *goes(APRIL, 600, acts=3),
        Command("drop", "mia", month=MARCH),
        Command("issue", "fay", month=APRIL),
    ],
    "a statement is made of figures whose number others took since": [
        *goes(MARCH, 600),
        Command("restate", "mia", month=MARCH),
        *goes(MARCH, 640)[:2],
        *goes(APRIL, 600, acts=3),
        Command("drop", "mia", month=MARCH),
        Command("restate", "mia", month=MARCH),
        *goes(MARCH, 900, acts=0),
        Command("issue", "fay", month=APRIL),
    ],
    "the same is asked for once at a time": [
        *goes(MARCH, 600, acts=1),
        Command("ask", "pat", kind="dispute", asked=EXCUSED),
        Command("ask", "pat", kind="dispute", asked=EXCUSED),
    ],
    "a waiver is no relief, and nobody waives what they owe": [
        *goes(MARCH, 810, 11, acts=1),
        Command("ask", "max", kind="waiver", asked=EXCUSED),
        Command("ask", "max", kind="waiver", asked=Asked("waive", "answered_in_time", "incentive", says="no")),
        Command("ask", "pat", kind="relief", asked=Asked("waive", "complaints", "penalty", says="please")),
    ],
}


@pytest.mark.parametrize("commands", FOUND.values(), ids=FOUND)
def test_what_once_went_wrong(on: Grounds, commands: list[Command]) -> None:
    assert on.played(commands).wrong == ()


def test_the_proof_is_not_blind(on: Grounds) -> None:
    """Where the rulebook and the books know of other figures, it is said, and the fewest commands are found."""
    lines = [*goes(MARCH, 600), *goes(APRIL, 600)]
    other = [replace(each, sent=Sent(700, 2)) if each.act == "submit" else each for each in lines]
    assert "1. " not in "".join(on.played(lines).wrong)
    fewest = shrunk(other, lambda fewer: Command("settle", "mia", month=APRIL) in fewer)
    assert fewest == (Command("settle", "mia", month=APRIL),)


def test_one_of_many_wins_on_sqlite(tmp_path: Path) -> None:
    house = furnished(f"sqlite:///{tmp_path / 'books.sqlite'}", tmp_path, ["2026-01"])
    crowd_wins(house, f"sqlite:///{tmp_path / 'books.sqlite'}", tmp_path)


def test_one_of_many_wins_on_postgresql(postgres_server: Server, tmp_path: Path) -> None:
    with postgres_server.database() as name:
        house = furnished(postgres_server.url(name), tmp_path, ["2026-01"])
        crowd_wins(house, postgres_server.url(name), tmp_path)


def crowd_wins(house: House, url: str, folder: Path) -> None:
    found = crowded(replace(house, press=PlainPress(folder / "files")), url, clients=8, rounds=len(ACTS))
    assert found.wrong == []
    assert found.rounds.total() == len(ACTS)
