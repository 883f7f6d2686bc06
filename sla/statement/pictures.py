"""Which picture a level or a ceiling gets, with the same in words: one choice for page and paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict, Unpack

from sla.contract.model import Direction
from sla.settlement.caps import Cap
from sla.statement import charts
from sla.statement.model import Section, Trend
from sla.statement.wording import money, number, scope
from sla.values import Money, exact, shown


class Colours(TypedDict, total=False):
    """Whatever CSS knows; `charts` has those of the paper."""

    ink: str
    band: str
    edge: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, what it shows in words for whoever cannot see it, and what it spans for whoever can."""

    drawing: str
    says: str
    caption: str
    points: tuple[tuple[str, str], ...] = ()
    """Label and result of each; an empty text where there is none."""


def of_level(section: Section, **colours: Unpack[Colours]) -> Picture | None:
    """A level's results; None where there is too little to draw.

    One site's results run over time; those of several sites stand beside each other.
    """
    first, target = section.lines[0].trend, section.lines[0].target
    if first is None:
        return None
    many = len({line.scope for line in section.lines}) > 1
    now = tuple((line.scope, _latest(line.trend)) for line in section.lines)
    trend = Trend(now, first.low, first.high, first.unit) if many else first
    if sum(value is not None for _, value in trend.results) < 2:
        return None
    says = f"{section.title}: {charts.description(trend, target)}."
    drawing = (charts.spread if many else charts.trend)(trend, says, **colours)
    spans = "One dash each, in this order" if many else f"{trend.results[0][0]} to {trend.results[-1][0]}"
    band = "" if target == "–" else ", shaded where the target is met"
    points = tuple((label, "" if value is None else number(value, trend.unit)) for label, value in trend.results)
    return Picture(drawing, says, f"{spans}{band}.", points)


def of_result(section: Section, **colours: Unpack[Colours]) -> Picture | None:
    """A level's result against its target; None where there is no result, or one for each of several lines."""
    first, *more = {(line.window, line.scope): line for line in section.lines}.values()
    if more or first.trend is None or _latest(first.trend) is None or first.target == "–":
        return None
    says = f"{section.title}: {first.result}, target {first.target}."
    return Picture(charts.bullet(first.trend, says, **colours), says, f"{first.result}, target {first.target}")


def of_cap(cap: Cap, **colours: Unpack[Colours]) -> Picture:
    """How far a ceiling is used up: what earlier statements used of it, then this one; less what was earned back."""
    used = Money(max(cap.used.amount, Decimal(0)), cap.most.currency)
    before = min(cap.before.amount, used.amount)
    with exact():
        share = shown(100 * used.amount / cap.most.amount, 1) if cap.most else ""
    caption = f"{money(used)} of at most {money(cap.most)} used" + (f", {share} %" if share else "")
    says = f"{cap_on(cap)}, {cap.window.label}{f', {scope(cap.scope)}' if cap.scope else ''}: {caption}."
    return Picture(charts.bar(before, used.amount - before, cap.most.amount, says, **colours), says, caption)


def cap_on(cap: Cap) -> str:
    """What a ceiling is on, in words that every language has."""
    match cap.on, cap.net:
        case Direction.PENALTY, True:
            return "Penalties less incentives"
        case Direction.PENALTY, False:
            return "Penalties"
        case _, True:
            return "Incentives less penalties"
        case _:
            return "Incentives"


def _latest(trend: Trend | None) -> Decimal | None:
    return trend.results[-1][1] if trend and trend.results else None
