"""The door for uploads: what comes in as a table, what is refused, and that we are still there afterwards."""

from __future__ import annotations

import hashlib
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.records.tables import table
from sla.submission.table import Row, Table
from sla.values import Findings
from tests.records.hostile import HOSTILE, Hostile, saved


@pytest.mark.parametrize("hostile", HOSTILE, ids=str)
def test_a_hostile_file_is_refused_in_time(hostile: Hostile) -> None:
    content = hostile.content()
    begun = time.monotonic()
    found = table(hostile.name, content, hostile.limits)
    took = time.monotonic() - begun
    assert isinstance(found, Findings)
    assert [each.code for each in found] == [hostile.code], list(found.sentences())
    assert found[0].place.file == hostile.name
    assert found[0].message
    assert found[0].remedy
    assert took < 5


def test_the_name_does_not_decide_what_a_file_is() -> None:
    assert isinstance(table("figures", saved(Figures="when")), Table)
    assert isinstance(table("figures.csv", saved(Figures="when")), Table)
    assert isinstance(table("figures", b"when\n2026\n"), Table)


def test_a_table_carries_the_hash_of_its_file() -> None:
    for content in (b"when\n2026-03\n", saved(Figures="when")):
        found = table("a", content)
        assert isinstance(found, Table)
        assert found.sha256 == hashlib.sha256(content).hexdigest()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_findings(content: bytes) -> None:
    found = table("a.csv", content)
    assert found.headings is not None if isinstance(found, Table) else found


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), min_size=3, max_size=3)))
def test_any_text_comes_through_csv_as_it_was_written(rows: list[list[str]]) -> None:
    quoted = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    found = table("a.csv", f"when,figure,value\r\n{quoted}".encode())
    assert isinstance(found, Table)
    assert found.rows == tuple(
        Row(number, tuple(row)) for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)
    )


@cache
def workbook() -> bytes:
    return saved(Figures="when")


@settings(max_examples=25)
@given(st.data())
def test_a_spoilt_workbook_is_a_table_or_findings(data: st.DataObject) -> None:
    """One byte of it changed, or its end cut off: the child may die of it, we may not."""
    content = bytearray(workbook())
    at = data.draw(st.integers(2, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= data.draw(st.integers(1, 255))
    else:
        del content[at:]
    found = table("a.xlsx", bytes(content))
    assert found.sha256 if isinstance(found, Table) else all(each.remedy for each in found)
