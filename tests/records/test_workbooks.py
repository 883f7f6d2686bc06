"""Cells of a workbook as a table of text and exact numbers."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from unittest.mock import patch

import openpyxl
import pytest

from sla.records.tables import table
from sla.submission.findings import Code
from sla.submission.table import Cell, Number, Row, Table
from tests.records.hostile import MAIN, OFFICE, RELATIONS, WORKBOOK, book, sheet


def read(content: bytes) -> Table:
    found = table("march.xlsx", content)
    assert isinstance(found, Table), list(found.sentences())
    return found


def saved(workbook: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def doubts(found: Table) -> list[str]:
    """What will be said about the cells that no value can be taken from."""
    assert not found.findings
    return [Code.FORMULA if each.text is None else Code.LOST_DIGITS for each in found.doubtful]


def cell(value: object, number_format: str = "General") -> tuple[Cell, list[str]]:
    """One value, written by openpyxl and read back; and the codes of what was found."""
    workbook = openpyxl.Workbook()
    workbook["Sheet"].append(["when", "x"])
    workbook["Sheet"]["A2"] = "2026-03"
    workbook["Sheet"]["B2"] = value
    workbook["Sheet"]["B2"].number_format = number_format
    found = read(saved(workbook))
    return found.rows[0].cells[1], doubts(found)


def stored(xml: str) -> tuple[Cell, list[str]]:
    """One cell by its XML, and the codes of what was found."""
    found = read(book(sheet(f'<row><c t="inlineStr"><is><t>when</t></is></c><c><v>2</v></c></row><row>{xml}</row>')))
    return found.rows[0].cells[0], doubts(found)


def number(text: str, *, percent: bool = False) -> Number:
    return Number(Decimal(text), percent)


@pytest.mark.parametrize(
    ("value", "number_format", "read_as"),
    [
        ("NA", "General", "NA"),
        ("0012", "General", "0012"),
        (12, "General", number("12")),
        (0.1, "General", number("0.1")),
        (0.1 + 0.2, "General", number("0.3")),
        (-1234.56, "#,##0.00", number("-1234.56")),
        (1e-7, "General", number("0.0000001")),
        (999999999999999, "General", number("999999999999999")),
        (0.955, "0.0%", number("95.5", percent=True)),
        (0.07, "0%", number("7", percent=True)),
        (0.5, '0.0"%"', number("0.5")),
        (date(2026, 3, 5), "yyyy-mm-dd", "2026-03-05"),
        (date(2026, 3, 5), "d mmm yy", "2026-03-05"),
        (date(2026, 3, 1), "mmm-yy", "2026-03"),
        (date(2026, 3, 1), 'mmmm" "yyyy', "2026-03"),
        (datetime(2026, 3, 5, 14, 30), "yyyy-mm-dd hh:mm", "2026-03-05 14:30"),  # noqa: DTZ001 sheets know no time zones
        (datetime(2026, 3, 5, 14, 30, 15), "d.m.yy h:mm:ss", "2026-03-05 14:30:15"),  # noqa: DTZ001 sheets know no time zones
        (time(14, 30), "h:mm", "14:30:00"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
        (True, "General", "TRUE"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_what_a_cell_holds(value: object, number_format: str, read_as: Cell) -> None:
    assert cell(value, number_format) == (read_as, [])


@pytest.mark.parametrize("value", [1 / 3, 12345678901234567890, 1234567890123456, 123456789.1234567, 2**53 + 1])
def test_digits_that_may_be_lost_are_never_guessed(value: float) -> None:
    assert cell(value) == (None, [Code.LOST_DIGITS])


def test_a_formula_needs_the_value_it_was_saved_with() -> None:
    assert cell("=1+1") == (None, [Code.FORMULA])
    assert stored("<c><f>1+1</f><v>2</v></c>") == (number("2"), [])
    assert stored("<c><f>1+1</f></c>") == (None, [Code.FORMULA])
    assert stored('<c t="str"><f>IF(1,"","")</f><v></v></c><c><v>1</v></c>') == ("", [])
    assert stored('<c t="str"><f>"a"</f><v>a</v></c>') == ("a", [])
    assert stored('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>') == ("#DIV/0!", [])


@pytest.mark.parametrize("text", ["1e999", "1E+15", "1E-31", "0.12345678901234568"])
def test_numbers_no_figure_has(text: str) -> None:
    assert stored(f"<c><v>{text}</v></c>") == (None, [Code.LOST_DIGITS])


def test_cells_stand_where_the_sheet_has_them() -> None:
    workbook = openpyxl.Workbook()
    page = workbook["Sheet"]
    page["C1"] = "Figures of March"
    page["C4"], page["E4"] = "when", "calls"
    page["C6"], page["E6"] = "2026-03", 5
    page["E9"] = 7
    found = read(saved(workbook))
    assert (found.headings, found.heading_row, found.sheet) == (("", "", "when", "", "calls"), 4, "Sheet")
    assert found.rows == (
        Row(6, ("", "", "2026-03", "", number("5"))),
        Row(9, ("", "", "", "", number("7"))),
    )


@pytest.mark.parametrize(
    ("times", "read_as"),
    [
        ((0, 0, 0), ["2026-03-05", "2026-03-06", "2026-03-07", "2026-03"]),
        ((0, 1, 0), ["2026-03-05 00:00", "2026-03-06 00:01", "2026-03-07 00:00", "2026-03"]),
    ],
)
def test_midnight_is_a_moment_where_others_are(times: tuple[int, ...], read_as: list[str]) -> None:
    workbook = openpyxl.Workbook()
    page = workbook["Sheet"]
    page["A1"], page["B1"] = "when", "calls"
    for row, minute in enumerate(times):
        page.append([datetime(2026, 3, 5 + row, 0, minute), 1])  # noqa: DTZ001 sheets know no time zones
        page.cell(row + 2, 1).number_format = "yyyy-mm-dd hh:mm:ss"
    page.append([date(2026, 3, 1), 3])
    page.cell(5, 1).number_format = "mmm-yy"
    assert [row.cells[0] for row in read(saved(workbook)).rows] == read_as


def test_cells_without_references_and_names_with_prefixes() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        '<x:row><x:c t="inlineStr"><x:is><x:t>when</x:t></x:is></x:c></x:row>'
        "<x:row/><x:row><x:c><x:v>1.1000000000000001</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert read(book(xml)).rows == (Row(3, (number("1.1"),)),)


def test_the_sheet_with_the_figures_is_found() -> None:
    workbook = openpyxl.Workbook()
    workbook["Sheet"].title = "Read me"
    workbook["Read me"]["A1"] = "Fill in the sheet Figures."
    for title in ("Figures", "Old"):
        workbook.create_sheet(title).append(["when", title])
    workbook["Old"].sheet_state = "hidden"
    assert read(saved(workbook)).sheet == "Figures"


def test_a_lone_sheet_needs_no_name() -> None:
    workbook = openpyxl.Workbook()
    workbook["Sheet"].append(["month", "calls"])
    workbook.create_sheet("Empty")
    assert read(saved(workbook)).headings == ("month", "calls")


def test_what_is_doubtful_has_its_place() -> None:
    workbook = openpyxl.Workbook()
    workbook["Sheet"].append(["when", "calls", ""])
    workbook["Sheet"].append(["2026-03", "=A1", "=A2"])
    assert [(each.row, each.at, each.text) for each in read(saved(workbook)).doubtful] == [(2, 1, None), (2, 2, None)]


def test_the_child_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLA_SECRET", "the key")
    with patch("subprocess.run", wraps=subprocess.run) as run:
        read(book())
    given = run.call_args.kwargs["env"]
    assert set(given) == {"PYTHONPATH", "PYTHONUTF8"}
    assert "the key" not in given.values()


def test_what_is_hidden_in_the_archive_is_not_read() -> None:
    """Only checked parts reach the parser, whatever else the archive names as its workbook."""
    to = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="other/book.xml"/>'
    root = f"<Relationships>{to}</Relationships>"
    content = book(**{"_rels/.rels": root, "other/book.xml": WORKBOOK, "other/_rels/book.xml.rels": RELATIONS})
    assert read(content).headings == ("when",)
