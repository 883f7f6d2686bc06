"""Reading how a level is measured: a formula over figures and other levels, points, shares of windows, last results."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sla.contract.conditions import windows_in
from sla.contract.expression import Binary, Expression, Name, Number, names
from sla.contract.fields import Fields
from sla.contract.model import Figure, Formula, Measure, MetShare, Over, OverLast, Points, Quantity
from sla.contract.nodes import Text
from sla.contract.report import Report, nearest
from sla.contract.sections import Kinds
from sla.values import Saying

HUNDRED = Number(Decimal(100))


class WithFewer(StrEnum):
    """What a result over the last windows is while there are fewer."""

    THOSE = "those there are"
    NONE = "not measured"


@dataclass(frozen=True, slots=True)
class MeasureReader:
    """Reads the measure of one level, `key`; knows the figures and the other levels."""

    key: str
    figures: Dict[str, Figure]
    kinds: Kinds
    others: tuple[str, ...]
    report: Report

    def measure(self, fields: Fields) -> tuple[Measure | None, str]:
        """How the result is made, and the unit it naturally has."""
        node = fields.need("measure", "Write a formula, `{share: part, of: whole}`, or `{points: [levels]}`.")
        if node is None:
            return None, ""
        if isinstance(node, Text):
            expression = fields.expression("measure")
            if expression is None:
                return None, ""
            figure = self.figures.get(expression.name) if isinstance(expression, Name) else None
            return self.formula(expression, fields, "measure"), figure.unit if figure else ""
        inner = Fields(node, self.report, Saying("the measure"))
        measure, unit = self.shaped(inner)
        inner.done()
        return measure, unit

    def formula(self, expression: Expression, fields: Fields, word: str) -> Formula:
        """Arithmetic over figures and, where no figure has the name, over other levels' results."""
        asked = names(expression)
        levels = tuple(each for each in self.others if each in asked and each not in self.figures)
        results = dict.fromkeys(levels, Quantity.NUMBER)
        self.kinds.measured(expression, fields.place_of(word), "a result", results)
        return Formula(expression, levels)

    def shaped(self, inner: Fields) -> tuple[Measure | None, str]:
        """A share of counts in per cent, a ratio, or what other levels came to."""
        if "points" in inner:
            return self.points(inner), "points"
        if "share met" in inner:
            return MetShare(self.other(inner, "share met")), "%"
        for how in Over:
            if how.value in inner:
                return self.several(inner, how), ""
        word = "share" if "share" in inner else "ratio"
        inner.need(word, "Write `{share: part, of: whole}` for per cent, `{ratio: part, of: whole}` for a quotient.")
        inner.need("of", "Say of what.")
        part, whole = inner.expression(word), inner.expression("of")
        if part is None or whole is None:
            return None, ""
        quotient = Binary("/", Binary("*", HUNDRED, part) if word == "share" else part, whole)
        return self.formula(quotient, inner, ""), "%" if word == "share" else ""

    def several(self, inner: Fields, how: Over) -> OverLast:
        """Several results of another level as one: those of its last windows, or all inside the window."""
        windows, unit = windows_in(inner, "last") or (0, "")
        few = inner.choice("with fewer", WithFewer, WithFewer.THOSE)
        if "with fewer" in inner and "last" not in inner:
            self.report.error(
                "half-counted",
                "`with fewer` says nothing without `last`",
                inner.place_of("with fewer"),
                remedy="Say how many windows there should be, as `last: 3`, or leave it out.",
            )
        place = inner.place_of("last")
        return OverLast(self.other(inner, how.value), how, windows, few is WithFewer.NONE, unit, place)

    def points(self, inner: Fields) -> Points:
        """The points of the levels named, or of all others."""
        named = inner.texts("points")
        levels = self.others if named == ("all",) else named
        if not levels:
            self.report.error(
                "missing",
                "`points` names no other level",
                inner.place_of("points"),
                remedy="Write `points: [abandoned, answered_in_30s]`, or `points: all`.",
            )
        for level in levels if named != ("all",) else ():
            self.known(level, inner, "points")
        return Points(levels)

    def other(self, inner: Fields, word: str) -> str:
        """The other level that a measure is made of."""
        self.known(inner.text(word), inner, word)
        return inner.text(word)

    def known(self, level: str, inner: Fields, word: str) -> None:
        """Report a level that is not there, or is this one."""
        if level not in self.others:
            self.report.error(
                "unknown-level",
                Saying("there is no other level `{name}`", name=level[:60]),
                inner.place_of(word),
                remedy=nearest(level, list(self.others)),
            )
