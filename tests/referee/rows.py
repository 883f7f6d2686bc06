"""Random figures: a term's rows as a vendor would report them, with gaps, zeros and times of their own."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import product

from sla.contract.definition import Definition
from sla.contract.model import Figure
from tests.referee.dice import Dice
from tests.referee.records import Row, Scope, Span

PLACES = {"site": ("Leeds", "Porto", "Turin"), "line": ("chat", "voice")}
INDEX = "0 | 1.5 | 2 | 2.25 | 3.3 | -1"
RATES = "100 | 99.95 | 95 | 94.99 | 90 | 80 | 50 | 33.33 | 0"
MONEY = "1000.00 | 1234.57 | 999.99 | 100.10 | 0.00 | 333.33 | 5000.05 | 77.77 | -20.00"
COUNTS = "0 | 1 | 2 | 3 | 4 | 5 | 7 | 9 | 10 | 10 | 12 | 20 | 20"
"""Small, so that edges and zeros are met often."""


class Vendor:
    """Reports in its own way: how much is left out, how often a day, with time stamps or without."""

    def __init__(self, definition: Definition, seed: int) -> None:
        """The same seed reports the same."""
        self.dice = Dice(seed)
        self.contract = definition.at(definition.term.start)
        self.gaps = self.dice.pick([0, 5, 12, 30])
        self.most = self.dice.pick([1, 2, 3, 5])
        self.events = any(level.window.every == "event" for level in self.contract.levels)
        self.stamped = self.dice.chance(40)

    def reported(self, figure: Figure, span: Span) -> list[Row]:
        """A figure's rows in one statement period; none now and then."""
        if self.dice.chance(self.gaps):
            return []
        times = 1 if figure.combine == "only" and self.dice.chance(90) else self.dice.number(1, self.most)
        return [self.row(figure, span, scope) for scope in self.scopes(figure) for _ in range(times)]

    def row(self, figure: Figure, span: Span, scope: Scope) -> Row:
        """One row: of the whole period or of one of its days."""
        counted = figure.quantity == "number"
        if not (self.events or self.dice.chance(60)):
            return Row(span, figure.name, self.value(figure), scope)
        day = span[0] + timedelta(days=self.dice.number(0, (span[1] - span[0]).days - 1))
        stamp = f"{day}T{self.dice.number(8, 11):02}:00" if counted and self.stamped else ""
        return Row((day, day + timedelta(days=1)), figure.name, self.value(figure), scope, stamp)

    def scopes(self, figure: Figure) -> list[Scope]:
        """The sites and lines that report this time; now and then only the whole."""
        if not figure.by or self.dice.chance(5):
            return [()]
        by = sorted(figure.by)
        every: list[Scope] = [tuple(zip(by, places, strict=True)) for places in product(*(PLACES[name] for name in by))]
        return every if self.contract.dimensions and self.dice.chance(80) else self.dice.some(every, least=1)

    def value(self, figure: Figure) -> Fraction:
        """A number of the figure's kind."""
        if figure.quantity == "money":
            return Fraction(self.dice.of(MONEY))
        if figure.quantity == "percent":
            return Fraction(self.dice.of(INDEX if figure.name == "index" else RATES))
        return Fraction(self.dice.of(COUNTS))


def random_rows(definition: Definition, seed: int) -> list[Row]:
    """Rows for every statement period and figure; of two for one time, figure and site the later counts."""
    vendor = Vendor(definition, seed)
    rows: dict[tuple[Span, str, Scope, str], Row] = {}
    for period in definition.statement_periods():
        for figure in vendor.contract.figures:
            for row in vendor.reported(figure, (period.start, period.end)):
                rows[row.span, row.figure, row.scope, row.stamp] = row
    return list(rows.values())
