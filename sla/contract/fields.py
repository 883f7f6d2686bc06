"""Taking a mapping apart, field by field, with a finding for whatever does not fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from sla.contract.expression import Expression, Misread
from sla.contract.expression import parse as parse_expression
from sla.contract.inforce import day
from sla.contract.model import Range
from sla.contract.nodes import Mapping, Node, Sequence, Text
from sla.values import Finding, Mode, Place, Rounding, Severity, Window

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_EDGE = re.compile(r"(at least|above|at most|below) (-?\d+(?:\.\d+)?)(?: ?%)?")
_ROUNDING = re.compile(r"(whole|\d+(?:\.\d+)?)(?: (.+))?")
Choice = TypeVar("Choice", bound=StrEnum)


class Report:
    """Collects findings while a file is read."""

    def __init__(self) -> None:
        """Start with none."""
        self.findings: list[Finding] = []

    def add(self, finding: Finding) -> None:
        """Keep one, once: the same text is read for several days."""
        if finding not in self.findings:
            self.findings.append(finding)

    def error(self, code: str, message: str, place: Place, found: str = "", expected: str = "", remedy: str = "") -> None:
        """Add an error."""
        self.add(Finding(f"contract.{code}", message, place, found, expected, remedy))

    def warning(self, code: str, message: str, place: Place, remedy: str = "") -> None:
        """Add a warning."""
        self.add(Finding(f"contract.{code}", message, place, remedy=remedy, severity=Severity.WARNING))


class Fields:
    """One mapping being read. Names with blanks and with underscores are the same; unread ones are reported."""

    def __init__(self, node: Node, report: Report, what: str) -> None:
        """`what` says in the contract's words what the mapping is."""
        self.report = report
        self.what = what
        self.place = node.place
        self.asked: set[str] = set()
        self.pairs: dict[str, tuple[Text, Node]] = {}
        if isinstance(node, Mapping):
            self.pairs = {key.value.replace("_", " "): (key, value) for key, value in node.pairs}
        elif not (isinstance(node, Text) and not node.value):
            report.error("not-a-mapping", f"{what} is written as `name: value` lines", node.place,
                         found=_shown(node), remedy="Put each name on a line of its own, indented, with a colon.")

    def __contains__(self, name: str) -> bool:
        """Whether the field stands in the file."""
        self.asked.add(name)
        return name in self.pairs

    def node(self, name: str) -> Node | None:
        """The raw value, or None."""
        return self.pairs[name][1] if name in self else None

    def place_of(self, name: str) -> Place:
        """Where the value stands, or the whole mapping where it is missing."""
        return self.pairs[name][1].place if name in self.pairs else self.place

    def need(self, name: str, remedy: str) -> Node | None:
        """The raw value; an error where it is missing."""
        node = self.node(name)
        if node is None or (isinstance(node, Text) and not node.value):
            self.report.error("missing", f"{self.what} needs `{name}`", self.place, remedy=remedy)
            return None
        return node

    def text(self, name: str, default: str = "") -> str:
        """Plain text; blanks and line breaks inside run together."""
        node = self.node(name)
        if node is None:
            return default
        if not isinstance(node, Text):
            self.report.error("not-text", f"`{name}` is plain text", node.place, found=_shown(node),
                              remedy="Write it on one line, in quotes if it holds a colon.")
            return default
        return " ".join(node.value.split())

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self.node(name)
        items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
        return tuple(" ".join(item.value.split()) if isinstance(item, Text) else self._odd(name, item) for item in items)

    def _odd(self, name: str, item: Node) -> str:
        self.report.error("not-text", f"`{name}` is a list of plain texts", item.place, found=_shown(item))
        return ""

    def number(self, name: str) -> Decimal | None:
        """An exact number, or None where it is missing or no number. A trailing % sign is allowed."""
        node = self.node(name)
        return None if node is None else number(node, f"`{name}`", self.report)

    def whole(self, name: str) -> int | None:
        """A whole number from 1 up."""
        value = self.number(name)
        if value is None:
            return None
        if value != int(value) or value < 1:
            self.report.error("not-whole", f"`{name}` is a whole number from 1", self.place_of(name), found=str(value))
            return None
        return int(value)

    def date(self, name: str) -> date | None:
        """A date as 2026-03-31."""
        text = self.text(name)
        if not text:
            return None
        if (found := day(text)) is None:
            self.report.error("no-such-date", f"`{name}` is a date", self.place_of(name), found=text,
                              expected="a day as 2026-03-31", remedy="Write year-month-day.")
        return found

    def choice(self, name: str, kinds: type[Choice], default: Choice) -> Choice:
        """One of a closed list of words."""
        text = self.text(name, default.value)
        try:
            return kinds(text)
        except ValueError:
            self.report.error("unknown-word", f"`{name}` cannot be `{text}`", self.place_of(name),
                              expected=" | ".join(kinds), remedy=nearest(text, list(kinds)))
            return default

    def window(self, name: str, default: Window) -> Window:
        """A way to cut time."""
        text = self.text(name, str(default))
        if (window := Window.named(text)) is None:
            self.report.error("unknown-window", f"`{text}` is no window", self.place_of(name),
                              expected="day, week, half-month, month, quarter, half-year, year, contract quarter, "
                              "contract year, term, event, or `month from the 22nd`")
            return default
        return window

    def expression(self, name: str) -> Expression | None:
        """Plain arithmetic."""
        node = self.node(name)
        return None if node is None else expression(node, self.report)

    def rounding(self, name: str, default: Rounding | None = None) -> Rounding | None:
        """`none`, `whole`, `0.1`, `0.01 half even`, `whole floor`."""
        text = self.text(name)
        if not text:
            return default
        if text == "none":
            return None
        match = _ROUNDING.fullmatch(text)
        try:
            step = Decimal(1) if match and match[1] == "whole" else Decimal(match[1]) if match else Decimal(0)
            return Rounding(step, Mode(match[2]) if match and match[2] else Mode.HALF_UP)
        except ValueError:
            self.report.error("unknown-rounding", f"`{text}` is no rounding", self.place_of(name),
                              expected="none, or a step and a mode: `0.1 half up`, `whole floor`",
                              remedy="Modes are " + ", ".join(Mode) + ".")
            return default

    def range(self, *extra: str) -> Range | None:
        """The edges `at least`, `above`, `below`, `at most` of this mapping itself; None where it has none."""
        edges = [(word, self.number(word)) for word in ("at least", "above", "at most", "below") if word in self]
        return ranged([(word, value) for word, value in edges if value is not None], self.report, self.place)

    def items(self, name: str) -> tuple[Node, ...]:
        """The items of a list."""
        node = self.node(name)
        if node is None or (isinstance(node, Text) and not node.value):
            return ()
        if not isinstance(node, Sequence):
            self.report.error("not-a-list", f"`{name}` is a list", node.place, found=_shown(node),
                              remedy="Begin each entry with `- `.")
            return ()
        return node.items

    def members(self, name: str, what: str) -> Iterator[tuple[str, Node, Place]]:
        """Named entries of a mapping: key, value, place. Keys are small letters, digits and underscores."""
        node = self.node(name)
        if node is None or (isinstance(node, Text) and not node.value):
            return
        if not isinstance(node, Mapping):
            self.report.error("not-a-mapping", f"`{name}` is written as `name: value` lines", node.place, found=_shown(node))
            return
        for key, value in node.pairs:
            if not _KEY.fullmatch(key.value):
                self.report.error("odd-name", f"`{key.value}` cannot name {what}", key.place,
                                  expected="small letters, digits and _", remedy="Write it as in `calls_offered`.")
            yield key.value, value, key.place

    def done(self) -> None:
        """Report every field that nobody asked for."""
        for name, (key, _) in self.pairs.items():
            if name not in self.asked:
                self.report.error("unknown-key", f"{self.what} has no `{key.value}`", key.place,
                                  remedy=nearest(name, sorted(self.asked)))

    def each(self, name: str, read: Callable[[Node], Choice | None]) -> None:
        """Read every item of a list for its findings."""
        for item in self.items(name):
            read(item)


def number(node: Node, what: str, report: Report) -> Decimal | None:
    """An exact number from plain digits; no exponent, no separators, no infinity."""
    text = node.value.removesuffix("%").rstrip() if isinstance(node, Text) else ""
    if not _NUMBER.fullmatch(text) or len(text) > 30:
        report.error("not-a-number", f"{what} is a number", node.place, found=_shown(node),
                     expected="plain digits as 95 or 0.5", remedy="Use a point for decimals and no separators.")
        return None
    return Decimal(text)


def expression(node: Node, report: Report) -> Expression | None:
    """Plain arithmetic; its mistakes are reported at their own column."""
    if not isinstance(node, Text):
        report.error("not-an-expression", "a formula is written on one line", node.place, found=_shown(node))
        return None
    try:
        return parse_expression(node.value)
    except Misread as wrong:
        place = Place(node.place.file, node.place.line, node.place.column + wrong.column - 1)
        report.error("not-an-expression", str(wrong), place, found=node.value,
                     remedy="Use names, numbers, + - * / ( ), `5 % of fee`, min, max, abs.")
        return None


def range_in(node: Node, report: Report, what: str) -> Range | None:
    """A range as a mapping of edges or in words: `at least 95`, `above 3 and at most 5`."""
    if isinstance(node, Mapping):
        fields = Fields(node, report, what)
        found = fields.range()
        fields.done()
        return found
    parts = node.value.split(" and ") if isinstance(node, Text) else [""]
    matches = [_EDGE.fullmatch(part.strip()) for part in parts]
    if not all(matches):
        report.error("unknown-range", f"{what} is a range", node.place, found=_shown(node),
                     expected="`at least 95`, `at most 5`, `above 3 and below 5`")
        return None
    return ranged([(m[1], Decimal(m[2])) for m in matches if m], report, node.place)


def ranged(edges: list[tuple[str, Decimal]], report: Report, place: Place) -> Range | None:
    """One lower and one upper edge at most make a range, the lower below the upper."""
    if not edges:
        return None
    low = [(value, word == "at least") for word, value in edges if word in ("at least", "above")]
    high = [(value, word == "at most") for word, value in edges if word in ("at most", "below")]
    if len(low) > 1 or len(high) > 1:
        report.error("two-edges", "a range has one lower and one upper edge", place,
                     found=", ".join(f"{word} {value}" for word, value in edges), remedy="Keep one of each.")
    found = Range(low[0][0] if low else None, low[0][1] if low else True, high[0][0] if high else None,
                  high[0][1] if high else True)
    if found.low is not None and found.high is not None and (
        found.low > found.high or (found.low == found.high and not (found.low_in and found.high_in))
    ):
        report.error("empty-range", "no number lies in this range", place, found=f"{found.low} to {found.high}",
                     remedy="Exchange the edges, or include one.")
    return found


def nearest(word: str, known: list[str]) -> str:
    """A remedy that names the closest known words."""
    close = difflib.get_close_matches(word, known, n=2, cutoff=0.6)
    return f"Did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else f"Known here: {', '.join(known)}."


def _shown(node: Node) -> str:
    match node:
        case Text(value, _):
            return f"`{value[:60]}`" if value else "nothing"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"
