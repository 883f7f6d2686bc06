"""The words that a contract's explanation has for kinds of windows, roundings and outcomes."""

from __future__ import annotations

from decimal import Decimal

from sla.contract.model import Over
from sla.values import Mode, Rounding, Saying, Window, plain
from sla.values.window import Every, ordinal

_ONE = {
    Every.DAY: Saying("day"),
    Every.WEEK: Saying("week"),
    Every.HALF_MONTH: Saying("half-month"),
    Every.MONTH: Saying("month"),
    Every.QUARTER: Saying("quarter"),
    Every.HALF_YEAR: Saying("half-year"),
    Every.YEAR: Saying("year"),
    Every.CONTRACT_QUARTER: Saying("contract quarter"),
    Every.CONTRACT_HALF_YEAR: Saying("contract half-year"),
    Every.CONTRACT_YEAR: Saying("contract year"),
    Every.TERM: Saying("term"),
    Every.EVENT: Saying("event"),
}
_MANY = {
    Every.DAY: Saying("days"),
    Every.WEEK: Saying("weeks"),
    Every.HALF_MONTH: Saying("half-months"),
    Every.MONTH: Saying("months"),
    Every.QUARTER: Saying("quarters"),
    Every.HALF_YEAR: Saying("half-years"),
    Every.YEAR: Saying("years"),
    Every.CONTRACT_QUARTER: Saying("contract quarters"),
    Every.CONTRACT_HALF_YEAR: Saying("contract half-years"),
    Every.CONTRACT_YEAR: Saying("contract years"),
    Every.TERM: Saying("terms"),
    Every.EVENT: Saying("events"),
}
_MODES = {
    Mode.HALF_UP: Saying("half up"),
    Mode.HALF_EVEN: Saying("half even"),
    Mode.HALF_DOWN: Saying("half down"),
    Mode.UP: Saying("up"),
    Mode.DOWN: Saying("down"),
    Mode.CEILING: Saying("ceiling"),
    Mode.FLOOR: Saying("floor"),
}
_OUTCOMES = {
    "met": Saying("met"),
    "missed": Saying("missed"),
    "not measured": Saying("not measured"),
    "excused": Saying("excused"),
    "unknown": Saying("unknown"),
    "nothing reported": Saying("not reported"),
    "zero denominator": Saying("without anything to divide by"),
}
MADE_OF = {
    Over.MEAN: Saying("the mean"),
    Over.SUM: Saying("the sum"),
    Over.LARGEST: Saying("the largest"),
    Over.SMALLEST: Saying("the smallest"),
}
"""How several results become one."""


def window_in_words(window: Window) -> Saying:
    """A window after "each" or "a": `month from the 22nd`, `period of 4 weeks from 2026-01-05`."""
    if window.weeks > 1:
        return Saying("period of {number} weeks from {day}", number=str(window.weeks), day=window.since.isoformat())
    if str(window).startswith("1 week "):
        return Saying("1 week from {day}", day=window.since.isoformat())
    if window.from_day != 1:
        return Saying("{window} from the {ordinal}", window=_ONE[window.every], ordinal=ordinal(window.from_day))
    return _ONE[window.every]


def each_window(window: Window) -> Saying:
    """`each month`, `for each event`."""
    if window.every is Every.EVENT:
        return Saying("for each event")
    return Saying("each {window}", window=window_in_words(window))


def windows_in_words(window: Window | None, count: int) -> Saying:
    """`3 months`, `1 quarter`, `13 periods`; `2 windows` where nobody knows which."""
    if window is None:
        name = Saying("window") if count == 1 else Saying("windows")
    elif window.weeks > 1:
        name = Saying("period") if count == 1 else Saying("periods")
    else:
        name = (_ONE if count == 1 else _MANY)[window.every]
    return Saying("{number} {windows}", number=plain(Decimal(count)), windows=name)


def rounded(rounding: Rounding | None) -> Saying:
    """How a result is rounded before it is compared."""
    if rounding is None:
        return Saying("not rounded")
    return Saying("rounded to {number} ({mode})", number=plain(rounding.step), mode=mode_in_words(rounding.mode))


def mode_in_words(mode: Mode) -> Saying:
    """`half up`."""
    return _MODES[mode]


def outcome_in_words(name: str) -> str:
    """`missed`; a grade keeps the name that the contract gave it."""
    return _OUTCOMES.get(name, name)
