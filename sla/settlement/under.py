"""Which lines stand under a limit, in which of its windows, and for which site or the like."""

from __future__ import annotations

from sla.contract.model import Contract, Direction, Limit
from sla.settlement.model import Line
from sla.submission.figures import Scope
from sla.values import Period


def under(limit: Limit, on: Direction, line: Line) -> bool:
    """Whether the limit is about a line of one direction."""
    return line.direction is on and bool(line.level) and (not limit.levels or line.level in limit.levels)


def window_under(contract: Contract, limit: Limit, line: Line) -> Period:
    """The limit's window that a line falls into: where the line's own window ends."""
    return limit.window.holding(line.window.last_day, contract.term)


def scope_under(limit: Limit, line: Line) -> Scope:
    """The dimension that the limit holds for, with the line's value of it; none where either has none."""
    return tuple((name, value) for name, value in line.scope if name == limit.per)
