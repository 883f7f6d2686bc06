"""The one rounding of money: each line once, and lines that belong together so that they add up to the cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sla.contract.model import Contract
from sla.settlement.limits import groups, open_amount
from sla.settlement.model import Line
from sla.values import Money, Period, exact, share_out


def rounded(contract: Contract, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Every line rounded once, by the contract's rule.

    Lines under a limit that cut one of them, and lines of a rule that is rounded together, are rounded so that they
    add up to their rounded sum: the units left over go to the largest remainders.
    """
    done = [
        replace(line, amount=Money(contract.money(open_amount(line)), contract.currency)) if line.computed else line
        for line in lines
    ]
    with exact():
        for group in together(contract, lines):
            parts = [open_amount(lines[at]) for at in group]
            total = contract.money(sum(parts, Decimal(0)))
            for at, part in zip(group, share_out(total, parts, contract.money.step), strict=True):
                done[at] = replace(done[at], amount=Money(part, contract.currency))
    return tuple(done)


def together(contract: Contract, lines: Sequence[Line]) -> Iterator[list[int]]:
    """Positions of lines that are rounded as one sum: under a limit that cut, outer before inner; then by rule."""
    taken: set[int] = set()
    for limit in reversed(contract.limits) if any(line.cuts for line in lines) else ():
        for group in groups(contract, limit, lines):
            open_ = [at for at in group.inside if at not in taken and open_amount(lines[at])]
            cuts = (cut for at in open_ for cut in lines[at].cuts[-1:])
            if any((cut.clause, cut.window) == (limit.clause, group.window) for cut in cuts):
                taken.update(open_)
                yield open_
    by_rule: dict[tuple[str, int, Period], list[int]] = {}
    for at, line in enumerate(lines):
        if line.hit is not None and at not in taken and contract.level(line.level).pays[line.hit.rule].together:
            by_rule.setdefault((line.level, line.hit.rule, line.window), []).append(at)
    yield from ([at for at in group if open_amount(lines[at])] for group in by_rule.values()
                if any(open_amount(lines[at]) for at in group))
