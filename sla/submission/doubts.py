"""Dates and numbers that can be read in two ways: which they are, and what the rest of the column proves."""

from __future__ import annotations

from decimal import Decimal

from sla.contract.model import Quantity
from sla.submission import dates
from sla.submission.headings import Layout
from sla.submission.numbers import Notation, Written, number, shown
from sla.submission.quantities import MARKS
from sla.submission.rows import cell_at
from sla.submission.table import Cell, Number, Row, written
from sla.submission.ways import Mark, Order
from sla.values import Period, plain

SHOWN = 3
"""So many examples are shown of each."""
Doubt = tuple[str, str, str]
"""A text, and what it means in either way; nothing where it means nothing then."""


def order_of(texts: list[str], period: Period) -> tuple[Order | None, tuple[Doubt, ...]]:
    """Dates that mean nothing until an order is named; and the order under which more texts lie in the period."""
    told = {text: dates.readings(text, None) for text in dict.fromkeys(texts)}
    refused = [text for text, said in told.items() if any(said) and _is_refused(text)]
    if not refused:
        return None, ()
    differing = [text for text in refused if told[text][0] != told[text][1]]
    day, month = (sum(_is_in(said[at], period) for said in told.values()) for at in (0, 1))
    order = Order.DAY if day > month or not differing else Order.MONTH if month > day else None
    return order, tuple((text, *_labels(told[text])) for text in (differing or refused)[:SHOWN])


def _is_refused(text: str) -> bool:
    return not isinstance(dates.when(text, dates.CLOCK), dates.When)


def _is_in(said: dates.When | None, period: Period) -> bool:
    return said is not None and said.period.overlap(period) is not None


def _labels(said: tuple[dates.When | None, dates.When | None]) -> tuple[str, str]:
    day, month = (each.period.label if each else "" for each in said)
    return day, month


def numbers(cells: list[str]) -> tuple[Doubt, ...]:
    """Texts whose value depends on the mark, or that only a comma makes a number."""
    found = []
    for text in dict.fromkeys(cells):
        point, comma = _value(text, MARKS[Mark.POINT]), _value(text, MARKS[Mark.COMMA])
        if point != comma and ("," in text or (point is not None and comma is not None)):
            found.append((text, _plain(point), _plain(comma)))
    return tuple(found[:SHOWN])


def _value(text: str, how: Notation) -> Decimal | None:
    said = number(text, how)
    return said.value if isinstance(said, Written) else None


def _plain(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def mark(made: Layout, cells: list[str]) -> Mark | None:
    """The mark that some number proves and none disproves, or the one under which whole figures are whole."""
    proved = {shown(text) for text in dict.fromkeys(cells)}
    pointed = bool(proved & {Notation.POINT, Notation.GROUPED_POINT})
    commas = bool(proved & {Notation.COMMA, Notation.GROUPED_COMMA})
    if pointed or commas:
        return None if pointed and commas else Mark.POINT if pointed else Mark.COMMA
    whole = made.figure is None and all(figure and figure.whole for _, figure in made.values)
    if not whole or not any(sign in text for text in cells for sign in ",."):
        return None
    fitting = [each for each in Mark if all(_is_whole(text, each) for text in cells if any(map(str.isdigit, text)))]
    return fitting[0] if len(fitting) == 1 else None


def _is_whole(text: str, how: Mark) -> bool:
    value = _value(text, MARKS[how])
    return value is not None and value == value.to_integral_value()


def fractions(rows: list[Row], made: Layout) -> tuple[Doubt, ...]:
    """Percentages of which every value lies between 0 and 1, and one between them."""
    if made.figure is not None:
        return ()
    found = []
    for column, figure in made.values:
        if figure is None or figure.quantity is not Quantity.PERCENT or (figure.most is not None and figure.most <= 1):
            continue
        values = [value for row in rows if (value := _unsigned(cell_at(row, column))) is not None]
        if values and all(0 <= value <= 1 for value in values) and any(value not in {0, 1} for value in values):
            one = next(value for value in values if value not in {0, 1})
            found.append((figure.name, plain(one), plain(one.scaleb(2))))
    return tuple(found)


def _unsigned(cell: Cell) -> Decimal | None:
    """A number without a percent sign, whatever its mark; one with it is 2 at least here, as it is no fraction."""
    if isinstance(cell, Number):
        return Decimal(2) if cell.percent else cell.value
    text = written(cell)
    if "%" in text:
        return Decimal(2)
    return _value(text, shown(text) or Notation.POINT)
