"""Dated values and open readings: choosing the text in force on a day.

Any value in a contract may be written as a mapping of dates (`{2026-01-01: 70, 2027-07-01: 75}`: in force from that
day on) or as a mapping of readings (`{if tiers is highest: worst, if tiers is stacked: every}`). Both are chosen
before anything else looks at the text, so no rule needs to know about either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sla.contract.nodes import Mapping, Node, Sequence, Text
from sla.values import Finding

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_READING = re.compile(r"if ([a-z][a-z0-9_ ]*?) is ([a-z0-9][a-z0-9_ ]*)")
UNTOUCHED = frozenset({"examples"})
"""Sections whose dates are data, not versions."""


def day(text: str) -> date | None:
    """A date as `2026-03-31`, or None where there is no such day."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_dated(node: Node) -> bool:
    """Whether every key of the mapping looks like a date."""
    return isinstance(node, Mapping) and bool(node.pairs) and all(_DAY.fullmatch(key.value) for key, _ in node.pairs)


def is_reading(node: Node) -> bool:
    """Whether every key of the mapping asks for a reading."""
    return isinstance(node, Mapping) and bool(node.pairs) and all(_READING.fullmatch(k.value) for k, _ in node.pairs)


def answers_in(node: Mapping) -> Iterator[tuple[str, str, Node]]:
    """Reading, answer and value of each entry of such a mapping."""
    for key, value in node.pairs:
        if match := _READING.fullmatch(key.value):
            yield match[1], match[2], value


def cuts(node: Node) -> Iterator[date]:
    """Every date on which some value of the text changes, in no order."""
    if isinstance(node, Mapping):
        dated = is_dated(node)
        for key, value in node.pairs:
            if dated and (on := day(key.value)):
                yield on
            if key.value not in UNTOUCHED:
                yield from cuts(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from cuts(item)


@dataclass(frozen=True, slots=True)
class Choice:
    """The day whose text is wanted, the readings chosen, and where to report what cannot be chosen."""

    on: date
    readings: dict[str, str]
    offered: dict[str, tuple[str, ...]]
    """Each declared reading and its answers."""
    report: Callable[[Finding], None]

    def of(self, node: Node) -> Node:
        """The node with every dated value and reading inside it chosen."""
        match node:
            case Text():
                return node
            case Sequence(items, place):
                return Sequence(tuple(map(self.of, items)), place)
            case Mapping(pairs, place):
                if is_dated(node):
                    return self.of(self.dated(node))
                if is_reading(node):
                    return self.of(self.read(node))
                return Mapping(tuple((key, v if key.value in UNTOUCHED else self.of(v)) for key, v in pairs), place)

    def dated(self, node: Mapping) -> Node:
        """The value in force: that of the latest date not after the day."""
        best: tuple[date, Node] | None = None
        for key, value in node.pairs:
            if (start := day(key.value)) is None:
                self.report(Finding("contract.no-such-date", f"there is no day {key.value}", key.place,
                                    remedy="Write year-month-day, as 2026-03-31."))
            elif start <= self.on and (best is None or start > best[0]):
                best = (start, value)
        if best is None:
            self.report(Finding("contract.no-value-yet", f"nothing is stated for {self.on}, before the first date here",
                                node.place, remedy="Add the value from the start of the term."))
            return node.pairs[0][1]
        return best[1]

    def read(self, node: Mapping) -> Node:
        """The value under the chosen reading; every answer of the reading must be given one."""
        asked = {match[1]: key for key, _ in node.pairs if (match := _READING.fullmatch(key.value))}
        name = next(iter(asked))
        values = {match[2]: value for key, value in node.pairs if (match := _READING.fullmatch(key.value))}
        if len(asked) > 1 or name not in self.offered:
            self.report(Finding("contract.unknown-reading", f"`{name}` is not a reading of this contract",
                                asked[name].place, found=", ".join(asked), expected=", ".join(self.offered) or "none",
                                remedy="Declare it under `readings`, and ask for one reading at a time."))
            return node.pairs[0][1]
        if set(values) != set(self.offered[name]):
            self.report(Finding("contract.reading-not-covered", f"every answer to `{name}` needs a value here", node.place,
                                found=", ".join(values), expected=", ".join(self.offered[name]),
                                remedy="Give each answer its value."))
        return values.get(self.readings[name], node.pairs[0][1])
