"""What a restatement changes, line by line, as its table prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sla.document.tongue import Tongue
from sla.statement import wording
from sla.statement.model import Statement


@dataclass(frozen=True, slots=True)
class Change:
    """A line that a restatement changes: what was imposed before and is now, and the difference in the net."""

    clause: str
    title: str
    where: str
    before: str
    now: str
    net: str


def moved(statement: Statement, t: Tongue) -> Iterator[Change]:
    """A row for each line that differs from the statement before; none on a first statement."""
    for each in statement.restates.moved if statement.restates else ():
        window = t.when(each.window)
        where = f"{window}, {each.scope}" if each.scope else window
        amounts = (wording.figures(each.before), wording.figures(each.now), wording.balance(each.net))
        yield Change(each.clause, each.title, where, *map(t.numbers, amounts))
