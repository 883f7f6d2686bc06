"""A table as a matching says to read it: its headings found, its columns named, and what is no figure left out."""

from __future__ import annotations

from dataclasses import replace

from sla.contract.model import Contract
from sla.submission import dates
from sla.submission.findings import Code, Problems, rows_in_words
from sla.submission.headings import Column, Layout, letters
from sla.submission.matching import Kind, Matched, Matching, Part, fitted, places
from sla.submission.rows import cell_at
from sla.submission.table import Row, Table, written
from sla.submission.ways import Ways, spoken
from sla.submission.whens import Whens
from sla.values import Saying, Severity
from sla.values.saying import joined


def matched(contract: Contract, table: Table, matching: Matching, problems: Problems) -> tuple[Table, Layout | None]:
    """The table under its headings, and what each column says; no layout, with a finding, where it does not fit."""
    found = fitted(table, matching)
    if found is None:
        problems.add(
            Code.NOT_MATCHED,
            Saying("the columns are not those that were matched"),
            found=", ".join(heading for heading in table.headings if heading.strip()),
            expected=joined(map(_name, matching.columns), ", "),
            remedy=Saying("Match the columns of this file"),
        )
        return table, None
    made = laid_out(contract, found, matching)
    _tell_ignored(found, made, problems)
    return _cleaned(found, made, problems), made


def _name(each: Matched) -> Saying:
    """The heading of a column, or which one it is of those without."""
    if each.heading:
        return Saying("{heading}", heading=each.heading)
    return Saying("column {number}", number=str(each.nth))


def laid_out(contract: Contract, table: Table, matching: Matching) -> Layout:
    """What each column of a table says that has the headings already."""
    at = places(table, matching) or {}
    columns = {part: Column(place, table.headings[place] or letters(place)) for part, place in at.items()}
    figures = {figure.name: figure for figure in contract.figures}
    values = tuple((column, figures[part.name]) for part, column in columns.items() if part.name in figures)
    long = columns.get(Part(Kind.FIGURE))
    return Layout(
        columns.get(Part(Kind.WHEN)),
        long,
        ((columns[Part(Kind.VALUE)], None),) if long else values,
        tuple((part.name, column) for part, column in columns.items() if part.kind is Kind.DIMENSION),
        columns.get(Part(Kind.UNIT)),
        matching.ways,
    )


def _tell_ignored(table: Table, made: Layout, problems: Problems) -> None:
    used = {column.at for column in made.columns}
    left = [each.strip() for at, each in enumerate(table.headings) if each.strip() and at not in used]
    if left:
        problems.add(
            Code.IGNORED_COLUMN,
            Saying("{number} columns were left out", number=str(len(left)))
            if len(left) > 1
            else Saying("one column was left out"),
            row=table.heading_row,
            found=", ".join(left),
            remedy=Saying("Match the columns anew if one of them holds a figure"),
            severity=Severity.WARNING,
        )


def _cleaned(table: Table, made: Layout, problems: Problems) -> Table:
    """Without the rows that are no figures, and with nothing where a text stands for nothing."""
    values = {column.at for column, _ in made.values}
    rows, left = [], []
    for row in table.rows:
        if made.when and spoken(label(row)) in made.ways.left_out and not _dated(row, made):
            left.append(row)
        else:
            rows.append(_blanked(row, values, made.ways))
    if left:
        problems.add(
            Code.LEFT_OUT,
            Saying("rows that are no figures were left out"),
            row=left[0].number,
            heading=made.when.heading if made.when else "",
            found=rows_in_words([row.number for row in left]),
            remedy=Saying("Match the columns anew if one of them is a figure"),
            severity=Severity.WARNING,
        )
    return replace(table, rows=tuple(rows))


def label(row: Row) -> str:
    """What stands first in a row."""
    return next((text for cell in row.cells if (text := written(cell))), "")


def _dated(row: Row, made: Layout) -> bool:
    return any(dates.readings(written(cell_at(row, made.when)), None))


def _blanked(row: Row, values: set[int], ways: Ways) -> Row:
    if not ways.blanks:
        return row
    cells = (
        "" if at in values and isinstance(cell, str) and spoken(cell) in ways.blanks else cell
        for at, cell in enumerate(row.cells)
    )
    return Row(row.number, tuple(cells))


def tell_beyond(whens: Whens, problems: Problems) -> None:
    """Say how many rows of other periods were left out."""
    if whens.beyond:
        rows = sorted(whens.beyond)
        problems.add(
            Code.LEFT_OUT,
            Saying("{number} rows of other periods were left out", number=f"{len(rows):,}")
            if rows[1:]
            else Saying("one row of another period was left out"),
            row=rows[0],
            heading=whens.heading,
            found=rows_in_words(rows),
            remedy=Saying("Correct their dates if they belong to this period"),
            severity=Severity.WARNING,
        )


def tell_doubtful(table: Table, made: Layout | None, problems: Problems) -> None:
    """Tell of the cells that a spreadsheet does not answer for, as far as they are read."""
    used = {column.at for column in made.columns} if made else None
    for each in table.doubtful:
        if each.row <= table.heading_row or (used is not None and each.at not in used):
            continue
        heading = table.headings[each.at] if each.at < len(table.headings) else ""
        _tell(problems, each.row, heading or letters(each.at), each.text)


def _tell(problems: Problems, row: int, heading: str, text: str | None) -> None:
    """A cell that holds no value, or not the one its author saw."""
    if text is None:
        problems.add(
            Code.FORMULA,
            Saying("the cell holds a formula that was never calculated"),
            row=row,
            heading=heading,
            expected=Saying("a value"),
            remedy=Saying("Open the file in a spreadsheet and save it, or paste the values instead of the formulas"),
        )
    else:
        problems.add(
            Code.LOST_DIGITS,
            Saying("the number has more digits than a spreadsheet keeps, so it may not be the one that was meant"),
            row=row,
            heading=heading,
            found=text,
            expected=Saying("at most 15 digits"),
            remedy=Saying(
                "Round it in the sheet, as in =ROUND(A1, 6); format long identifiers as text and type them again"
            ),
        )
