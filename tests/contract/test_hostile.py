"""Files that nobody should be able to hurt the reader with: no crash, no wait, and a finding that says where."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla.contract.definition import Definition, read
from sla.contract.nodes import LONGEST, MOST_NODES
from sla.contract.report import MOST_FINDINGS
from sla.contract.words import explain
from sla.values import Findings
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, READINGS_OF_MANY, SECOND, USES, WHOLE

ROOT = Path(__file__).parents[2]
SHIPPED = {file.parent.name: file.read_text() for file in sorted((ROOT / "contracts").rglob("contract.yaml"))}
QUICK = 0.5
"""Seconds of CPU that no file may take."""

BILLION = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
MANY_LEVELS = "".join(
    f"  level_{n}:\n    clause: {n}\n    measure: calls\n    better: lower\n"
    f"    pays: [{{when: {{level: levl_{n}, is: missed}}, penalty: 5}}]\n"
    for n in range(1500)
)
HOSTILE = {
    "nothing": "",
    "blanks": " \n\n   \n",
    "a comment": "# only a comment\n",
    "three dots": "...\n",
    "dashes": "---\n",
    "null": "null\n",
    "a number": "42\n",
    "a list": "- contract: harbour\n- currency: USD\n",
    "binary": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "NUL": WHOLE.replace("calls", "ca\x00lls", 1),
    "an escape": WHOLE.replace("calls", "ca\x1b[31mlls", 1),
    "half a surrogate": WHOLE.replace("harbour", "harb\ud800our"),
    "a byte order mark inside": WHOLE.replace("harbour", "harb\ufeffour"),
    "a direction mark in a key": WHOLE.replace("answered:", "answ\u202eered:", 1),
    "tabs": WHOLE.replace("  ", "\t"),
    "an anchor": WHOLE.replace("harbour", "&x harbour"),
    "an alias": WHOLE.replace("harbour", "*x"),
    "a billion laughs": "a0: &a0 [x]\n" + BILLION,
    "a merge key": WHOLE.replace("answered: {unit: calls}", "answered: {<<: {unit: calls}}"),
    "a tag": WHOLE.replace("harbour", "!!python/object/apply:os.system [id]"),
    "a local tag": WHOLE.replace("harbour", "!include /etc/passwd"),
    "two documents": WHOLE + "---\n" + WHOLE,
    "a duplicate key": WHOLE + "currency: EUR\n",
    "a duplicate key in braces": WHOLE.replace("{unit: money}", "{unit: money, unit: calls}"),
    "a key that is a list": WHOLE.replace("harbour", "{[a]: b}"),
    "an empty key": WHOLE + ": nothing\n",
    "an unclosed quote": WHOLE.replace('"1"', '"1'),
    "an unclosed brace": WHOLE.replace("{unit: money}", "{unit: money"),
    "a directive": "%TAG ! tag:evil,2026:\n---\n" + WHOLE.replace("harbour", "!x harbour"),
    "too long": WHOLE + "# " + "x" * LONGEST,
    "as long as may be": WHOLE + "notes: " + "x" * (LONGEST - len(WHOLE) - 10),
    "deep brackets": "contract: " + "[" * 100_000,
    "deep braces": "contract: " + "{a: " * 50_000,
    "deep dashes": "- " * 100_000,
    "deep indentation": "".join(" " * n + "a:\n" for n in range(700)),
    "deep question marks": "? " * 50_000,
    "many nodes": HEAD + "notes: [" + "a, " * (MOST_NODES + 5) + "a]\n",
    "a long list": HEAD + FIGURES + "limits: [" + "5, " * 10_000 + "5]\n" + LEVEL,
    "many unknown keys": WHOLE + "".join(f"key{n}: 1\n" for n in range(20_000)),
    "long unknown keys": WHOLE + "".join(f"{'k' * 90}{n}: 1\n" for n in range(4_000)),
    "an endless key": WHOLE + "k" * 100_000 + ": 1\n",
    "an endless word": WHOLE.replace("at least 90", "at least " + "9" * 100_000),
    "an endless formula": PAYS + "      - {below: 90, penalty: " + "fee+" * 50_000 + "fee}\n",
    "an endless bracket": PAYS + "      - {below: 90, penalty: " + "(" * 390 + "}\n",
    "a chain of shares": PAYS + "      - {below: 90, penalty: " + "1 % of " * 55 + "fee}\n",
    "many levels with slips": HEAD + FIGURES + "service_levels:\n" + MANY_LEVELS,
    "many bands": PAYS
    + "      - bands:\n"
    + "".join(f"          - {{below: {n}, penalty: 5}}\n" for n in range(5_000)),
    "many dates": WHOLE.replace("2026-01-01", "1900-01-01").replace(
        "at least 90",
        "{"
        + ", ".join(f"{year}-{month:02}-01: at least 90" for year in range(1900, 2200) for month in range(1, 13))
        + "}",
    ),
    "many readings": WHOLE + READINGS_OF_MANY,
    "a hundred amounts on each other": BASE
    + "amounts:\n  a0: fee\n"
    + "".join(f"  a{n}: a{n - 1} + a{n - 1}\n" for n in range(1, 100)),
    "an amount of itself": BASE + "amounts: {charge: 5 % of charge}\n",
    "a pool of itself": BASE + "pools: {risk: {of: share of risk, weights: {answered: 5}}}\n",
    "a level of itself": BASE.replace("{share: answered, of: calls}", "{points: answered}"),
    "a level that asks itself": BASE + "    excused when: {level: answered, is: missed}\n",
    "1e3": WHOLE.replace("below: 90", "below: 1e3"),
    ".inf": WHOLE.replace("below: 90", "below: .inf"),
    "NaN": WHOLE.replace("below: 90", "below: NaN"),
    "0x10": WHOLE.replace("below: 90", "below: 0x10"),
    "1_000": WHOLE.replace("below: 90", "below: 1_000"),
    "0.95 for 95 %": WHOLE.replace("at least 90", "at least 0.95"),
    "yes for a number": WHOLE.replace("below: 90", "below: yes"),
    "a date that is none": WHOLE.replace("2027-01-01", "2026-02-29"),
    "the year 9999": WHOLE.replace("2027-01-01", "9999-12-31"),
    "the year 1": WHOLE.replace("2026-01-01", "0001-01-01"),
    "a start in the year 9999": WHOLE.replace(
        "    target", "    priced from: first month after 9999-12-31\n    target", 1
    ),
    "money of another country": WHOLE.replace("5 % of fee", "5.00 EUR"),
    "money times money": WHOLE.replace("5 % of fee", "fee * fee"),
    "a per cent of nothing": WHOLE.replace("5 % of fee", "5 %"),
    "five in a row of nothing": PAYS + "      - {when: {all: [], in a row: 5}, penalty: 5}\n",
    "a number of windows that is none": PAYS + "      - {when: {is: missed, times: 1, in last: ²}, penalty: 5}\n",
    "a currency that is none": WHOLE.replace("USD", "US1"),
    "a key that leads away": WHOLE.replace("harbour", "../../etc/passwd"),
    "a zone that leads away": WHOLE + "time zone: ../../etc/passwd\n",
    "a zone that is a folder": WHOLE + "time zone: America\n",
    "three centuries of statements": WHOLE.replace("2027-01-01", "2199-12-31") + "statement: day\n",
    "a step that is nothing": PAYS + "      - {per step: {of: 0, below: 90, counted: full}, penalty: 5}\n",
    "a rounding that is nothing": WHOLE.replace(
        "    target", "    round: 0.000000000000000000000000000001\n    target", 1
    ),
}
HARMLESS = {
    "as long as may be",
    "a chain of shares",
    "a hundred amounts on each other",
    "three centuries of statements",
}
"""Odd, and yet contracts."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_at_once(name: str) -> None:
    start = time.process_time()
    found = read({"contract.yaml": HOSTILE[name]})
    assert time.process_time() - start < QUICK
    assert isinstance(found, Definition) == (name in HARMLESS)
    if isinstance(found, Findings):
        assert 0 < len(found.errors) <= MOST_FINDINGS + 1
        for each in found:
            assert each.place.file == "contract.yaml"
            assert each.place.line >= 1
            assert each.place.column >= 1
            assert len(str(each)) < 2000
            str(each).encode()


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60


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
