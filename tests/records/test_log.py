"""A log is read as it is written, or said to be unreadable with the place where it is."""

import gzip
import lzma
from pathlib import Path

import pytest

from sla.records import log
from sla.values import Findings


def written(folder: Path, text: str, name: str = "log.csv") -> Path:
    path = folder / name
    match path.suffix:
        case ".xz":
            path.write_bytes(lzma.compress(text.encode()))
        case ".gz":
            path.write_bytes(gzip.compress(text.encode()))
        case _:
            path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("name", ["log.csv", "log.csv.xz", "log.csv.gz"])
def test_the_wanted_columns_come_as_text_exactly_as_written(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, '\ufeffid,note,who\n0012,"a, b",NA\n1.50,,null\n', name)
    table = log.read(path, ["who", "id"])
    assert not isinstance(table, Findings)
    assert table.to_numpy().tolist() == [["NA", "0012"], ["null", "1.50"]]


def test_rows_keep_their_numbers_in_the_spreadsheet_past_blank_ones(tmp_path: Path) -> None:
    table = log.read(written(tmp_path, "id,who\n1,A\n\n,\n2,B\n \n"), ["id", "who"])
    assert not isinstance(table, Findings)
    assert table.index.tolist() == [2, 4, 5]
    assert table["id"].tolist() == ["1", "", "2"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("id,note\n1,x\n", "records.missing-column", "log.csv row 1, column who"),
        ("", "records.missing-column", "log.csv row 1, column id"),
        ("id,who,who\n1,A,B\n", "records.repeated-column", "log.csv row 1, column who"),
        ("id,who\n1,A\n2,B,C\n", "records.ragged-row", "log.csv row 3"),
        ("id,who\n1\n", "records.ragged-row", "log.csv row 2"),
        ('id,who\n1,"A\n', "records.unreadable", "log.csv"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path, text: str, code: str, place: str) -> None:
    found = log.read(written(tmp_path, text), ["id", "who"])
    assert isinstance(found, Findings)
    assert (found[0].code, str(found[0].place)) == (code, place)
    assert all(finding.remedy for finding in found)


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes("id,who\n1,Zürich\n".encode("latin-1"))
    found = log.read(path, ["id", "who"])
    assert isinstance(found, Findings)
    assert [finding.code for finding in found] == ["records.unreadable"]


@pytest.mark.parametrize("name", ["log.csv.xz", "log.csv.gz"])
@pytest.mark.parametrize("damage", ["cut", "noise"])
def test_a_damaged_archive_is_refused(tmp_path: Path, name: str, damage: str) -> None:
    path = written(tmp_path, "id,who\n" + "1,A\n" * 1000, name)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage == "cut" else b"noise" + whole)
    found = log.read(path, ["id", "who"])
    assert isinstance(found, Findings)
    assert [finding.code for finding in found] == ["records.unreadable"]


def test_many_faults_of_one_kind_are_counted_after_the_first(tmp_path: Path) -> None:
    found = log.read(written(tmp_path, "id,who\n" + "1\n" * 30), ["id", "who"])
    assert isinstance(found, Findings)
    assert len(found) == log.SHOWN + 1
    assert found[-1].message == "10 more like these, from here on."
    assert found[-1].place.row == log.SHOWN + 2
