"""`sla payments`: a bank's file, looked at and recorded from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import acting, main
from sla.cycle import Role
from sla.operations.passwords import hashed
from sla.store import log, people
from tests.operations.house import BUILDER, NOW, House, built

FINE, PASSWORD = "fine@harbour.example", "long enough for that"
ROWS = b"""\
statement,date,amount,reference,what
NORTH-0001,2026-07-06,1000.00,BANK 7,paid
NORTH-0001,2026-07-06,,ERP 3,booked
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """One statement is issued, and somebody of finance has a password; it is the day of issue."""
    made = built(f"sqlite:///{tmp_path}/sla.db", tmp_path)
    made.issued()
    with made.books.writing(None) as connection:
        people.keep_person(connection, made.fay.organisation, "Fine", FINE, hashed(PASSWORD), [Role.FINANCE])
        log.record(connection, "person added", BUILDER, NOW, person=FINE)
    made.books.close()
    monkeypatch.setattr(acting, "now", lambda: NOW)
    return made


def payments(folder: Path, content: bytes, *more: str) -> Result:
    file = folder / "bank.csv"
    file.write_bytes(content)
    environment = {"SLA_INSTANCE": str(folder), "SLA_PASSWORD": PASSWORD}
    return CliRunner(env=environment).invoke(main, ["payments", str(file), "--as", FINE, *more])


def test_it_is_looked_at_and_recorded_once(house: House, tmp_path: Path) -> None:
    looked = payments(tmp_path, ROWS)
    assert looked.exit_code == 0, looked.output
    assert looked.output.splitlines()[0].split() == "2026-07-06 NORTH-0001 USD 1000.00 paid BANK 7".split()
    assert "2 rows, 2 new; nothing is recorded without --record" in looked.output
    assert "2 rows, 2 recorded" in payments(tmp_path, ROWS, "--record").output
    again = payments(tmp_path, ROWS, "--record")
    assert (again.output.count("recorded before"), "2 rows, 0 recorded" in again.output) == (2, True)


def test_with_anything_wrong_nothing_is_recorded(house: House, tmp_path: Path) -> None:
    wrong = ROWS + b"NORTH-0009,2026-07-06,1.00,BANK 8,paid\n"
    refused = payments(tmp_path, wrong, "--record")
    assert (refused.exit_code, "row 4" in refused.output, "payment.which" in refused.output) == (1, True, True)
    assert "not possible" in refused.output
    assert "2 rows, 2 new" in payments(tmp_path, ROWS).output
    assert (payments(tmp_path, b"nothing of the kind").exit_code, payments(tmp_path, b"").exit_code) == (1, 1)
