"""What settling gives: the lines of one period, their totals, and the raw workings behind each amount."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from sla.contract.model import Direction
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.submission.figures import Scope
from sla.values import Money, Period


class Cut(NamedTuple):
    """A limit took something off a line: the limit's clause, the amount before and after, unrounded."""

    clause: str
    before: Decimal
    after: Decimal
    window: Period
    """The limit's window."""


made_cut: Callable[[tuple[object, ...]], Cut] = partial(tuple.__new__, Cut)
"""A cut of all its fields in their order, made as fast as a tuple is."""


class Line(NamedTuple):
    """One line of the settlement. Every level has at least one, also when nothing is owed."""

    clause: str
    level: str
    """Key of the level, or empty for a line that belongs to the whole statement (a carry)."""
    window: Period
    scope: Scope
    outcome: str
    direction: Direction
    kind: str
    """`credit`, `bonus`, `damages`, `carry` ..."""
    amount: Money
    """Rounded; never negative: the direction says who is owed. Nothing, until limits and rounding are done."""
    computed: Decimal
    """Before limits, unrounded."""
    result: Decimal | None = None
    hit: Hit | None = None
    inputs: tuple[tuple[str, Decimal], ...] = ()
    """Named amounts that the price was taken of."""
    words: str = ""
    """For lines without a level: what they are."""
    missing: tuple[str, ...] = ()
    """Figures that the price needs and that were not reported; the amount is then not known, and shown as nothing."""
    back_for: tuple[str, ...] = ()
    """Of penalties that go back: the levels that they were owed for; all levels if empty."""
    cuts: tuple[Cut, ...] = ()

    def paid(self, amount: Money, cuts: tuple[Cut, ...]) -> Line:
        """The same line with what it finally comes to, and by which limits."""
        return lined((*self[:7], amount, *self[8:-1], cuts))


lined: Callable[[tuple[object, ...]], Line] = partial(tuple.__new__, Line)
"""A line of all its fields in their order, made as fast as a tuple is."""


@dataclass(frozen=True, slots=True)
class Waived:
    """What is not imposed of a line: part or all of its amount, by a decision with a reason."""

    clause: str
    level: str
    window: Period
    scope: Scope
    direction: Direction
    amount: Money
    reason: str

    @property
    def of(self) -> tuple[object, ...]:
        """What tells the lines apart that it is taken off."""
        return self.clause, self.level, self.window, self.scope, self.direction


@dataclass(frozen=True, slots=True)
class Settlement:
    """What one period comes to under one version of the contract."""

    contract: str
    version: str
    currency: str
    period: Period
    lines: tuple[Line, ...]
    evaluations: tuple[Evaluation, ...]
    consequences: tuple[tuple[str, str], ...] = ()
    """Clause and what follows that is not money."""
    waived: tuple[Waived, ...] = ()
    """What is not imposed, in the order in which it was decided."""

    @property
    def penalties(self) -> Money:
        """Owed to the customer: the sum of the rounded penalty lines, without what is waived."""
        return self._sum(Direction.PENALTY)

    @property
    def incentives(self) -> Money:
        """Owed to the vendor: the sum of the rounded incentive lines, without what is waived."""
        return self._sum(Direction.INCENTIVE)

    @property
    def net(self) -> Money:
        """Incentives less penalties: negative when the vendor owes the customer."""
        return self.incentives - self.penalties

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """What is still to come, as `level: figure`; while there is any, nothing can be approved."""
        held = (each for each in self.evaluations if each.outcome is Outcome.UNKNOWN)
        results = (
            f"{each.measurement.level}: {name}" for each in held for name in each.measurement.missing or ("a result",)
        )
        prices = (f"{line.level}: {name}" for line in self.lines for name in line.missing)
        return tuple(dict.fromkeys((*results, *prices)))

    def _sum(self, direction: Direction) -> Money:
        owed = (line.amount for line in self.lines if line.direction is direction)
        let_go = (-each.amount for each in self.waived if each.direction is direction)
        return sum((*owed, *let_go), start=Money(Decimal(0), self.currency))

    @property
    def imposed(self) -> tuple[Money, ...]:
        """What is imposed of each line, in their order."""
        left: dict[tuple[object, ...], Money] = {}
        for each in self.waived:
            left[each.of] = left.get(each.of, Money(Decimal(0), self.currency)) + each.amount
        found: list[Money] = []
        for line in self.lines:
            key = (line.clause, line.level, line.window, line.scope, line.direction)
            let_go = min(left.get(key, Money(Decimal(0), self.currency)), line.amount)
            if let_go:
                left[key] -= let_go
            found.append(line.amount - let_go)
        return tuple(found)
