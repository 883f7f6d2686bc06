"""`sla keys`: from the first key to one that was stolen, with the words that say what follows."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import main
from sla.document.register import register

ROOT = Path(__file__).parents[2]
FIRST, MARCH = ROOT / "docs/first", ROOT / "docs/first/march.csv"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return tmp_path / "instance"


def sla(instance: Path, *arguments: object) -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner(env={"SLA_INSTANCE": str(instance)}).invoke(main, words)


def sealed(instance: Path, paper: Path) -> Path:
    made = sla(instance, "statement", FIRST, "--data", MARCH, "--period", "2026-03", "--out", paper)
    assert made.exit_code == 0, made.output
    return paper


def test_a_key_lives_retires_and_is_stolen(instance: Path, tmp_path: Path) -> None:
    assert "No key yet" in sla(instance, "keys", "list").stdout
    first = sealed(instance, tmp_path / "first.pdf")
    (old,) = register(instance / "keys")
    assert f"{old.name}  since" in sla(instance, "keys", "list").stdout
    assert "seals from now on" in sla(instance, "keys", "rotate").stdout
    second = sealed(instance, tmp_path / "second.pdf")
    listed = sla(instance, "keys", "list").stdout.splitlines()
    assert ["retired" in line for line in listed] == [True, False]
    given = tmp_path / "keys.json"
    given.write_text(sla(instance, "keys", "list", "--json").stdout)
    for paper in (first, second):
        assert sla(tmp_path / "partner", "verify", paper, "--trust", given).exit_code == 0
    told = sla(instance, "keys", "compromised", old.name, "--at", "2026-01-01")
    assert "believed with a timestamp from before" in told.stdout
    assert sla(instance, "verify", second).exit_code == 0
    stolen = sla(instance, "verify", first)
    assert stolen.exit_code == 1
    assert "WRONG  key" in stolen.stdout
    assert "sealed after the key was stolen" in stolen.stdout


def test_without_a_key_left_it_says_what_to_do(instance: Path, tmp_path: Path) -> None:
    sealed(instance, tmp_path / "first.pdf")
    (only,) = register(instance / "keys")
    told = sla(instance, "keys", "retire", only.name[:6])
    assert "is retired" in told.stdout
    assert "No key is left to seal with; have a new one: sla keys rotate" in told.stdout
    assert json.loads(sla(instance, "keys", "list", "--json").stdout)["keys"][0]["retired"]


def test_what_cannot_be_done_is_said(instance: Path, tmp_path: Path) -> None:
    sealed(instance, tmp_path / "first.pdf")
    for words, code in (
        (("retire", "zz"), "keys.unknown"),
        (("rotate", "--from", tmp_path), "keys.unusable"),
    ):
        result = sla(instance, "keys", *words)
        assert result.exit_code == 1
        assert code in result.stderr
        assert "sla keys list" in result.stderr
