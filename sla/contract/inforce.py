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
from sla.values import Finding, Place, Saying

YEARS = range(1900, 2200)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIKE_A_DAY = re.compile(r"[0-9]{4}([-/.][0-9]{1,2}){1,2}")
_READING = re.compile(r"if ([a-z][a-z0-9_ ]*?) is ([a-z0-9][a-z0-9_ ]*)")
UNTOUCHED = frozenset({"examples"})
"""Sections of the file whose dates are data, not versions."""


def without_examples(root: Node) -> Node:
    """A file's root without the sections in which no date and no answer is chosen."""
    if not isinstance(root, Mapping):
        return root
    return Mapping(tuple((key, value) for key, value in root.pairs if key.value not in UNTOUCHED), root.place)


def day(text: str) -> date | None:
    """A date as `2026-03-31`, or None where there is no such day in the centuries that contracts are about."""
    if not _DAY.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def is_dated(node: Node) -> bool:
    """Whether a key of the mapping is a date, or looks like one: then all of them must be."""
    return isinstance(node, Mapping) and any(
        _LIKE_A_DAY.fullmatch(key.value) for key, _ in node.pairs if key.value[:1].isdigit()
    )


def is_reading(node: Node) -> bool:
    """Whether a key of the mapping asks for a reading: then all of them must."""
    return isinstance(node, Mapping) and any(key.value.startswith("if ") for key, _ in node.pairs)


def answers_in(node: Mapping) -> Iterator[tuple[str, str, Node]]:
    """Reading, answer and value of each entry of such a mapping."""
    for key, value in node.pairs:
        if match := _READING.fullmatch(key.value):
            yield match[1], match[2], value


def cuts(root: Node) -> Iterator[tuple[date, Place]]:
    """Every date on which some value of a file's text changes, and where it stands, in the order of the file."""
    if isinstance(root, Mapping):
        for key, value in root.pairs:
            if key.value not in UNTOUCHED:
                yield from _cuts(value)


def _cuts(node: Node) -> Iterator[tuple[date, Place]]:
    if isinstance(node, Mapping):
        dated = is_dated(node)
        for key, value in node.pairs:
            if dated and (on := day(key.value)):
                yield on, key.place
            yield from _cuts(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _cuts(item)


@dataclass(frozen=True, slots=True)
class Choice:
    """The day whose text is wanted, the readings chosen, and where to report what cannot be chosen."""

    on: date
    readings: dict[str, str]
    offered: dict[str, tuple[str, ...]]
    """Each declared reading and its answers."""
    report: Callable[[Finding], None]

    def of(self, root: Node) -> Node:
        """A file's root with every dated value and reading inside its sections chosen."""
        if not isinstance(root, Mapping):
            return root
        return Mapping(
            tuple((key, v if key.value in UNTOUCHED else self.chosen(v)) for key, v in root.pairs), root.place
        )

    def chosen(self, node: Node) -> Node:
        """The node with every dated value and reading inside it chosen."""
        match node:
            case Text():
                return node
            case Sequence(items, place):
                return Sequence(tuple(map(self.chosen, items)), place)
            case Mapping(pairs, place):
                if is_dated(node):
                    return self.chosen(self.dated(node))
                if is_reading(node):
                    return self.chosen(self.read(node))
                return Mapping(tuple((key, self.chosen(value)) for key, value in pairs), place)

    def dated(self, node: Mapping) -> Node:
        """The value in force: that of the latest date not after the day."""
        best: tuple[date, Node] | None = None
        for key, value in node.pairs:
            if (start := day(key.value)) is None:
                self.report(
                    Finding(
                        "contract.no-such-date",
                        Saying("there is no day `{name}`", name=key.value),
                        key.place,
                        remedy="Where one key is a date all are: write year-month-day, as 2026-03-31.",
                    )
                )
            elif start <= self.on and (best is None or start > best[0]):
                best = (start, value)
        if best is None:
            self.report(
                Finding(
                    "contract.no-value-yet",
                    "nothing is stated before the first date here",
                    node.place,
                    remedy="Add the value from the start of the term.",
                )
            )
            return node.pairs[0][1]
        return best[1]

    def read(self, node: Mapping) -> Node:
        """The value under the chosen reading; every answer of the reading must be given one."""
        name, values = "", dict[str, Node]()
        for key, value in node.pairs:
            match = _READING.fullmatch(key.value)
            if match is None or match[1] not in self.offered or match[1] != (name or match[1]):
                self.report(
                    Finding(
                        "contract.unknown-reading",
                        Saying("`{name}` asks for no reading of this contract", name=key.value),
                        key.place,
                        expected=", ".join(f"if {each} is ..." for each in self.offered) or "none",
                        remedy="Declare it under `readings`, and ask for one reading at a time.",
                    )
                )
                return value
            name, values[match[2]] = match[1], value
        if set(values) != set(self.offered[name]):
            self.report(
                Finding(
                    "contract.reading-not-covered",
                    Saying("every answer to `{name}` needs a value here", name=name),
                    node.place,
                    found=", ".join(values),
                    expected=", ".join(self.offered[name]),
                    remedy="Give each answer its value, and none besides.",
                )
            )
        return values.get(self.readings[name], node.pairs[0][1])
