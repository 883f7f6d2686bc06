"""`sla backup`, `restore` and `advance`, `close` and `approve`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import main
from sla.cli.acting import now
from sla.operations.people import found_installation
from sla.store.books import Books
from sla.store.database import migrate

ADA, PASSWORD = "ada@practice.example", "long enough for that"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """An installation with its administrator."""
    url = f"sqlite:///{tmp_path}/instance/sla.db"
    migrate(url)
    books = Books.open(url)
    found_installation(books, "Practice", "Ada", ADA, PASSWORD, at=now())
    books.close()
    return tmp_path / "instance"


def sla(instance: Path, *arguments: object, password: str = PASSWORD) -> Result:
    environment = {"SLA_INSTANCE": str(instance), "SLA_PASSWORD": password}
    return CliRunner(env=environment).invoke(main, [str(argument) for argument in arguments])


def test_put_aside_looked_at_and_put_back(instance: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "first.backup", tmp_path / "other"
    made = sla(instance, "backup", file)
    assert made.exit_code == 0, made.output
    assert "0 sealed files, 1 entries of the log" in made.output
    looked = sla(instance, "restore", "--verify", file)
    assert (looked.exit_code, looked.output.splitlines()[-1]) == (0, "Whole and unchanged.")
    assert sla(instance, "restore", file).exit_code == 1
    restored = sla(other, "restore", file)
    assert restored.exit_code == 0, restored.output
    assert sla(other, "audit", "verify").exit_code == 0
    assert sla(other, "backup", file).exit_code == 1


def test_an_older_one_is_said_and_ends_with_1(instance: Path, tmp_path: Path) -> None:
    file = tmp_path / "first.backup"
    sla(instance, "backup", file)
    sla(instance, "approve", "2026-03", "--as", ADA)
    looked = sla(instance, "restore", "--verify", file)
    assert looked.exit_code == 1
    assert "entries 2 to 2 of the log are not in it" in looked.output
    assert "1 signed in" in looked.output


def test_time_is_made_up_in_a_demonstration_only(instance: Path) -> None:
    refused = sla(instance, "advance", "5")
    assert refused.exit_code == 1
    assert "Only the clock of a demonstration" in refused.output


def test_who_acts_signs_in_and_may_do_no_more_than_at_the_pages(instance: Path) -> None:
    wrong = sla(instance, "close", "2026-03", "--as", ADA, password="a wrong one, quite long")
    assert wrong.exit_code == 1
    assert "password is not right" in wrong.output
    refused = sla(instance, "close", "2026-03", "--as", ADA)
    assert refused.exit_code == 1
    assert "may not close a period" in refused.output
    assert "0 signed, 0 refused" in sla(instance, "approve", "2026-03", "--as", ADA).output


def test_workers_need_postgresql(instance: Path) -> None:
    assert "On SQLite, sla close does the work itself" in sla(instance, "worker").output
