"""The levels in one row each: what the page with the decision shows of them."""

from __future__ import annotations

from decimal import Decimal

from sla.contract.model import Direction
from sla.statement.model import Section, Statement, Summary
from sla.values import Money

WORST_FIRST = ("missed", "unknown", "not measured", "excused", "no target", "met")
"""Of several outcomes the one that a reader must not overlook."""


def summary(statement: Statement) -> tuple[Summary, ...]:
    """One row for each section of the statement, in its order; the amounts add up to the net."""
    return tuple(_row(section, statement.currency) for section in statement.sections)


def _row(section: Section, currency: str) -> Summary:
    judged = [line for line in section.lines if line.outcome or not line.level]
    outcomes = {(line.window, line.scope): line.outcome for line in judged}
    results = {line.result for line in judged}
    met = sum(outcome == "met" for outcome in outcomes.values())
    return Summary(
        clause=section.clause,
        title=section.title,
        result=results.pop() if len(results) == 1 else f"{met} of {len(outcomes)} met",
        target=section.lines[0].target,
        outcome=min(outcomes.values(), key=_gravity),
        amount=_net(section, currency),
    )


def _gravity(outcome: str) -> int:
    return WORST_FIRST.index(outcome) if outcome in WORST_FIRST else len(WORST_FIRST)


def _net(section: Section, currency: str) -> Money:
    signed = (line.amount if line.direction is Direction.INCENTIVE else -line.amount for line in section.lines)
    return sum(signed, start=Money(Decimal(0), currency))
