"""What a vendor is asked to fill in: every figure and every time of one statement period, with empty values.

A template is a description; `sla.records.templates` makes files of it. What it asks for, filled in, reads without a
finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.model import Combine, Contract, Figure, Quantity
from sla.submission import dates
from sla.submission.figures import Scope
from sla.submission.grain import Grain, grains
from sla.values import Period, Window, plain
from sla.values.window import Every

_COMBINED = {
    Combine.SUM: "several values are added up",
    Combine.MEAN: "of several values the mean counts",
    Combine.LAST: "of several values the last one counts",
    Combine.LARGEST: "of several values the largest counts",
    Combine.SMALLEST: "of several values the smallest counts",
    Combine.ONLY: "there is one value",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure, as the contract wants it reported."""

    name: str
    unit: str
    says: str
    quantity: Quantity
    every: Window
    """The longest span that one value may stand for."""
    combined: str
    by: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False

    @property
    def allowed(self) -> str:
        """Which values are accepted: `a whole number, at least 0`."""
        kind = "a percentage, 95 for 95 %" if self.quantity is Quantity.PERCENT else "a number"
        bounds = [f"at least {plain(self.least)}" if self.least is not None else ""]
        bounds += [f"at most {plain(self.most)}" if self.most is not None else ""]
        return ", ".join(filter(None, ["a whole number" if self.whole else kind, *bounds]))


@dataclass(frozen=True, slots=True)
class Blank:
    """One row to fill in. An event has no time before it happens: its `when` is left empty."""

    when: str
    figure: Asked
    scope: Scope = ()


@dataclass(frozen=True, slots=True)
class Template:
    """Everything a vendor needs to know to report one statement period."""

    contract: str
    version: str
    title: str
    vendor: str
    period: Period
    zone: str
    figures: tuple[Asked, ...]
    dimensions: tuple[str, ...]
    """Columns besides `when, figure, value` that some figure needs."""
    rows: tuple[Blank, ...]

    @property
    def name(self) -> str:
        """For a file, without its ending: `harbour-2026-03`."""
        return f"{self.contract}-{self.period.key}"

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns of the table."""
        return ("when", "figure", *self.dimensions, "value", "unit")

    def cells(self, row: Blank) -> tuple[str, ...]:
        """One row under the headings, its value empty."""
        scope = dict(row.scope)
        return (row.when, row.figure.name, *(scope.get(name, "") for name in self.dimensions), "", row.figure.unit)


def template(contract: Contract, period: Period, scopes: Iterable[Scope] = ()) -> Template:
    """What to report for a statement period. `scopes` are known values of dimensions, such as those reported before."""
    known = grains(contract)
    asked = tuple(_asked(figure, known[figure.name], contract.currency) for figure in contract.figures)
    scopes = tuple(scopes)
    rows = tuple(
        Blank(when, figure, scope)
        for figure in asked
        for when in _times(contract, known[figure.name], figure.every, period)
        for scope in _scopes(figure.by, (*contract.scopes(tuple(sorted(figure.by))), *scopes))
    )
    dimensions = tuple(dict.fromkeys(name for figure in asked for name in figure.by))
    zone = contract.zone.key or "UTC"
    return Template(
        contract.key, contract.version, contract.title, contract.vendor.name, period, zone, asked, dimensions, rows
    )


def notes(form: Template) -> tuple[str, ...]:
    """How to fill it in, in sentences."""
    period, dimensions = form.period, " and ".join(form.dimensions)
    said = [
        f"Figures of {form.vendor or 'the vendor'} for {period.label} under {form.title}.",
        f"Contract {form.contract}, version {form.version}. Statement period {period.start} to {period.last_day}.",
        f"Times are those of clocks in {form.zone}.",
        "Fill in the column value. Empty means not reported, which is not zero: zero is written 0.",
        "Write numbers as 1234.5, without separators between thousands. A percentage is written 95 for 95 %.",
        "Where several values are allowed, copy the row and give each its own time, such as a day 2026-03-05.",
    ]
    if any("_" in row.when for row in form.rows):
        said.append("Two dates joined by an underscore are a span that ends before its second date.")
    if dimensions:
        said.append(f"Name the {dimensions} where a figure is reported by it, and copy the row for each of them.")
    said.append("A further column headed note or comment is for people and is not read.")
    return tuple(said)


def _asked(figure: Figure, grain: Grain, currency: str) -> Asked:
    return Asked(
        figure.name,
        currency if figure.quantity is Quantity.MONEY else figure.unit,
        figure.says,
        figure.quantity,
        grain.finest,
        _COMBINED[figure.combine],
        figure.by,
        figure.least,
        figure.most,
        figure.whole,
    )


def _scopes(by: tuple[str, ...], scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
    """The known values of just these dimensions; one empty row where there are none."""
    wanted = sorted(by)
    fitting = (tuple(pair for pair in scope if pair[0] in wanted) for scope in scopes)
    return tuple(dict.fromkeys(scope for scope in fitting if len(scope) == len(wanted))) or ((),)


def _times(contract: Contract, grain: Grain, every: Window, period: Period) -> tuple[str, ...]:
    """When the figure falls due within the period, each as a text that reads back as just that span."""
    if every.every is Every.EVENT:
        return ("",)
    due = every.closing_in(period, contract.term)
    if (first := every.holding(period.start, contract.term)).start == period.start and grain.is_ahead(first):
        due = (first,)  # asked for with the first statement of its window, not with the last
    return tuple(_text(contract, grain, window) for window in due)


def _text(contract: Contract, grain: Grain, window: Period) -> str:
    """`2026-03` where the contract reads it as this window, and the window's own key where it does not."""
    last = window.last_day
    for text in (f"{last:%Y-%m}", f"{last.year}-Q{(last.month + 2) // 3}", f"{last.year}"):
        said = dates.when(text, contract.zone)
        if isinstance(said, dates.When) and grain.months(said.period).overlap(contract.term) == window:
            return text
    return window.key
