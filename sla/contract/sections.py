"""Reading what stands around the service levels: parties, figures, amounts, pools, limits, terms, examples."""

from __future__ import annotations

import re
from decimal import Decimal

from sla.contract.conditions import Asker
from sla.contract.expression import Expression
from sla.contract.fields import Fields, Report, expression, nearest
from sla.contract.model import (
    Amount,
    Combine,
    Consequence,
    Direction,
    Figure,
    Limit,
    Party,
    Pool,
    Quantity,
    Reading,
    Remainder,
    Shared,
    Terms,
)
from sla.contract.nodes import Node, Text
from sla.contract.quantities import Misfit, quantity
from sla.values import Place, Window
from sla.values.window import Every

MONTH = Window(Every.MONTH)
PERCENT_UNITS = ("%", "percent")
_DAYS = re.compile(r"(\d+)(?: (?:business )?days)?")


def party(node: Node | None, report: Report, what: str) -> Party:
    """A company: its name alone, or with address lines and tax id."""
    if node is None:
        return Party("")
    if isinstance(node, Text):
        return Party(node.value)
    fields = Fields(node, report, what)
    found = Party(fields.text("name"), fields.texts("address"), fields.text("tax id"))
    fields.done()
    return found


def reading(name: str, node: Node, place: Place, report: Report) -> Reading:
    """A question the text leaves open, with its answers and the chosen one."""
    fields = Fields(node, report, f"the reading `{name}`")
    choices = tuple((key, value.value if isinstance(value, Text) else "") for key, value, _ in
                    fields.members("choices", "an answer"))
    chosen = fields.text("chosen", choices[0][0] if choices else "")
    if chosen not in dict(choices):
        report.error("unknown-answer", f"`{chosen}` is not an answer to `{name}`", fields.place_of("chosen"),
                     expected=" | ".join(dict(choices)) or "answers under `choices`")
    found = Reading(name, fields.text("says"), choices, chosen, fields.text("clause"), place)
    fields.done()
    return found


def figure(name: str, node: Node, place: Place, report: Report) -> Figure:
    """One reported number: its unit, and how several values in one window become one."""
    fields = Fields(node, report, f"the figure `{name}`")
    unit_node = fields.need("unit", "Say what is counted: calls, seconds, %, money.")
    unit = unit_node.value if isinstance(unit_node, Text) else "?"
    kind = Quantity.MONEY if unit == "money" else Quantity.PERCENT if unit in PERCENT_UNITS else Quantity.NUMBER
    usual = Combine.ONLY if kind is Quantity.PERCENT else Combine.SUM
    found = Figure(name, unit, kind, fields.choice("combine", Combine, usual), fields.text("says"), fields.texts("by"),
                   fields.number("from"), fields.number("to"), fields.flag("whole"),
                   fields.window("every", MONTH) if "every" in fields else None, place)
    fields.done()
    return found


def amount(name: str, node: Node, place: Place, report: Report) -> Amount | None:
    """A named sum of money, as a formula alone or with clause and words."""
    if isinstance(node, Text):
        formula = expression(node, report)
        return Amount(name, formula, place=node.place) if formula else None
    fields = Fields(node, report, f"the amount `{name}`")
    fields.need("is", "Write the formula: `is: 10 % of invoice`.")
    formula = fields.expression("is")
    found = (
        Amount(name, formula, fields.text("clause"), fields.text("says"), fields.rounding("round"), place)
        if formula
        else None
    )
    fields.done()
    return found


def pool(name: str, node: Node, place: Place, report: Report, levels: tuple[str, ...]) -> Pool | None:
    """Money split over levels by weights in per cent, which together may reach `at most`."""
    fields = Fields(node, report, f"the pool `{name}`")
    fields.need("of", "Say what is split: `of: 10 % of invoice`.")
    of = fields.expression("of")
    weights: list[tuple[str, Decimal]] = []
    inner = Fields(fields.node("weights") or node, report, "the weights") if "weights" in fields else None
    for key, _, spot in fields.members("weights", "a level"):
        if key not in levels:
            report.error("unknown-level", f"there is no level `{key}`", spot, remedy=nearest(key, list(levels)))
        weights.append((key, (inner.number(key.replace("_", " ")) if inner else None) or Decimal(0)))
    most, total = fields.number("at most"), sum((weight for _, weight in weights), Decimal(0))
    if most is not None and total > most:
        report.error("weights-over-pool", f"the weights of `{name}` add up to more than the pool allows",
                     fields.place_of("weights"), found=f"{total} %", expected=f"at most {most} %",
                     remedy="Lower a weight, or raise `at most` if the contract says so.")
    clause, says = fields.text("clause"), fields.text("says")
    fields.done()
    return Pool(name, of, tuple(weights), most, clause, says, place) if of else None


def limit(node: Node, report: Report, levels: tuple[str, ...]) -> Limit:
    """A ceiling: an amount over a window, or a number of lines."""
    fields = Fields(node, report, "a limit")
    on = {"penalties": Direction.PENALTY, "incentives": Direction.INCENTIVE}.get(fields.text("on"))
    if on is None:
        report.error("missing", "a limit says what it is on", fields.place_of("on"), expected="penalties | incentives")
    for key in (named := fields.texts("levels")):
        if key not in levels:
            report.error("unknown-level", f"there is no level `{key}`", fields.place_of("levels"),
                         remedy=nearest(key, list(levels)))
    most, lines = fields.expression("at most"), fields.whole("lines")
    if (most is None) == (lines is None) and not report.findings:
        report.error("limit-of-what", "a limit has either `at most` or `lines`", fields.place,
                     remedy="Write `at most: 10 % of invoice`, or `lines: 1` to keep only the highest.")
    found = Limit(fields.text("clause"), fields.text("words"), on or Direction.PENALTY, fields.window("window", MONTH),
                  most, lines, named, fields.choice("shared", Shared, Shared.PRO_RATA), fields.place)
    fields.done()
    return found


def consequence(node: Node, asker: Asker) -> Consequence | None:
    """What follows that is not money."""
    fields = Fields(node, asker.report, "a consequence")
    when = fields.need("when", "Say when it follows, as `when: {level: x, is: missed, in a row: 3}`.")
    condition = asker.read(when) if when is not None else None
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
            report.error("unknown-window", f"`{node.value}` is no window", node.place, expected="month, quarter, ...")
        return Terms(window or MONTH)
    fields = Fields(node, report, "the statement")
    found = Terms(fields.window("every", MONTH), fields.text("clause"), fields.expression("against"),
                  fields.choice("remainder", Remainder, Remainder.PAY), fields.text("remainder clause"),
                  _days(fields, "due"), _days(fields, "claim"), fields.text("payable"))
    fields.done()
    return found


def _days(fields: Fields, name: str) -> int | None:
    text = fields.text(name)
    if not text:
        return None
    if not (match := _DAYS.fullmatch(text)):
        fields.report.error("not-days", f"`{name}` is a number of days", fields.place_of(name), found=text,
                            expected="`30 days`, `21 business days`")
        return None
    return int(match[1])


class Kinds:
    """What every name of the contract is, to see that formulas fit and prices come to money."""

    def __init__(self, known: dict[str, Quantity], currency: str, report: Report) -> None:
        """`known` maps figures, amounts and `share of POOL` to what they are."""
        self.known = known
        self.currency = currency
        self.report = report

    def of(self, formula: Expression, place: Place, more: dict[str, Quantity] | None = None) -> Quantity | None:
        """What the formula comes to; None, with a finding, where its parts do not fit."""
        try:
            return quantity(formula, self.known | (more or {}), self.currency)
        except Misfit as misfit:
            self.report.error("units-do-not-fit", str(misfit), place, remedy=self._remedy(str(misfit)))
            return None

    def _remedy(self, message: str) -> str:
        asked = re.match(r"`(\w+)` is not", message)
        return nearest(asked[1], list(self.known)) if asked else "See to it that money meets money and shares meet a base."

    def money(self, formula: Expression, place: Place, what: str) -> None:
        """Report a price that is not money. A plain number is an amount in the contract's currency."""
        from sla.contract.expression import names, pools

        kind = self.of(formula, place, {"result": Quantity.NUMBER})
        if kind is Quantity.NUMBER and not names(formula) and not pools(formula):
            return
        if kind is Quantity.PERCENT:
            self.report.error("percent-without-base", f"{what} is a percentage of nothing", place,
                              remedy="Say of what: `5 % of monthly_fee`.")
        elif kind is Quantity.NUMBER:
            self.report.error("not-money", f"{what} is not money", place,
                              remedy="Price each one: `each: late_tickets` with `penalty: 12.50`.")
