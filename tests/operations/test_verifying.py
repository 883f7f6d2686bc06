"""The real press: printed, sealed, archived, handed out, and held against the books."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sla.document.archive import Damaged
from sla.operations.issuing import Draft, finished, numbered
from sla.operations.sealing import SealingPress
from sla.operations.verifying import statement_file, verify_file
from sla.store.statements import Issued
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House


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
