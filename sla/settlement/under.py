"""Which lines stand under a limit, in which of its windows, and for which site or the like."""

from __future__ import annotations

from datetime import date

from sla.contract.model import Contract, Direction, Limit, once
from sla.settlement.model import Line
from sla.submission.figures import Scope
from sla.values import Period


def under(limit: Limit, on: Direction, line: Line) -> bool:
    """Whether the limit is about a line of one direction."""
    return line.direction is on and bool(line.level) and (not limit.levels or line.level in limit.levels)


def window_under(contract: Contract, limit: Limit, line: Line) -> Period:
    """The limit's window that a line falls into: where the line's own window ends."""
    known, at = _windows(contract), (id(limit), line.window.end)
    if at not in known:
        known[at] = limit.window.holding(line.window.last_day, contract.term)
    return known[at]


@once
def _windows(contract: Contract) -> dict[tuple[int, date], Period]:
    del contract
    return {}


def scope_under(limit: Limit, line: Line) -> Scope:
    """The dimension that the limit holds for, with the line's value of it; none where either has none."""
    return tuple((name, value) for name, value in line.scope if name == limit.per)
