"""Every finding that reading a contract can make: produced once at least, at its line and column, with a remedy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sla.contract
from sla.contract.definition import read
from sla.values import Findings, Place, Severity
from tests.contract.mistakes_of_form import FORM, HERE
from tests.contract.mistakes_of_meaning import MEANING
from tests.contract.mistakes_of_sense import SENSE
from tests.contract.texts import BASE, FIGURES, HEAD, PAYS, USES, WHOLE

CASES = FORM | MEANING | SENSE
WARNINGS = {*SENSE, "missing-not-stated", "no-clause", "unused-figure", "unused-amount", "takes-effect-later"}
ELSEWHERE = {"no-contract", "other-contract", "same-day", "other-periods", "another-start"}
"""Codes that no single text can produce: `test_definition.py` does."""


def marked(text: str) -> tuple[str, Place]:
    """The text without its mark, and the place where the mark stood."""
    before, mark, after = text.partition(HERE)
    assert mark
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return before + after, Place("contract.yaml", line, column)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in CASES.items() for text in texts])
def test_a_finding_points_to_its_place_and_says_what_to_do(code: str, text: str) -> None:
    text, place = marked(text)
    found = read({"contract.yaml": text})
    there = [
        each for each in (found if isinstance(found, Findings) else found.warnings) if each.code == f"contract.{code}"
    ]
    assert place in [each.place for each in there], "\n".join(map(str, found if isinstance(found, Findings) else there))
    for each in there:
        assert each.message
        assert each.remedy
        assert (each.severity is Severity.WARNING) == (code in WARNINGS)
        assert max(map(len, (each.message, each.found, each.remedy))) < 500


def codes(file: Path) -> Iterator[str]:
    """Every finding code that a module makes: the text of `Finding("contract...")` and of the calls that lead to it."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if called in ("error", "warning", "_unreadable", "doubt") and texts:
                yield texts[0]
            elif called == "Finding" and texts:
                yield texts[0].removeprefix("contract.")
            elif called == "refuse":
                yield texts[0] if len(texts) > 1 else "not-a-mapping"


def tried() -> set[str]:
    """Every text in the tests of this folder, without the word before its point: a code that is tried stands there."""
    trees = (ast.parse(file.read_text()) for file in Path(__file__).parent.glob("*.py"))
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text.removeprefix("contract.") for text in texts if isinstance(text, str)}


def test_every_code_has_a_test() -> None:
    folder = Path(sla.contract.__file__).parent
    made = {code for file in folder.rglob("*.py") for code in codes(file)}
    assert made - tried() == set()
    assert set(CASES) - made == set()
    assert {code for code, texts in CASES.items() if not texts} == ELSEWHERE


def test_the_base_of_these_cases_has_no_findings() -> None:
    found = read({"contract.yaml": WHOLE})
    assert not isinstance(found, Findings)
    assert found.warnings == ()
    assert USES in WHOLE


def test_findings_come_once_and_in_the_order_of_the_file() -> None:
    found = read({"contract.yaml": BASE.replace("at least 90", "{2026-01-01: 90, 2026-03-01: 91, 2026-04-01: 92}")})
    assert isinstance(found, Findings)
    places = [(each.place.line, each.place.column) for each in found]
    assert places == sorted(places)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (BASE.replace("target:", "traget:"), "Did you mean `target`?"),
        (PAYS + "      - {when: {level: anwsered, is: missed}, penalty: 5}\n", "Did you mean `answered`?"),
        (PAYS + "      - {when: misssed, penalty: 5}\n", "Did you mean `missed`?"),
        (PAYS + "      - {below: 90, penalty: 5 % of fees}\n", "Did you mean `fee`?"),
        (BASE + "time zone: Europe/Lundon\n", "Did you mean `Europe/London`"),
        (BASE.replace("nothing reported: hold", "nothing reported: hodl"), "Did you mean `hold`?"),
        (BASE + "amounts:\n  one: two\n  two: fee\n", "`two` stands further down; move it above what uses it."),
        (WHOLE + "examples: [{period: 2026-03, given: {cals: 1}, pays: {net: 0}}]\n", "Did you mean `calls`?"),
        (
            WHOLE + "examples: [{period: 2026-03, given: {calls: 1}, pays: {penaltys: 0}}]\n",
            "Did you mean `penalties`?",
        ),
    ],
)
def test_a_slip_is_answered_with_the_word_that_was_meant(text: str, remedy: str) -> None:
    found = read({"contract.yaml": text})
    assert isinstance(found, Findings)
    assert any(each.remedy.startswith(remedy) for each in found), [each.remedy for each in found]


def test_what_is_of_another_shape_is_told_once() -> None:
    found = read({"contract.yaml": HEAD + FIGURES + "service_levels:\n  answered: none\nlimits: [[]]\n"})
    assert isinstance(found, Findings)
    assert [each.code for each in found if each.code != "contract.unused-figure"] == ["contract.not-a-mapping"] * 2
