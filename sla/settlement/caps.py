"""How far ceilings are used up: what stands between a bad month and the most that the contract lets anybody owe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.model import Contract, Direction, Limit
from sla.evaluation.history import Facts
from sla.measurement.reading import Missing
from sla.settlement.limits import Group, Limits, groups
from sla.settlement.model import Settlement
from sla.settlement.past import Past
from sla.submission.figures import Figures
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


def caps(
    contract: Contract, figures: Figures, settlement: Settlement, past: Sequence[Settlement] = ()
) -> tuple[Cap, ...]:
    """Every ceiling on one direction's amounts that holds always and for the contract as a whole.

    One that hangs on a condition, on a site or on the other direction has no one number; one whose figures are not
    reported yet is left out until they are.
    """
    before = Past(past)
    at_work = Limits(contract, figures, Facts(before.facts, settlement.evaluations), settlement.period, before)
    with exact():
        return tuple(
            cap
            for limit in contract.limits
            if limit.at_most is not None and not (limit.per or limit.net or limit.when)
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
    spent = at_work.past.used(contract, limit, limit.on, group.window, group.scope)
    here = (settlement.lines[at].amount.amount for at in group.inside)
    yield Cap(
        clause=limit.clause,
        on=limit.on,
        window=group.window,
        levels=limit.levels,
        most=Money(most, currency),
        before=Money(sum(spent, Decimal(0)), currency),
        now=Money(sum(here, Decimal(0)), currency),
    )
