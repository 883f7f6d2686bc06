"""The one place that writes tables for spreadsheets: no text of ours ever becomes a formula or a link there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import chain

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sla.submission.table import Cell, Number, written
from sla.values import plain

Value = str | Decimal | int | date | None
"""What a cell may hold; None is an empty cell."""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SURE_DIGITS = 15
_LONGEST_TEXT = 32_767


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; numbers stay."""
    if text.startswith(_STARTS_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_table(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file in UTF-8 with its mark, as spreadsheets expect it, with lines that end as RFC 4180 has them."""
    return csv_rows(chain([headings], rows), begins=True)


def csv_rows(rows: Iterable[Sequence[Value]], *, begins: bool = False) -> bytes:
    """Rows of such a file; it `begins` with its mark."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([guarded(as_text(value)) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if begins else "utf-8")


def xlsx_table(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    made: date,
    about: Sequence[tuple[str, str]] = (),
) -> bytes:
    """An XLSX workbook. The same table makes the same bytes: `made` is the date it carries.

    What it is about stands on a second sheet, so that the first holds nothing but headings and data.
    """
    content = BytesIO()
    with workbook(content, title, made) as book:
        sheet = book.add_worksheet(sheet_name(title))
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                write(sheet, number, column, value)
        _about(book, about)
    return content.getvalue()


def _about(book: Workbook, about: Sequence[tuple[str, str]]) -> None:
    if about:
        sheet = book.add_worksheet("sla")
        sheet.set_column(0, 1, 24)
        for row, pair in enumerate(about):
            for column, text in enumerate(pair):
                sheet.write_string(row, column, text[:_LONGEST_TEXT])


def workbook(content: BytesIO, title: str, made: date) -> Workbook:
    """An XLSX workbook in which text stays text."""
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": datetime(made.year, made.month, made.day)})  # noqa: DTZ001 sheets know no time zone
    return book


def write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    """One cell: a number as a number where a spreadsheet can hold all its digits, anything else as text."""
    if value is None or value == "":
        return
    number = Decimal(value) if isinstance(value, int) else value
    if isinstance(number, Decimal) and len(number.normalize().as_tuple().digits) <= _SURE_DIGITS:
        sheet.write_number(row, column, number)
    else:
        sheet.write_string(row, column, as_text(value)[:_LONGEST_TEXT])


def as_text(value: Value) -> str:
    """A value as it is written in a table: numbers plainly, dates by ISO 8601, nothing as nothing."""
    match value:
        case None:
            return ""
        case Decimal():
            return plain(value)
        case _:
            return str(value)


def sheet_name(title: str) -> str:
    """A title as a name that spreadsheets allow for a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or "Sheet"


def cell_table(kind: str, title: str, rows: Iterable[Sequence[Cell]], made: date) -> bytes:
    """Cells as they were read, as CSV or XLSX: text as text, numbers as numbers, percentages shown as such."""
    if kind == "csv":
        first, *others = ([written(cell) for cell in row] for row in rows)
        return csv_table(first, others)
    content = BytesIO()
    with workbook(content, title, made) as book:
        sheet = book.add_worksheet(sheet_name(title))
        percent = book.add_format({"num_format": "0.############%"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, Number) and cell.percent:
                    sheet.write_number(number, column, cell.value.scaleb(-2), percent)
                elif isinstance(cell, Number):
                    write(sheet, number, column, cell.value)
                elif cell:
                    sheet.write_string(number, column, cell[:_LONGEST_TEXT])
    return content.getvalue()
