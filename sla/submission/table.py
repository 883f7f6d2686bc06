"""A file as a table: headings and rows of cells, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sla.values import Findings, plain


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a spreadsheet holds as a number: exact, so that no notation has to be guessed.

    A cell formatted as a percentage holds 0.95 and shows 95 %; here it is 95 with `percent` set.
    """

    value: Decimal
    percent: bool = False

    def __str__(self) -> str:
        """As a person would type it."""
        return plain(self.value) + (" %" if self.percent else "")


Cell = str | Number | None
"""Text as it was written, or a spreadsheet's number; empty text for nothing; None for a cell that could not be
read and is already among the table's findings."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and its number in the file as a spreadsheet counts it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of one file. Rows without any content are left out, but still count for the row numbers."""

    name: str
    sha256: str
    """Of the file's bytes, in hex."""
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    heading_row: int = 1
    sheet: str = ""
    findings: Findings = field(default_factory=Findings)
    """What was already found while reading the cells."""


def written(cell: Cell) -> str:
    """The cell as text without the space around it; empty for a cell that could not be read."""
    if isinstance(cell, str):
        return cell.strip()
    return "" if cell is None else str(cell)


def heading_index(rows: Sequence[Row]) -> int:
    """Which row holds the headings: among the first ones that with a `when`, so that titles may stand above it."""
    for at, row in enumerate(rows[:20]):
        if any(written(cell).casefold() == "when" for cell in row.cells):
            return at
    return 0
