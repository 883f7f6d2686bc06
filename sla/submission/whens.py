"""From what a `when` cell says to the days that a figure was reported for, under one contract."""

from __future__ import annotations

from dataclasses import dataclass

from sla.contract.model import Contract, Figure
from sla.contract.vocabulary import window_in_words
from sla.submission import dates
from sla.submission.findings import Code, Problems, Refusal
from sla.submission.grain import Grain, grains
from sla.submission.headings import Layout
from sla.values import Period, Saying

OTHERS = (Code.OUTSIDE_PERIOD, Code.OUTSIDE_TERM)


@dataclass(frozen=True, slots=True)
class Placed:
    """The days a figure was reported for, within the term, and the time stamp if it was one."""

    period: Period
    stamp: str = ""


class Whens:
    """Places `when` texts. Each text is understood once, and once per figure held against the contract."""

    def __init__(self, contract: Contract, period: Period | None, problems: Problems, layout: Layout) -> None:
        """Place within `period`, where one is given."""
        self.contract = contract
        self.period = period
        self.problems = problems
        self.heading = layout.when.heading if layout.when else ""
        self.ways = layout.ways
        self.beyond: set[int] = set()
        """Rows of other periods, which are left out."""
        self.grains = grains(contract)
        self._said: dict[str, dates.When | Refusal] = {}
        self._placed: dict[tuple[str, str], Placed | Refusal] = {}
        self._within: dict[tuple[Period, bool, str], Period | Refusal] = {}
        self._told: set[tuple[int, Code, str]] = set()

    def place(self, text: str, figure: Figure, row: int) -> Placed | None:
        """The days, or None after the finding was added."""
        key = text, figure.name
        placed = self._placed.get(key)
        if placed is None:
            placed = self._placed[key] = self._fitted(text, figure)
        if isinstance(placed, Placed):
            return placed
        if self.ways.others and placed.code in OTHERS:
            self.beyond.add(row)
            return None
        cause = (row, placed.code, placed.expected)  # figures that are counted alike fail alike: told once
        if cause not in self._told:
            self._told.add(cause)
            self.problems.refuse(placed, row, self.heading, text)
        return None

    def _fitted(self, text: str, figure: Figure) -> Placed | Refusal:
        said = self._said.get(text)
        if said is None:
            said = self._said[text] = self._understood(text)
        if isinstance(said, Refusal):
            return said
        key = said.period, said.named, figure.name
        within = self._within.get(key)
        if within is None:
            within = self._within[key] = self._held(said, figure)
        return within if isinstance(within, Refusal) else Placed(within, said.stamp)

    def _held(self, said: dates.When, figure: Figure) -> Period | Refusal:
        """The span within the term, held against the period and the windows that count the figure."""
        grain = self.grains[figure.name]
        whole = grain.months(said.period) if said.named else said.period
        within = whole.overlap(self.contract.term)
        if within is None:
            return self._outside_term(whole)
        early = self.period is not None and self.period.overlap(within) is not None and grain.is_ahead(within)
        if self.period is not None and not early and within.last_day not in self.period:
            return self._outside_period(within, self.period)
        return within if grain.misfit(within) is None else _refused(figure, grain, within)

    def whole(self, figure: Figure, row: int) -> Placed | None:
        """The whole statement period, for a table that says no time."""
        if self.period is None:
            raise TypeError("without a column that says when, the period has to be known")
        placed = self._held(dates.When(self.period), figure)
        if isinstance(placed, Period):
            return Placed(placed)
        self.problems.refuse(placed, row, self.heading, Saying("{when}", when=self.period.label))
        return None

    def _understood(self, text: str) -> dates.When | Refusal:
        if self.ways.year and self.period and (month := dates.bare_month(text, self.period.end)):
            return dates.When(month, named=True)
        if text:
            return dates.when(text, self.contract.zone, self.ways.order)
        return Refusal(
            Code.MISSING_WHEN,
            Saying("the row does not say when"),
            dates.EXPECTED,
            Saying("Write the day, month or quarter of the value"),
        )

    def _outside_term(self, when: Period) -> Refusal:
        term = self.contract.term
        return Refusal(
            Code.OUTSIDE_TERM,
            Saying("{when} is outside the contract's term", when=when.label),
            _span(term),
            Saying("Correct the date, or remove the row"),
        )

    def _outside_period(self, when: Period, period: Period) -> Refusal:
        return Refusal(
            Code.OUTSIDE_PERIOD,
            Saying("{when} is not part of {when2}", when=when.label, when2=period.label),
            _span(period),
            Saying("Correct the date, or send the row with the figures of {when}", when=when.label),
        )


def _span(period: Period) -> Saying:
    """As a file can say its days."""
    return Saying("{first} to {last}", first=str(period.start), last=str(period.last_day))


def _refused(figure: Figure, grain: Grain, when: Period) -> Refusal:
    """The span is longer than a window that needs the figure, or lies across two of them."""
    use = grain.misfit(when)
    window = use.window if use else grain.finest
    inner = window.holding(when.start, grain.term)
    name = window_in_words(window)
    what = (
        Saying("{figure} is counted by {window} for {use}", figure=figure.name, window=name, use=use.what)
        if use
        else Saying("{figure} is counted by {window}", figure=figure.name, window=name)
    )
    if when.days > window.around(when.start, grain.term).days:
        return Refusal(
            Code.TOO_COARSE,
            Saying("{when} is longer than one {window}: {what}", when=when.label, window=name, what=what),
            Saying("a {window}, such as {text}, or shorter", window=name, text=inner.key),
            Saying("Report {figure} for each {window}", figure=figure.name, window=name),
        )
    return Refusal(
        Code.STRADDLES,
        Saying("{when} lies across two windows: {what}", when=when.label, what=what),
        Saying("days within one {window}, such as {text}", window=name, text=inner.key),
        Saying("Split the value of {figure} at {day}", figure=figure.name, day=str(inner.end)),
    )
