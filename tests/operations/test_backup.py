"""Backups: one moment, whole or not at all; every change of one is seen, and what it lacks is said."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from sla.document.archive import Archive
from sla.operations import auditing
from sla.operations.backup import Manifest, back_up, read_manifest
from sla.operations.pages import disagreeing, list_statements, portfolio, trial_balance
from sla.operations.receipts import receipt
from sla.operations.restoring import Inspected, inspect, restore
from sla.store.books import Books
from tests.operations.house import MARCH, NOW, House, PlainPress, figures, refused
from tests.postgres import Server


class KeepingPress(PlainPress):
    """Plain text, kept in the real archive."""

    def kept(self, content: bytes) -> tuple[str, str]:
        digest = Archive(self.archive).put(content)
        return digest, str(Archive(self.archive).path(digest))


@pytest.fixture
def kept(house: House, tmp_path: Path) -> House:
    """March is issued, April is sent."""
    house = replace(house, press=KeepingPress(tmp_path / "archive"))
    house.issued()
    house.sent("2026-04")
    return house


@pytest.fixture
def url(request: pytest.FixtureRequest, house_url: tuple[House, str]) -> str:
    """The address of the house's database, as the owner of its tables."""
    opened = make_url(house_url[1])
    if opened.get_backend_name() == "sqlite":
        return house_url[1]
    server: Server = request.getfixturevalue("postgres_server")
    return server.url(str(opened.database))


@pytest.fixture
def backed_up(kept: House, url: str, tmp_path: Path) -> Path:
    made = back_up(url, tmp_path / "archive", tmp_path / "first.backup", NOW)
    assert isinstance(made, Manifest), made
    return tmp_path / "first.backup"


def looked_at(file: Path, database: str = "", *receipts: bytes) -> Inspected:
    found = inspect(file, database=database, receipts=receipts)
    assert isinstance(found, Inspected), found
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of either kind: a backup of one kind may be restored into the other."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/elsewhere/sla.db"
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.database() as name:
        yield server.url(name)


def test_what_is_restored_is_what_was(kept: House, backed_up: Path, elsewhere: str, tmp_path: Path) -> None:
    assert isinstance(restore(backed_up, elsewhere, tmp_path / "archive2"), Manifest)
    books = Books.open(elsewhere)
    try:
        audited = auditing.verify(books, tmp_path / "archive2")
        assert (audited.faults, audited.files) == ((), 1)
        assert audited.head == auditing.verify(kept.books, tmp_path / "archive").head
        for view in (portfolio, list_statements, trial_balance, disagreeing):
            assert view(books, by=kept.mia) == view(kept.books, by=kept.mia)
        again = replace(kept, books=books, press=KeepingPress(tmp_path / "archive2"))
        again.issued("2026-04", figures("2026-04", answered=700))
        assert auditing.verify(books, tmp_path / "archive2").faults == ()
    finally:
        books.close()
    assert refused(restore(backed_up, elsewhere, tmp_path / "archive2")) == "restore.used"


def test_nothing_is_ever_replaced(kept: House, backed_up: Path, url: str, tmp_path: Path) -> None:
    assert refused(back_up(url, tmp_path / "archive", backed_up, NOW)) == "backup.exists"
    assert refused(restore(backed_up, url, tmp_path / "archive")) == "restore.used"


def test_whole_and_the_latest(backed_up: Path, url: str) -> None:
    found = looked_at(backed_up, url)
    assert (found.faults, found.missing) == ((), ())
    assert (found.verified.entries, found.verified.head) == (found.manifest.entries, found.manifest.head)


def test_an_older_one_is_told_by_the_present_database(kept: House, backed_up: Path, url: str) -> None:
    entries = looked_at(backed_up).manifest.entries
    kept.sent("2026-05")
    (older,) = looked_at(backed_up, url).missing
    assert older.code == "restore.older"
    assert f"entries {entries + 1} to {entries + 2} of the log" in older.message
    assert "1 figures sent" in older.expected


def test_an_older_one_is_told_by_a_receipt(kept: House, backed_up: Path) -> None:
    entries = looked_at(backed_up).manifest.entries
    early = receipt(kept.books, kept.press, kept.north.id, "2026-04", 1, by=kept.pat, at=NOW)
    kept.sent("2026-05")
    late = receipt(kept.books, kept.press, kept.north.id, "2026-05", 1, by=kept.pat, at=NOW)
    assert isinstance(early, bytes)
    assert isinstance(late, bytes)
    assert looked_at(backed_up, "", early).missing == ()
    (older,) = looked_at(backed_up, "", early, late).missing
    assert f"entries {entries + 1} to {entries + 3} of the log" in older.message
    altered = json.loads(early)
    altered["receipt"]["log"]["head"] = "0" * 64
    (other,) = looked_at(backed_up, "", json.dumps(altered).encode()).missing
    assert other.code == "restore.other-history"
    (none,) = looked_at(backed_up, "", b"{}").missing
    assert none.code == "restore.receipt"


def test_one_of_another_installation_is_told(kept: House, backed_up: Path, url: str, tmp_path: Path) -> None:
    assert isinstance(restore(backed_up, f"sqlite:///{tmp_path}/branch.db", tmp_path / "archive"), Manifest)
    branch = Books.open(f"sqlite:///{tmp_path}/branch.db")
    for each in (replace(kept, books=branch), kept):
        each.sent("2026-05")
    branch.close()
    back_up(f"sqlite:///{tmp_path}/branch.db", tmp_path / "archive", tmp_path / "branch.backup", NOW)
    (other,) = looked_at(tmp_path / "branch.backup", url).missing
    assert other.code == "restore.other-history"


def test_a_newer_one_lacks_nothing(kept: House, backed_up: Path, url: str, tmp_path: Path) -> None:
    assert isinstance(restore(backed_up, f"sqlite:///{tmp_path}/old.db", tmp_path / "archive"), Manifest)
    kept.sent("2026-05")
    back_up(url, tmp_path / "archive", tmp_path / "second.backup", NOW)
    assert looked_at(tmp_path / "second.backup", f"sqlite:///{tmp_path}/old.db").missing == ()


def rewritten(file: Path, target: Path, change: Mapping[str, bytes | None]) -> Path:
    """The same backup with some parts changed, left out or added; its manifest says nothing of it."""
    with zipfile.ZipFile(file) as held, zipfile.ZipFile(target, "w") as out:
        for name in {*held.namelist(), *change}:
            content = change[name] if name in change else held.read(name)
            if content is not None:
                out.writestr(name, content)
    return target


def test_every_change_of_a_part_is_seen(backed_up: Path, tmp_path: Path) -> None:
    manifest = read_manifest(backed_up)
    assert isinstance(manifest, Manifest)
    for index, name in enumerate((*manifest.parts, "tables/more.jsonl")):
        for content in (None, b"something else"):
            changed = rewritten(backed_up, tmp_path / f"{index}{content is None}.backup", {name: content})
            expected = "backup.changed" if name in manifest.parts or content else None
            found = read_manifest(changed)
            assert (refused(found) if expected else type(found)) == (expected or Manifest)


def test_a_change_with_a_manifest_to_match_is_seen_by_the_log(backed_up: Path, tmp_path: Path) -> None:
    from hashlib import sha256

    manifest = read_manifest(backed_up)
    assert isinstance(manifest, Manifest)
    name = "tables/posting.jsonl"
    with zipfile.ZipFile(backed_up) as held:
        content = held.read(name).replace(b'"minor": 250000', b'"minor": 150000')
    parts = {**manifest.parts, name: replace(manifest.parts[name], sha256=sha256(content).hexdigest())}
    changed = {name: content, "manifest.json": replace(manifest, parts=parts).text().encode()}
    found = looked_at(rewritten(backed_up, tmp_path / "changed.backup", changed))
    assert {each.code for each in found.faults} >= {"log.row-changed", "backup.balance", "backup.statement"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"just text"])
def test_something_else_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert refused(inspect(tmp_path / "file")) == "backup.unreadable"


def test_a_lost_file_is_told_and_nothing_is_left_behind(kept: House, url: str, tmp_path: Path) -> None:
    (sealed,) = (tmp_path / "archive").rglob("*.pdf")
    sealed.unlink()
    assert refused(back_up(url, tmp_path / "archive", tmp_path / "b", NOW)) == "backup.file"
    assert not [each for each in tmp_path.iterdir() if each.name in ("b", ".b.part")]
    assert refused(back_up(f"sqlite:///{tmp_path}/none.db", tmp_path, tmp_path / "b", NOW)) == "backup.empty"


def test_on_postgresql_only_the_owner_of_the_tables_takes_it(
    postgres_house: tuple[House, str], postgres_server: Server, tmp_path: Path
) -> None:
    with postgres_server.database(template=postgres_house[1]) as name:
        assert refused(back_up(postgres_server.door(name), tmp_path, tmp_path / "b", NOW)) == "backup.owner"


def test_a_backup_is_for_its_owner_alone(backed_up: Path) -> None:
    """It holds the hashes of passwords."""
    assert backed_up.stat().st_mode & 0o777 == 0o600


def test_it_is_one_moment_while_people_work(tmp_path: Path, sqlite_house: tuple[House, Path]) -> None:
    """Figures that come while rows are written out are all in it or not at all."""
    import shutil

    from sla.store import dump

    shutil.copy(sqlite_house[1], tmp_path / "busy.sqlite")
    url = f"sqlite:///{tmp_path}/busy.sqlite"
    house = replace(sqlite_house[0], books=Books.open(url))
    real, sent = dump.lines, False

    def meanwhile(*arguments: object) -> Iterator[str]:
        nonlocal sent
        if not sent:
            sent = True
            house.sent(MARCH)
        return real(*arguments)  # type: ignore[arg-type]  # handed on as they came

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dump, "lines", meanwhile)
        made = back_up(url, tmp_path / "archive", tmp_path / "busy.backup", NOW)
    assert isinstance(made, Manifest)
    found = looked_at(tmp_path / "busy.backup", url)
    assert found.faults == ()
    assert "1 figures sent" in found.missing[0].expected
    house.books.close()
    with sqlite3.connect(tmp_path / "busy.sqlite") as raw:
        assert raw.execute("SELECT count(*) FROM submission").fetchone() == (1,)
