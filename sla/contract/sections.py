"""Reading what stands around the service levels: parties, figures, amounts, pools, limits, terms, examples."""

from __future__ import annotations

import re
from decimal import Decimal

from sla.contract.days import days
from sla.contract.expression import Expression, Number, names, pools
from sla.contract.fields import Fields
from sla.contract.invoicing import country, electronic
from sla.contract.model import Amount, Combine, Figure, Index, Party, Pool, Quantity, Reading
from sla.contract.nodes import Node, Text
from sla.contract.quantities import Misfit, quantity
from sla.contract.report import Report, nearest
from sla.contract.scalars import expression, number
from sla.values import Place, Saying, Window
from sla.values.window import Every

MONTH = Window(Every.MONTH)
PERCENT_UNITS = ("%", "percent")
HUNDRED = Decimal(100)
NOTHING = Number(Decimal(0))
"""In place of a formula that cannot be read, so that the rest is read for its findings."""


def party(node: Node | None, report: Report, what: str) -> Party:
    """A company: its name alone, or with address lines and tax id."""
    if node is None:
        return Party("")
    if isinstance(node, Text):
        return Party(node.value)
    fields = Fields(node, report, what)
    found = Party(
        fields.text("name"),
        fields.texts("address"),
        fields.text("tax id"),
        country(fields),
        fields.text("registration"),
        electronic(fields),
    )
    fields.done()
    return found


def reading(name: str, node: Node, place: Place, report: Report) -> Reading:
    """A question the text leaves open, with its answers and the chosen one."""
    fields = Fields(node, report, Saying("the reading `{name}`", name=name))
    fields.need(
        "choices", "Write every answer with what it means: `choices: {highest: only the highest tier is owed}`."
    )
    given = Fields(fields.node("choices") or node, report, Saying("the choices"))
    choices = tuple(
        (key, given.text(key.replace("_", " "))) for key, _, _ in fields.members("choices", Saying("an answer"))
    )
    chosen = fields.text("chosen", choices[0][0] if choices else "")
    if choices and chosen not in dict(choices):
        report.error(
            "unknown-answer",
            Saying("`{name}` is not an answer to `{name2}`", name=chosen[:60], name2=name),
            fields.place_of("chosen"),
            expected=" | ".join(dict(choices)),
            remedy=nearest(chosen, list(dict(choices))),
        )
    found = Reading(name, fields.text("says"), choices, chosen, fields.text("clause"), place)
    fields.done()
    return found


def figure(name: str, node: Node, place: Place, report: Report) -> Figure:
    """One reported number: its unit, and how several values in one window become one."""
    fields = Fields(node, report, Saying("the figure `{name}`", name=name))
    unit = fields.text("unit") if fields.need("unit", "Say what is counted: calls, seconds, %, money.") else "?"
    kind = Quantity.MONEY if unit == "money" else Quantity.PERCENT if unit in PERCENT_UNITS else Quantity.NUMBER
    usual = Combine.ONLY if kind is Quantity.PERCENT else Combine.SUM
    found = Figure(
        name,
        unit,
        kind,
        fields.choice("combine", Combine, usual),
        fields.text("says"),
        fields.texts("by"),
        fields.number("from"),
        fields.number("to"),
        fields.flag("whole"),
        fields.window("every", MONTH) if "every" in fields else None,
        fields.rounding("round"),
        days(fields, "locked"),
        place,
    )
    if found.least is not None and found.most is not None and found.least > found.most:
        report.error(
            "empty-range",
            "no number lies in this range",
            fields.place_of("to"),
            found=Saying("{name} to {name2}", name=found.least, name2=found.most),
            remedy="Exchange `from` and `to`.",
        )
    fields.done()
    return found


def amount(name: str, node: Node, place: Place, report: Report) -> Amount | None:
    """A named sum of money, as a formula alone or with clause and words."""
    if isinstance(node, Text):
        formula = expression(node, report)
        return Amount(name, formula, place=node.place) if formula else None
    fields = Fields(node, report, Saying("the amount `{name}`", name=name))
    fields.need("is", "Write the formula: `is: 10 % of invoice`.")
    formula = fields.expression("is")
    found = Amount(
        name,
        formula or NOTHING,
        fields.text("clause"),
        fields.text("says"),
        fields.rounding("round"),
        _shift(fields),
        index(fields.node("index"), report),
        place,
    )
    fields.done()
    return found if formula is not None else None


def _shift(fields: Fields) -> int:
    """`in: next` or `in: previous`: the statement period that the amount is taken from."""
    text = fields.text("in", "this")
    found = {"this": 0, "next": 1, "previous": -1}.get(text)
    if found is None:
        fields.report.error(
            "unknown-word",
            "`in` names a statement period",
            fields.place_of("in"),
            found=text,
            expected="this | next | previous",
            remedy="Leave it out for the period at hand.",
        )
    return found or 0


def index(node: Node | None, report: Report) -> Index | None:
    """A yearly change: `index: {rate: cpi, each: contract year, at most: 10}`."""
    if node is None:
        return None
    fields = Fields(node, report, Saying("the index"))
    fields.need("rate", "Name the figure that gives the change in per cent: `rate: cpi`.")
    rate = fields.expression("rate")
    found = Index(
        rate or NOTHING,
        fields.window("each", Window(Every.CONTRACT_YEAR)),
        fields.number("at least"),
        fields.number("at most"),
    )
    fields.done()
    return found if rate is not None else None


def pool(name: str, node: Node, place: Place, report: Report, levels: tuple[str, ...]) -> Pool | None:
    """Money split over levels by weights in per cent, which together may reach `at most`."""
    fields = Fields(node, report, Saying("the pool `{name}`", name=name))
    fields.need("of", "Say what is split: `of: 10 % of invoice`.")
    of = fields.expression("of")
    weights: list[tuple[str, Decimal]] = []
    fields.need("weights", "Give each level its weight in per cent: `weights: {answered_in_30s: 40}`.")
    for key, value, spot in fields.members("weights", Saying("a level")):
        if key not in levels:
            report.error(
                "unknown-level", Saying("there is no level `{name}`", name=key), spot, remedy=nearest(key, list(levels))
            )
        weight = number(value, Saying("the weight of `{name}`", name=key), report)
        if weight is not None and weight < 0:
            report.error(
                "below-zero",
                Saying("the weight of `{name}` is below zero", name=key),
                value.place,
                found=str(weight),
                remedy="A weight is a share of the pool in per cent, from 0 up.",
            )
        weights.append((key, weight or Decimal(0)))
    _bounded(fields, weights, report)
    most, total = fields.number("at most"), sum((weight for _, weight in weights), Decimal(0))
    if total > (ceiling := HUNDRED if most is None else most):
        report.error(
            "weights-over-pool",
            Saying("the weights of `{name}` add up to more than the pool allows", name=name),
            fields.place_of("weights"),
            found=Saying("{name} %", name=total),
            expected=Saying("at most {name} %", name=ceiling),
            remedy="Lower a weight, or state a higher `at most` if the contract says so.",
        )
    clause, says, together = fields.text("clause"), fields.text("says"), fields.flag("rounded together")
    fields.done()
    return Pool(name, of, tuple(weights), most, clause, says, together, place) if of else None


def _bounded(fields: Fields, weights: list[tuple[str, Decimal]], report: Report) -> None:
    """What a contract may say of its own weights: each at most, how many, and their exact sum."""
    each, count, sum_ = fields.number("each at most"), fields.whole("levels at most"), fields.number("exactly")
    total = sum((weight for _, weight in weights), Decimal(0))
    for key, weight in weights:
        if each is not None and weight > each:
            report.error(
                "weight-too-large",
                Saying("the weight of `{name}` is more than one level may have", name=key),
                fields.place_of("weights"),
                found=Saying("{name} %", name=weight),
                expected=Saying("at most {name} %", name=each),
                remedy="Lower it, or raise `each at most` if the contract says so.",
            )
    if count is not None and len([weight for _, weight in weights if weight]) > count:
        report.error(
            "too-many-weights",
            "more levels carry weight than the pool allows",
            fields.place_of("weights"),
            found=str(len(weights)),
            expected=Saying("at most {name}", name=count),
            remedy="Set some weights to 0.",
        )
    if sum_ is not None and total != sum_:
        report.error(
            "weights-off",
            Saying("the weights do not add up to {name} %", name=sum_),
            fields.place_of("weights"),
            found=Saying("{name} %", name=total),
            expected=Saying("{name} %", name=sum_),
            remedy="Correct a weight.",
        )


class Kinds:
    """What every name of the contract is, to see that formulas fit and prices come to money."""

    def __init__(self, known: dict[str, Quantity], currency: str, report: Report) -> None:
        """`known` maps figures, amounts and `share of POOL` to what they are."""
        self.known = known
        self.currency = currency
        self.report = report
        self.ahead: frozenset[str] = frozenset()
        """Amounts that stand further down than the formula at hand."""
        self.sums: set[str] = set()
        """Amounts: what results cost is made of them, results are not."""

    def of(self, formula: Expression, place: Place, more: dict[str, Quantity] | None = None) -> Quantity | None:
        """What the formula comes to; None, with a finding, where its parts do not fit."""
        try:
            return quantity(formula, self.known | (more or {}), self.currency)
        except Misfit as misfit:
            self.report.error("units-do-not-fit", misfit.says, place, remedy=self._remedy(misfit.says))
            return None

    def _remedy(self, message: str) -> str:
        asked = re.match(r"`(.+?)` is not a figure", message)
        if asked is None:
            return Saying("See to it that money meets money and shares meet a base.")
        if asked[1] in self.ahead:
            return Saying("`{name}` stands further down; move it above what uses it.", name=asked[1])
        return nearest(asked[1], list(self.known))

    def measured(self, formula: Expression, place: Place, what: str, more: dict[str, Quantity] | None = None) -> None:
        """Report a formula over figures whose parts do not fit, or that asks for an amount or a share of a pool."""
        self.of(formula, place, more)
        if asked := sorted(names(formula) & self.sums) + [f"share of {pool}" for pool in sorted(pools(formula))]:
            self.report.error(
                "amount-in-measure",
                Saying("{thing} is made of figures, and `{name}` is none", thing=what, name=asked[0]),
                place,
                remedy="Use reported figures, numbers, `days`, `full_days` and `clock_hours`.",
            )

    def whole(self, formula: Expression, place: Place, what: str) -> None:
        """Report what is not money, or is a share: only a level has one."""
        if shared := pools(formula):
            self.report.error(
                "share-of-none",
                Saying("{thing} belongs to no level that could have a share of `{name}`", thing=what, name=min(shared)),
                place,
                remedy="Take a share of a named amount instead: `10 % of invoice`.",
            )
        self.money(formula, place, what)

    def money(self, formula: Expression, place: Place, what: str, more: dict[str, Quantity] | None = None) -> None:
        """Report a price that is not money. A plain number is an amount in the contract's currency."""
        kind = self.of(formula, place, more)
        if kind is Quantity.NUMBER and not names(formula) and not pools(formula):
            return
        if kind is Quantity.PERCENT:
            self.report.error(
                "percent-without-base",
                Saying("{thing} is a percentage of nothing", thing=what),
                place,
                remedy="Say of what: `5 % of monthly_fee`.",
            )
        elif kind is Quantity.NUMBER:
            self.report.error(
                "not-money",
                Saying("{thing} is not money", thing=what),
                place,
                remedy="Price each one: `each: late_tickets` with `penalty: 12.50`.",
            )
