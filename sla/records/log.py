"""A log read as it is written: the wanted columns as text, every row under its number in the spreadsheet."""

from __future__ import annotations

import csv
import gzip
import lzma
import zlib
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sla.values import Finding, Findings, Place

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
"""How many faults of one kind are shown one by one; the rest is only counted."""

_BROKEN = (EOFError, lzma.LZMAError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError, csv.Error)


def read(path: Path, headings: Sequence[str]) -> pd.DataFrame | Findings:
    """The columns named, as text: nothing is guessed, an empty cell is an empty text, a blank row is left out.

    The file is CSV in UTF-8, plain or as `.xz` or `.gz`. A row that has more or fewer cells than there are headings
    is a finding, since its values may stand under the wrong ones. The index counts rows as a spreadsheet does.
    """
    try:
        with _opened(path) as text:
            return _table(csv.reader(text, strict=True), path.name, headings)
    except _BROKEN as fault:
        return Findings([_unreadable(path.name, str(fault) or type(fault).__name__)])


def _opened(path: Path) -> IO[str]:
    """The file as text, whatever it is packed in."""
    match path.suffix:
        case ".xz":
            return TextIOWrapper(lzma.open(path), encoding="utf-8-sig", newline="")
        case ".gz":
            return TextIOWrapper(gzip.open(path), encoding="utf-8-sig", newline="")
        case _:
            return path.open(encoding="utf-8-sig", newline="")


def _table(rows: Iterator[list[str]], file: str, headings: Sequence[str]) -> pd.DataFrame | Findings:
    import pandas as pd

    top = next(rows, [])
    if wrong := [name for name in headings if top.count(name) != 1]:
        return Findings(_not_one_column(file, name, top) for name in wrong)
    spots = [top.index(name) for name in headings]
    numbers: list[int] = []
    cells: list[list[str]] = []
    ragged: list[Finding] = []
    for number, row in enumerate(rows, start=2):
        if len(row) == len(top):
            numbers.append(number)
            cells.append([row[spot] for spot in spots])
        elif any(cell.strip() for cell in row):
            ragged.append(_wrong_width(file, number, len(row), len(top)))
    if ragged:
        return Findings(shortened(ragged))
    return pd.DataFrame(cells, columns=pd.Index(headings), index=pd.Index(numbers), dtype="str")


def shortened(findings: Sequence[Finding]) -> list[Finding]:
    """The first findings of one kind, and one more that counts the rest."""
    shown, rest = list(findings[:SHOWN]), findings[SHOWN:]
    if rest:
        code, place = rest[0].code, rest[0].place
        remedy = "Correct the first ones; the rest is often the same fault."
        shown.append(Finding(code, f"{len(rest)} more like these, from here on.", place, remedy=remedy))
    return shown


def _not_one_column(file: str, heading: str, top: Sequence[str]) -> Finding:
    times = top.count(heading)
    return Finding(
        "records.repeated-column" if times else "records.missing-column",
        f"The log has {times} columns `{heading}`." if times else f"The log has no column `{heading}`.",
        Place(file, row=1, heading=heading),
        found=", ".join(top) or "an empty file",
        expected=f"one column `{heading}`",
        remedy="Export the log with this column once, or name the column that holds it.",
    )


def _wrong_width(file: str, row: int, cells: int, columns: int) -> Finding:
    return Finding(
        "records.ragged-row",
        "This row does not fit under the headings.",
        Place(file, row=row),
        found=f"{cells} cells",
        expected=f"{columns} cells",
        remedy="Put text that holds a comma in quotation marks, or export the log again.",
    )


def _unreadable(file: str, fault: str) -> Finding:
    return Finding(
        "records.unreadable",
        "The log cannot be read as a table.",
        Place(file),
        found=fault,
        expected="CSV in UTF-8 with one heading row, plain, .xz or .gz",
        remedy="Export the log again as CSV, UTF-8.",
    )
