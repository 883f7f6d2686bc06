"""Ceilings: what a limit takes off the lines under it, and how the cut is shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from sla.contract.model import Contract, Limit, Shared
from sla.measurement.measure import Missing, Reader
from sla.settlement.model import Cut, Line
from sla.settlement.prices import Prices
from sla.submission.figures import Figures
from sla.values import Period, exact, share_out
from sla.values.money import Money


def limited(
    contract: Contract, lines: Sequence[Line], figures: Figures, period: Period, past: Sequence[Line]
) -> tuple[Line, ...]:
    """The lines after every limit, in the order in which the contract states them: inner before outer.

    `computed` stays what it was; every cut is kept on its line. `past` holds the lines of earlier statements, which
    use up a limit whose window reaches further back than this period.
    """
    now = list(lines)
    with exact():
        for limit in contract.limits:
            for window in _windows(contract, limit, now):
                _apply(contract, limit, window, now, figures, period, past)
    return tuple(now)


def open_amount(line: Line) -> Decimal:
    """What a line still comes to, unrounded."""
    return line.cuts[-1].after if line.cuts else line.computed


def _windows(contract: Contract, limit: Limit, lines: Sequence[Line]) -> tuple[Period, ...]:
    """The limit's windows into which lines fall; a line belongs where its own window ends."""
    held = {limit.window.holding(line.window.last_day, contract.term) for line in lines if _under(limit, line)}
    return tuple(sorted(held))


def _under(limit: Limit, line: Line) -> bool:
    return line.direction is limit.on and bool(line.level) and (not limit.levels or line.level in limit.levels)


def _apply(contract: Contract, limit: Limit, window: Period, now: list[Line], figures: Figures,
           period: Period, past: Sequence[Line]) -> None:
    inside = [at for at, line in enumerate(now) if _under(limit, line) and line.window.last_day in window]
    amounts = [open_amount(now[at]) for at in inside]
    if limit.lines is not None:
        kept = _highest(amounts, limit.lines)
    elif limit.at_most is not None:
        # A year's ceiling rests on what is known at the end of this period, not on later months.
        known = Period(window.start, min(window.end, period.end))
        reader = Reader(contract, figures, known, limit.window.around(window.start, contract.term))
        spent = sum((line.amount.amount for line in past if _under(limit, line) and line.window.last_day in window), Decimal(0))
        if not any(amounts):
            return
        try:
            ceiling = max(Prices(contract, reader).of(limit.at_most) - spent, Decimal(0))
        except Missing as missing:
            for at in (at for at, amount in zip(inside, amounts, strict=True) if amount):
                now[at] = replace(now[at], computed=Decimal(0), cuts=(), missing=(*now[at].missing, missing.name))
            return
        kept = shared(limit.shared, amounts, ceiling)
    else:
        return
    for at, before, after in zip(inside, amounts, kept, strict=True):
        if after != before:
            now[at] = replace(now[at], cuts=(*now[at].cuts, Cut(limit.clause, before, after, window)))


def _highest(amounts: list[Decimal], count: int) -> list[Decimal]:
    """Only the highest amounts stay; of equal ones the earlier."""
    order = sorted(range(len(amounts)), key=lambda at: (-amounts[at], at))[:count]
    return [amount if at in order else Decimal(0) for at, amount in enumerate(amounts)]


def shared(how: Shared, amounts: Sequence[Decimal], ceiling: Decimal) -> list[Decimal]:
    """The amounts cut to a ceiling: each in proportion, the later ones first, or the smaller ones first."""
    total = sum(amounts, Decimal(0))
    if total <= ceiling:
        return list(amounts)
    match how:
        case Shared.PRO_RATA:
            return [amount * ceiling / total for amount in amounts]
        case Shared.IN_ORDER:
            order = list(range(len(amounts)))
        case Shared.LARGEST_FIRST:
            order = sorted(range(len(amounts)), key=lambda at: (-amounts[at], at))
        case _:
            assert_never(how)
    kept, left = [Decimal(0)] * len(amounts), ceiling
    for at in order:
        kept[at] = min(amounts[at], left)
        left -= kept[at]
    return kept


def _bound_together(contract: Contract, lines: Sequence[Line]) -> Iterator[list[int]]:
    """Positions of the lines under each limit that cut one of them; the outer limit before the inner."""
    taken: set[int] = set()
    for limit in reversed(contract.limits):
        for window in _windows(contract, limit, lines):
            under = (at for at, line in enumerate(lines) if _under(limit, line) and line.window.last_day in window)
            group = [at for at in under if at not in taken and open_amount(lines[at])]
            if any((cut.clause, cut.window) == (limit.clause, window) for at in group for cut in lines[at].cuts[-1:]):
                taken.update(group)
                yield group


def rounded(contract: Contract, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Every line rounded once, by the contract's rule.

    Lines under a limit that cut one of them are rounded so that they add up to the limit to the cent: the units left
    over go to the largest remainders.
    """
    done = [
        replace(line, amount=Money(contract.money(open_amount(line)), contract.currency)) if line.computed else line
        for line in lines
    ]
    with exact():
        for group in _bound_together(contract, lines) if any(line.cuts for line in lines) else ():
            parts = [open_amount(lines[at]) for at in group]
            total = contract.money(sum(parts, Decimal(0)))
            for at, part in zip(group, share_out(total, parts, contract.money.step), strict=True):
                done[at] = replace(done[at], amount=Money(part, contract.currency))
    return tuple(done)
