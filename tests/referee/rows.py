"""Random figures: a term's rows as a vendor would report them, with gaps, zeros and times of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product

from sla.contract.definition import Definition
from sla.contract.model import Figure, Reach
from tests.referee.days import windows
from tests.referee.dice import Dice
from tests.referee.records import Row, Scope, Span

PLACES = {"site": ("Leeds", "Porto", "Turin"), "line": ("chat", "voice")}
INDEX = "0 | 1.5 | 2 | 2.25 | 3.3 | -1"
RATES = "100 | 99.95 | 95 | 94.99 | 90 | 80 | 50 | 33.33 | 0"
MONEY = "1000.00 | 1234.57 | 999.99 | 100.10 | 0.00 | 333.33 | 5000.05 | 77.77 | -20.00"
COUNTS = "0 | 1 | 2 | 3 | 4 | 5 | 7 | 9 | 10 | 10 | 12 | 20 | 20"
"""Small, so that edges and zeros are met often."""


@cache
def number(text: str) -> Fraction:
    """A number as it is written."""
    return Fraction(text)


class Vendor:
    """Reports in its own way: how much is left out, how often a day, with time stamps or without."""

    def __init__(self, definition: Definition, dice: Dice) -> None:
        """How much is left out, and how much is reported at once, is drawn here."""
        self.dice = dice
        self.contract = definition.at(definition.term.start)
        self.term = (definition.term.start, definition.term.end)
        self.gaps = dice.pick([0, 5, 12, 30])
        self.most = dice.pick([1, 2, 3, 5])
        self.events = any(level.window.every == "event" for level in self.contract.levels)
        self.stamped = dice.chance(40)
        windows = [str(level.window) for level in self.contract.levels]
        self.pace = dice.pick([31, 31, 15, 7] if {"week", "half-month"} & {*windows} else [400, 400, 31])
        """In how many days a figure is reported again."""

    def reported(self, figure: Figure, period: Span) -> Iterator[Row]:
        """A figure's rows in one statement period, at its pace."""
        day = period[0]
        while day < period[1]:
            following = min(day + timedelta(days=self.pace), period[1])
            yield from self.at_once(figure, (day, following))
            day = following

    def at_once(self, figure: Figure, span: Span) -> list[Row]:
        """What is reported together; nothing now and then."""
        if self.dice.chance(100 if figure.name == "plan" else self.gaps):
            return []
        times = 1 if figure.combine == "only" and self.dice.chance(90) else self.dice.number(1, self.most)
        return [self.row(figure, span, scope) for scope in self.scopes(figure) for _ in range(times)]

    def row(self, figure: Figure, span: Span, scope: Scope) -> Row:
        """One row: of a whole statement period, of one day, or of some days that windows may cut through."""
        if not self.dice.chance(90 if self.events else 60):
            return Row(span, figure.name, self.value(figure), scope)
        day = span[0] + timedelta(days=self.dice.number(0, (span[1] - span[0]).days - 1))
        if self.dice.chance(6):
            return Row((day, self.later(day)), figure.name, self.value(figure), scope)
        stamped = figure.quantity == "number" and self.stamped
        stamp = f"{day}T{self.dice.number(8, 11):02}:00" if stamped else ""
        return Row((day, day + timedelta(days=1)), figure.name, self.value(figure), scope, stamp)

    def later(self, day: date) -> date:
        """The end of some days, inside the term."""
        return min(day + timedelta(days=self.dice.number(2, 10)), self.term[1])

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
            return number(self.dice.of(MONEY))
        if figure.quantity == "percent":
            return number(self.dice.of(INDEX if figure.name == "index" else RATES))
        return number(self.dice.of(COUNTS))


def planned(vendor: Vendor) -> Iterator[Row]:
    """What is known beforehand, for whole windows of those limits that ask for it."""
    for limit in vendor.contract.limits:
        if limit.base is Reach.WHOLE_WINDOW and not vendor.dice.chance(20):
            for span in windows(limit.window, vendor.term):
                yield Row(span, "plan", number(vendor.dice.of(MONEY)))


def random_rows(definition: Definition, dice: Dice) -> list[Row]:
    """Rows for every statement period and figure; of two for one time, figure and site the later counts."""
    vendor = Vendor(definition, dice)
    rows: dict[tuple[Span, str, Scope, str], Row] = {}
    for period in definition.statement_periods():
        for figure in vendor.contract.figures:
            for row in vendor.reported(figure, (period.start, period.end)):
                rows[row.span, row.figure, row.scope, row.stamp] = row
    for row in planned(vendor):
        rows[row.span, row.figure, row.scope, row.stamp] = row
    return list(rows.values())
