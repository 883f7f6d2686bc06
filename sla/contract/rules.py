"""Reading what a level pays: under which condition, by which table or count, and in which direction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sla.contract.conditions import Asker
from sla.contract.expression import Expression, Negative, printed
from sla.contract.fields import Fields
from sla.contract.model import (
    Apply,
    Band,
    Bands,
    Count,
    Direction,
    Each,
    Flat,
    Lookup,
    Quantity,
    Range,
    Read,
    Rule,
    Scale,
    Steps,
    Tariff,
)
from sla.contract.nodes import Node, Sequence
from sla.contract.report import Report
from sla.contract.sections import Kinds
from sla.values import Saying

OWN_KINDS = ("carry", "forfeit")
Priced = tuple[Tariff | None, Direction]


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads the rules of one level. `clause` is the level's own, for rules that name none."""

    level: str
    clause: str
    kinds: Kinds
    grades: dict[str, tuple[str, ...]]
    report: Report

    def rules(self, fields: Fields) -> tuple[Rule, ...]:
        """Every rule under `pays`."""
        return tuple(rule for item in fields.items("pays") if (rule := self.rule(item)))

    def rule(self, node: Node) -> Rule | None:
        """One rule: condition, tariff, direction."""
        fields = Fields(node, self.report, Saying("a rule"))
        asker = Asker(self.level, self.grades, self.report)
        condition = fields.node("when")
        when = asker.read(condition) if condition is not None else None
        tariff, direction = self.tariff(fields, condition is not None)
        scale = self.scale(fields, asker)
        kind = fields.text("kind", "credit" if direction is Direction.PENALTY else "bonus")
        if kind in OWN_KINDS:
            self.report.error(
                "reserved-name",
                Saying("`{name}` names lines that the settlement makes itself", name=kind),
                fields.place_of("kind"),
                remedy="Choose another word, as `damages`.",
            )
        rule = Rule(
            fields.text("clause", self.clause),
            fields.text("words"),
            direction,
            kind,
            tariff or Flat(),
            when,
            scale,
            fields.flag("rounded together"),
            fields.place,
        )
        fields.done()
        return rule if tariff is not None else None

    def tariff(self, fields: Fields, conditional: bool) -> Priced:
        """Bands, a lookup, steps, each, or one flat price."""
        if "bands" in fields:
            rows = self.rows(fields, "bands", self.band)
            return Bands(fields.choice("apply", Apply, Apply.ONE), rows), _direction(rows)
        if "rows" in fields:
            rows = tuple(sorted(self.rows(fields, "rows", self.point), key=lambda row: row.range.low or Decimal(0)))
            if "lookup" not in fields:
                self.report.error(
                    "missing",
                    "a table of points says how it is read between its rows",
                    fields.place,
                    expected="lookup: down | up | between",
                    remedy="Add `lookup: down` for the row at or below the result, `up` or `between`.",
                )
            for before, after in pairwise(rows):
                if before.range == after.range:
                    self.report.error(
                        "bands-overlap",
                        "two rows stand at the same result, and only one may apply",
                        after.place,
                        found=Saying("also in line {name}", name=before.place.line),
                        remedy="Keep one of the two.",
                    )
            return Lookup(fields.choice("lookup", Read, Read.DOWN), rows), _direction(rows)
        if "per step" in fields:
            return self.steps(fields)
        return self.single(fields, conditional)

    def single(self, fields: Fields, conditional: bool) -> Priced:
        """`each`, one band written in the rule itself, or a flat price."""
        value, direction, points = self.price(fields)
        count = fields.expression("each")
        if count is not None:
            self.kinds.measured(count, fields.place_of("each"), Saying("what is counted"), {"result": Quantity.NUMBER})
            return (Each(count, value, points) if value or points is not None else None), direction
        if edges := fields.range():
            band = Band(edges, value, direction if value else None, points, fields.text("clause"), fields.place)
            return Bands(Apply.ONE, (band,)), direction
        if not conditional and not any(word in fields for word in ("at least", "above", "at most", "below")):
            self.report.error(
                "always-pays",
                "this rule would pay in every window",
                fields.place,
                remedy="Add `when: missed`, an edge as `below: 65`, `bands`, `per step` or `each`.",
            )
        return Flat(value, points), direction

    def price(self, fields: Fields) -> tuple[Expression | None, Direction, Decimal | None]:
        """`penalty`, `incentive` or `points`: just one of them."""
        words = [word for word in ("penalty", "incentive", "points") if word in fields]
        if len(words) != 1:
            self.report.error(
                "one-price",
                Saying("{thing} has one of `penalty`, `incentive`, `points`", thing=fields.what),
                fields.place,
                found=", ".join(words) or "none",
                remedy="Keep one of them.",
            )
            return None, Direction.PENALTY, None
        if words[0] == "points":
            return None, Direction.PENALTY, fields.number("points")
        value = fields.expression(words[0])
        if value is not None:
            place = fields.place_of(words[0])
            self.kinds.money(value, place, Saying("the {word}", word=words[0]), {"result": Quantity.NUMBER})
            if isinstance(value, Negative):
                self.report.error(
                    "below-zero",
                    Saying("`{name}` is below zero", name=words[0]),
                    place,
                    found=printed(value),
                    remedy="Leave the minus sign out: the word says who is owed.",
                )
        return value, Direction(words[0]), None

    def rows(self, fields: Fields, name: str, read: Callable[[Fields], Band | None]) -> tuple[Band, ...]:
        """Every row of a table."""
        if not fields.items(name):
            self.report.error(
                "missing",
                Saying("`{name}` has no rows", name=name),
                fields.place_of(name),
                remedy="Write one after each `- `, as `- {below: 65, penalty: 2500.00}`.",
            )
        return tuple(row for item in fields.items(name) if (row := read(Fields(item, self.report, Saying("a row")))))

    def band(self, fields: Fields) -> Band | None:
        """One row of a table of ranges."""
        edges = fields.range()
        if edges is None:
            self.report.error(
                "missing", "a band needs an edge", fields.place, remedy="Add `at least`, `above`, `below` or `at most`."
            )
        return self.row(fields, edges)

    def point(self, fields: Fields) -> Band | None:
        """One row of a table of points."""
        fields.need("at", "Say at which result the row stands: `at: 95`.")
        at = fields.number("at")
        return self.row(fields, Range(at, True, at, True) if at is not None else None)

    def row(self, fields: Fields, edges: Range | None) -> Band | None:
        """A row's range and price; `nothing` is written as `penalty: 0`."""
        value, direction, points = self.price(fields)
        clause = fields.text("clause")
        fields.done()
        return Band(edges, value, direction if value else None, points, clause, fields.place) if edges else None

    def steps(self, fields: Fields) -> Priced:
        """So much per step of distance from a reference."""
        value, direction, points = self.price(fields)
        inner = Fields(fields.node("per step") or Sequence((), fields.place), self.report, "`per step`")
        below, above, size = inner.edge("below"), inner.edge("above"), inner.number("of")
        most = inner.number("at most")
        counted = inner.choice("counted", Count, Count.EXACT)
        if "counted" not in inner:
            self.report.error(
                "missing",
                "`per step` says how a part of a step counts",
                inner.place,
                expected="counted: exact | full | started",
                remedy="Add `counted: full` for whole steps only, `started` or `exact`.",
            )
        if most is not None and most <= 0:
            self.report.error(
                "below-zero",
                "`at most` leaves no step",
                inner.place_of("at most"),
                found=str(most),
                remedy="Write how many steps are paid at most.",
            )
        inner.done()
        reference = below if below is not None else above
        numbers = (("below", below), ("above", above), ("of", size))
        if any(word in inner and number is None for word, number in numbers):  # told where it stands
            return None, direction
        if (below is None) == (above is None) or reference is None or size is None or size <= 0:
            self.report.error(
                "missing",
                "`per step` needs a size `of` above 0, and one of `below`, `above`",
                inner.place,
                remedy="Write `per step: {of: 1, below: 98, counted: full}`.",
            )
            return None, direction
        if value is None and points is None:
            return None, direction
        return Steps(below is not None, reference, size, counted, value, most, points), direction

    def scale(self, fields: Fields, asker: Asker) -> Scale | None:
        """`scale: {by: 2, when: {is: missed, in a row: 2}}`."""
        node = fields.node("scale")
        if node is None:
            return None
        inner = Fields(node, self.report, "`scale`")
        by, when_node = inner.number("by"), inner.need("when", "Say when the price is multiplied.")
        when = asker.read(when_node) if when_node is not None else None
        if "by" not in inner or (by is not None and by < 0):
            self.report.error(
                "missing",
                "`scale` needs a factor `by`, from 0 up",
                inner.place_of("by"),
                remedy="Write `scale: {by: 2, when: {is: missed, in a row: 2}}`.",
            )
        inner.done()
        return Scale(by, when) if by is not None and when is not None else None


def _direction(rows: Iterable[Band]) -> Direction:
    """A table's usual direction: that of its first row that pays."""
    return next((row.direction for row in rows if row.direction), Direction.PENALTY)
