"""A template as files: a workbook to fill in, the same rows as CSV, and a Table Schema."""

from __future__ import annotations

import json
from io import BytesIO

from xlsxwriter import Workbook

from sla.records.exports import csv_table, workbook
from sla.submission.schema import schema, wide_schema
from sla.submission.template import Asked, Template, notes
from sla.values import plain

_WIDTHS = {"when": 24, "figure": 32, "value": 16, "unit": 14}


def csv_template(form: Template) -> bytes:
    """The rows to fill in, as CSV."""
    return csv_table(form.headings, map(form.cells, form.rows))


def json_template(form: Template, *, wide: bool = False) -> bytes:
    """The layout as a Table Schema, long or wide."""
    described = wide_schema(form) if wide else schema(form)
    return (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode()


def xlsx_template(form: Template) -> bytes:
    """A workbook with the sheets `Figures`, to fill in, and `Read me`.

    Headings and what was filled in beforehand are locked against mistakes, without a password; values are checked
    as they are typed. The same template makes the same bytes.
    """
    content = BytesIO()
    with workbook(content, f"{form.title}: figures for {form.period.label}", form.period.start) as book:
        for name, value in (("contract", form.contract), ("version", form.version), ("period", form.period.key)):
            book.set_custom_property(name, value)
        _figures(book, form)
        _read_me(book, form)
    return content.getvalue()


def _figures(book: Workbook, form: Template) -> None:
    sheet = book.add_worksheet("Figures")
    heading = book.add_format({"bold": True, "bg_color": "#E8ECF1", "bottom": 1, "locked": True})
    fixed = book.add_format({"font_color": "#3B4654", "num_format": "@", "locked": True})
    text = book.add_format({"num_format": "@", "locked": False})
    value = book.add_format({"bg_color": "#FFFBE6", "border": 1, "border_color": "#C9B458", "locked": False})
    spare = book.add_format({"locked": False})
    for column, name in enumerate(form.headings):
        sheet.set_column(column, column, _WIDTHS.get(name, 20), spare if name == "value" else text)
        sheet.write_string(0, column, name, heading)
    for number, row in enumerate(form.rows, 1):
        for column, cell in enumerate(form.cells(row)):
            if form.headings[column] == "value":
                sheet.write_blank(number, column, None, value)
                sheet.data_validation(number, column, number, column, _validation(row.figure))
            elif cell:
                sheet.write_string(number, column, cell, fixed)
            else:
                sheet.write_blank(number, column, None, text)
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"insert_rows": True, "delete_rows": True, "format_columns": True, "sort": True})
    sheet.activate()


def _validation(figure: Asked) -> dict[str, object]:
    """What may be typed into a value cell, and what is said to whoever types anything else."""
    least = "-1000000000000000" if figure.least is None else plain(figure.least)
    criteria: dict[str, object] = {"criteria": ">=", "value": least}
    if figure.most is not None:
        criteria = {"criteria": "between", "minimum": least, "maximum": plain(figure.most)}
    return criteria | {
        "validate": "integer" if figure.whole else "decimal",
        "input_title": figure.name[:32],
        "input_message": f"{figure.says or figure.name}, in {figure.unit}. {figure.allowed.capitalize()}."[:255],
        "error_title": "Not a value of this figure",
        "error_message": f"{figure.name} is {figure.allowed}. Leave the cell empty if there is nothing to report."[
            :255
        ],
    }


def _read_me(book: Workbook, form: Template) -> None:
    sheet = book.add_worksheet("Read me")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 32, wrapped)
    sheet.set_column(1, 4, 26, wrapped)
    for number, sentence in enumerate(notes(form)):
        sheet.merge_range(number, 0, number, 4, sentence, wrapped)
        sheet.set_row(number, 30)
    top = len(notes(form)) + 1
    for column, name in enumerate(("Figure", "What it is", "Unit", "Reported for each", "Values")):
        sheet.write_string(top, column, name, bold)
    for number, figure in enumerate(form.figures, top + 1):
        said = (figure.name, figure.says, figure.unit, _every(figure), f"{figure.allowed}; {figure.combined}")
        for column, text in enumerate(said):
            sheet.write_string(number, column, text, wrapped)
    sheet.protect()


def _every(figure: Asked) -> str:
    return f"{figure.every}, by {' and '.join(figure.by)}" if figure.by else str(figure.every)
