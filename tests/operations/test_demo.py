"""The demonstration on a small scale: one vendor, two months, and three months left to practise on; twice over."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sla.cycle import Stage
from sla.operations import demo, pages, people
from sla.store.books import Books
from tests.operations.house import PlainPress

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    """The shipped contracts with one vendor each."""
    folder = tmp_path / "contracts"
    for scene in demo.SCENES:
        shutil.copytree(ROOT / "contracts" / scene.folder, folder / scene.folder)
        listed = folder / scene.folder / "vendors.csv"
        heading, *rows = listed.read_text().splitlines(keepends=True)
        listed.write_text(heading + next(row for row in rows if row.startswith(scene.partner)))
    return folder


def test_every_month_ends_in_a_statement_and_practice_is_left_open(
    migrated_url: str, contracts: Path, tmp_path: Path
) -> None:
    books = Books.open(migrated_url)
    said: list[str] = []
    press = PlainPress(tmp_path / "archive")
    first, second = (demo.played(books, press, contracts, clock=lambda: NOW, say=said.append, workers=1) for _ in "12")
    assert len(first) == 6 + 12
    assert [each.number for each in second] == [each.number for each in first]
    assert all(Path(each.path).exists() for each in first)
    for ready in demo.sign_ins():
        assert not isinstance(people.sign_in(books, ready.email, ready.password, at=NOW), tuple), ready.email
    finance = people.sign_in(books, "finance@practice.example", demo.PASSWORD, at=NOW)
    assert not isinstance(finance, tuple)
    left = {cell.period.key: cell.stage for cell in pages.portfolio(books, by=finance)}
    assert left == {"2014-01": Stage.SETTLED, "2014-02": Stage.SUBMITTED, "2014-03": Stage.OPEN}
    books.close()
