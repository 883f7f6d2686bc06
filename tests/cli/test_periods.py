"""`sla period`: a period as the books know it, and as they knew it on a day."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import main
from sla.cycle import Cycle, Role
from sla.operations import people
from sla.operations.activation import activate_contract
from sla.operations.agreements import add_agreement, open_period
from sla.operations.submitting import send_figures
from sla.store.books import Books
from sla.store.database import migrate
from sla.values import Findings
from tests.operations.house import FILES, MARCH, figures

PASSWORD, MIA = "long enough for that", "mia@harbour.example"
START = datetime(2026, 4, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """March is open since 1 April; figures came at 15 and at 16 o'clock in London, two and three hours before."""
    url = f"sqlite:///{tmp_path}/instance/sla.db"
    migrate(url)
    books = Books.open(url)
    ada = people.found_installation(books, "Harbour City", "Ada", "ada@harbour.example", PASSWORD, at=START)
    assert not isinstance(ada, Findings)
    mia = people.add_person(books, "Harbour City", "Mia", MIA, PASSWORD, [Role.MANAGER], by=ada, at=START)
    pat = people.add_person(books, "Northline", "Pat", "pat@north.example", PASSWORD, [Role.PARTNER], by=ada, at=START)
    assert not isinstance(mia, Findings)
    assert not isinstance(pat, Findings)
    activate_contract(books, FILES, by=mia, at=START)
    agreed = add_agreement(books, "harbour", "Northline", "North", by=mia, at=START)
    assert not isinstance(agreed, Findings)
    assert isinstance(open_period(books, agreed.id, MARCH, by=mia, at=START + HOUR), Cycle)
    for hours, answered in ((2, 600), (3, 900)):
        file = figures(MARCH, answered=answered)
        sent = send_figures(books, agreed.id, MARCH, f"{answered}.csv", file, by=pat, at=START + hours * HOUR)
        assert not isinstance(sent, Findings)
    books.close()
    return tmp_path / "instance"


def sla(instance: Path, *arguments: object) -> Result:
    environment = {"SLA_INSTANCE": str(instance), "SLA_PASSWORD": PASSWORD}
    return CliRunner(env=environment).invoke(main, ["period", "--as", MIA, *map(str, arguments)])


def test_each_moment_has_its_own_figures(instance: Path) -> None:
    before, after = "2026-04-01T10:30", "2026-04-01T11:30"
    then = sla(instance, "north", MARCH, "--known", before)
    assert then.exit_code == 0, then.output
    assert "As known on 2026-04-01 14:30:00 UTC\nNorthline, March 2026: submitted\n" in then.output
    assert "version 1  600.csv" in then.output
    assert "900.csv" not in then.output
    assert "Northline owes Harbour City USD 2,500.00" in then.output
    now = sla(instance, "NORTH", MARCH)
    assert "As known on" not in now.output
    assert "version 2  900.csv" in now.output
    told = [sla(instance, "north", MARCH, "--json", "--known", each).output for each in (before, after)]
    nets = [json.loads(each)["settlement"]["settlements"][0]["net"] for each in told]
    assert nets == ["-2500.00", "1000.00"]
    assert told[1] == sla(instance, "north", MARCH, "--json").output


@pytest.mark.parametrize(
    ("series", "period", "known", "code"),
    [
        ("south", MARCH, None, "agreement.unknown"),
        ("north", "2026-04", None, "period.unknown"),
        ("north", MARCH, "soon", "known.moment"),
        ("north", MARCH, "2026-03-31", "known.before"),
        ("north", MARCH, "9999-01-01", "known.future"),
    ],
)
def test_what_is_not_there_is_said(instance: Path, series: str, period: str, known: str | None, code: str) -> None:
    arguments = (series, period, *(("--known", known) if known else ()))
    assert code in sla(instance, *arguments).output
    in_json = sla(instance, *arguments, "--json")
    assert (in_json.exit_code, json.loads(in_json.output)["findings"][0]["code"]) == (1, code)
