"""Taking a mapping apart, field by field, with a finding for whatever does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from sla.contract.expression import Expression
from sla.contract.inforce import YEARS, day
from sla.contract.model import Range
from sla.contract.nodes import Mapping, Node, Sequence, Text
from sla.contract.report import Report, nearest, shown
from sla.contract.scalars import expression, number, ranged
from sla.values import Mode, Place, Rounding, Saying, Window
from sla.values.window import Every

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NAMED = re.compile(r"[A-Za-z(]")
_ROUNDING = re.compile(r"(whole|[0-9]{1,9}(?:\.[0-9]{1,9})?)(?: (.+))?")
Choice = TypeVar("Choice", bound=StrEnum)
CUT_TEXT = 'Inside { } a text with a comma or a colon stands in quotes: `{says: "calls, not tickets"}`.'
CUT_NUMBER = "A comma ends a value inside { }. Write numbers with a point and no separators: `1000.00`."
WINDOWS = Saying("Write one of these, or `month from the 22nd`, or `4 weeks from 2026-01-05`.")


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
            for key, value in node.pairs:
                self.take(key, value)
        elif not (isinstance(node, Text) and not node.value):
            report.refuse(Saying("{thing} is written as `name: value` lines", thing=what), node)

    def take(self, key: Text, value: Node) -> None:
        """Keep one field; a name that was written before with blanks, or with underscores, is the same name."""
        name = key.value.replace("_", " ")
        if name in self.pairs:
            first = self.pairs[name][0]
            self.report.error(
                "duplicate-key",
                Saying(
                    "`{name}` stands here twice; first as `{name2}` at {name3}",
                    name=key.value,
                    name2=first.value,
                    name3=first.place,
                ),
                key.place,
                remedy="Keep one of the two.",
            )
        self.pairs[name] = (key, value)

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
            self.report.error(
                "missing", Saying("{thing} needs `{name}`", thing=self.what, name=name), self.place, remedy=remedy
            )
            return None
        return node

    def text(self, name: str, default: str = "") -> str:
        """Plain text; blanks and line breaks inside run together."""
        node = self.node(name)
        if node is None:
            return default
        if not isinstance(node, Text):
            self.report.error(
                "not-text",
                Saying("`{name}` is plain text", name=name),
                node.place,
                found=shown(node),
                remedy="Write it on one line, in quotes if it holds a colon.",
            )
            return default
        return " ".join(node.value.split())

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self.node(name)
        items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
        for item in items:
            if not isinstance(item, Text):
                self.report.error(
                    "not-text",
                    Saying("`{name}` is a list of plain texts", name=name),
                    item.place,
                    found=shown(item),
                    remedy="Write each on one line after `- `, in quotes if it holds a colon.",
                )
        return tuple(" ".join(item.value.split()) for item in items if isinstance(item, Text) and item.value)

    def number(self, name: str) -> Decimal | None:
        """An exact number, or None where it is missing or no number. A trailing % sign is allowed."""
        node = self.node(name)
        return None if node is None else number(node, f"`{name}`", self.report)

    def edge(self, name: str) -> Decimal | None:
        """A number that results are held against; a figure in its place is told what to do."""
        node = self.node(name)
        if isinstance(node, Text) and _NAMED.match(node.value):
            self.report.error(
                "not-a-number",
                Saying("`{name}` is a number", name=name),
                node.place,
                found=shown(node),
                remedy=Saying(
                    "Where it is a figure of its own, measure the distance: `measure: result - standard`, "
                    "and write `{name}: 0` for the standard itself.",
                    name=name,
                ),
            )
            return None
        return self.number(name)

    def whole(self, name: str) -> int | None:
        """A whole number from 1 up."""
        value = self.number(name)
        if value is None:
            return None
        if value != int(value) or value < 1:
            self.report.error(
                "not-whole",
                Saying("`{name}` is a whole number from 1", name=name),
                self.place_of(name),
                found=str(value),
                remedy="Write digits alone, as 3.",
            )
            return None
        return int(value)

    def date(self, name: str) -> date | None:
        """A date as 2026-03-31."""
        text = self.text(name)
        if not text:
            return None
        if (found := day(text)) is None:
            self.report.error(
                "no-such-date",
                Saying("`{name}` is a date", name=name),
                self.place_of(name),
                found=text,
                expected=Saying(
                    "a day as 2026-03-31, in the years {name} to {number}", name=YEARS.start, number=YEARS.stop - 1
                ),
                remedy="Write year-month-day.",
            )
        return found

    def flag(self, name: str, default: bool = False) -> bool:
        """`yes` or `no`."""
        text = self.text(name, "yes" if default else "no")
        if text not in ("yes", "no"):
            self.report.error(
                "unknown-word",
                Saying("`{name}` is yes or no", name=name),
                self.place_of(name),
                found=text[:60],
                expected="yes | no",
                remedy="Write `yes`, `no`, or leave it out.",
            )
        return text == "yes"

    def choice(self, name: str, kinds: type[Choice], default: Choice) -> Choice:
        """One of a closed list of words."""
        text = self.text(name, default.value)
        try:
            return kinds(text)
        except ValueError:
            self.report.error(
                "unknown-word",
                Saying("`{name}` cannot be `{name2}`", name=name, name2=text[:60]),
                self.place_of(name),
                expected=" | ".join(kinds),
                remedy=nearest(text, list(kinds)),
            )
            return default

    def window(self, name: str, default: Window) -> Window:
        """A way to cut time."""
        text = self.text(name, str(default))
        if (window := Window.named(text)) is None:
            self.report.error(
                "unknown-window",
                Saying("`{name}` is no window", name=text[:60]),
                self.place_of(name),
                expected=Saying("one of {words}", words=", ".join(Every)),
                remedy=WINDOWS,
            )
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
            self.report.error(
                "unknown-rounding",
                Saying("`{name}` is no rounding", name=text[:60]),
                self.place_of(name),
                expected="none, or a step and a mode: `0.1 half up`, `whole floor`",
                remedy=Saying("Modes are {words}.", words=", ".join(Mode)),
            )
            return default

    def range(self) -> Range | None:
        """The edges `at least`, `above`, `below`, `at most` of this mapping itself; None where it has none."""
        edges = [(word, self.edge(word)) for word in ("at least", "above", "at most", "below") if word in self]
        return ranged([(word, value) for word, value in edges if value is not None], self.report, self.place)

    def items(self, name: str) -> tuple[Node, ...]:
        """The items of a list."""
        node = self.node(name)
        if node is None or (isinstance(node, Text) and not node.value):
            return ()
        if not isinstance(node, Sequence):
            self.report.refuse(
                Saying("`{name}` is a list", name=name), node, "not-a-list", "Begin each entry with `- `."
            )
            return ()
        return node.items

    def members(self, name: str, what: str) -> Iterator[tuple[str, Node, Place]]:
        """Named entries of a mapping: key, value, place. Keys are small letters, digits and underscores."""
        node = self.node(name)
        if node is None or (isinstance(node, Text) and not node.value):
            return
        if not isinstance(node, Mapping):
            self.report.refuse(Saying("`{name}` is written as `name: value` lines", name=name), node)
            return
        for key, value in node.pairs:
            if not _KEY.fullmatch(key.value):
                self.report.error(
                    "odd-name",
                    Saying("`{name}` cannot name {thing}", name=key.value[:60], thing=what),
                    key.place,
                    expected="small letters, digits and _, at most 60",
                    remedy="Write it as in `calls_offered`.",
                )
            yield key.value, value, key.place

    def done(self) -> None:
        """Report every field that nobody asked for."""
        for name, (key, value) in self.pairs.items():
            if name not in self.asked:
                bare = isinstance(value, Text) and not value.value
                cut, number_ = bare and " " in key.value, bare and key.value[:1].isdigit()
                self.report.error(
                    "unknown-key",
                    Saying("{thing} has no `{name}`", thing=self.what, name=key.value[:60]),
                    key.place,
                    remedy=CUT_NUMBER if number_ else CUT_TEXT if cut else nearest(name, sorted(self.asked)),
                )
