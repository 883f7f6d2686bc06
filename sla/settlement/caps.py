"""How far ceilings are used up: what stands between a bad month and the most that the contract lets anybody owe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.expression import Number, printed
from sla.contract.model import Contract, Direction, Limit
from sla.evaluation.history import Facts
from sla.measurement.reading import Missing
from sla.settlement.limits import Group, Limits, groups
from sla.settlement.model import Settlement
from sla.settlement.past import Past
from sla.submission.figures import Figures, Scope
from sla.values import Money, Period, exact


@dataclass(frozen=True, slots=True)
class Cap:
    """One ceiling in one of its windows. `before` is what earlier statements used of it, `now` this one's part."""

    clause: str
    on: Direction
    window: Period
    levels: tuple[str, ...]
    """Keys of the levels under it; all, if empty."""
    most: Money
    before: Money
    now: Money
    scope: Scope = ()
    """The site, order or the like that it holds for; empty for the whole contract."""
    net: bool = False
    """Whether what the other direction comes to is taken off first; both parts can then be below zero."""
    formula: str = ""
    """What the ceiling is made of, as the contract writes it; empty where it is a plain amount."""

    @property
    def used(self) -> Money:
        """Of the ceiling, so far."""
        return self.before + self.now


def caps(
    contract: Contract, figures: Figures, settlement: Settlement, past: Sequence[Settlement] = ()
) -> tuple[Cap, ...]:
    """Every ceiling that holds always: for the contract as a whole, and for each site or the like that has lines.

    One that hangs on a condition is no number to look forward to; one whose figures are not reported yet is left out
    until they are.
    """
    before = Past(past)
    at_work = Limits(contract, figures, Facts(before.facts, settlement.evaluations), settlement.period, before)
    with exact():
        return tuple(
            cap
            for limit in contract.limits
            if limit.at_most is not None and not limit.when
            for group in groups(contract, limit, limit.on, settlement.lines)
            for cap in _used(at_work, limit, group, settlement)
        )


def _used(at_work: Limits, limit: Limit, group: Group, settlement: Settlement) -> Iterator[Cap]:
    contract, currency = at_work.contract, settlement.currency
    if limit.at_most is None:
        return
    try:
        most = contract.money(max(at_work.amount(limit, group, limit.at_most), Decimal(0)))
    except Missing:
        return
    before, now = _parts(at_work, limit, limit.on, group, settlement)
    if limit.net:
        less_before, less_now = _parts(at_work, limit, limit.on.other, group, settlement)
        before, now = before - less_before, now - less_now
    yield Cap(
        clause=limit.clause,
        on=limit.on,
        window=group.window,
        levels=limit.levels,
        most=Money(most, currency),
        before=Money(before, currency),
        now=Money(now, currency),
        scope=group.scope,
        net=limit.net,
        formula="" if isinstance(limit.at_most, Number) else printed(limit.at_most),
    )


def _parts(
    at_work: Limits, limit: Limit, on: Direction, group: Group, settlement: Settlement
) -> tuple[Decimal, Decimal]:
    """What the lines of one direction come to there: in earlier statements, and in this one."""
    spent = at_work.past.used(at_work.contract, limit, on, group.window, group.scope)
    lines = settlement.lines
    here = (each.inside for each in groups(at_work.contract, limit, on, lines) if each.where == group.where)
    return sum(spent, Decimal(0)), sum((lines[at].amount.amount for inside in here for at in inside), Decimal(0))
