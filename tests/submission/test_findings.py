"""Every code of a submission's findings has a file that produces it."""

from __future__ import annotations

from sla.submission.findings import Code, Problems, shortened
from sla.values import Severity
from tests.records.hostile import HOSTILE
from tests.submission.wrong import WRONG


def test_every_code_has_a_file_that_produces_it() -> None:
    produced = {each.code for each in (*WRONG, *HOSTILE)}
    assert set(Code) - produced == set()


def test_codes_are_named_alike() -> None:
    assert all(code.startswith("submission.") for code in Code)


def test_errors_come_before_warnings_and_rows_in_order() -> None:
    problems = Problems("a.csv")
    problems.add(Code.ENCODING, "w", severity=Severity.WARNING)
    problems.add(Code.NOT_WHOLE, "b", row=9)
    problems.add(Code.NOT_WHOLE, "a", row=2)
    assert [(each.message, each.place.row) for each in problems.findings()] == [("a", 2), ("b", 9), ("w", 0)]
    assert [each.message for each in problems.warnings()] == ["w"]
    assert problems.stops


def test_warnings_do_not_stop() -> None:
    problems = Problems("a.csv")
    problems.add(Code.ENCODING, "w", severity=Severity.WARNING)
    assert not problems.stops


def test_what_is_quoted_stays_on_one_line() -> None:
    assert shortened("a\nb\t c") == "a b c"
    assert len(shortened("x" * 200)) == 80
