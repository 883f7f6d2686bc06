"""What is asked once about the cells of matched columns: what can be read in two ways, and what is no figure at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from sla.contract.model import Contract
from sla.submission import dates
from sla.submission.alike import likely
from sla.submission.doubts import SHOWN, Doubt, fractions, mark, numbers, order_of
from sla.submission.headings import Column, Layout, simplified
from sla.submission.matched import label
from sla.submission.rows import cell_at
from sla.submission.table import Number, Row, Table, written
from sla.submission.ways import Mark, Order, Ways, spoken
from sla.values import Period

NOTHING = frozenset(map(spoken, ("n/a", "na", "n.a.", "-", "–", "—", "none", "nil", "no data", "not reported", "tbd")))
TOTALS = ("total", "grand total", "sum", "subtotal", "average", "avg", "mean", "summe", "gesamt", "razem", "suma")


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a figure in the file, in how many rows it stands, and the contract's name for it, if one is like it."""

    text: str
    rows: int
    figure: str = ""
    idle: bool = False
    """Whether it is like no figure at all, or has no value in any row."""


@dataclass(frozen=True, slots=True)
class Stray:
    """Rows without a time, by what stands first in them; `likely` where they look like totals or headings."""

    text: str
    rows: tuple[int, ...]
    likely: bool


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that a person is asked. Empty where the file leaves no doubt."""

    dates: tuple[Doubt, ...] = ()
    """Dates that can be read in two ways: as written, with the day first, with the month first."""
    order: Order | None = None
    """The order that all dates bear, where only one does."""
    numbers: tuple[Doubt, ...] = ()
    """Numbers that can be read in two ways: as written, with a decimal point, with a decimal comma."""
    mark: Mark | None = None
    names: tuple[Named, ...] = ()
    strays: tuple[Stray, ...] = ()
    blanks: tuple[tuple[str, int], ...] = ()
    """Texts in the columns of values, and how often they stand there."""
    fractions: tuple[Doubt, ...] = ()
    """Percentages between 0 and 1: the figure, one of its values, and that as per cent."""
    months: tuple[tuple[str, str], ...] = ()
    """Months without a year, and which month of that name it would be."""
    others: tuple[tuple[int, str], ...] = ()
    """Rows of other periods: their number and what they say."""

    def answered(self) -> Ways:
        """The answers that are suggested."""
        return Ways(
            order=self.order,
            mark=self.mark,
            names=tuple((each.text, each.figure) for each in self.names if each.figure or each.idle),
            left_out=tuple(each.text for each in self.strays if each.likely),
            blanks=tuple(text for text, _ in self.blanks if text in NOTHING),
            fractions=tuple(name for name, _, _ in self.fractions),
            others=bool(self.others),
            year=bool(self.months),
        )


def questions(contract: Contract, table: Table, made: Layout, period: Period) -> Questions:
    """What to ask about a table once it is known what its columns say."""
    rows, strays = _rows(table, made, period)
    texts = [text for row in rows if (text := written(cell_at(row, made.when)))] if made.when else []
    order, doubtful = order_of(texts, period)
    values = [(row, column) for row in rows for column, _ in made.values]
    cells = [cell for row, column in values if isinstance(cell := cell_at(row, column), str) and cell.strip()]
    return Questions(
        dates=doubtful,
        order=order,
        numbers=numbers(cells),
        mark=mark(made, cells),
        names=_names(contract, rows, made),
        strays=strays,
        blanks=_blanks(cells),
        fractions=fractions(rows, made),
        months=_bare(texts, period),
        others=_others(rows, made.when, order, period),
    )


def _rows(table: Table, made: Layout, period: Period) -> tuple[list[Row], tuple[Stray, ...]]:
    """The rows that report something and have a time, and the others that report something."""
    reporting = [row for row in table.rows if any(written(cell_at(row, column)) for column, _ in made.values)]
    if made.when is None:
        return list(table.rows) if made.figure else reporting, ()
    kept, strays = [], dict[str, list[Row]]()
    for row in reporting:
        if any(dates.readings(written(cell_at(row, made.when)), period.end)):
            kept.append(row)
        else:
            strays.setdefault(spoken(label(row)), []).append(row)
    found = (
        Stray(text, tuple(row.number for row in rows), _no_figure(text, rows, made)) for text, rows in strays.items()
    )
    return kept, tuple(found)


def _no_figure(text: str, rows: list[Row], made: Layout) -> bool:
    """Whether rows without a time look like totals, or hold no number, as a row of units does."""
    cells = [cell_at(row, column) for row in rows for column, _ in made.values]
    numbers = any(isinstance(cell, Number) or any(map(str.isdigit, written(cell))) for cell in cells)
    return not numbers or text.startswith(TOTALS)


def _names(contract: Contract, rows: list[Row], made: Layout) -> tuple[Named, ...]:
    """Names of figures that are not the contract's own."""
    if made.figure is None:
        return ()
    known = {simplified(figure.name) for figure in contract.figures}
    says = {figure.name: figure.says for figure in contract.figures}
    often = Counter(written(cell_at(row, made.figure)) for row in rows)
    filled = {written(cell_at(row, made.figure)) for row in rows if written(cell_at(row, made.values[0][0]))}
    found = []
    for text, count in often.items():
        if text and simplified(text) not in known:
            fits = likely(text, says)
            found.append(Named(text, count, fits[0] if len(fits) == 1 else "", not fits or text not in filled))
    taken = Counter(each.figure for each in found)
    here = {simplified(text) for text in often}
    return tuple(
        replace(each, figure="") if taken[each.figure] > 1 or simplified(each.figure) in here else each
        for each in found
    )


def _blanks(cells: list[str]) -> tuple[tuple[str, int], ...]:
    often = Counter(spoken(text) for text in cells if not any(map(str.isdigit, text)) and not text.startswith("#"))
    return tuple(often.items())


def _bare(texts: list[str], period: Period) -> tuple[tuple[str, str], ...]:
    bare = ((text, dates.bare_month(text, period.end)) for text in dict.fromkeys(texts))
    return tuple((text, month.label) for text, month in bare if month)[:SHOWN]


def _others(rows: list[Row], when: Column | None, order: Order | None, period: Period) -> tuple[tuple[int, str], ...]:
    """Rows that lie outside the period, whatever the order; none if all of them do, which is another mistake."""
    if when is None:
        return ()
    beyond = []
    for row in rows:
        said = list(dates.readings(written(cell_at(row, when)), period.end))
        if order:
            said = [said[0] if order is Order.DAY else said[1]]
        if not any(each and each.period.overlap(period) for each in said):
            beyond.append((row.number, written(cell_at(row, when))))
    return tuple(beyond) if len(beyond) < len(rows) else ()
