"""The real press: printed, sealed, archived, handed out, and held against the books."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sla.document.archive import Damaged
from sla.document.reading import Paper
from sla.document.register import register
from sla.document.rotation import compromise
from sla.document.verdict import Answer
from sla.operations.issuing import Draft, finished, numbered
from sla.operations.pages import statement
from sla.operations.papers import verified
from sla.operations.restating import restate_period
from sla.operations.sealing import SealingPress
from sla.operations.verifying import statement_file, verify_file
from sla.statement import calculation
from sla.store import sealed
from sla.store.issued import Issued
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House, figures


def test_a_sealed_statement(house: House, tmp_path: Path) -> None:
    press = SealingPress(tmp_path / "keys", tmp_path / "archive")
    house.approved()
    draft = numbered(house.books, press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(draft, Draft)
    twin, original = (press.made(draft.statement, NOW + timedelta(seconds=late)) for late in (1, 0))
    assert isinstance(twin, bytes)
    assert isinstance(original, bytes)
    issued = finished(house.books, press, draft, original, by=house.fay, at=NOW)
    assert isinstance(issued, Issued)

    handed = statement_file(house.books, press, "NORTH-0001", by=house.pat)
    assert handed is not None
    content = handed[1]
    assert handed[0] == issued
    assert Path(issued.path).read_bytes() == content
    checked = verify_file(house.books, content, press.keys, by=house.pat)
    assert checked.verdict.ok, checked.verdict.wrong
    assert checked.verdict.checks[-1].says == "It is the file that was issued as NORTH-0001."
    assert checked.issued == issued

    # A second file with the same number and a genuine seal is not the one that was issued.
    doubled = verify_file(house.books, twin, press.keys, by=house.pat)
    assert [(check.name, "another file" in check.says) for check in doubled.verdict.wrong] == [("books", True)]

    # To somebody else it is genuine, and their books know nothing of it.
    for stranger in (house.sam, house.rival):
        assert statement_file(house.books, press, "NORTH-0001", by=stranger) is None
        seen = verify_file(house.books, content, press.keys, by=stranger)
        assert seen.issued is None
        assert [(check.name, "no statement" in check.says) for check in seen.verdict.wrong] == [("books", True)]

    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    assert not verify_file(house.books, bytes(flipped), press.keys, by=house.pat).verdict.ok

    Path(issued.path).chmod(0o600)
    Path(issued.path).write_bytes(bytes(flipped))
    with pytest.raises(Damaged):
        statement_file(house.books, press, "NORTH-0001", by=house.pat)


def test_what_the_font_has_no_sign_for_is_told(house: House, tmp_path: Path) -> None:
    press = SealingPress(tmp_path / "keys", tmp_path / "archive")
    house.approved()
    draft = numbered(house.books, press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(draft, Draft)
    told = press.made(replace(draft.statement, payable="with the next invoice 😀"), NOW)
    assert isinstance(told, Findings)
    assert [(each.code, "😀" in each.found) for each in told] == [("statement.unprintable", True)]


def test_a_restated_statement_is_genuine_and_superseded(house: House, tmp_path: Path) -> None:
    """By the log for everybody, and by the newer file for whoever has nothing else."""
    press = SealingPress(tmp_path / "keys", tmp_path / "archive")
    on = replace(house, press=press)  # type: ignore[arg-type]  # the real press for the plain one
    first = on.issued()
    assert verify_file(house.books, press.taken(first.sha256), press.keys, by=None).verdict.answer is Answer.GENUINE
    assert not isinstance(restate_period(house.books, house.north.id, MARCH, "late", by=house.mia, at=NOW), Findings)
    second = on.issued(content=figures(MARCH, answered=610, complaints=12))
    old, new = press.taken(first.sha256), press.taken(second.sha256)
    for person in (None, house.pat, house.fay):
        verdict = verify_file(house.books, old, press.keys, by=person).verdict
        assert (verdict.answer, verdict.later) == (Answer.SUPERSEDED, "NORTH-0002")
        assert verify_file(house.books, new, press.keys, by=person).verdict.answer is Answer.GENUINE
    assert verified(old, press.keys, newer=[old, b"hello", new]).later == "NORTH-0002"
    assert verified(new, press.keys, newer=[old, new]).later == ""
    assert verified(old, press.keys, newer=[new[:-1]]).later == ""
    assert sealed_of(house, number=first.number, sha256=first.sha256, later="NORTH-0002")
    assert sealed_of(house, number=second.number, sha256=second.sha256, later="")


def sealed_of(house: House, *, number: str, sha256: str, later: str) -> bool:
    """Whether the log finds it by hash, and by number and code, and not by less."""
    with house.books.reading(None) as connection:
        found = sealed.by_digest(connection, sha256)
        assert found == sealed.Sealed(number, sha256, NOW, later)
        code = hashlib.sha256(attached(Path(archived(house, number)).read_bytes())).hexdigest()
        assert sealed.by_code(connection, number, code) == sealed.by_code(connection, number, code[:16]) == found
        for other, its in (
            (number, code[:15]),
            (number, "0" * 64),
            ("NORTH-0009", code),
            ("%", code),
            (number, "%" * 16),
        ):
            assert sealed.by_code(connection, other, its) is None
        assert sealed.by_digest(connection, "0" * 64) is None
        assert sealed.by_digest(connection, sha256[:-1] + "_") is None
    return True


def archived(house: House, number: str) -> str:
    found = statement(house.books, number, by=house.fay)
    assert found is not None
    return found.path


def attached(pdf: bytes) -> bytes:
    return Paper(pdf).attachments()[calculation.FILE]


def test_what_the_log_took_in_before_a_theft_stays_genuine(house: House, tmp_path: Path) -> None:
    press = SealingPress(tmp_path / "keys", tmp_path / "archive")
    issued = replace(house, press=press).issued()  # type: ignore[arg-type]  # the real press for the plain one
    content = press.taken(issued.sha256)
    (key,) = register(press.keys)
    compromise(press.keys, key.name, NOW + timedelta(days=1))
    assert verified(content, press.keys).wrong[0].name == "key"
    assert verify_file(house.books, content, press.keys, by=None).verdict.ok
    compromise(press.keys, key.name, NOW)
    assert not verify_file(house.books, content, press.keys, by=None).verdict.ok
