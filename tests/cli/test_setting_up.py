"""From an empty folder to a period that waits for figures, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import main
from tests.operations.house import TEXT

PASSWORD = "long enough for that"
ADA, MIA = "ada@harbour.example", "mia@harbour.example"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return tmp_path / "instance"


def sla(instance: Path, *arguments: object) -> Result:
    environment = {"SLA_INSTANCE": str(instance), "SLA_PASSWORD": PASSWORD, "SLA_NEW_PASSWORD": PASSWORD}
    return CliRunner(env=environment).invoke(main, [str(argument) for argument in arguments])


def typed(instance: Path, *arguments: object) -> str:
    result = sla(instance, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def founded(instance: Path) -> None:
    typed(instance, "found", "--company", "Harbour City", "--name", "Ada", "--email", ADA)
    manager = ("--company", "Harbour City", "--name", "Mia", "--email", MIA, "--role", "manager")
    typed(instance, "person", "--as", ADA, *manager)


def test_a_period_is_open_after_five_commands(instance: Path, tmp_path: Path) -> None:
    founded(instance)
    text = tmp_path / "contract.yaml"
    text.write_text(TEXT, encoding="utf-8")
    assert typed(instance, "activate", text, "--as", MIA) == "harbour: version 1 from 2026-01-01\n"
    agreed = ("harbour", "--as", MIA, "--vendor", "Northline", "--reference", "North")
    assert "NORTH-0001" in typed(instance, "agree", *agreed)
    assert "waits for figures" in typed(instance, "open", "2026-03", "--as", MIA, "--agreement", "North")
    later = sla(instance, "open", "2026-03", "--as", MIA, "--agreement", "North")
    assert (later.exit_code, "open already" in later.output) == (1, True)
    assert sla(instance, "open", "2026-03", "--as", MIA, "--agreement", "South").exit_code == 2


def test_what_is_wrong_is_said_and_nothing_is_written(instance: Path, tmp_path: Path) -> None:
    founded(instance)
    assert sla(instance, "found", "--company", "X", "--name", "X", "--email", "x@x.example").exit_code == 1
    assert sla(instance, "activate", tmp_path, "--as", MIA).exit_code == 1
    refused = sla(instance, "agree", "pier", "--as", MIA, "--vendor", "N", "--reference", "N")
    assert (refused.exit_code, "pier" in refused.output) == (1, True)
