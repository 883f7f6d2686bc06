"""The engine and a second, naive interpreter of contracts agree to the cent, and would be seen not to."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from sla.contract.definition import Definition, read
from sla.settlement.model import Settlement
from tests.referee import disagreement
from tests.referee.dice import Dice
from tests.referee.disagreement import compared, drawn, periods_of, tried
from tests.referee.records import Row, Span
from tests.referee.shipped import folders, shipped, shown, worked
from tests.referee.smallest import smallest
from tests.referee.strategies import Writer, written

HERE = Path(__file__).parent
RUN_THE_ENGINE = {"disagreement.py", "shipped.py", "test_referee.py"}
"""They have a contract settled by the engine, to compare; everything else is the referee and what it is given."""
ENGINE = ("sla.measurement", "sla.evaluation", "sla.settlement")

AT_ONCE = 50
CASES = 2_000


@pytest.mark.parametrize("first", range(0, CASES, AT_ONCE))
def test_engine_and_referee_agree_on_random_contracts(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        trial = tried(drawn(seed))
        assert not trial.differences, f"python -m tests.referee seed {seed}\n{trial.differences[0]}"


@pytest.mark.parametrize("seed", [22929])
def test_they_agree_on_what_they_once_disagreed_about(seed: int) -> None:
    """22929: of two earn-backs under one clause the first rounds to nothing, and so the second still returns."""
    assert tried(drawn(seed)).differences == ()


@pytest.mark.parametrize("folder", folders())
def test_they_agree_on_the_examples_of_every_shipped_contract(folder: str) -> None:
    found = [(says, trial.differences[:1]) for says, trial in worked(shipped(folder))]
    assert found
    assert [each for each in found if each[1]] == []


def test_they_agree_on_the_examples_of_the_guide() -> None:
    found = [(name, says, trial.differences[:1]) for name, made in shown() for says, trial in worked(made)]
    assert len(found) > 100
    assert [each for each in found if each[2]] == []


@pytest.mark.parametrize("file", sorted(HERE.glob("*.py")), ids=lambda file: file.name)
def test_the_referee_uses_nothing_of_the_engine(file: Path) -> None:
    named: list[str] = []
    for node in ast.walk(ast.parse(file.read_text())):
        named += [name.name for name in node.names] if isinstance(node, ast.Import) else []
        named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    assert file.name in RUN_THE_ENGINE or not [name for name in named if name.startswith(ENGINE)]


SLIPS = {
    "a row's edge": ("below: ", "at most: "),
    "a step begun": ("counted: started", "counted: full"),
    "a part of a step": ("counted: full", "counted: exact"),
    "a table read the other way": ("lookup: down", "lookup: up"),
    "a table read in proportion": ("lookup: between", "lookup: down"),
    "rows that add up": ("apply: every", "apply: worst"),
    "rows that replace each other": ("apply: worst", "apply: every"),
    "parts of a result": ("apply: marginal", "apply: every"),
    "who is owed": ("- at least: '80'\n        penalty:", "- at least: '80'\n        incentive:"),
    "absence": ("nothing reported: missed", "nothing reported: met"),
    "nothing to divide by": ("zero denominator: missed", "zero denominator: not measured"),
    "several values": ("combine: sum", "combine: largest"),
    "a streak over a gap": ("no data: resets", "no data: pauses"),
    "a count that is used up": ("then: start over", "then: keep counting"),
    "how a cut falls": ("shared: in order", "shared: largest first"),
    "a cut in proportion": ("shared: pro rata", "shared: in order"),
    "which charges": ("base: whole window", "base: so far"),
    "what a limit is on": ("'on': net penalties", "'on': penalties"),
    "a factor": ("by: '2'", "by: '3'"),
    "which period": ("in: next", "in: this"),
    "how money is rounded": ("half up", "half even"),
    "what is rounded together": ("rounded together: 'yes'", "rounded together: 'no'"),
    "what becomes of a credit": ("remainder: carry", "remainder: forfeit"),
    "how much goes back": ("part: '33'", "part: '34'"),
}


@cache
def first_text(seed: int) -> str:
    """The contract of a number, perhaps before the reader has refused it."""
    return written(Writer(Dice(f"{seed}.0")).contract())


@pytest.mark.parametrize("slip", SLIPS)
def test_an_engine_that_read_one_word_wrongly_is_caught(slip: str) -> None:
    """The engine is given the same contract with one word changed; the random cases must tell the two apart."""
    said, misread = SLIPS[slip]
    for seed in (seed for seed in range(CASES) if said in first_text(seed)):
        case = drawn(seed)
        other = read({"contract.yaml": case.text.replace(said, misread)})
        if isinstance(other, Definition):
            trial = compared(case.definition, case.rows, periods_of(case.definition), case.readings, other)
            if trial.differences:
                return
    pytest.fail(f"nobody noticed: {said} read as {misread}")


def test_an_engine_that_breaks_off_is_told_and_the_case_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = disagreement.settled

    def broken(
        definition: Definition, rows: list[Row], periods: list[Span], readings: dict[str, str]
    ) -> tuple[Settlement, ...]:
        if any(level.by for level in definition.at(definition.term.start).levels):
            raise ZeroDivisionError
        return engine(definition, rows, periods, readings)

    monkeypatch.setattr(disagreement, "settled", broken)
    short = (drawn(seed) for seed in range(CASES) if len(first_text(seed)) < 2_500)
    case = next(case for case in short if "engine breaks off" in "".join(tried(case).differences))
    found = smallest(case)
    assert len(found.definition.at(found.definition.term.start).levels) <= 2
    assert found.rows == []
    assert len(found.text) < len(case.text) / 4
