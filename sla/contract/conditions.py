"""Reading conditions: facts of this window and of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass

from sla.contract.fields import Fields, Report, nearest, range_in
from sla.contract.model import All, Any, Compares, Condition, InARow, Is, NoData, Not, Then, TimesIn
from sla.contract.nodes import Mapping, Node, Sequence, Text

OUTCOMES = ("met", "missed", "not measured", "excused", "unknown")


@dataclass(frozen=True, slots=True)
class Asker:
    """Which level asks (for conditions that name none), and which grades each level has."""

    level: str
    grades: dict[str, tuple[str, ...]]
    report: Report

    def read(self, node: Node) -> Condition | None:
        """A condition as a word (`missed`) or as a mapping."""
        if isinstance(node, Text):
            return self.named(self.level, (node.value,), node)
        if isinstance(node, Sequence):
            return All(tuple(part for item in node.items if (part := self.read(item))))
        return self.counted(Fields(node, self.report, "a condition"), node)

    def counted(self, fields: Fields, node: Mapping) -> Condition | None:
        """The condition itself, then how often it must hold."""
        part = self.plain(fields, node)
        row, times, windows = fields.whole("in a row"), fields.whole("times"), self.windows(fields)
        no_data = fields.choice("no data", NoData, NoData.PAUSES)
        then = fields.choice("then", Then, Then.KEEP_COUNTING)
        fields.done()
        if part is None:
            return None
        if row:
            return InARow(part, row, no_data)
        if times and windows:
            if times > windows:
                self.report.error("never", f"{times} times cannot happen in {windows} windows", fields.place)
            return TimesIn(part, times, windows, then)
        if times or windows:
            self.report.error("half-counted", "a count over history needs `times` and `in last`", fields.place,
                              remedy="Write `times: 4` and `in last: 12`.")
        return part

    def windows(self, fields: Fields) -> int | None:
        """`in last: 12` or `in last: 12 months`: so many of the level's own windows, this one included."""
        text = fields.text("in last")
        if not text:
            return None
        count, _, _ = text.partition(" ")
        if not count.isdigit() or int(count) < 1:
            self.report.error("not-whole", "`in last` is a number of windows", fields.place_of("in last"), found=text)
            return None
        return int(count)

    def plain(self, fields: Fields, node: Mapping) -> Condition | None:
        """`all`, `any`, `not`, or one level's outcome, grade or result."""
        for word in ("all", "any"):
            if word in fields:
                parts = tuple(part for item in fields.items(word) if (part := self.read(item)))
                return All(parts) if word == "all" else Any(parts)
        if (inner := fields.node("not")) is not None:
            part = self.read(inner)
            return Not(part) if part else None
        level = fields.text("level", self.level)
        if level not in self.grades:
            self.report.error("unknown-level", f"there is no level `{level}`", fields.place_of("level"),
                              remedy=nearest(level, list(self.grades)) if level else "Say which `level` is meant.")
            return None
        if (names := fields.node("is")) is not None:
            return self.named(level, fields.texts("is"), names)
        if edges := fields.range():
            return Compares(level, edges)
        if (words := fields.node("result")) is not None and (found := range_in(words, self.report, "`result`")):
            return Compares(level, found)
        self.report.error("no-condition", "this says nothing about the level", node.place,
                          expected="`is: missed`, or an edge as `at least: 75`")
        return None

    def named(self, level: str, names: tuple[str, ...], node: Node) -> Condition | None:
        """The level came out as one of these outcomes or grades."""
        known = (*OUTCOMES, *self.grades.get(level, ()))
        for name in names:
            if name not in known:
                self.report.error("unknown-outcome", f"`{level}` never comes out as `{name}`", node.place,
                                  expected=" | ".join(known), remedy=nearest(name, list(known)))
                return None
        return Is(level, names)
