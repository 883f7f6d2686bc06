"""A file as a table: headings and rows of cells, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
read and is among the table's doubtful ones."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and its number in the file as a spreadsheet counts it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A cell that a spreadsheet does not answer for: a number of too many digits, or a formula without a value."""

    row: int
    at: int
    """Its column, counted from 0."""
    text: str | None
    """The digits as they are stored; None for a formula that was never calculated."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of one file. Rows without any content are left out, but still count for the row numbers."""

    name: str
    sha256: str
    """Of the file's bytes, in hex."""
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    heading_row: int = 1
    """The number of the row with the headings; 0 for a table that has none."""
    sheet: str = ""
    findings: Findings = field(default_factory=Findings)
    """What was already found while reading the file."""
    above: tuple[Row, ...] = ()
    """The rows down to that of the headings, titles and the headings themselves."""
    doubtful: tuple[Doubtful, ...] = ()
    sheets: tuple[str, ...] = ()
    """Every sheet of the workbook that has content."""

    def headed(self, number: int) -> Table:
        """The same table with its headings in another row; 0 if it has none."""
        rows = (*self.above, *self.rows)
        top = next((at for at, row in enumerate(rows, 1) if row.number == number), 0)
        named = tuple(map(written, rows[top - 1].cells)) if top else ()
        wide = max((len(row.cells) for row in rows), default=0)
        headings = named or ("",) * wide
        return replace(self, headings=headings, rows=rows[top:], above=rows[:top], heading_row=number if top else 0)


def written(cell: Cell) -> str:
    """The cell as text without the space around it; empty for a cell that could not be read."""
    if isinstance(cell, str):
        return cell.strip()
    return "" if cell is None else str(cell)


def under_headings(name: str, sha256: str, rows: Sequence[Row]) -> Table:
    """A table of all these rows, the headings among them found by their `when`."""
    top = rows[heading_index(rows)].number
    return Table(name, sha256, (), tuple(rows)).headed(top)


def heading_index(rows: Sequence[Row]) -> int:
    """Which row holds the headings: among the first ones that with a `when`, so that titles may stand above it."""
    for at, row in enumerate(rows[:20]):
        if any(written(cell).casefold() == "when" for cell in row.cells):
            return at
    return 0
