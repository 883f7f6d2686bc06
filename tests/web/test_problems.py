"""Findings about a file, sorted as a person repairs them."""

from sla.submission.findings import Code
from sla.values import Finding, Findings, Place, Severity
from sla.web.problems import WHOLE, sorted_out


def finding(code: Code, row: int = 0, remedy: str = "Repair it", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, "wrong", Place("f.csv", row=row), remedy=remedy, severity=severity)


def test_columns_stand_apart_from_rows_even_where_they_point_at_the_headings() -> None:
    found = sorted_out(Findings([finding(Code.MISSING_COLUMN, 1), finding(Code.NOT_A_NUMBER, 7)]))
    assert [each.code for each in found.whole] == [Code.MISSING_COLUMN]
    assert [each.place.row for each in found.rows] == [7]


def test_rows_are_counted_by_what_to_do() -> None:
    rows = [finding(Code.NOT_A_NUMBER, row, "Write digits") for row in range(2, 6)]
    found = sorted_out(Findings([*rows, finding(Code.BAD_WHEN, 9, "Write the year first")]))
    told = [(each.remedy, each.count, [one.place.row for one in each.examples]) for each in found.groups]
    assert told == [("Write digits", 4, [2, 3, 4]), ("Write the year first", 1, [9])]


def test_warnings_stop_nothing() -> None:
    found = sorted_out(Findings([finding(Code.IGNORED_COLUMN, severity=Severity.WARNING)]))
    assert (found.whole, found.rows, len(found.warnings)) == ((), (), 1)


def test_every_code_about_the_whole_is_one_of_a_submission() -> None:
    assert set(Code) >= WHOLE
    assert Code.NOT_A_NUMBER not in WHOLE
