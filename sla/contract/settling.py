"""Reading what stands after the levels: limits, earn-backs, consequences, and how a statement is settled."""

from __future__ import annotations

from decimal import Decimal

from sla.contract.conditions import Asker
from sla.contract.days import days
from sla.contract.fields import WINDOWS, Fields
from sla.contract.invoicing import invoicing
from sla.contract.model import (
    Condition,
    Consequence,
    Direction,
    EarnBack,
    InARow,
    Language,
    Limit,
    Reach,
    Remainder,
    Shared,
    Sheet,
    Terms,
)
from sla.contract.nodes import Node, Text
from sla.contract.report import Report, nearest
from sla.contract.sections import MONTH
from sla.values import Saying, Window
from sla.values.window import Every

ON = {
    "penalties": (Direction.PENALTY, False),
    "incentives": (Direction.INCENTIVE, False),
    "net penalties": (Direction.PENALTY, True),
    "net incentives": (Direction.INCENTIVE, True),
}
"""What a limit may be on: a direction, and whether the other one is taken off first."""


def limit(node: Node, asker: Asker) -> Limit:
    """A ceiling: an amount over a window, or a number of lines; always, or when a condition holds."""
    report, levels = asker.report, asker.grades
    fields = Fields(node, report, Saying("a limit"))
    on, net = _on(fields)
    for key in (named := fields.texts("levels")):
        if key not in levels:
            report.error(
                "unknown-level",
                Saying("there is no level `{name}`", name=key),
                fields.place_of("levels"),
                remedy=nearest(key, list(levels)),
            )
    most, lines, over = fields.expression("at most"), fields.whole("lines"), fields.expression("more than")
    if sum(word in fields for word in ("at most", "lines", "more than")) != 1:
        report.error(
            "limit-of-what",
            "a limit has one of `at most`, `lines`, `more than`",
            fields.place,
            remedy="Write `at most: 10 % of invoice`; `lines: 1` to keep only the highest; "
            "`more than: 1.00` to drop what is too small.",
        )
    if net and "at most" not in fields:
        report.error(
            "limit-of-what",
            "what is left of both directions is limited by `at most` alone",
            fields.place,
            remedy="Write `at most: 10 % of invoice`, or a limit `on: penalties` or `on: incentives`.",
        )
    condition = fields.node("when")
    found = Limit(
        fields.text("clause"),
        fields.text("words"),
        on,
        fields.window("window", MONTH),
        most,
        lines,
        named,
        fields.choice("shared", Shared, Shared.PRO_RATA),
        fields.text("per"),
        over,
        asker.read(condition) if condition is not None else None,
        net,
        fields.choice("base", Reach, Reach.SO_FAR) if "base" in fields else None,
        fields.place,
    )
    fields.done()
    return found


def _on(fields: Fields) -> tuple[Direction, bool]:
    """The direction that a limit cuts, and whether the other one makes room for it."""
    found = ON.get(fields.text("on"))
    if found is None:
        fields.report.error(
            "missing",
            "a limit says what it is on",
            fields.place_of("on"),
            expected=" | ".join(ON),
            remedy="Write `on: penalties` or `on: incentives`; `on: net penalties` is penalties less incentives.",
        )
    return found or (Direction.PENALTY, False)


def earn_back(node: Node, asker: Asker) -> EarnBack | None:
    """Penalties that go back once a condition holds: those of the window before a streak, or of a whole window."""
    fields = Fields(node, asker.report, Saying("an earn-back"))
    levels = fields.texts("levels")
    for key in levels:
        if key not in asker.grades:
            asker.report.error(
                "unknown-level",
                Saying("there is no level `{name}`", name=key),
                fields.place_of("levels"),
                remedy=nearest(key, list(asker.grades)),
            )
    when = fields.need("when", "Say when it is earned: `when: {level: delay, is: met, in a row: 2}`.")
    condition = asker.read(when) if when is not None else None
    within = fields.window("within", MONTH) if "within" in fields else None
    streak = _streak(condition)
    if condition is not None and within is None and not streak:
        asker.report.error(
            "earn-back-of-what",
            "an earn-back says which windows' penalties go back",
            fields.place,
            remedy="Let `when` ask for `in a row: 2` (the window before the streak is returned), "
            "or add `within: contract year`.",
        )
    part = fields.number("part")
    if part is not None and not 0 < part <= 100:
        asker.report.error(
            "not-a-part",
            "`part` is a share in per cent",
            fields.place_of("part"),
            found=str(part),
            expected="above 0 and at most 100",
            remedy="Leave it out to return everything.",
        )
    clause, words = fields.text("clause"), fields.text("words")
    fields.done()
    if condition is None:
        return None
    return EarnBack(
        clause, words, levels, condition, streak, within, part if part is not None else Decimal(100), fields.place
    )


def _streak(condition: Condition | None) -> int:
    return condition.times if isinstance(condition, InARow) else 0


def consequence(node: Node, asker: Asker) -> Consequence | None:
    """What follows that is not money."""
    fields = Fields(node, asker.report, Saying("a consequence"))
    when = fields.need("when", "Say when it follows, as `when: {level: x, is: missed, in a row: 3}`.")
    condition = asker.read(when) if when is not None else None
    fields.need("says", "Say what follows: `says: The vendor sends an improvement plan within 20 days.`")
    clause, says = fields.text("clause"), fields.text("says")
    fields.done()
    return Consequence(clause, says, condition, fields.place) if condition else None


def terms(node: Node | None, report: Report) -> Terms:
    """The statement's window alone, or with how a credit is set off, when it is due and must be claimed."""
    if node is None:
        return Terms(MONTH)
    if isinstance(node, Text):
        window = Window.named(node.value)
        if window is None:
            report.error(
                "unknown-window",
                Saying("`{name}` is no window", name=node.value[:60]),
                node.place,
                expected=Saying("one of {words}", words=", ".join(Every)),
                remedy=WINDOWS,
            )
        return Terms(window or MONTH, place=node.place)
    fields = Fields(node, report, Saying("the statement"))
    found = Terms(
        fields.window("every", MONTH),
        fields.text("clause"),
        fields.expression("against"),
        fields.choice("remainder", Remainder, Remainder.PAY),
        fields.text("remainder clause"),
        days(fields, "due"),
        days(fields, "claim"),
        days(fields, "dispute"),
        days(fields, "answer"),
        days(fields, "submit within"),
        days(fields, "approve within"),
        fields.text("payable"),
        fields.place_of("against"),
        fields.choice("paper", Sheet, Sheet.A4),
        fields.choice("language", Language, Language.ENGLISH),
        invoicing(fields.node("invoice"), report),
    )
    fields.done()
    return found
