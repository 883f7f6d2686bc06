"""The reported cells of a table, one by one, whatever its layout."""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.model import Contract, Figure
from sla.submission.figures import Scope
from sla.submission.findings import Code, Problems
from sla.submission.headings import Column, Layout, contract_names, nearest, simplified
from sla.submission.quantities import Quantities
from sla.submission.table import Cell, Row, Table, written
from sla.values import Saying, Severity

Reported = tuple[Row, Figure, Column, Cell]
"""A row, the figure that one of its cells reports, that cell's column, and the cell."""


def cell_at(row: Row, column: Column | None) -> Cell:
    """The cell under a heading; empty where the row is shorter."""
    if column is None or column.at >= len(row.cells):
        return ""
    return row.cells[column.at]


def check_lengths(table: Table, problems: Problems) -> None:
    """A row with more cells than headings has its values under the wrong ones."""
    width = len(table.headings)
    for row in table.rows:
        if len(row.cells) > width and any(written(cell) for cell in row.cells[width:]):
            problems.add(
                Code.EXTRA_CELLS,
                Saying("the row has more cells than there are headings"),
                row=row.number,
                found=Saying("{number} cells", number=str(len(row.cells))),
                expected=Saying("{number} cells", number=str(width)),
                remedy=Saying("Give every column a heading")
                if table.sheet
                else Saying("Write numbers without a comma, and put text that has one in double quotes"),
            )


class Rows:
    """Walks a table and says which figure each cell reports. Cells without content report nothing."""

    def __init__(
        self, contract: Contract, table: Table, layout: Layout, quantities: Quantities, problems: Problems
    ) -> None:
        """Walk `table` by `layout`."""
        self.contract = contract
        self.table = table
        self.layout = layout
        self.quantities = quantities
        self.problems = problems
        self._figures: dict[str, Figure | None] = {}
        self._names = {simplified(theirs): ours for theirs, ours in layout.ways.names}
        self._columns = dict(layout.dimensions)
        self._spelled: dict[tuple[str, str], str] = {}
        self._spellings: set[tuple[str, str]] = set()
        self._placeless: set[tuple[int, str]] = set()
        self._known = {name: frozenset(values) for name, values in contract.dimensions}

    def reported(self) -> Iterator[Reported]:
        """Every cell that reports something."""
        return self._long(self.layout.figure) if self.layout.figure else self._wide()

    def scope(self, row: Row, figure: Figure) -> Scope | None:
        """The row's values of the figure's dimensions, or None after the finding was added."""
        if not figure.by:
            return ()
        pairs = []
        for name in sorted(figure.by):
            text = written(cell_at(row, self._columns.get(name)))
            if not text or not self._is_known(name, text):
                self._tell_place(row, figure, name, text)
                return None
            self._watch_spelling(name, text, row)
            pairs.append((name, text))
        return tuple(pairs)

    def _wide(self) -> Iterator[Reported]:
        columns = [(column, figure) for column, figure in self.layout.values if figure is not None]
        for row in self.table.rows:
            for column, figure in columns:
                cell = cell_at(row, column)
                if not isinstance(cell, str) or cell.strip():  # a number always says something
                    yield row, figure, column, cell

    def _long(self, named: Column) -> Iterator[Reported]:
        column = self.layout.values[0][0]
        for row in self.table.rows:
            name = written(cell_at(row, named))
            if self._names.get(simplified(name)) == "":
                continue
            figure = self._figure(name, row, named)
            if figure is None:
                continue
            cell = cell_at(row, column)
            if cell is not None and not written(cell):
                self._tell_empty(row, figure, column)
                continue
            if self.layout.unit:
                self.quantities.check_unit(
                    written(cell_at(row, self.layout.unit)), figure, self.layout.unit, row.number
                )
            yield row, figure, column, cell

    def _figure(self, name: str, row: Row, column: Column) -> Figure | None:
        if name not in self._figures:
            wanted = simplified(self._names.get(simplified(name), name))
            known = (figure for figure in self.contract.figures if simplified(figure.name) == wanted)
            self._figures[name] = next(known, None)
        figure = self._figures[name]
        if figure is None and not name:
            self.problems.add(
                Code.MISSING_FIGURE,
                Saying("the row does not say which figure it reports"),
                row=row.number,
                heading=column.heading,
                expected=Saying("the name of a figure"),
                remedy=Saying("Write one of {names}", names=", ".join(contract_names(self.contract))),
            )
        elif figure is None:
            self.problems.add(
                Code.UNKNOWN_FIGURE,
                Saying("{name} is not a figure of this contract", name=name),
                row=row.number,
                heading=column.heading,
                found=name,
                expected=Saying("the name of a figure"),
                remedy=nearest(name, contract_names(self.contract)),
            )
        return figure

    def _tell_empty(self, row: Row, figure: Figure, column: Column) -> None:
        when = written(cell_at(row, self.layout.when)) if self.layout.when else Saying("the period")
        if not when:  # a row of the template for an event that did not happen
            return
        self.problems.add(
            Code.NOT_REPORTED,
            Saying("{figure} has no value for {text} and counts as not reported", figure=figure.name, text=when),
            row=row.number,
            heading=column.heading,
            expected=Saying("a number such as {figures}", figures="1234.5"),
            remedy=Saying("Fill it in if there is something to report; zero is written 0"),
            severity=Severity.WARNING,
        )

    def _tell_place(self, row: Row, figure: Figure, name: str, text: str) -> None:
        """That a row names no site, or one that does not exist: once, however many figures stand in it."""
        if (row.number, name) in self._placeless:
            return
        self._placeless.add((row.number, name))
        if text:
            self._tell_unknown(row, name, text)
            return
        column = self._columns.get(name)
        self.problems.add(
            Code.MISSING_DIMENSION,
            Saying("{figure} is reported by {name}, and the row does not name one", figure=figure.name, name=name),
            row=row.number,
            heading=column.heading if column else name,
            expected=Saying("the {name} of the value", name=name),
            remedy=Saying("Fill in the {name}", name=name)
            if column
            else Saying("Add a column headed {heading}", heading=name),
        )

    def _is_known(self, name: str, text: str) -> bool:
        """Whether the contract has this site, area or the like; any will do where it does not name them."""
        return name not in self._known or text in self._known[name]

    def _tell_unknown(self, row: Row, name: str, text: str) -> None:
        known = dict(self.contract.dimensions)[name]
        self.problems.add(
            Code.UNKNOWN_VALUE,
            Saying("{text} is no {name} of this contract", text=text, name=name.replace("_", " ")),
            row=row.number,
            heading=self._columns[name].heading,
            found=text,
            expected=Saying("{names}", names=", ".join(known)),
            remedy=nearest(text, known),
        )

    def _watch_spelling(self, name: str, text: str, row: Row) -> None:
        """Two spellings of one name would be two scopes."""
        if (name, text) in self._spellings:
            return
        self._spellings.add((name, text))
        first = self._spelled.setdefault((name, simplified(text)), text)
        if first != text:
            self.problems.add(
                Code.SIMILAR_NAMES,
                Saying(
                    "{text} and {first} are counted as two different values of {name}",
                    text=text,
                    first=first,
                    name=name,
                ),
                row=row.number,
                heading=self._columns[name].heading,
                found=text,
                remedy=Saying("Write {text} if the same is meant", text=first),
                severity=Severity.WARNING,
            )
