"""From facts to money: prices, limits, one rounding per line, and what happens to a remainder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sla.contract.definition import Definition
from sla.contract.model import (
    Band,
    Bands,
    Contract,
    Direction,
    Each,
    Flat,
    Level,
    Lookup,
    Remainder,
    Rule,
    Steps,
)
from sla.evaluation.evaluate import evaluate
from sla.evaluation.history import Facts, held
from sla.evaluation.model import Evaluation, Hit
from sla.measurement.measure import Missing, Reader, measure, reader
from sla.settlement.footing import rounded
from sla.settlement.limits import Limits
from sla.settlement.model import Line, Settlement, Waived
from sla.settlement.past import Past
from sla.settlement.prices import Prices
from sla.settlement.returned import returned
from sla.settlement.waiver import Waiver, waived
from sla.submission.figures import Figures
from sla.values import Money, Period, cleared, exact
from sla.values.window import Every

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
    measurements = measure(contract, figures, period)
    past = past if isinstance(past, Past) else Past(past)
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
    past = past if isinstance(past, Past) else Past(past)
    with exact():
        lines = [line for evaluation in evaluations for line in _lines(contract, evaluation, figures)]
        facts = Facts(past.facts, evaluations)
        own = rounded(contract, *Limits(contract, figures, facts, period, past).applied(lines))
        let_go = tuple(waived(own, waivers, contract.currency))
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


def _lines(contract: Contract, evaluation: Evaluation, figures: Figures) -> Iterator[Line]:
    """A line per tariff that applies; where none does, one line that says so."""
    level = contract.level(evaluation.measurement.level)
    paying = [hit for hit in evaluation.hits if price_of(level.pays[hit.rule], hit) is not None]
    for hit in paying:
        yield _line(contract, level, evaluation, hit, figures)
    if not paying and (level.pays or level.window.every is not Every.EVENT):
        first = level.pays[0] if level.pays else None
        clause = level.clause or (first.clause if first else "")
        yield Line(
            clause,
            level.key,
            evaluation.measurement.window,
            evaluation.measurement.scope,
            evaluation.outcome,
            first.direction if first else Direction.PENALTY,
            first.kind if first else "credit",
            Money(Decimal(0), contract.currency),
            Decimal(0),
            evaluation.measurement.result,
        )


def price_of(rule: Rule, hit: Hit) -> tuple[Band | Flat | Steps | Each, Direction] | None:
    """What a hit is priced by, and in which direction; None where it is worth points or nothing."""
    match rule.tariff:
        case Bands(_, rows) | Lookup(_, rows):
            band = rows[hit.row or 0]
            return None if band.value is None else (band, band.direction or rule.direction)
        case Flat(None, _) | Each(_, None) | Steps(value=None):
            return None
        case tariff:
            return tariff, rule.direction


def _line(contract: Contract, level: Level, evaluation: Evaluation, hit: Hit, figures: Figures) -> Line:
    here = evaluation.measurement
    rule = level.pays[hit.rule]
    tariff, direction = price_of(rule, hit) or (Flat(), rule.direction)
    clause = (tariff.clause if isinstance(tariff, Band) else "") or rule.clause or level.clause
    prices = Prices(contract, reader(contract, level, figures, here.window, here.scope), level.key, here.exactly)
    missing: tuple[str, ...] = ()
    computed = Decimal(0)
    try:
        each = prices.of(tariff.value) if tariff.value is not None else computed
        if hit.toward and isinstance(rule.tariff, Lookup):
            each, direction = _between(prices, hit, each, direction, rule.tariff.rows[(hit.row or 0) + 1])
        computed = cleared(each * hit.quantity * hit.scale)
    except Missing as needed:
        missing = (needed.name,)
    return Line(
        clause,
        level.key,
        here.window,
        here.scope,
        evaluation.outcome,
        direction,
        kind_of(rule, direction),
        Money(Decimal(0), contract.currency),
        computed,
        here.result,
        hit,
        inputs=tuple(prices.used.items()),
        missing=missing,
    )


def _between(
    prices: Prices, hit: Hit, each: Decimal, direction: Direction, following: Band
) -> tuple[Decimal, Direction]:
    """The price between two rows, and who is owed: from a penalty to an incentive it passes through nothing."""
    each = max(each, Decimal(0))
    then = max(prices.of(following.value), Decimal(0)) if following.value is not None else Decimal(0)
    if following.direction not in (None, direction):
        then = -then
    each = cleared(each + hit.toward * (then - each))
    if each < 0:
        return -each, Direction.INCENTIVE if direction is Direction.PENALTY else Direction.PENALTY
    return each, direction


def kind_of(rule: Rule, direction: Direction) -> str:
    """The rule's kind; a table that goes both ways calls its other direction by the usual word."""
    if direction is rule.direction:
        return rule.kind
    return "credit" if direction is Direction.PENALTY else "bonus"


def _brought_forward(period: Period, past: Sequence[Settlement]) -> Iterator[Line]:
    """What the period before could not set off and carried into this one."""
    before = past[-1].lines if past else ()
    for line in (each for each in before if _is_carried(each)):
        yield Line(
            line.clause,
            "",
            period,
            (),
            "",
            Direction.PENALTY,
            CARRY,
            line.amount,
            line.amount.amount,
            words=f"Credit brought forward from {past[-1].period.label}",
        )


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
    line = Line(
        terms.remainder_clause or terms.statement_clause,
        "",
        period,
        (),
        "",
        Direction.INCENTIVE,
        kind,
        zero,
        Decimal(0),
    )
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
