"""From an empty folder to a period that waits for figures, as it is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyotp import TOTP

from sla.cli import main
from sla.cli.acting import now
from sla.config import Config
from sla.cycle import Person
from sla.operations.people import sign_in
from sla.operations.second_step import offer, turn_on
from sla.store.books import Books
from sla.values import Findings
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
    assert "2026-04 waits" not in typed(instance, "open", "2026-05", "--as", MIA)


def test_parties_are_renamed_from_a_day_on(instance: Path, tmp_path: Path) -> None:
    founded(instance)
    text, own = tmp_path / "contract.yaml", tmp_path / "own.yaml"
    text.write_text(TEXT, encoding="utf-8")
    own.write_text("vendor: {name: Northline Ltd, address: [2 Quay]}\n", encoding="utf-8")
    typed(instance, "activate", text, "--as", MIA)
    typed(instance, "agree", "harbour", "--as", MIA, "--vendor", "Northline", "--reference", "North")
    renamed = ("parties", "North", own, "--from", "2026-08-01", "--as", MIA)
    assert typed(instance, *renamed) == "North: Harbour City and Northline Ltd from 2026-08-01 on\n"
    again = sla(instance, *renamed)
    assert (again.exit_code, "named like this already" in again.output) == (1, True)
    assert sla(instance, "parties", "South", own, "--from", "2026-08-01", "--as", MIA).exit_code == 2


def test_an_agreement_can_say_who_its_parties_are(instance: Path, tmp_path: Path) -> None:
    founded(instance)
    text, own = tmp_path / "contract.yaml", tmp_path / "north.yaml"
    text.write_text(TEXT, encoding="utf-8")
    typed(instance, "activate", text, "--as", MIA)
    agree = ("agree", "harbour", "--as", MIA, "--vendor", "Northline", "--reference", "North", "--parties", own)
    own.write_text("vendor: {country: XX}\n", encoding="utf-8")
    refused = sla(instance, *agree)
    assert (refused.exit_code, "north.yaml:1" in refused.output, "no country" in refused.output) == (1, True, True)
    own.write_text("vendor: {country: DE}\ninvoice: {vat: 19 %}\n", encoding="utf-8")
    assert "NORTH-0001" in typed(instance, *agree)


def test_what_is_wrong_is_said_and_nothing_is_written(instance: Path, tmp_path: Path) -> None:
    founded(instance)
    assert sla(instance, "found", "--company", "X", "--name", "X", "--email", "x@x.example").exit_code == 1
    assert sla(instance, "activate", tmp_path, "--as", MIA).exit_code == 1
    refused = sla(instance, "agree", "pier", "--as", MIA, "--vendor", "N", "--reference", "N")
    assert (refused.exit_code, "pier" in refused.output) == (1, True)


def test_whoever_runs_the_machine_lets_somebody_in_again(instance: Path) -> None:
    founded(instance)
    link, says = typed(instance, "readmit", MIA.upper()).splitlines()
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/invited/[\w-]{43}", link)
    assert "Hand it to Mia" in says
    assert sla(instance, "readmit", "eve@harbour.example").exit_code == 1


def test_a_code_is_asked_for_here_too(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    founded(instance)
    books = Books.open(f"sqlite:///{instance / 'sla.db'}")
    mia = sign_in(books, MIA, PASSWORD, at=now())
    assert isinstance(mia, Person)
    key = Config.from_environment({"SLA_INSTANCE": str(instance)}).second_step_secret()
    codes = turn_on(books, key, TOTP(offer(books, key, by=mia).secret).at(now()), by=mia, at=now())
    books.close()
    assert not isinstance(codes, Findings)
    agreed = ("agree", "pier", "--as", MIA, "--vendor", "N", "--reference", "N")
    for given, says in (("000000", "not the code of this moment"), (codes[0], "pier")):
        monkeypatch.setenv("SLA_CODE", given)
        assert says in sla(instance, *agreed).output
