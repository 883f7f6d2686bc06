"""A line for every price that applies, before limits; where none does, one line that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.expression import Expression, ZeroDenominator
from sla.contract.model import Band, Bands, Contract, Direction, Level, Lookup, Rule, once
from sla.evaluation.model import Evaluation, Hit
from sla.evaluation.tariffs import ONE
from sla.measurement.model import Measurement
from sla.measurement.reading import Missing, reader
from sla.settlement.model import Line, lined
from sla.settlement.prices import Amounts, Priced, Prices, asked_alike, priced
from sla.submission.figures import Figures, Scope
from sla.values import Money, Period, cleared
from sla.values.window import Every

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tag:
    """One price of a level: that of a rule, or of a row of its table."""

    level: Level
    rule: Rule
    clause: str
    direction: Direction
    kind: str
    price: Expression
    compute: Priced
    asks: tuple[str, ...] | None
    """What the price is made of, where that is the same for every level; None where it is looked up line by line."""
    nothing: Money


class Bill(dict[tuple[object, ...], Tag | None]):
    """The prices of one level by rule and row, each made ready when it is first asked for.

    None where a rule, or a row of its table, is worth points or nothing.
    """

    __slots__ = ("clause", "contract", "direction", "idle", "kind", "level", "nothing")

    def __init__(self, contract: Contract, level: Level) -> None:
        """A level without prices has a line too, unless its windows are single events."""
        super().__init__()
        first = level.pays[0] if level.pays else None
        self.contract = contract
        self.level = level
        self.clause = level.clause or (first.clause if first else "")
        self.direction = first.direction if first else Direction.PENALTY
        self.kind = first.kind if first else "credit"
        self.nothing = Money(ZERO, contract.currency)
        self.idle = bool(level.pays) or level.window.every is not Every.EVENT
        """Whether there is a line that says so where nothing is owed."""

    def __missing__(self, at: tuple[int, int | None]) -> Tag | None:
        """What a rule, or a row of its table, is priced by, where that was not asked for before."""
        rule, row = at
        found = self[at] = self._tag(self.level.pays[rule], row or 0)
        return found

    def _tag(self, rule: Rule, row: int) -> Tag | None:
        of = rule.tariff.rows[row] if isinstance(rule.tariff, Bands | Lookup) else rule.tariff
        if of.value is None:
            return None
        direction = (of.direction if isinstance(of, Band) else None) or rule.direction
        clause = (of.clause if isinstance(of, Band) else "") or rule.clause or self.level.clause
        compute, asks = priced(self.contract, of.value), asked_alike(self.contract, of.value)
        return Tag(self.level, rule, clause, direction, kind_of(rule, direction), of.value, compute, asks, self.nothing)

    def unowed(self, evaluation: Evaluation) -> Line:
        """The line of a level for which nothing is owed."""
        here = evaluation.measurement
        return lined(
            (self.clause, here.level, here.window, here.scope, evaluation.outcome, self.direction, self.kind,
             self.nothing, ZERO, here.result, None, (), "", (), (), ())
        )  # fmt: skip


def kind_of(rule: Rule, direction: Direction) -> str:
    """The rule's kind; a table that goes both ways calls its other direction by the usual word."""
    if direction is rule.direction:
        return rule.kind
    return "credit" if direction is Direction.PENALTY else "bonus"


@once
def bills(contract: Contract) -> dict[str, Bill]:
    """The prices of every level."""
    return {level.key: Bill(contract, level) for level in contract.levels}


def charges(contract: Contract, evaluations: Iterable[Evaluation], figures: Figures) -> list[Line]:
    """Every line of a period. Works inside `exact()`."""
    known, of_level = Counter(contract, figures), bills(contract)
    lines: list[Line] = []
    for evaluation in evaluations:
        bill = of_level[evaluation.measurement.level]
        idle = bill.idle
        for hit in evaluation.hits:
            if (tag := bill[hit[:2]]) is not None:
                idle = False
                lines.append(known.line(tag, hit, evaluation))
        if idle:
            lines.append(bill.unowed(evaluation))
    return lines


class Counter:
    """Where prices become amounts: it keeps what the figures of one window and scope come to for the lines after it."""

    __slots__ = ("amounts", "contract", "figures", "only", "scope", "window")

    def __init__(self, contract: Contract, figures: Figures) -> None:
        """Nothing is asked for yet."""
        self.contract = contract
        self.figures = figures
        self.window: Period | None = None
        self.scope: Scope = ()
        self.only: Scope = ()
        self.amounts: Amounts

    def line(self, tag: Tag, hit: Hit, evaluation: Evaluation) -> Line:
        """One line: price, times quantity, times scale."""
        if tag.asks is None or hit.toward:
            return self.slowly(tag, hit, evaluation)
        here = evaluation.measurement
        if here.window is not self.window or here.scope != self.scope or tag.level.only != self.only:
            self.move(tag.level, here)
        try:
            each, computed, inputs = self.amounts.prices.get(tag.compute) or self.amounts.price(tag.compute, tag.asks)
        except (Missing, ZeroDenominator):
            return self.slowly(tag, hit, evaluation)
        if hit.quantity is not ONE or hit.scale is not ONE:
            computed = cleared(each * hit.quantity * hit.scale)
        return lined(
            (tag.clause, here.level, here.window, here.scope, evaluation.outcome, tag.direction, tag.kind,
             tag.nothing, computed, here.result, hit, inputs, "", (), (), ())
        )  # fmt: skip

    def move(self, level: Level, here: Measurement) -> None:
        """To where a result belongs: mostly that is where the one before it did."""
        self.window, self.scope, self.only = here.window, here.scope, level.only
        self.amounts = Amounts(self.contract, reader(self.contract, level, self.figures, here.window, here.scope))

    def slowly(self, tag: Tag, hit: Hit, evaluation: Evaluation) -> Line:
        """The same where the price is of the level's own result or share, lies between two rows, or is not known."""
        here, direction = evaluation.measurement, tag.direction
        look = reader(self.contract, tag.level, self.figures, here.window, here.scope)
        prices = Prices(self.contract, look, here.level, here.exactly)
        missing: tuple[str, ...] = ()
        computed = ZERO
        try:
            each = prices.of(tag.price)
            if hit.toward and isinstance(tag.rule.tariff, Lookup):
                each, direction = _between(prices, hit, each, direction, tag.rule.tariff.rows[(hit.row or 0) + 1])
            computed = cleared(each * hit.quantity * hit.scale)
        except Missing as needed:
            missing = (needed.name,)
        kind, inputs = kind_of(tag.rule, direction), tuple(prices.used.items())
        return lined(
            (tag.clause, here.level, here.window, here.scope, evaluation.outcome, direction, kind,
             tag.nothing, computed, here.result, hit, inputs, "", missing, (), ())
        )  # fmt: skip


def _between(
    prices: Prices, hit: Hit, each: Decimal, direction: Direction, following: Band
) -> tuple[Decimal, Direction]:
    """The price between two rows, and who is owed: from a penalty to an incentive it passes through nothing."""
    each = max(each, ZERO)
    then = max(prices.of(following.value), ZERO) if following.value is not None else ZERO
    if following.direction not in (None, direction):
        then = -then
    each = cleared(each + hit.toward * (then - each))
    if each < 0:
        return -each, Direction.INCENTIVE if direction is Direction.PENALTY else Direction.PENALTY
    return each, direction
