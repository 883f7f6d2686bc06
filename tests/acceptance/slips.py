"""Single values with a slip in them: the last digit one off, the next word, another window, a date a month away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from sla.contract.model import Combine
from sla.contract.schema.shapes import WORDS
from sla.values.rounding import plain
from sla.values.window import add_months

INCLUSION = {"at least": "above", "above": "at least", "at most": "below", "below": "at most"}
"""Each edge with itself in, and out."""
CLOSED = {name: tuple(str(word) for word in kinds) for name, kinds in WORDS.items()} | {
    "combine": tuple(str(word) for word in Combine if word is not Combine.ONLY),  # that is asked of the vendor's file
    "absent": ("hold", "not measured", "met", "missed"),
    "better": (),  # it says where the worst band is, and which way charts and doubts look: no table is read by it
    "in": ("this", "next", "previous"),
    "on": ("penalties", "incentives"),
    "flag": ("yes", "no"),
    "always or never": ("always", "never"),
    "outcome": ("met", "missed"),
}
"""The words of closed lists, each of which is taken for the next one. A word that is not here is a name."""
_WINDOWS = {"month": "quarter", "quarter": "month", "half-year": "quarter", "event": "day"}
"""What each window is taken for, if it is not the month."""
MONTHS = {"quarter": 3, "half-year": 6, "year": 12}
"""How long the windows are that last longer than a month."""
_ROUNDED = {"none": "0.1 half up", "half up": "down", "down": "up"}
_SIGNS = {"+": "-", "-": "+", "*": "/", "/": "*", "min": "max", "max": "min", "full": "started", "started": "full"}
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])[0-9]+(?:\.[0-9]+)?")
_SIGN = re.compile(r"(?<![A-Za-z0-9_])(?:min|max|full|started)(?=\()|(?<= )[-+*/](?= )")
_EDGE = re.compile("|".join(INCLUSION))
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Slip = tuple[str, str, str]
"""What was, what is there now, and the whole text with it."""


def slips(shape: str, text: str) -> Iterator[Slip]:
    """Every slip in a value of this shape; none in names and in what is written for people."""
    if text in CLOSED.get(shape, ()):
        words = CLOSED[shape]
        now = words[(words.index(text) + 1) % len(words)]
        yield text, now, now
    elif (shape, text) == ("absent", "worst band"):
        yield text, "missed", "missed"
    elif shape in _KINDS:
        yield from _KINDS[shape](text)


def _numbers(text: str) -> Iterator[Slip]:
    """Each number with its last written digit one higher and one lower; never below zero."""
    for found in _NUMBER.finditer(text):
        value = Decimal(found[0])
        unit = Decimal((0, (1,), int(value.as_tuple().exponent)))
        for now in (plain(near) for near in (value + unit, value - unit) if near >= 0):
            yield found[0], now, _put(text, found, now)


def _formula(text: str) -> Iterator[Slip]:
    yield from _exchanged(text, _SIGN, _SIGNS)
    yield from _numbers(text)


def _range(text: str) -> Iterator[Slip]:
    yield from _exchanged(text, _EDGE, INCLUSION)
    yield from _numbers(text)


def _rounding(text: str) -> Iterator[Slip]:
    """Another mode, another step; rounding where there is none."""
    step, _, mode = text.partition(" ")
    if text == "none":
        yield text, _ROUNDED[text], _ROUNDED[text]
    else:
        now = _ROUNDED.get(mode or "half up", "down")
        yield mode or "half up", now, f"{step} {now}"
        yield from _numbers(text)


def _window(text: str) -> Iterator[Slip]:
    now = _WINDOWS.get(text, "month")
    yield text, now, now


def _start(text: str) -> Iterator[Slip]:
    """A day: a day later. The first window after a day: the window after that."""
    for found in _DAY.finditer(text):
        day = date.fromisoformat(found[0])
        months = next((count for window, count in MONTHS.items() if window in text), 1)
        later = str(day + timedelta(days=1) if found[0] == text else add_months(day, months))
        yield found[0], later, _put(text, found, later)


def dates(text: str, months: int) -> Iterator[str]:
    """The day from which a value holds, so much later and earlier."""
    yield from (str(add_months(date.fromisoformat(text), count)) for count in (months, -months))


def _exchanged(text: str, pattern: re.Pattern[str], others: Mapping[str, str]) -> Iterator[Slip]:
    for found in pattern.finditer(text):
        yield found[0], others[found[0]], _put(text, found, others[found[0]])


def _put(text: str, found: re.Match[str], now: str) -> str:
    return text[: found.start()] + now + text[found.end() :]


_KINDS: dict[str, Callable[[str], Iterator[Slip]]] = {
    **dict.fromkeys(("number", "number from 0", "number above 0", "part", "count", "last"), _numbers),
    **dict.fromkeys(("formula", "aim"), _formula),
    "range in words": _range,
    "rounding": _rounding,
    "window": _window,
    "start": _start,
}
SHAPES = frozenset((*CLOSED, *_KINDS))
"""Every shape in which a slip is looked for."""
