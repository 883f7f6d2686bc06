"""Reading conditions: facts of this window and of earlier ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sla.contract.fields import Fields
from sla.contract.model import All, Any, Compares, Condition, Gap, InARow, Is, Not, Then, TimesIn
from sla.contract.nodes import Mapping, Node, Sequence, Text
from sla.contract.order import asked
from sla.contract.ranges import range_in
from sla.contract.report import Report, nearest
from sla.values import Saying

OUTCOMES = ("met", "missed", "not measured", "excused", "unknown", "nothing reported", "zero denominator")
"""What every level may come out as; the last two say why there is no result."""
PLAIN: dict[str, Condition] = {"always": All(()), "never": Any(())}
"""Conditions that need no level: where one answer to a reading asks for something and another does not."""
SAID_OF_A_LEVEL = ("is", "result", "at least", "above", "at most", "below")
_LAST = re.compile(r"([1-9][0-9]{0,3})(?: ([a-z][a-z -]*))?")


def windows_in(fields: Fields, name: str) -> tuple[int, str] | None:
    """A number of windows, and what they are called if that is said: `12`, `12 months`, `1 month`."""
    text = fields.text(name)
    if not text:
        return None
    if not (match := _LAST.fullmatch(text)):
        fields.report.error(
            "not-whole",
            Saying("`{name}` is a number of windows", name=name),
            fields.place_of(name),
            found=text[:60],
            remedy=Saying("Write `{name}: 12`, or `{name}: 12 months`.", name=name),
        )
        return None
    return int(match[1]), (match[2] or "").removesuffix("s")


@dataclass(frozen=True, slots=True)
class Asker:
    """Which level asks (for conditions that name none), and which grades each level has."""

    level: str
    grades: dict[str, tuple[str, ...]]
    report: Report

    def read(self, node: Node) -> Condition | None:
        """A condition as a word (`missed`, `never`) or as a mapping."""
        if isinstance(node, Text) and node.value in PLAIN:
            return PLAIN[node.value]
        if isinstance(node, Text) and not self.level:
            self.nobody(node)
            return None
        if isinstance(node, Text):
            return self.named(self.level, (node.value,), node)
        if isinstance(node, Sequence):
            return self.several("all", node.items, node)
        return self.counted(Fields(node, self.report, Saying("a condition")), node)

    def counted(self, fields: Fields, node: Mapping) -> Condition | None:
        """The condition itself, then how often it must hold."""
        part = self.plain(fields, node)
        row, times, windows = fields.whole("in a row"), fields.whole("times"), self.windows(fields)
        no_data = fields.choice("no data", Gap, Gap.PAUSES)
        then = fields.choice("then", Then, Then.KEEP_COUNTING)
        fields.done()
        self.one_count(fields)
        if part is None:
            return None
        if (row or times) and not any(asked(part)):
            self.report.error(
                "no-condition",
                "a count over history asks no level",
                node.place,
                remedy="Say of which level: `{level: abandoned, is: missed, in a row: 3}`.",
            )
            return None
        if row:
            return InARow(part, row, no_data)
        if times and windows:
            count, unit = windows
            if times > count:
                self.report.error(
                    "never",
                    Saying("{name} times cannot happen in {name2} windows", name=times, name2=count),
                    fields.place_of("times"),
                    remedy="Ask for fewer times, or look further back.",
                )
            return TimesIn(part, times, count, then, unit, fields.place_of("in last"))
        return part

    def one_count(self, fields: Fields) -> None:
        """A count over history is `in a row`, or `times` and `in last`; each has words of its own."""
        row, times, last = ("in a row" in fields, "times" in fields, "in last" in fields)
        if times != last or (row and times):
            self.report.error(
                "half-counted",
                "a count over history is `in a row: 3`, or `times: 4` with `in last: 12`",
                fields.place,
                remedy="Keep one kind of count, and all of it.",
            )
        for word, needed, there in (("no data", "in a row", row), ("then", "in last", last)):
            if word in fields and not there:
                self.report.error(
                    "half-counted",
                    Saying("`{name}` says nothing without `{name2}`", name=word, name2=needed),
                    fields.place_of(word),
                    remedy=Saying("Add `{name}`, or leave `{name2}` out.", name=needed, name2=word),
                )

    def windows(self, fields: Fields) -> tuple[int, str] | None:
        """`in last: 12` or `in last: 12 months`: so many of the level's own windows, this one included."""
        return windows_in(fields, "in last")

    def several(self, word: str, items: tuple[Node, ...], node: Node) -> Condition | None:
        """Conditions of which all or any must hold; at least one."""
        parts = tuple(part for item in items if (part := self.read(item)))
        if not items:
            self.report.error(
                "no-condition",
                Saying("`{name}` lists no condition", name=word),
                node.place,
                remedy="Write one after each `- `, as `- {level: abandoned, is: missed}`.",
            )
        if not parts:
            return None
        return All(parts) if word == "all" else Any(parts)

    def nobody(self, node: Node) -> None:
        """Report a condition that no level is asked for."""
        self.report.error(
            "unknown-level",
            "this condition names no level",
            node.place,
            remedy="Say which is meant: `when: {level: abandoned, is: missed}`.",
        )

    def plain(self, fields: Fields, node: Mapping) -> Condition | None:
        """`all`, `any`, `not`, or one level's outcome, grade or result."""
        for word in ("all", "any"):
            if (listed := fields.node(word)) is not None:
                return self.several(word, fields.items(word), listed)
        if (inner := fields.node("not")) is not None:
            part = self.read(inner)
            return Not(part) if part else None
        level = fields.text("level", self.level)
        if not level:
            self.nobody(node)
            return None
        if level not in self.grades:
            fields.asked.update(SAID_OF_A_LEVEL)
            self.report.error(
                "unknown-level",
                Saying("there is no level `{name}`", name=level[:60]),
                fields.place_of("level"),
                remedy=nearest(level, list(self.grades)),
            )
            return None
        if (names := fields.node("is")) is not None:
            return self.named(level, fields.texts("is"), names)
        if edges := fields.range():
            return Compares(level, edges)
        if (words := fields.node("result")) is not None and (found := range_in(words, self.report, "`result`")):
            return Compares(level, found)
        self.report.error(
            "no-condition",
            "this says nothing about the level",
            node.place,
            expected="`is: missed`, or an edge as `at least: 75`",
            remedy="Say what must be true of it.",
        )
        return None

    def named(self, level: str, names: tuple[str, ...], node: Node) -> Condition | None:
        """The level came out as one of these outcomes or grades."""
        known = (*OUTCOMES, *self.grades.get(level, ()))
        if not names or "" in names:
            self.report.error(
                "no-condition",
                "this says nothing about the level",
                node.place,
                expected=" | ".join(known),
                remedy="Say how it came out, as `missed`.",
            )
            return None
        for name in names:
            if name not in known:
                self.report.error(
                    "unknown-outcome",
                    Saying("`{name}` never comes out as `{name2}`", name=level, name2=name[:60]),
                    node.place,
                    expected=" | ".join(known),
                    remedy=nearest(name, list(known)),
                )
                return None
        return Is(level, names)
