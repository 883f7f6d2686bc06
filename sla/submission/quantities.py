"""From value cells to exact values: the notation of each column, then the bounds the contract sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from sla.contract.model import Contract, Figure, Quantity
from sla.submission.findings import Code, Problems, Refusal
from sla.submission.headings import Column, Layout, simplified
from sla.submission.numbers import Notation, Written, notation, number, shown
from sla.submission.table import Cell, Number, Table, written
from sla.submission.ways import Mark
from sla.values import Saying, Severity, plain

MARKS = {Mark.POINT: Notation.GROUPED_POINT, Mark.COMMA: Notation.GROUPED_COMMA}


@dataclass(slots=True)
class _Seen:
    """What the values of one percentage have in common."""

    heading: str
    row: int
    fractions: bool = True
    some: bool = False
    example: list[Decimal] = field(default_factory=list)


class Quantities:
    """Reads value cells. Each distinct cell of a figure is read once."""

    def __init__(self, contract: Contract, table: Table, layout: Layout, problems: Problems) -> None:
        """Find out how the numbers of each column are written; a column that contradicts itself is a finding."""
        self.contract = contract
        self.problems = problems
        self._fractions = layout.ways.fractions
        said = MARKS[layout.ways.mark] if layout.ways.mark else None
        self._notations = {column: said or _notation(table, column, problems) for column, _ in layout.values}
        self._read: dict[tuple[str, Column, Cell], Decimal | Refusal] = {}
        self._units: dict[tuple[str, str], bool] = {}
        self._percentages: dict[str, _Seen] = {}

    def value(self, cell: Cell, figure: Figure, column: Column, row: int) -> Decimal | None:
        """The value, or None after the finding was added."""
        if cell is None:
            return None
        key = figure.name, column, cell
        value = self._read.get(key)
        if value is None:
            value = self._read[key] = self._checked(cell, figure, column)
        if isinstance(value, Refusal):
            self.problems.refuse(value, row, column.heading, written(cell))
            return None
        if figure.quantity is Quantity.PERCENT:
            self._watch(figure, column, row, cell, value)
        return value

    def check_unit(self, text: str, figure: Figure, column: Column, row: int) -> None:
        """Where a row names a unit, it is the contract's."""
        key = figure.name, text
        if key not in self._units:
            self._units[key] = not text or simplified(text) in _units(figure, self.contract.currency)
        if not self._units[key]:
            self.problems.add(
                Code.WRONG_UNIT,
                Saying("{figure} is reported in {unit}", figure=figure.name, unit=figure.unit),
                row=row,
                heading=column.heading,
                found=text,
                expected=Saying("{unit}", unit=figure.unit),
                remedy=Saying(
                    "Convert the value to {unit}, or leave the unit empty if it already is", unit=figure.unit
                ),
            )

    def warn(self) -> None:
        """Warn of percentages that look like fractions."""
        for name, seen in self._percentages.items():
            if seen.fractions and seen.some:
                self.problems.add(
                    Code.LOOKS_LIKE_FRACTION,
                    Saying(
                        "every value of {figure} lies between 0 and 1, which is read as less than one per cent",
                        figure=name,
                    ),
                    row=seen.row,
                    heading=seen.heading,
                    found=plain(seen.example[0]),
                    expected=Saying("95 for 95 %"),
                    remedy=Saying("If fractions are meant, multiply them by 100 or write a % sign"),
                    severity=Severity.WARNING,
                )

    def _checked(self, cell: str | Number, figure: Figure, column: Column) -> Decimal | Refusal:
        if isinstance(cell, Number):
            read: Written | Refusal = Written(cell.value, cell.percent)
        else:
            own = self._notations[column] or shown(cell) or Notation.POINT
            read = number(cell, own)
        if isinstance(read, Refusal):
            return read
        if read.percent and figure.quantity is not Quantity.PERCENT:
            return Refusal(
                Code.NOT_A_PERCENTAGE,
                Saying("{figure} is not a percentage", figure=figure.name),
                Saying("a number of {unit}", unit=figure.unit),
                Saying("Write the number itself, without a % sign or percent format"),
            )
        whole = figure.name in self._fractions and not read.percent
        return _bounded(read.value.scaleb(2) if whole else read.value, figure)

    def _watch(self, figure: Figure, column: Column, row: int, cell: Cell, value: Decimal) -> None:
        """Remember whether a percentage was ever written as one."""
        seen = self._percentages.get(figure.name)
        if seen is None:
            seen = self._percentages[figure.name] = _Seen(column.heading, row)
        if not seen.fractions:
            return
        signed = "%" in cell if isinstance(cell, str) else isinstance(cell, Number) and cell.percent
        seen.fractions = (
            not signed
            and figure.name not in self._fractions
            and 0 <= value <= 1
            and (figure.most is None or figure.most > 1)
        )
        if value not in {0, 1} and not seen.some:
            seen.some, seen.row = True, row
            seen.example.append(value)


def _notation(table: Table, column: Column, problems: Problems) -> Notation | None:
    """The notation of a column; None, with a finding, where two of its cells contradict each other."""
    at = column.at
    first: dict[str, int] = {}
    for row in table.rows:
        cell = row.cells[at] if at < len(row.cells) else ""
        if isinstance(cell, str) and cell not in first:
            first[cell] = row.number
    found = notation(first)
    if isinstance(found, Notation):
        return found
    one, other = sorted(found, key=lambda text: first[text])
    problems.add(
        Code.MIXED_NOTATION,
        Saying(
            "the decimal marks differ: {text} in row {number}, {text2} in row {number2}",
            text=one.strip(),
            number=str(first[one]),
            text2=other.strip(),
            number2=str(first[other]),
        ),
        row=first[other],
        heading=column.heading,
        found=other,
        expected=Saying("one decimal mark in the whole column"),
        remedy=Saying("Write all numbers with a point and without separators: 1234.5"),
    )
    return None


def _bounded(value: Decimal, figure: Figure) -> Decimal | Refusal:
    """The value, if the contract allows it."""
    unit = figure.unit
    if figure.least is not None and value < figure.least:
        least = Saying("at least {amount}", amount=f"{plain(figure.least)} {unit}".rstrip())
        message = Saying("{figure} is {bound}", figure=figure.name, bound=least)
        return Refusal(Code.BELOW_LEAST, message, least, Saying("Correct the value"))
    if figure.most is not None and value > figure.most:
        most = Saying("at most {amount}", amount=f"{plain(figure.most)} {unit}".rstrip())
        message = Saying("{figure} is {bound}", figure=figure.name, bound=most)
        return Refusal(Code.ABOVE_MOST, message, most, Saying("Correct the value"))
    if figure.whole and value != value.to_integral_value():
        return Refusal(
            Code.NOT_WHOLE,
            Saying("{figure} is a whole number", figure=figure.name),
            Saying("a whole number of {unit}", unit=unit),
            Saying("Correct the value"),
        )
    return value


def _units(figure: Figure, currency: str) -> frozenset[str]:
    """Every way to name a figure's unit."""
    names = {figure.unit}
    if figure.quantity is Quantity.PERCENT:
        names |= {"%", "percent", "per cent"}
    if figure.quantity is Quantity.MONEY:
        names |= {currency, "money"}
    return frozenset(map(simplified, names))
