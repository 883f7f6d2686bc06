"""The clause's own words against what is encoded: another number, another direction, another stretch of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sla.contract.model import Bands, Contract, Level, Lookup, Range, Steps
from sla.contract.report import doubt
from sla.contract.vocabulary import window_in_words
from sla.values import Finding, Place, Saying, Window, plain
from sla.values.window import Every

_MONEY = "fee|charge|invoice|bill|price|pay"
_PER_CENT = re.compile(rf"([0-9]+(?:[.,][0-9]+)?) ?(?:%|per ?cent)(?! of (?:[a-z]+ )?(?:{_MONEY}))")
_LEAST = "at least|no less than|not less than|a minimum of"
_MOST = "at most|no more than|not more than|not exceed|a maximum of"
_STATED = re.compile(rf"(?P<least>{_LEAST})$|(?P<most>{_MOST})$", re.IGNORECASE)
_STRETCH = re.compile(r"half-month|half-year|fortnight|month|quarter|year|annual|week|day|dail|hour", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:in|of|per|during|for) (?:a|an|one|any|each|every|the)? ?(?:calendar |contract |fiscal |service |full )?"
    r"(half-month|half-year|month|quarter|year|week|day)\b(?!')",
    re.IGNORECASE,
)
_UNIT = {
    Every.CONTRACT_QUARTER: "quarter",
    Every.CONTRACT_HALF_YEAR: "half-year",
    Every.CONTRACT_YEAR: "year",
}


def wording(contract: Contract) -> Iterator[Finding]:
    """Every doubt about what the words of levels and limits say."""
    for level in contract.levels:
        if level.target is not None:
            yield from _target(level, level.target)
        yield from _window(level.words, level.window, level.place)
    for limit in contract.limits:
        yield from _window(limit.words, limit.window, limit.place)


def _window(words: str, window: Window, place: Place) -> Iterator[Finding]:
    """The words name one stretch of time, once, and the window is another."""
    said = _OVER.search(words)
    if said is None or len(_STRETCH.findall(words)) != 1 or window.every in (Every.EVENT, Every.TERM):
        return
    if said[1].lower() != _UNIT.get(window.every, window.every.value) and window.weeks == 1:
        yield doubt(
            "words-say-otherwise",
            Saying(
                "the words say `{name}`, and the window is a {window}",
                name=said[0].strip(),
                window=window_in_words(window),
            ),
            place,
            Saying("Write `window: {name}`, or correct the words.", name=said[1].lower()),
        )


def _target(level: Level, target: Range) -> Iterator[Finding]:
    """The clause's own words name one percentage, and the target is another; or they say at least for at most."""
    said = [(found.start(), Decimal(found[1].replace(",", "."))) for found in _PER_CENT.finditer(level.words)]
    edge = target.low if target.low is not None else target.high
    if len(said) != 1 or edge is None or (target.low is not None and target.high is not None):
        return
    start, number = said[0]
    stated = _STATED.search(level.words[:start].rstrip())
    if stated is None:
        return
    if level.unit == "%" and number != edge and number not in _numbers(level):
        yield doubt(
            "words-say-otherwise",
            Saying("the words say {number} %, and the target {number2} %", number=plain(number), number2=plain(edge)),
            level.target_place,
            "Correct the one that is not as agreed.",
        )
    elif number == edge and stated.lastgroup == ("most" if target.low is not None else "least"):
        yield doubt(
            "words-say-otherwise",
            Saying("the words say `{name}`, and the target says the opposite", name=stated[0].lower()),
            level.target_place,
            "Turn the target's edge round (`at least`, `at most`), or correct the words.",
        )


def _numbers(level: Level) -> set[Decimal]:
    """Every number at which something changes in the level."""
    ranges = [grade.range for grade in level.grades]
    for rule in level.pays:
        if isinstance(rule.tariff, Bands | Lookup):
            ranges += [row.range for row in rule.tariff.rows]
        elif isinstance(rule.tariff, Steps):
            ranges.append(Range(rule.tariff.reference))
    return {edge for each in ranges for edge in (each.low, each.high) if edge is not None}
