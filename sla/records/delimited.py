"""CSV as text: encoding, delimiter and quotes are found out, values are left exactly as they were written."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice

from sla.records.limits import Limits
from sla.submission.findings import Code
from sla.submission.table import Row, Table, under_headings
from sla.values import Finding, Findings, Place, Saying, Severity

_DELIMITERS = ",;\t|"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def from_text(name: str, sha256: str, content: bytes, limits: Limits) -> Table | Findings:
    """The table of a CSV file with comma, semicolon, tab or bar between the cells.

    Rows are counted as a spreadsheet counts them: a blank line is a row, a line break in quotes is not.
    """
    read = _decoded(name, content)
    if isinstance(read, Finding):
        return Findings((read,))
    text, warnings = read
    rows: list[Row] = []
    try:
        _check_size(text, limits)
        delimiter, text, skipped = _delimiter(text)
        # Extended while it is read, so that the rows so far tell where a fault is.
        rows.extend(_rows(text, delimiter, skipped, limits))
    except csv.Error as fault:
        return Findings((_broken(name, rows, str(fault)),))
    except _TooMany as fault:
        return Findings((_too_many(name, fault.args[0]),))
    if not rows:
        return Findings(
            (
                Finding(
                    Code.EMPTY_FILE,
                    Saying("the file holds only blank lines"),
                    Place(name),
                    remedy=Saying("Check that the right file was chosen"),
                ),
            )
        )
    return replace(under_headings(name, sha256, rows), findings=warnings)


class _TooMany(Exception):
    """The table is larger than allowed."""


def _decoded(name: str, content: bytes) -> tuple[str, Findings] | Finding:
    """The file as text: UTF-8, UTF-16 with its mark, or else Windows-1252 with a warning."""
    encoding = next((known for mark, known in _BOMS.items() if content.startswith(mark)), "utf-8")
    try:
        text, warnings = content.decode(encoding), Findings()
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return _not_text(name)
        try:
            text, warnings = content.decode("cp1252"), Findings((_guessed(name),))
        except UnicodeDecodeError:
            return _not_text(name)
    return _not_text(name) if "\x00" in text else (text, warnings)


def _delimiter(text: str) -> tuple[str, str, int]:
    """The mark between cells, the text without a line that only declares it, and how many rows that took."""
    if text[:4].casefold() == "sep=" and text[4:5] and text[5:6] in {"\r", "\n"}:
        rest = text[5:].removeprefix("\r").removeprefix("\n")
        return text[4], rest, 1
    lines = list(islice((line for line in StringIO(text, newline="") if line.strip()), 20))
    return max(_DELIMITERS, key=lambda mark: _fit(lines, mark)), text, 0


def _fit(lines: list[str], mark: str) -> tuple[int, int]:
    """How many cells a row with a heading `when` has; where there is none, how many rows agree on being wide."""
    rows = list(csv.reader(lines, delimiter=mark))
    headings = [len(row) for row in rows if any(cell.strip().casefold() == "when" for cell in row)]
    (width, agreeing), *_ = Counter(len(row) for row in rows if len(row) > 1).most_common(1) or [(1, 0)]
    return (len(lines) + 1, headings[0]) if headings else (agreeing, width)


def _check_size(text: str, limits: Limits) -> None:
    """Refuse millions of cells before a list is made of them: every delimiter may be one."""
    if max(text.count(mark) for mark in _DELIMITERS) > limits.cells:
        raise _TooMany(Saying("more than {number} cells", number=f"{limits.cells:,}"))


def _rows(text: str, delimiter: str, skipped: int, limits: Limits) -> Iterator[Row]:
    """Every row with content, under its number."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, cells in enumerate(reader, 1 + skipped):
        if number > limits.rows + 1 or len(cells) > limits.columns:
            most = {"number": f"{limits.rows:,}", "number2": str(limits.columns)}
            raise _TooMany(Saying("more than {number} rows or {number2} columns", **most))
        if any(cell.strip() for cell in cells):
            yield Row(number, tuple(cells))


def _too_many(name: str, found: str) -> Finding:
    return Finding(
        Code.TOO_LARGE,
        Saying("the table is too large"),
        Place(name),
        found=found,
        remedy=Saying("Send the figures of one period at a time"),
    )


def _told(fault: str) -> Saying:
    """What the reader of CSV says."""
    if fault == "unexpected end of data":
        return Saying("unexpected end of data")
    mark, after, _ = fault.partition(" expected after '\"'")
    return Saying("{mark} expected after '\"'", mark=mark) if after else Saying("{fault}", fault=fault)


def _broken(name: str, rows: list[Row], fault: str) -> Finding:
    last = rows[-1].number if rows else 0
    return Finding(
        Code.QUOTES,
        Saying("the quotes do not match after row {number}", number=str(last))
        if last
        else Saying("the quotes do not match"),
        Place(name, row=last + 1),
        found=_told(fault),
        expected=Saying('text in double quotes from its beginning to its end, "so"'),
        remedy=Saying("Close the quotes, and double a quote inside of them; or save the sheet as CSV again"),
    )


def _guessed(name: str) -> Finding:
    return Finding(
        Code.ENCODING,
        Saying("the file is not UTF-8 and was read as Windows-1252"),
        Place(name),
        remedy=Saying("Check names with accents, or save the sheet as CSV UTF-8"),
        severity=Severity.WARNING,
    )


def _not_text(name: str) -> Finding:
    return Finding(
        Code.NOT_A_TABLE,
        Saying("the file is not text that can be read"),
        Place(name),
        expected=Saying("CSV in UTF-8, or XLSX"),
        remedy=Saying("Save the sheet as .xlsx or as CSV (UTF-8) and send that"),
    )
