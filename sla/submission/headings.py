"""What each column of a submission is: long form (`when, figure, value`) or wide (one column per figure)."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from sla.contract.model import Contract, Figure
from sla.submission.findings import Code, Problems
from sla.submission.table import Table, written
from sla.submission.ways import AS_WRITTEN, Ways
from sla.values import Saying, Severity

WHEN, FIGURE, VALUE, UNIT = "when", "figure", "value", "unit"
REMARKS = ("says", "note", "notes", "remark", "remarks", "comment", "comments")
"""Columns for people, which nobody counts."""
_MEANT_FOR_WHEN = ("date", "day", "month", "period", "quarter", "year", "time", "timestamp", "time_stamp", "datetime")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, and its heading as it was written."""

    at: int
    heading: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column says what. In long form `figure` is set and `values` holds one column for all figures."""

    when: Column | None
    """None where every value is of the whole statement period."""
    figure: Column | None
    values: tuple[tuple[Column, Figure | None], ...]
    dimensions: tuple[tuple[str, Column], ...]
    unit: Column | None = None
    ways: Ways = AS_WRITTEN

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column that is read."""
        found = (self.when, self.figure, self.unit, *(column for column, _ in self.values))
        return (*(each for each in found if each), *(column for _, column in self.dimensions))


def simplified(text: str) -> str:
    """A name without the difference that case, spaces, hyphens and underscores make."""
    return re.sub(r"[\s_\-]+", "_", unicodedata.normalize("NFKC", text).strip()).strip("_").casefold()


def nearest(text: str, names: Iterable[str]) -> str:
    """What to do about a name that is not known: the closest ones that are."""
    by_simple = {simplified(name): name for name in names}
    close = difflib.get_close_matches(simplified(text), by_simple, n=3, cutoff=0.6)
    if not close:
        return Saying("Known are: {names}", names=", ".join(sorted(by_simple.values()))) if by_simple else ""
    return Saying("Did you mean {names}?", names=either([by_simple[name] for name in close]))


def either(names: Sequence[str]) -> str:
    """`one or another or a third`."""
    return reduce(lambda first, second: Saying("{first} or {second}", first=first, second=second), names)


def layout(contract: Contract, table: Table, problems: Problems) -> Layout | None:
    """Tell the columns by their headings. None if they do not say enough to read any row."""
    columns = _columns(table, problems)
    figures = {simplified(figure.name): figure for figure in contract.figures}
    dimensions = {simplified(name): name for figure in contract.figures for name in figure.by}
    long = FIGURE in columns or (VALUE in columns and VALUE not in figures)
    needed = (WHEN, FIGURE, VALUE) if long else (WHEN,)
    _demand(needed, columns, table, problems)
    used = tuple((dimensions[name], column) for name, column in columns.items() if name in dimensions and name != WHEN)
    values: tuple[tuple[Column, Figure | None], ...]
    if long:
        values = ((columns[VALUE], None),) if VALUE in columns else ()
        _leave_out(columns, {*needed, *dimensions, UNIT, *REMARKS}, dimensions.values(), table, problems)
    else:
        values = tuple((column, figures[name]) for name, column in columns.items() if name in figures)
        known = {WHEN, *figures, *dimensions, *REMARKS}
        _refuse_unknown(columns, known, [*contract_names(contract), *dimensions.values()], table, problems)
        if not values and known.issuperset(columns):
            _no_figures(contract, table, problems)
    if any(name not in columns for name in needed) or not values:
        return None
    return Layout(
        columns[WHEN], columns.get(FIGURE) if long else None, values, used, columns.get(UNIT) if long else None
    )


def contract_names(contract: Contract) -> list[str]:
    """The names of the contract's figures."""
    return [figure.name for figure in contract.figures]


def _columns(table: Table, problems: Problems) -> dict[str, Column]:
    """Columns by simplified heading; a heading that stands twice, or over nothing, is a finding."""
    columns: dict[str, Column] = {}
    for at, heading in enumerate(table.headings):
        name = simplified(heading)
        if not name:
            _unnamed(at, table, problems)
        elif name in columns:
            problems.add(
                Code.DUPLICATE_COLUMN,
                Saying("two columns are headed {heading}", heading=heading.strip()),
                row=table.heading_row,
                heading=heading.strip(),
                expected=Saying("each heading once"),
                remedy=Saying("Keep one of the two columns"),
            )
        else:
            columns[name] = Column(at, heading.strip())
    return columns


def _unnamed(at: int, table: Table, problems: Problems) -> None:
    """A column without a heading matters only if something stands in it."""
    first = next((row for row in table.rows if at < len(row.cells) and written(row.cells[at])), None)
    if first is not None:
        problems.add(
            Code.UNNAMED_COLUMN,
            Saying("column {letters} has content but no heading", letters=letters(at)),
            row=first.number,
            heading=letters(at),
            found=written(first.cells[at]),
            remedy=Saying("Give the column a heading, or remove it"),
        )


def letters(at: int) -> str:
    """The name of a column as spreadsheets count: A, B, ... Z, AA. `at` counts from 0."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _demand(needed: tuple[str, ...], columns: dict[str, Column], table: Table, problems: Problems) -> None:
    for name in needed:
        if name in columns:
            continue
        meant = [columns[other].heading for other in _MEANT_FOR_WHEN if other in columns] if name == WHEN else []
        problems.add(
            Code.MISSING_COLUMN,
            Saying("there is no column headed {heading}", heading=name),
            row=table.heading_row,
            heading=name,
            found=", ".join(heading.strip() for heading in table.headings if heading.strip()),
            expected=Saying("{names}", names=", ".join(needed))
            if FIGURE in needed
            else Saying("{names} and a column per figure", names=", ".join(needed)),
            remedy=Saying("Rename column {theirs} to {ours}", theirs=meant[0], ours=name)
            if meant
            else Saying("Add a column headed {heading}", heading=name),
        )


def _leave_out(
    columns: dict[str, Column], known: set[str], dimensions: Iterable[str], table: Table, problems: Problems
) -> None:
    """In long form a column that no figure needs is left out, and says so."""
    names = sorted(set(dimensions))
    for name, column in columns.items():
        if name not in known:
            problems.add(
                Code.IGNORED_COLUMN,
                Saying("column {heading} is not used by this contract and was left out", heading=column.heading),
                row=table.heading_row,
                heading=column.heading,
                expected=Saying("{names}", names=", ".join((WHEN, FIGURE, VALUE, *names))),
                remedy=nearest(column.heading, names) if names else Saying("Remove it, or leave it as a note"),
                severity=Severity.WARNING,
            )


def _refuse_unknown(
    columns: dict[str, Column], known: set[str], names: list[str], table: Table, problems: Problems
) -> None:
    """In wide form every further column claims to be a figure."""
    for name, column in columns.items():
        if name not in known:
            problems.add(
                Code.UNKNOWN_COLUMN,
                Saying(
                    "column {heading} is neither a figure of this contract nor a dimension of one",
                    heading=column.heading,
                ),
                row=table.heading_row,
                heading=column.heading,
                found=column.heading,
                expected=Saying("the name of a figure"),
                remedy=nearest(column.heading, names),
            )


def _no_figures(contract: Contract, table: Table, problems: Problems) -> None:
    problems.add(
        Code.MISSING_COLUMN,
        Saying("no column holds a figure of this contract"),
        row=table.heading_row,
        found=", ".join(heading.strip() for heading in table.headings if heading.strip()),
        expected=Saying(
            "columns when, figure, value; or when and a column per figure: {names}",
            names=", ".join(contract_names(contract)),
        ),
        remedy=Saying("Name the columns so, or fill in the template of this contract"),
    )
