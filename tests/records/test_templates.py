"""Templates as files: filled in by another program and sent back, they read without a finding."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import openpyxl
import pytest

from sla.records.templates import csv_template, json_template, xlsx_template
from sla.submission.template import Template, notes, template
from tests.submission.harbour import FEBRUARY_TO_MARCH, FISCAL, MARCH, accepted, contract, values

LEEDS = (("site", "Leeds"), ("team", "A"))


def form() -> Template:
    return template(contract(), MARCH, [LEEDS])


def filled(content: bytes) -> bytes:
    """What a person does with the workbook: a number in each value cell, a time for the event."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    sheet = workbook["Figures"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, at["value"]).value = row
        if not sheet.cell(row, at["when"]).value:
            sheet.cell(row, at["when"]).value = "2026-03-05T10:00"
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def test_a_filled_workbook_reads_without_a_word() -> None:
    found = accepted(filled(xlsx_template(form())), MARCH, "harbour-2026-03.xlsx")
    assert found.warnings == ()
    assert len(found.entries) == len(form().rows)
    assert {entry.figure for entry in found.entries} == {figure.name for figure in contract().figures}


def test_so_does_the_csv_file() -> None:
    rows = list(csv.DictReader(StringIO(csv_template(form()).decode("utf-8-sig"))))
    written = StringIO()
    writer = csv.DictWriter(written, list(form().headings))
    writer.writeheader()
    writer.writerows(row | {"value": "5", "when": row["when"] or "2026-03-05"} for row in rows)
    assert accepted(written.getvalue(), MARCH).warnings == ()


def test_a_fiscal_month_is_asked_for_by_the_name_it_is_read_by() -> None:
    asked = template(contract(FISCAL), FEBRUARY_TO_MARCH)
    found = accepted(filled(xlsx_template(asked)), FEBRUARY_TO_MARCH, "bay.xlsx", contract(FISCAL))
    assert values(found) == [
        ("2026-02-22_2026-03-22", "calls", "2", ""),
        ("2026-02-22_2026-03-22", "answered", "3", ""),
    ]


def test_what_is_left_empty_is_not_reported() -> None:
    workbook = openpyxl.load_workbook(BytesIO(xlsx_template(form())))
    workbook["Figures"]["E2"] = 120
    saved = BytesIO()
    workbook.save(saved)
    found = accepted(saved.getvalue(), MARCH, "harbour.xlsx")
    assert values(found) == [("2026-03", "calls_offered", "120", "")]
    assert len(found.warnings) == len([row for row in form().rows if row.when]) - 1


def test_the_workbook_says_whose_it_is() -> None:
    workbook = openpyxl.load_workbook(BytesIO(xlsx_template(form())))
    assert workbook.sheetnames == ["Figures", "Read me"]
    assert {each.name: each.value for each in workbook.custom_doc_props.props} == {
        "contract": "harbour",
        "version": "1",
        "period": "2026-03",
    }
    said = [cell.value for cell in workbook["Read me"]["A"]]
    assert said[: len(notes(form()))] == list(notes(form()))


def test_only_what_is_to_be_filled_in_can_be_written() -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx_template(form())))["Figures"]
    assert sheet.protection.sheet
    locked = {cell.coordinate: cell.protection.locked for cell in (*sheet[1], *sheet[2])}
    assert locked == {
        **dict.fromkeys(["A1", "B1", "C1", "D1", "E1", "F1"], True),
        **dict.fromkeys(["A2", "B2", "F2"], True),
        "C2": False,
        "D2": False,
        "E2": False,
    }


def test_values_are_checked_as_they_are_typed() -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx_template(form())))["Figures"]
    checks = {
        str(each.sqref): (each.type, each.operator, each.formula1) for each in sheet.data_validations.dataValidation
    }
    assert len(checks) >= len(form().figures)
    assert ("whole", "greaterThanOrEqual", "0") in checks.values()
    assert ("decimal", None, "0") in checks.values()  # between


def test_the_same_template_makes_the_same_bytes() -> None:
    assert xlsx_template(form()) == xlsx_template(form())


@pytest.mark.parametrize("wide", [False, True])
def test_the_schema_names_every_column(*, wide: bool) -> None:
    said = json.loads(json_template(form(), wide=wide))
    names = [field["name"] for field in said["fields"]]
    figures = [figure.name for figure in form().figures]
    assert names == (
        ["when", "site", "team", *figures] if wide else ["when", "figure", "site", "team", "value", "unit"]
    )
    assert said["period"] == {"start": "2026-03-01", "end": "2026-04-01"}
    assert set(said["primaryKey"]) <= set(names)
    assert all(field["type"] in {"string", "number", "integer"} and field["description"] for field in said["fields"])


def test_the_wide_schema_carries_the_bounds() -> None:
    fields = {field["name"]: field for field in json.loads(json_template(form(), wide=True))["fields"]}
    assert fields["satisfaction"]["constraints"] == {"minimum": 0, "maximum": 100}
    assert fields["calls_offered"]["type"] == "integer"
    assert "constraints" not in fields["spare"]
