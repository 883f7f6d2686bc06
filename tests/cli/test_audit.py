"""`sla audit`: everything in order, one row that is not, and a log that a receipt holds to account elsewhere."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import main
from tests.proof.scene import given


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """An installation with issued statements, and the partner's receipts beside it."""
    folder = tmp_path / "instance"
    folder.mkdir()
    for number, receipt in enumerate(given(f"sqlite:///{folder / 'sla.db'}", folder), 1):
        (tmp_path / f"receipt-{number}.json").write_bytes(receipt)
    return folder


def sla(instance: Path, *words: object) -> Result:
    runner = CliRunner(env={"SLA_INSTANCE": str(instance), "SLA_ARCHIVE": str(instance / "statements")})
    return runner.invoke(main, ["audit", *map(str, words)])


def test_everything_is_in_order(instance: Path) -> None:
    told = sla(instance, "verify", "--receipt", instance.parent / "receipt-1.json")
    assert told.exit_code == 0, told.output
    assert "2 files; head " in told.output
    assert "up to entry" in told.output


def test_the_first_row_that_is_not_as_written_is_named(instance: Path) -> None:
    raw = sqlite3.connect(instance / "sla.db")
    raw.executescript("DROP TRIGGER posting_no_update; UPDATE posting SET minor = 2 * minor;")
    raw.close()
    told = sla(instance, "verify")
    assert told.exit_code == 1
    assert told.output.startswith("error log.row-changed: posting 1 is not as it was written (found digest ")
    assert "by entry " in told.output
    assert "more are not as written." in told.output


def test_a_partner_follows_the_log_without_the_program(instance: Path) -> None:
    folder = instance.parent
    assert sla(instance, "export", folder / "log.jsonl", "--for", "Northline").exit_code == 0
    script = sla(instance, "script")
    (folder / "prove.py").write_text(script.stdout)
    command = [sys.executable, "-I", "-S", "prove.py", "--trust", "instance/keys/root.pem", "--log", "log.jsonl"]
    receipts = ["receipt-1.json", "receipt-2.json", "receipt-3.json"]
    told = subprocess.run([*command, *receipts], cwd=folder, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.count("Genuine: ") == 3


def test_a_company_that_nobody_knows(instance: Path) -> None:
    told = sla(instance, "export", instance.parent / "log.jsonl", "--for", "Nobody")
    assert told.exit_code == 1
    assert "no company Nobody" in told.output


def test_a_receipt_of_another_history(instance: Path, tmp_path: Path) -> None:
    """The same acts in another installation are another history, under another key."""
    other = tmp_path / "other"
    other.mkdir()
    (receipt, *_) = given(f"sqlite:///{other / 'sla.db'}", other)
    (tmp_path / "other.json").write_bytes(receipt)
    told = sla(instance, "verify", "--receipt", tmp_path / "other.json")
    assert told.exit_code == 1
    assert "stranger" in told.output
