"""What the guide promises besides its contracts: every idea, message, command and form of file is there and true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import sla.contract
from sla.cli import main
from sla.contract.schema import schema
from sla.operations import definitions
from sla.values import Findings
from tests.contract.test_findings import codes
from tests.docs.guide import ROOT, Block, blocks, contracts, pages

IDEAS = (
    "METRIC FILTER WINDOW ROLLUP QUANTIZE DATASTATE TARGET BANDS DISTANCE COUNT GATE HISTORY SCALE SELECT POINTS VALUE "
    "BASE POOL EARNED INDEX RELIEF CAP EARNBACK NET SETTLE VERSION REVISE FLOWDOWN CONSEQUENCE"
).split()


def section(page: str, anchor: str) -> str:
    """The text under a heading, up to the next one of its rank or above."""
    rank, found = 0, list[str]()
    for line in pages()[page].splitlines():
        if heading := re.match(r"(#+) (.*)", line):
            if rank and len(heading[1]) <= rank:
                break
            if re.sub(r"[^\w\- ]", "", heading[2].lower()).replace(" ", "-") == anchor:
                rank = len(heading[1])
        if rank:
            found.append(line)
    assert found, f"{page} has no {anchor}"
    return "\n".join(found)


def test_every_idea_has_a_place_with_a_contract_that_runs() -> None:
    rows = re.findall(
        r"^\| ([A-Z]+) \| [^|]+ \| \[[^]]+\]\(([a-z-]+\.md)#([a-z-]+)\) \|$", pages()["index.md"], re.MULTILINE
    )
    assert [name for name, _, _ in rows] == IDEAS
    for name, page, anchor in rows:
        assert "```yaml contract" in section(page, anchor), name


def test_every_message_is_explained_and_none_that_does_not_exist() -> None:
    made = {code for file in Path(sla.contract.__file__).parent.rglob("*.py") for code in codes(file)}
    tables = re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \|", pages()["messages.md"], re.MULTILINE)
    told = {code for cell in tables for code in re.findall(r"`([a-z-]+)`", cell)}
    assert made - told == set()
    source = "".join(file.read_text() for file in (ROOT / "sla").rglob("*.py"))
    assert {code for code in told if f'"{code}"' not in source and f'.{code}"' not in source} == set()


def test_the_clauses_are_many_and_their_words_are_those_of_the_language() -> None:
    rows = re.findall(r"^\| (?!The clause|---)(.+) \| (.+) \|$", pages()["clauses.md"], re.MULTILINE)
    assert len(rows) > 60
    known = set(schema()["properties"]) | {key for each in schema()["$defs"].values() for key in properties(each)}
    written = re.findall(r"[`{]([a-z][a-z ]+): ", " ".join(cell for _, cell in rows))
    of_contracts = {"answered", "base", "location", "next_bill", "severity"}
    assert set(written) - known - of_contracts == set()


def properties(part: object) -> set[str]:
    """Every key that a part of the schema names."""
    if isinstance(part, dict):
        inner = {key for each in part.values() for key in properties(each)}
        named = part.get("properties")
        return inner | (set(named) if isinstance(named, dict) else set())
    return {key for each in part for key in properties(each)} if isinstance(part, list) else set()


@pytest.mark.parametrize("block", [each for page in pages() for each in blocks(page) if each.kind == "console"])
def test_a_command_prints_what_the_guide_shows(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command, _, shown = block.text.partition("\n")
    result = CliRunner().invoke(main, command.removeprefix("$ sla ").split())
    assert result.exit_code == 0
    assert result.output.strip() == shown.strip()


def test_both_forms_of_a_vendors_file_report_the_same(tmp_path: Path) -> None:
    definition = definitions.load(ROOT / "docs" / "first")
    assert not isinstance(definition, Findings)
    reported = []
    for block in blocks("checking.md"):
        if block.kind in {"csv wide", "csv long"}:
            file = tmp_path / f"{block.kind}.csv"
            file.write_text(block.text)
            sent = definitions.submissions(definition, [file])
            assert not isinstance(sent, Findings)
            reported.append([(each.when, each.figure, each.value) for each in sent[0]])
    assert len(reported) == 2
    assert reported[0] == reported[1]


def test_the_two_amounts_of_each_ambiguity_are_those_of_its_contract() -> None:
    rows = re.findall(r"^\| \d+ \| \[[^]]+\]\(#([a-z-]+)\) \| (.+) \|$", pages()["ambiguities.md"], re.MULTILINE)
    assert len(rows) >= 15
    texts = {each.name: "".join(each.texts.values()) for each in contracts() if each.name.startswith("ambiguities")}
    assert len(texts) == len(rows)
    for anchor, amounts in rows:
        there = section("ambiguities.md", anchor)
        for amount in re.findall(r"\d[\d,]*(?:\.\d\d)?", amounts):
            plain = amount.replace(",", "")
            assert re.search(rf"[ -]{plain}(\.00)?[,}}]", there), f"{anchor}: {amount}"
