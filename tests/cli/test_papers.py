"""`sla statement`, `verify`, `template`, `schema` and `db`, in a folder of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import main

ROOT = Path(__file__).parents[2]
FIRST, MARCH = ROOT / "docs/first", ROOT / "docs/first/march.csv"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """Keys, archive and database in a new folder."""
    return tmp_path / "instance"


def sla(instance: Path, *arguments: object) -> Result:
    """Run the command as a person types it, in that folder."""
    words = [str(argument) for argument in arguments]
    return CliRunner(env={"SLA_INSTANCE": str(instance)}).invoke(main, words)


def test_a_draft_verifies_and_one_bit_is_enough(instance: Path, tmp_path: Path) -> None:
    """A sealed draft is genuine to its own installation, to a named root, and to nobody once a bit is flipped."""
    paper = tmp_path / "march.pdf"
    made = sla(instance, "statement", FIRST, "--data", MARCH, "--period", "2026-03", "--out", paper)
    assert made.exit_code == 0, made.output
    told = json.loads(sla(instance, "verify", paper, "--json").stdout)
    assert told["ok"]
    assert told["statement"]["decision"].startswith("Atlas Contact Services owes Harbour Bank USD 2,520.00")
    assert sla(tmp_path / "other", "verify", paper, "--trust", instance / "keys").exit_code == 0
    stranger = sla(tmp_path / "other", "verify", paper)
    assert stranger.exit_code == 1
    assert "WRONG  signer" in stranger.stdout
    content = bytearray(paper.read_bytes())
    content[len(content) // 2] ^= 1
    paper.write_bytes(content)
    altered = sla(instance, "verify", paper)
    assert altered.exit_code == 1
    assert "Do not rely on this file." in altered.stdout


def test_something_that_is_no_statement(instance: Path) -> None:
    """Any other file is refused, and named."""
    result = sla(instance, "verify", MARCH)
    assert result.exit_code == 1
    assert "WRONG  file" in result.stdout


def test_a_blank_form_in_each_kind(instance: Path, tmp_path: Path) -> None:
    """A workbook, CSV and Table Schema; another ending is refused."""
    for ending, start in ((".xlsx", b"PK"), (".csv", b"\xef\xbb\xbfwhen,"), (".json", b"{")):
        out = tmp_path / f"form{ending}"
        assert sla(instance, "template", FIRST, "--period", "2026-03", "--out", out).exit_code == 0
        assert out.read_bytes().startswith(start)
    refused = sla(instance, "template", FIRST, "--period", "2026-03", "--out", tmp_path / "form.pdf")
    assert refused.exit_code == 2
    outside = sla(instance, "template", FIRST, "--period", "2036-03")
    assert "outside the term" in outside.stderr


def test_the_schema_is_json(instance: Path) -> None:
    """Editors can load it."""
    assert json.loads(sla(instance, "schema").stdout)["$schema"].startswith("https://json-schema.org/")


def test_the_database_is_made_and_told_of(instance: Path) -> None:
    """Nothing yet, then the newest revision."""
    instance.mkdir()
    assert "nothing yet" in sla(instance, "db", "current").stdout
    migrated = sla(instance, "db", "migrate")
    assert migrated.exit_code == 0
    assert sla(instance, "db", "current").stdout == migrated.stdout
