"""Rows to fix: taken out with their numbers and reasons, and put back where they came from, not into another file."""

from dataclasses import replace

from sla.records.exports import cell_table
from sla.submission.mending import PROBLEM, ROW, is_mended, put_back, to_fix
from sla.submission.table import Table
from sla.values import Findings
from tests.submission.harbour import MARCH, opened, sent

BAD = "Report\n\nwhen,calls_offered,note\n2026-03-01,5,a\n2026-03-02,many,b\n2026-03-99,x,c\n2026-03-04,6,d\n"


def fix(text: str = BAD) -> tuple[Table, Table]:
    """A file, and its rows to fix as a program would send them back."""
    whole, problems = opened(text), sent(text, MARCH)
    assert isinstance(problems, Findings)
    mend = to_fix(whole, problems)
    return whole, opened(cell_table("csv", "x", (mend.headings, *mend.rows), MARCH.start))


def test_only_rows_with_an_error_are_taken_out_with_every_reason() -> None:
    whole, rows = fix()
    assert is_mended(rows)
    assert not is_mended(whole)
    assert rows.headings == (f"{ROW} {whole.sha256[:8]}", "when", "calls_offered", "note", PROBLEM)
    assert [row.cells[:4] for row in rows.rows] == [("5", "2026-03-02", "many", "b"), ("6", "2026-03-99", "x", "c")]
    said = str(rows.rows[1].cells[4])
    assert "calls_offered: the value is not a number." in said
    assert "when: there is no such date" in said


def test_mended_rows_go_back_to_their_places_and_emptied_ones_are_gone() -> None:
    whole, rows = fix()
    mended = replace(
        rows,
        rows=(
            replace(rows.rows[0], cells=("5", "2026-03-02", "7", "b", "")),
            replace(rows.rows[1], cells=("6", "", "", "", "")),
        ),
    )
    assert put_back(whole, mended) == (
        (
            ("Report", "", ""),
            (),
            ("when", "calls_offered", "note"),
            ("2026-03-01", "5", "a"),
            ("2026-03-02", "7", "b"),
            ("", "", ""),
            ("2026-03-04", "6", "d"),
        ),
        2,
    )


def test_rows_of_another_file_are_refused() -> None:
    refused = put_back(opened("when,calls_offered\n2026-03-01,5\n"), fix()[1])
    assert isinstance(refused, Findings)
    assert [each.code for each in refused] == ["mending.other-file"]
