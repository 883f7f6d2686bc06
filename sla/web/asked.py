"""From a form to what is asked for: relief with its extent, another reading, a waiver of a line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from sla.contract.model import Contract, Direction
from sla.cycle.matter import Answer, Asked, Kind
from sla.measurement.relief import Days, Extent, First, Forgiven, Less, Records, Relief, Whole
from sla.operations.pages import Scorecard
from sla.settlement.model import Line
from sla.settlement.waiver import Waiver
from sla.values import Findings, Period
from sla.web.picked import Unclear, picked
from sla.web.tongues import lazy

EXTENTS = (
    ("whole", lazy("The whole level")),
    ("first", lazy("The first misses")),
    ("days", lazy("Some days")),
    ("records", lazy("Some records")),
    ("less", lazy("Part of a figure")),
    ("points", lazy("Points")),
)
"""How much a relief is about, and the words of the choice."""


def plain_text(text: str) -> str:
    """What a person typed: lines end in one way, and what no database keeps is left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def asked(form: Mapping[str, str], kind: Kind, card: Scorecard) -> Asked | Findings:
    """What the form asks for, or what cannot be read in it."""
    try:
        if kind is Kind.WAIVER:
            return _waiver(form, card)
        if kind is Kind.DISPUTE and form.get("extent") == "reading":
            reading, _, answer = form.get("reading", "").partition("=")
            return Answer(reading, answer)
        level = form.get("level", "")
        within = _within(card.contract, level, card.cycle.period)
        cause = plain_text(form.get("cause", "")).strip()[:60] if kind is Kind.RELIEF else ""
        scope = tuple(
            sorted(
                (name.removeprefix("scope-"), plain_text(of).strip())
                for name, of in form.items()
                if name.startswith("scope-") and of.strip()
            )
        )
        return Relief(level, within, _extent(form, card, within), cause, scope)
    except Unclear as unclear:
        return Findings((unclear.finding,))


def _within(contract: Contract, level: str, period: Period) -> Period:
    """All days of the level's windows that close in the period."""
    known = contract.index.get(level)
    windows = known.window.closing_in(period, contract.term) if known else ()
    if not windows:
        return period
    return Period(min(each.start for each in windows), max(each.end for each in windows))


def _extent(form: Mapping[str, str], card: Scorecard, within: Period) -> Extent:
    match form.get("extent", ""):
        case "whole":
            return Whole()
        case "first":
            return First(int(_number(form, "count", "how many misses are excused", whole=True)))
        case "days":
            start, last = _day(form, "from"), _day(form, "until")
            if last < start:
                raise Unclear("days", "The last day is before the first", str(last), "Exchange them.")
            return Days(Period(start, last + timedelta(days=1)))
        case "records":
            return Records(picked(form, card.figures, card.cycle.period, within))
        case "less":
            return Less(form.get("figure", ""), _number(form, "by", "by how much the figure is less"))
        case "points":
            return Forgiven(_number(form, "points", "how many points are forgiven"))
        case other:
            raise Unclear("extent", "It does not say how much is excused", other, "Choose one of the six.")


def _waiver(form: Mapping[str, str], card: Scorecard) -> Waiver:
    number = form.get("line", "")
    lines = dict(waivable(card))
    if not number.isdigit() or int(number) not in lines:
        raise Unclear("line", "It does not say what is waived", number, "Choose a line.")
    line = lines[int(number)]
    most = _number(form, "most", "how much is waived") if form.get("most", "").strip() else None
    reason = plain_text(form.get("reason", "")).strip()[:2000]
    return Waiver(line.level, line.window, line.direction, reason, most, line.clause, line.scope)


def waivable(card: Scorecard) -> list[tuple[int, Line]]:
    """The lines of the period by which the vendor owes something for a level, by their place."""
    lines = card.settlement.lines if card.settlement else ()
    owed = ((at, line) for at, line in enumerate(lines) if line.direction is Direction.PENALTY)
    return [(at, line) for at, line in owed if line.level and line.amount]


def _number(form: Mapping[str, str], name: str, what: str, *, whole: bool = False) -> Decimal:
    text = form.get(name, "").strip()
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or "E" in text.upper() or len(text) > 20 or (whole and found != found.to_integral_value()):
        remedy = "Write it in plain digits, as 12" + ("." if whole else " or 12.5.")
        raise Unclear(name, f"It does not say {what}", text, remedy)
    return found


def _day(form: Mapping[str, str], name: str) -> date:
    text = form.get(name, "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unclear(name, "A day cannot be read", text, "Write it as 2026-03-31.") from None
