"""From a line back to the rows it was computed from: every reported row of every figure, and whether it counts.

Nothing is remembered while settling. Who asks has the line's figures read once more, by a reader that notes what it
was asked for, so that what is shown is what was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sla.contract.expression import Expression
from sla.contract.model import (
    Bands,
    Combine,
    Contract,
    Each,
    Figure,
    Formula,
    Level,
    Lookup,
    MetShare,
    OverLast,
    Points,
)
from sla.evaluation.model import Evaluation
from sla.measurement.measure import figure_names
from sla.measurement.reading import Missing, Reader, reader
from sla.measurement.relief import Relief, counting, granted
from sla.settlement.model import Line
from sla.settlement.prices import Prices
from sla.submission.figures import Entry, Figures
from sla.values import Period, exact


class Fate(StrEnum):
    """What became of a row."""

    COUNTED = "counted"
    LESSENED = "counted in part"
    RELIEVED = "relieved"
    ELSEWHERE = "another place"
    """Of another site, order or the like than the line is about."""
    OUTDONE = "another value"
    """Another row of the window is the one that counts: the last, the largest, the smallest."""


@dataclass(frozen=True, slots=True)
class Row:
    """One reported row, and what it counts as; None where it does not."""

    entry: Entry
    fate: Fate
    counts: Decimal | None
    reliefs: tuple[int, ...] = ()
    """Numbers of the reliefs that take something off."""


@dataclass(frozen=True, slots=True)
class Source:
    """One figure in one window: its value there, None where there is none, and every row that was reported."""

    figure: Figure
    window: Period
    value: Decimal | None
    rows: tuple[Row, ...]

    @property
    def counted(self) -> int:
        """How many rows count."""
        return sum(row.counts is not None for row in self.rows)


class Listening(Reader):
    """A reader that notes which figures it was asked for, and in which windows."""

    __slots__ = ("heard",)

    def __init__(self, like: Reader, heard: dict[tuple[str, Period], Reader]) -> None:
        """It reads what `like` reads."""
        super().__init__(like.contract, like.figures, like.window, like.whole, like.scope, event=like.event)
        self.heard = heard

    def at(self, window: Period, whole: Period) -> Reader:
        """The same in another window, noted in the same place."""
        return Listening(super().at(window, whole), self.heard)

    def figure(self, name: str) -> Decimal:
        """The value, and a note that it was asked for."""
        self.heard[name, self.window] = self
        return super().figure(name)


def of_result(contract: Contract, level: Level, figures: Figures, evaluation: Evaluation) -> tuple[Source, ...]:
    """What a level's result and target were computed from; nothing where it is made of other levels alone."""
    here = evaluation.measurement
    look = reader(contract, level, figures.of(level.key), here.window, here.scope)
    names = dict.fromkeys(name for formula in _formulas(level) for name in figure_names(formula, contract))
    reliefs = tuple(each for each in granted(figures) if each.level == level.key)
    return tuple(_source(look, name, reliefs) for name in names)


def of_price(
    contract: Contract, level: Level, figures: Figures, line: Line, evaluation: Evaluation
) -> tuple[Source, ...]:
    """What the price of a line was computed from, as far as figures were: a volume, an invoice."""
    here, heard = evaluation.measurement, dict[tuple[str, Period], Reader]()
    look = Listening(reader(contract, level, figures, here.window, here.scope), heard)
    prices = Prices(contract, look, level.key, here.exactly)
    with exact():
        for price in _prices(level, line):
            try:
                prices.of(price)
            except Missing:
                continue
    return tuple(_source(read, name, ()) for (name, _), read in heard.items())


def parts(level: Level) -> tuple[str, ...]:
    """The levels that a level is made of, by their keys."""
    match level.measure:
        case Formula(_, levels) | Points(levels):
            return levels
        case MetShare(other) | OverLast(other):
            return (other,)


def _formulas(level: Level) -> Iterator[Expression]:
    """Every formula that has a say in the result, the target, and how many pieces are priced."""
    if isinstance(level.measure, Formula):
        yield level.measure.expression
    yield from (rule.tariff.count for rule in level.pays if isinstance(rule.tariff, Each))
    if level.moving:
        yield level.moving.aim


def _prices(level: Level, line: Line) -> Iterator[Expression]:
    """The price of the rule or row that applied, and of the next row where the result lies between two."""
    if line.hit is None:
        return
    tariff, row = level.pays[line.hit.rule].tariff, line.hit.row or 0
    rows = tariff.rows[row : row + 1 + bool(line.hit.toward)] if isinstance(tariff, Bands | Lookup) else (tariff,)
    yield from (each.value for each in rows if each.value is not None)


def _source(look: Reader, name: str, reliefs: tuple[Relief, ...]) -> Source:
    figure = look.contract.figure(name)
    if figure is None:
        raise KeyError(name)
    try:
        with exact():
            value = look.figure(name)
    except Missing:
        value = None
    return Source(figure, look.window, value, tuple(_rows(look, figure, reliefs)))


def _rows(look: Reader, figure: Figure, reliefs: tuple[Relief, ...]) -> Iterator[Row]:
    """Every row of the figure in the window, those of other places too."""
    counts = {_same(each): each for each in look.entries(figure.name, look.figures)}
    chosen = {id(each) for each in _chosen(figure, list(counts.values()))}
    for entry in look.figures.reported.within(figure.name, look.window):
        taken_off = tuple(each.number for each in reliefs if tuple(counting(each, (entry,))) != (entry,))
        here = counts.get(_same(entry))
        if not look.covers(entry):
            yield Row(entry, Fate.ELSEWHERE, None)
        elif here is None:
            yield Row(entry, Fate.RELIEVED, None, taken_off)
        elif id(here) not in chosen:
            yield Row(entry, Fate.OUTDONE, None)
        elif here.value != entry.value:
            yield Row(entry, Fate.LESSENED, here.value, taken_off)
        else:
            yield Row(entry, Fate.COUNTED, here.value)


def _chosen(figure: Figure, entries: list[Entry]) -> list[Entry]:
    """Those of the entries that are the value, or part of it."""
    if not entries or figure.combine in (Combine.SUM, Combine.MEAN):
        return entries
    match figure.combine:
        case Combine.LARGEST:
            return [max(entries, key=lambda each: each.value)]
        case Combine.SMALLEST:
            return [min(entries, key=lambda each: each.value)]
        case _:
            return entries[-1:]


def _same(entry: Entry) -> tuple[object, ...]:
    """What tells an entry from every other, however much of it counts."""
    return entry.when, entry.scope, entry.stamp, entry.row
