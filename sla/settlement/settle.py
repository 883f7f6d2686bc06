"""From facts to money: prices, limits, one rounding per line, and what happens to a remainder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sla.contract.definition import Definition
from sla.contract.model import (
    Contract,
    Direction,
    Remainder,
    once,
)
from sla.evaluation.evaluate import evaluate
from sla.evaluation.history import Facts, held
from sla.evaluation.model import Evaluation
from sla.measurement.measure import measure
from sla.measurement.reading import Missing, Reader
from sla.settlement.charges import charges
from sla.settlement.footing import rounded
from sla.settlement.limits import Limits
from sla.settlement.model import Line, Settlement, Waived
from sla.settlement.past import Past
from sla.settlement.prices import Prices
from sla.settlement.returned import returned
from sla.settlement.waiver import Waiver, waived
from sla.submission.figures import Figures
from sla.values import Money, Period, exact

CARRY = "carry"


def settle_period(
    definition: Definition,
    figures: Figures,
    period: Period,
    past: Sequence[Settlement] = (),
    readings: Mapping[str, str] | None = None,
    waivers: tuple[Waiver, ...] = (),
) -> Settlement:
    """The whole line for one period: the contract in force, measured, evaluated and settled.

    `figures` holds everything accepted so far, with the relief that was granted (`Relieved`); `past` the settlements
    of earlier periods, oldest first; `waivers` what was decided not to impose.
    """
    contract = definition.on(period, readings)
    past = past if type(past) is Past else Past(past)
    with exact():
        measurements = measure(contract, figures, period)
        evaluations = evaluate(contract, measurements, past.facts, figures, period)
        return settle(contract, evaluations, figures, period, past, waivers)


def settle(
    contract: Contract,
    evaluations: tuple[Evaluation, ...],
    figures: Figures,
    period: Period,
    past: Sequence[Settlement] = (),
    waivers: tuple[Waiver, ...] = (),
) -> Settlement:
    """Facts priced, limited, rounded once per line; then set against the invoice, and what else follows."""
    past = past if type(past) is Past else Past(past)
    with exact():
        lines = charges(contract, evaluations, figures)
        facts = Facts(past.facts, evaluations if _asks(contract) else ())
        own = rounded(contract, Limits(contract, figures, facts, period, past).applied(lines))
        let_go = tuple(waived(own, waivers, contract.currency)) if waivers else ()
        back = returned(contract, facts, period, past, own, let_go)
        done = (*_brought_forward(period, past), *own, *back)
        carried = _set_off(contract, done, figures, period, let_go)
        follows = tuple((each.clause, each.says) for each in contract.consequences if held(facts, each.when, period))
    return Settlement(
        contract.key, contract.version, contract.currency, period, (*done, *carried), evaluations, follows, let_go
    )


def settled_through(
    definition: Definition,
    figures: Figures,
    periods: tuple[Period, ...],
    readings: Mapping[str, str] | None = None,
    waivers: tuple[Waiver, ...] = (),
) -> tuple[Settlement, ...]:
    """Several periods in order, each with those before it as its past."""
    past = Past()
    for period in periods:
        past.add(settle_period(definition, figures, period, past, readings, waivers))
    return tuple(past)


@once
def _asks(contract: Contract) -> bool:
    """Whether anything but a level asks for facts."""
    return bool(contract.earn_backs or contract.consequences or any(limit.when for limit in contract.limits))


def _brought_forward(period: Period, past: Past) -> Iterator[Line]:
    """What the period before could not set off and carried into this one."""
    before = past[-1].lines if past else ()
    for line in (each for each in before if _is_carried(each)):
        says = f"Credit brought forward from {past[-1].period.label}"
        owed = line.amount
        yield Line(line.clause, "", period, (), "", Direction.PENALTY, CARRY, owed, owed.amount, words=says)


def _to_customer(owed: Line | Waived) -> Decimal:
    """An amount as the customer has it: what it owes itself is below zero."""
    return owed.amount.amount if owed.direction is Direction.PENALTY else -owed.amount.amount


def _is_carried(line: Line) -> bool:
    """Whether it is what a statement could not set off; a level's own lines are called what the contract likes."""
    return not line.level and line.kind == CARRY and line.direction is Direction.INCENTIVE and bool(line.amount)


def _set_off(
    contract: Contract, lines: tuple[Line, ...], figures: Figures, period: Period, let_go: tuple[Waived, ...]
) -> Iterator[Line]:
    """Where credits exceed the invoice they are set against: what is left is carried, or lost; or nothing, if paid.

    Nothing can be carried beyond the last statement of the term: there it is paid.
    """
    terms = contract.terms
    at_the_end = terms.remainder is Remainder.CARRY and period.end >= contract.term.end
    if terms.against is None or terms.remainder is Remainder.PAY or at_the_end:
        return
    owed = sum((_to_customer(line) for line in lines), Decimal(0)) - sum(map(_to_customer, let_go), Decimal(0))
    if owed <= 0:
        return
    prices = Prices(contract, Reader(contract, figures, period, terms.statement.around(period.start, contract.term)))
    zero = Money(Decimal(0), contract.currency)
    forfeit = terms.remainder is Remainder.FORFEIT
    kind = "forfeit" if forfeit else CARRY
    clause = terms.remainder_clause or terms.statement_clause
    line = Line(clause, "", period, (), "", Direction.INCENTIVE, kind, zero, Decimal(0))
    try:
        left = owed - max(contract.money(prices.of(terms.against)), Decimal(0))
    except Missing as missing:
        yield line._replace(missing=(missing.name,), words="The invoice that the credit is set against is not reported")
        return
    if left > 0:
        says = (
            "Credit that exceeds the invoice, forfeited"
            if forfeit
            else "Credit that exceeds the invoice, carried forward"
        )
        yield line._replace(
            amount=Money(left, contract.currency), computed=left, words=says, inputs=tuple(prices.used.items())
        )
