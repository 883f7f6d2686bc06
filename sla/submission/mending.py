"""Only the rows to fix: taken out of a file with what is wrong in each, and put back where they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sla.submission.headings import letters
from sla.submission.table import Cell, Row, Table, written
from sla.values import Finding, Findings, Place, Saying

ROW, PROBLEM = "Row in the file", "Problem"
UNSURE = "#VALUE!"
"""What stands for a formula that was never calculated: an error, so that it is not lost on the way."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Rows of a file, each with its number and what is wrong with it, under the headings of the file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def to_fix(table: Table, problems: Iterable[Finding]) -> Mend:
    """The rows of a table that something stops, with every reason; the first column says which rows they are."""
    wrong: dict[int, list[str]] = defaultdict(list)
    for each in problems:
        if each.place.row:
            heading = f"{each.place.heading}: " if each.place.heading else ""
            wrong[each.place.row].append(f"{heading}{each.message}. {each.remedy}")
    wide = max((len(row.cells) for row in table.rows), default=0)
    named = [heading or letters(at) for at, heading in enumerate((*table.headings, *[""] * wide)[: max(wide, 1)])]
    rows = [
        (str(row.number), *_whole(table, row, wide), "; ".join(wrong[row.number]))
        for row in table.rows
        if row.number in wrong
    ]
    return Mend((_mark(table), *named, PROBLEM), tuple(rows))


def _mark(table: Table) -> str:
    """The first heading: by it the rows are known again, and the file that they are from."""
    return f"{ROW} {table.sha256[:8]}"


def _whole(table: Table, row: Row, wide: int) -> tuple[Cell, ...]:
    """The cells of a row; of what cannot be taken as it stands, its text."""
    unsure = {each.at: each.text or UNSURE for each in table.doubtful if each.row == row.number}
    cells = (unsure.get(at, cell) for at, cell in enumerate(row.cells))
    return (*cells, *[""] * (wide - len(row.cells)))


def is_mended(table: Table) -> bool:
    """Whether a table holds rows that were taken out to be fixed."""
    return table.headings[:1] != () and table.headings[0].startswith(f"{ROW} ")


def put_back(table: Table, mended: Table) -> tuple[tuple[tuple[Cell, ...], ...], int] | Findings:
    """Every row of the file down to its last, the mended ones in place of the old, and how many these are.

    A mended row without any content is one that was removed. Refused where the rows are of another file.
    """
    if mended.headings[0] != _mark(table):
        return Findings([_foreign(table, mended)])
    wide = max(len(row.cells) for row in (*table.above, *table.rows))
    rows = {row.number: _whole(table, row, wide) for row in (*table.above, *table.rows)}
    known = {row.number for row in table.rows}
    count = 0
    for row in mended.rows:
        text = written(row.cells[0]) if row.cells else ""
        if text.isascii() and text.isdecimal() and int(text) in known:
            rows[int(text)] = tuple((*row.cells[1 : wide + 1], *[""] * wide)[:wide])
            count += 1
    return tuple(rows.get(number, ()) for number in range(1, max(rows) + 1)), count


def _foreign(table: Table, mended: Table) -> Finding:
    return Finding(
        "mending.other-file",
        Saying("These rows were taken out of another file than the one that is here"),
        Place(mended.name),
        found=Saying("{text}", text=mended.headings[0]),
        expected=Saying("{text}", text=_mark(table)),
        remedy=Saying("Take the rows to fix out of {file} once more, or choose the whole file", file=table.name),
    )
