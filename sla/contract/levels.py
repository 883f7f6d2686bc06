"""Reading service levels: measure, target, grades, and the rules that pay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sla.contract.conditions import OUTCOMES, Asker
from sla.contract.examples import TOTALS
from sla.contract.expression import Binary, Number, names, walk
from sla.contract.fields import Fields
from sla.contract.inforce import day
from sla.contract.measures import MeasureReader
from sla.contract.model import (
    Absent,
    Better,
    Condition,
    Figure,
    Formula,
    Grade,
    Level,
    Measure,
    MetShare,
    Moving,
    Quantity,
    Range,
    Scope,
    always_there,
)
from sla.contract.nodes import Mapping, Node, Text
from sla.contract.quantities import BUILT_IN
from sla.contract.ranges import range_in
from sla.contract.report import Report, nearest
from sla.contract.rules import RuleReader
from sla.contract.sections import MONTH, PERCENT_UNITS, Kinds
from sla.values import Period, Saying, Window
from sla.values.window import Every

UNREAD = Formula(Number(Decimal(0)))
"""In place of a measure that cannot be read, so that the rest of the level is read for its findings."""
OF_THE_TERM = (Every.CONTRACT_QUARTER, Every.CONTRACT_HALF_YEAR, Every.CONTRACT_YEAR, Every.TERM, Every.EVENT)
"""Windows that are counted from the term's start, or from nothing."""
EDGES = ("at least", "above", "at most", "below")
_PLAIN = re.compile(r"-?[0-9.]+ ?%?")
_STARTS = re.compile(r"first ([a-z -]+) after ([0-9-]+)")


def grade_names(node: Node | None) -> dict[str, tuple[str, ...]]:
    """Each level's key and the names of its grades, so that conditions can point forwards."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        quiet = Fields(value, Report(), Saying("a level"))
        called = [Fields(grade, Report(), Saying("a grade")).text("called") for grade in quiet.items("grades")]
        found[key.value] = tuple(called)
    return found


def may_be_zero(measure: Measure) -> bool:
    """Whether a level divides by figures: what it divides by may be zero in one window."""
    if isinstance(measure, Formula):
        parts = (part for part in walk(measure.expression) if isinstance(part, Binary) and part.sign == "/")
        return any(names(part.right) - BUILT_IN.keys() for part in parts)
    return isinstance(measure, MetShare)


@dataclass(frozen=True, slots=True)
class LevelReader:
    """Reads one level after another; knows the figures, what every name is, and every level's grades."""

    figures: dict[str, Figure]
    kinds: Kinds
    grades: dict[str, tuple[str, ...]]
    report: Report

    def level(self, key: str, node: Node) -> Level | None:
        """One service level, or None with findings."""
        fields = Fields(node, self.report, Saying("the level `{name}`", name=key))
        if key in TOTALS:
            self.report.error(
                "reserved-name",
                Saying("`{name}` is what a settlement adds up to", name=key),
                fields.place,
                remedy="Choose another name for the level.",
            )
        others = tuple(other for other in self.grades if other != key)
        measure, natural = MeasureReader(key, self.figures, self.kinds, others, self.report).measure(fields)
        absent = fields.node("missing")
        missing = Fields(absent, self.report, "`missing`") if absent is not None else None
        window = fields.window("window", MONTH)
        if missing is None and not (measure and always_there(measure, window)):
            self.report.warning(
                "missing-not-stated",
                Saying("the level `{name}` does not say what happens without figures", name=key),
                fields.place,
                "Add `missing: {nothing reported: ..., zero denominator: ...}`: "
                "hold | not measured | met | missed | worst band. Until then it is held.",
            )
        if missing is not None:
            self.unsaid(key, missing, measure)
        nothing, zero = (
            missing.choice(word, Absent, Absent.HOLD) if missing else Absent.HOLD
            for word in ("nothing reported", "zero denominator")
        )
        if missing:
            missing.done()
        unit = fields.text("unit", natural)
        quantity = Quantity.PERCENT if unit in PERCENT_UNITS else Quantity.NUMBER
        clause = fields.text("clause")
        target, moving = self.target(fields)
        better = self.better(fields, target, moving)
        found = Level(
            key,
            fields.text("title", key.replace("_", " ").capitalize()),
            clause,
            fields.text("words"),
            window,
            measure or UNREAD,
            unit,
            quantity,
            better,
            fields.rounding("round"),
            target,
            nothing,
            zero,
            fields.texts("by"),
            self.grade_rows(fields),
            RuleReader(key, clause, self.kinds, self.grades, self.report).rules(fields),
            self.priced_from(fields),
            self.excused(fields, key),
            fields.flag("priced", default=True),
            moving,
            self.only(fields),
            fields.place,
            fields.place_of("target"),
        )
        fields.done()
        if quantity is Quantity.PERCENT:
            self.fractions(found, fields)
        return found if measure is not None else None

    def unsaid(self, key: str, missing: Fields, measure: Measure | None) -> None:
        """Warn of a level that says what one kind of absence means, and not what the other does."""
        words = ["nothing reported", "zero denominator"] if measure and may_be_zero(measure) else ["nothing reported"]
        for word in words:
            if word not in missing:
                self.report.warning(
                    "missing-not-stated",
                    Saying("the level `{name}` does not say what `{name2}` means", name=key, name2=word),
                    missing.place,
                    Saying(
                        "Add `{name}:` to it: hold | not measured | met | missed | worst band. Until then it is held.",
                        name=word,
                    ),
                )

    def excused(self, fields: Fields, key: str) -> Condition | None:
        """`excused when`: a condition on other levels."""
        node = fields.node("excused when")
        return Asker(key, self.grades, self.report).read(node) if node is not None else None

    def only(self, fields: Fields) -> Scope:
        """The rows that count, by their dimensions: `only: {site: Leeds}`."""
        node = fields.node("only")
        if node is None:
            return ()
        inner = Fields(node, self.report, "`only`")
        dimensions = sorted({each for figure in self.figures.values() for each in figure.by})
        for name, (key, _) in inner.pairs.items():
            if key.value not in dimensions:
                self.report.error(
                    "unknown-dimension",
                    Saying("no figure is reported by `{name}`", name=key.value[:60]),
                    key.place,
                    remedy=nearest(key.value, dimensions),
                )
            inner.need(name, "Say which rows count: `only: {site: Leeds}`.")
        return tuple(sorted((key.value, inner.text(name)) for name, (key, _) in inner.pairs.items()))

    def target(self, fields: Fields) -> tuple[Range | None, Moving | None]:
        """A range of numbers, or an edge that each window computes: `{at least: previous + 1, first: met}`."""
        node = fields.node("target")
        if not isinstance(node, Mapping):
            return (range_in(node, self.report, "`target`") if node is not None else None), None
        edges = [
            (word, value) for word, value in ((k.value.replace("_", " "), v) for k, v in node.pairs) if word in EDGES
        ]
        if len(edges) != 1 or not isinstance(edges[0][1], Text) or _PLAIN.fullmatch(edges[0][1].value):
            return range_in(node, self.report, "`target`"), None
        inner = Fields(node, self.report, "`target`")
        word = edges[0][0]
        aim = inner.expression(word)
        if aim is not None:
            self.kinds.measured(aim, inner.place_of(word), "a target", {"previous": Quantity.NUMBER})
        if "first" not in inner and aim is not None and "previous" in names(aim):
            self.report.error(
                "missing",
                "a target made of the previous result says what holds for the first window",
                inner.place,
                remedy="Add `first: not measured` or `first: met`.",
            )
        first, rounding = inner.choice("first", Absent, Absent.NOT_MEASURED), inner.rounding("round")
        inner.done()
        low = word in ("at least", "above")
        return None, Moving(low, word in ("at least", "at most"), aim, first, rounding) if aim is not None else None

    def priced_from(self, fields: Fields) -> date | None:
        """A date, or `first month after 2009-03-03`: the first window that begins then or later."""
        text = fields.text("priced from")
        if not (match := _STARTS.fullmatch(text)):
            return fields.date("priced from")
        window, after = Window.named(match[1]), day(match[2])
        if window is None or after is None or window.every in OF_THE_TERM:
            self.report.error(
                "unknown-start",
                Saying("`{name}` is no start", name=text[:60]),
                fields.place_of("priced from"),
                expected="a date, or `first month after 2009-03-03`",
                remedy="Write the date on which the first priced window begins.",
            )
            return None
        whole = window.around(after, Period(after, after + timedelta(days=1)))
        return whole.start if whole.start == after else whole.end

    def better(self, fields: Fields, target: Range | None, moving: Moving | None) -> Better:
        """Stated, or plain from the target's edge."""
        from_target = Better.LOWER if (target and target.low is None) or (moving and not moving.low) else Better.HIGHER
        if "better" not in fields and "target" not in fields:
            self.report.error(
                "missing",
                Saying("{thing} needs `better`, or a target that shows it", thing=fields.what),
                fields.place,
                expected="higher | lower",
                remedy="Add `better: higher` or `better: lower`.",
            )
        return fields.choice("better", Better, from_target)

    def grade_rows(self, fields: Fields) -> tuple[Grade, ...]:
        """Named ranges of results."""
        rows = []
        for item in fields.items("grades"):
            row = Fields(item, self.report, Saying("a grade"))
            row.need("called", "Name it: `called: severe`.")
            if row.text("called") in (*OUTCOMES, "no target"):
                self.report.error(
                    "reserved-name",
                    Saying("`{name}` is an outcome that every level may have", name=row.text("called")),
                    row.place_of("called"),
                    remedy="Choose another name for the grade.",
                )
            if edges := row.range():
                rows.append(Grade(row.text("called"), edges, row.place))
            else:
                self.report.error("missing", "a grade needs an edge", row.place, remedy="Add `below: 96` or the like.")
            row.done()
        return tuple(rows)

    def fractions(self, level: Level, fields: Fields) -> None:
        """Report `0.95` where 95 % is meant: a share that should be high cannot ask for less than one per cent."""
        edge = level.target.low if level.target else None
        if level.better is Better.HIGHER and edge is not None and 0 < edge <= 1:
            self.report.error(
                "fraction-for-percent",
                Saying("a target of {name} % is hardly meant", name=edge),
                fields.place_of("target"),
                found=str(edge),
                expected=f"{edge * 100}",
                remedy="Percentages are written 95, not 0.95.",
            )
