"""Earn-back: penalties of earlier periods that go back to the vendor once a condition holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sla.contract.model import Contract, Direction, EarnBack, InARow
from sla.evaluation.history import Facts, Moment, held
from sla.settlement.model import Line, Waived
from sla.settlement.past import Past
from sla.submission.figures import Scope
from sla.values import Money, Period

KIND = "earn-back"


def returned(
    contract: Contract,
    facts: Facts,
    period: Period,
    past: Past,
    now: Sequence[Line],
    let_go: Sequence[Waived] = (),
) -> Iterator[Line]:
    """A line for every sum that goes back in this period.

    What was `let_go` was never charged; of earlier statements, `past` knows. What was returned once under a clause
    is not returned under it again; what rounds to nothing was not returned.
    Histories read facts, so a returned penalty still counts as a failure.
    """
    lines = [*now]
    for rule in contract.earn_backs:
        moments = held(facts, rule.when, period)
        spans = {
            (window, moment.scope): None for moment in moments for window in _windows(contract, rule, moment, period)
        }
        for window, scope in spans:
            back = _back(contract, rule, window, scope, past, lines, let_go)
            if back.amount > 0:
                words = f"Penalties of {window.label} returned: {rule.words or 'the condition holds'}".rstrip(".")
                lines.append(
                    Line(rule.clause, "", window, scope, "", Direction.INCENTIVE, KIND, back, back.amount,
                         words=words, back_for=rule.levels)
                )  # fmt: skip
                yield lines[-1]


def _windows(contract: Contract, rule: EarnBack, moment: Moment, period: Period) -> tuple[Period, ...]:
    """The windows whose penalties go back: the one that the streak follows, or the longer window that closes here."""
    if rule.within is not None:
        return rule.within.closing_in(period, contract.term)
    if not isinstance(rule.when, InARow):
        return ()
    _, before = moment.run(rule.when.part, rule.when.no_data)
    return (before,) if before is not None else ()


def _back(
    contract: Contract,
    rule: EarnBack,
    window: Period,
    scope: Scope,
    past: Past,
    now: Sequence[Line],
    let_go: Sequence[Waived],
) -> Money:
    """The part that goes back of what the levels cost inside the window, as it was charged."""
    whole = (line for line in (*past.whole(), *now) if not line.level)
    gone = [line for line in whole if line.kind == KIND and line.clause == rule.clause]

    def is_open(each: Line | Waived) -> bool:
        """Whether it is a level's penalty of the window that has not gone back before."""
        return (
            each.direction is Direction.PENALTY
            and bool(each.level)
            and _is_about(each, window, scope, rule.levels)
            and not any(_is_about(each, line.window, line.scope, line.back_for) for line in gone)
        )

    charged = sum((line.amount.amount for line in (*past.lines(window), *now) if is_open(line)), Decimal(0))
    never = sum((each.amount.amount for each in (*past.waived, *let_go) if is_open(each)), Decimal(0))
    return Money(contract.money((charged - never) * rule.part / 100), contract.currency)


def _is_about(line: Line | Waived, window: Period, scope: Scope, levels: tuple[str, ...]) -> bool:
    """Whether a penalty is one of these levels inside this window, of this site or the like."""
    return line.window in window and set(scope) <= set(line.scope) and (not levels or line.level in levels)
