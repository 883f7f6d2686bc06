"""Receipts, the audit of books and archive, and the log for others to follow."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from sla.document.archive import Archive
from sla.document.standalone import prove
from sla.operations import auditing
from sla.operations.receipts import receipt
from sla.operations.restating import restate_period
from sla.operations.sealing import SealingPress
from sla.store import export
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, House, PlainPress, done, figures, refused


@dataclass(frozen=True, slots=True)
class ArchivingPress(PlainPress):
    """Prints plainly, and keeps what it printed where statements are kept."""

    def kept(self, content: bytes) -> tuple[str, str]:
        digest = Archive(self.archive).put(content)
        return digest, str(Archive(self.archive).path(digest))


@pytest.fixture
def archive(house: House, tmp_path: Path) -> Path:
    """The archive with the northern vendor's statement of March."""
    object.__setattr__(house, "press", ArchivingPress(tmp_path / "statements"))
    house.issued()
    return tmp_path / "statements"


def given(house: House, keys: Path) -> bytes:
    press = SealingPress(keys, keys)
    answer = receipt(house.books, press, house.north.id, MARCH, 1, by=house.pat, at=NOW)
    assert isinstance(answer, bytes)
    return answer


def test_a_receipt_says_what_was_received_and_under_which_log(house: House, tmp_path: Path) -> None:
    house.sent()
    file = given(house, tmp_path / "keys")
    trust = (tmp_path / "keys/root.pem").read_text()
    said = prove.genuine(json.loads(file), trust)
    assert said["agreement"]["reference"] == "North"
    assert said["file"] == {
        "name": f"{MARCH}.csv",
        "sha256": sha256(figures(MARCH)).hexdigest(),
        "size": len(figures(MARCH)),
    }
    assert said["received"] == NOW.isoformat()
    house.sent(MARCH, figures(MARCH, answered=700))
    assert given(house, tmp_path / "keys") == file, "the same ever after"
    assert prove.proved([json.loads(file)], trust, export.lines(house.books, "Northline"), figures(MARCH))
    assert auditing.verify(house.books, tmp_path / "none").faults == ()


def test_a_receipt_is_given_while_the_period_is_restated(house: House) -> None:
    house.issued()
    done(restate_period(house.books, house.north.id, MARCH, "Looked at again", by=house.mia, at=NOW))
    which = (house.books, house.press, house.north.id, MARCH, 1)
    given = receipt(*which, by=house.pat, at=NOW)
    assert isinstance(given, bytes), given
    assert receipt(*which, by=house.mia, at=NOW) == given


def test_no_receipt_for_what_was_never_sent_or_is_not_ours(house: House) -> None:
    house.sent()
    for version, by in ((2, house.pat), (1, house.sam)):
        answer = receipt(house.books, house.press, house.north.id, MARCH, version, by=by, at=NOW)
        assert refused(answer) == "upload.unknown"


def test_everything_is_in_order(house: House, archive: Path) -> None:
    told: list[str] = []
    found = auditing.verify(house.books, archive, lambda what, *_: told.append(what))
    assert found.faults == ()
    assert found.files == 1
    assert {"rows", "files"} <= set(told)


def test_files_are_held_against_the_log(house: House, archive: Path) -> None:
    (path,) = archive.rglob("*.pdf")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"\n")
    (found,) = auditing.verify(house.books, archive).faults
    assert (found.code, found.expected) == ("log.file-changed", f"SHA-256 {path.stem}")
    assert "NORTH-0001" in found.message
    path.unlink()
    (found,) = auditing.verify(house.books, archive).faults
    assert found.code == "log.file-gone"
    Archive(archive).put(b"%PDF left behind by an interruption")
    (archive / "notes.txt").write_text("not ours")
    codes = [each.code for each in auditing.verify(house.books, archive).faults]
    assert codes == ["log.file-gone", "log.file-unknown"]


def test_a_company_reads_what_concerns_it_and_follows_the_rest(house: House, archive: Path) -> None:
    whole = auditing.exported(house.books)
    assert not isinstance(whole, Findings)
    theirs = auditing.exported(house.books, "southcall")
    assert not isinstance(theirs, Findings)
    (head, *all_rows), (same_head, *rows) = ([json.loads(line) for line in lines] for lines in (whole, theirs))
    assert head == same_head
    assert all("content" in row for row in all_rows)
    assert len(list(prove.followed(json.dumps(row) for row in (head, *rows)))) == len(all_rows)
    assert [row["content"]["act"] for row in rows if "content" in row] == []
    north = auditing.exported(house.books, "Northline")
    assert not isinstance(north, Findings)
    acts = [row["content"]["act"] for row in map(json.loads, north) if "content" in row]
    assert acts[:2] == ["period opened", "figures sent"]
    assert acts[-1] == "issued"


def test_an_unknown_company_is_refused(house: House) -> None:
    assert refused(auditing.exported(house.books, "Nobody")) == "audit.unknown-company"


def test_old_receipts_are_held_against_the_log(house: House, archive: Path, tmp_path: Path) -> None:
    file = given(house, tmp_path / "keys")
    house.issued(APRIL)
    trust = tmp_path / "keys/root.pem"
    answer = auditing.proved(house.books, (file,), trust)
    assert not isinstance(answer, Findings)
    assert "up to entry" in answer[-1]
    other = file.replace(b'"version": 1', b'"version": 2')
    assert refused(auditing.proved(house.books, (other,), trust)) == "audit.exposed"
    assert refused(auditing.proved(house.books, (b"[]",), trust)) == "audit.exposed"
