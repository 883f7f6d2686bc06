"""Tables for spreadsheets, in which nothing becomes a formula."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.records.exports import Value, csv_table, guarded, sheet_name, xlsx_table
from sla.records.tables import table
from sla.submission.table import Number, Table

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "＝1", "+", "-5 %"],
)
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Leeds", "-5", "+5", "-1234.50", "1=1", "a@b", " =1"])
def test_the_rest_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_no_cell_of_a_csv_file_begins_like_a_formula(cells: list[str]) -> None:
    text = csv_table(["a"], [cells]).decode("utf-8-sig")
    read = list(csv.reader(StringIO(text, newline="")))[1]
    assert all(cell in {given, f"'{given}"} for cell, given in zip(read, cells, strict=True))
    assert not any(cell[:1] in {"=", "@", "\t", "\r", "\n"} for cell in read)


def test_csv_is_plain() -> None:
    written = csv_table(["level", "amount", "day"], [["answered", Decimal("1234.50"), DAY], ["=x", None, -3]])
    assert written == b"\xef\xbb\xbflevel,amount,day\r\nanswered,1234.5,2026-03-01\r\n'=x,,-3\r\n"


def cells(rows: list[list[Value]]) -> list[tuple[object, str]]:
    """Every cell of a workbook, read by another library: its value and kind."""
    sheet = openpyxl.load_workbook(BytesIO(xlsx_table("Lines", ["a"], rows, DAY)))["Lines"]
    return [(cell.value, cell.data_type) for row in sheet.iter_rows(min_row=2) for cell in row]


def test_text_stays_text_in_a_workbook() -> None:
    assert cells([["=1+1", "https://example.org", "+1"]]) == [("=1+1", "s"), ("https://example.org", "s"), ("+1", "s")]


def test_numbers_are_numbers_while_all_their_digits_fit() -> None:
    assert cells([[Decimal("1234.56"), 7, Decimal("12345678901234567.89")]]) == [
        (1234.56, "n"),
        (7, "n"),
        ("12345678901234567.89", "s"),
    ]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_after_a_workbook(value: Decimal) -> None:
    assert cells([[value]])[0][0] == pytest.approx(float(value), rel=0, abs=0)


def test_an_export_can_be_read_by_the_door_for_uploads() -> None:
    found = table("a.xlsx", xlsx_table("Figures", ["when", "x"], [["2026-03", Decimal("0.1")], ["2026-04", None]], DAY))
    assert isinstance(found, Table)
    assert [row.cells for row in found.rows] == [("2026-03", Number(Decimal("0.1"))), ("2026-04", "")]


def test_the_same_table_makes_the_same_bytes() -> None:
    assert xlsx_table("a", ["x"], [["y"]], DAY) == xlsx_table("a", ["x"], [["y"]], DAY)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Lines", "Lines"), ("a/b: [c]?", "a b   c"), ("x" * 40, "x" * 31), ("'", "Sheet"), ("", "Sheet")],
)
def test_sheets_have_names_that_spreadsheets_allow(title: str, name: str) -> None:
    assert sheet_name(title) == name
