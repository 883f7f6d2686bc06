"""Files that nobody should be able to hurt the reader with: no crash, no wait, and a finding that says where."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla.contract.definition import Definition, read
from sla.contract.report import MOST_FINDINGS
from sla.contract.words import explain
from sla.operations import definitions
from sla.values import Findings
from tests.contract.hostile_form import FORM
from tests.contract.hostile_meaning import MEANING
from tests.contract.hostile_shapes import SHAPES
from tests.contract.hostile_size import HARMLESS, SIZE
from tests.contract.texts import SECOND, USES, WHOLE

ROOT = Path(__file__).parents[2]
SHIPPED = {file.parent.name: file.read_text() for file in sorted((ROOT / "contracts").rglob("contract.yaml"))}
QUICK = 0.5
"""Seconds of CPU that no file may take: the quickest of a few attempts counts, for a busy machine slows each."""
ATTEMPTS = 5
HOSTILE = FORM | SIZE | MEANING | SHAPES


def looked_at(text: str | bytes, folder: Path) -> Definition | Findings:
    """What is said of a text; bytes are read as a file is."""
    if isinstance(text, str):
        return read({"contract.yaml": text})
    file = folder / "contract.yaml"
    file.write_bytes(text)
    found = definitions.load(file)
    assert isinstance(found, Findings)
    return Findings(replace(each, place=replace(each.place, file=Path(each.place.file).name)) for each in found)


def quickly(text: str | bytes, folder: Path) -> Definition | Findings:
    """The same, within its time."""
    for _ in range(ATTEMPTS):
        start = time.process_time()
        found = looked_at(text, folder)
        if time.process_time() - start < QUICK:
            return found
    pytest.fail(f"takes more than {QUICK} seconds")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once_where_it_is_wrong(name: str, tmp_path: Path) -> None:
    wanted, text = HOSTILE[name]
    found = quickly(text, tmp_path)
    assert isinstance(found, Findings)
    assert 0 < len(found.errors) <= MOST_FINDINGS + 1
    assert wanted in {f"{each.code.removeprefix('contract.')}:{each.place.line}" for each in found.errors}
    for each in found:
        assert (each.place.file, each.place.line >= 1, each.place.column >= 1) == ("contract.yaml", True, True)
        assert each.remedy
        assert len(str(each)) < 1000
        str(each).encode()


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_odd_and_yet_a_contract_is_read_as_quickly(name: str, tmp_path: Path) -> None:
    found = quickly(HARMLESS[name], tmp_path)
    assert isinstance(found, Definition), "\n".join(map(str, found))
    assert list(explain(found.at(found.term.start)))


def test_there_are_hundreds_of_them_and_no_two_are_the_same() -> None:
    assert len(HOSTILE) == len(FORM) + len(SIZE) + len(MEANING) + len(SHAPES) >= 300
    assert len({text for _, text in HOSTILE.values()}) == len(HOSTILE)


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_how_an_editor_saves_makes_no_difference(change: object) -> None:
    assert callable(change)
    plain, saved = read({"contract.yaml": WHOLE}), read({"contract.yaml": change(WHOLE)})
    assert isinstance(plain, Definition)
    assert isinstance(saved, Definition)
    period = plain.statement_periods()[0]
    assert list(explain(saved.on(period))) == list(explain(plain.on(period)))


def test_a_byte_order_mark_moves_no_column() -> None:
    found = read({"contract.yaml": "\ufeffcontract: ../x\n"})
    assert isinstance(found, Findings)
    assert "contract.yaml:1:11" in {str(each.place) for each in found}


def test_text_stays_text() -> None:
    text = WHOLE.replace('clause: "1"', "clause: no").replace("harbour", "on").replace('clause: "2"', "clause: 95.50")
    found = read({"contract.yaml": text})
    assert isinstance(found, Definition)
    first, second, _ = found.at(found.term.start).levels
    assert (found.key, first.clause, second.clause) == ("on", "no", "95.50")


TOKENS = re.compile(r"[\w.%]+|[^\w\s]|\n *")
SPARE = [
    *"{}[]:,-%*/+()'\"&!|>#?@`=~^",
    "",
    "\n",
    " ",
    "\t",
    "\u00a0",
    "0",
    "-1",
    "999999999999999",
    "1e9",
    "of",
    "share",
    "min(",
    "null",
    "missed",
    "2026-02-30",
    "2026-03-01",
    "if tiers is highest",
    "EUR",
    "worst band",
    "month from the 22nd",
    "- ",
    "  ",
    "all",
    "event",
    "term",
    "contract year",
    "days",
    "result",
    "previous",
    "points",
    "{}",
    "[]",
    "½",
    "٣",
    "²",
]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A shipped contract with a few of its tokens or lines dropped, doubled, exchanged or replaced."""
    text = draw(st.sampled_from(list(SHIPPED.values())))
    for _ in range(draw(st.integers(1, 4))):
        by_line = draw(st.booleans())
        parts = text.splitlines(keepends=True)
        if not by_line:
            parts = [text[a:b] for a, b in pairwise([0, *(found.end() for found in TOKENS.finditer(text))])]
        if not parts:
            return text
        at, other = draw(st.integers(0, len(parts) - 1)), draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(["drop", "double", "exchange", "replace", "indent", "cut"])):
            case "drop":
                parts[at] = ""
            case "double":
                parts[at] *= 2
            case "exchange":
                parts[at], parts[other] = parts[other], parts[at]
            case "replace":
                parts[at] = draw(st.sampled_from(SPARE)) + ("\n" if by_line else "")
            case "indent":
                parts[at] = draw(st.sampled_from(["  ", " ", "      "])) + parts[at]
            case _:
                parts = parts[: at + 1]
        text = "".join(parts)
    return text


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mangled())
def test_a_mangled_contract_is_read_or_refused_and_never_raises(text: str) -> None:
    found = read({"contract.yaml": text})
    if isinstance(found, Findings):
        assert found.errors
        assert all(each.remedy and each.place.line for each in found)
        return
    for version in found.versions:
        for day in version.days:
            assert list(explain(found.at(day)))
    assert found.statement_periods()


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_at_all_is_refused(text: str) -> None:
    found = read({"contract.yaml": text})
    assert isinstance(found, Findings)
    assert found.errors


def test_the_base_of_these_cases_is_a_contract() -> None:
    assert isinstance(read({"contract.yaml": WHOLE}), Definition)
    assert SECOND in WHOLE
    assert USES in WHOLE
