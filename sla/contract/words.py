"""The contract in plain sentences, made from its rules, so that both sides read the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sla.contract.expression import Number, printed
from sla.contract.longer import rests_on
from sla.contract.model import (
    Absent,
    Amount,
    Cause,
    Contract,
    Direction,
    EarnBack,
    Figure,
    Index,
    Issuer,
    Level,
    Limit,
    Moving,
    Reach,
    Remainder,
    Shared,
    Terms,
    Vat,
    always_there,
    divides,
)
from sla.contract.order import asked
from sla.contract.payments import rule_in_words
from sla.contract.phrases import (
    conditional,
    led_by,
    listed,
    measure,
    range_in_words,
    rounded,
    said,
    title_of,
    value,
)
from sla.values import Window, plain
from sla.values.window import Every

SHARED = {
    Shared.PRO_RATA: "what is more is cut from all of them in proportion",
    Shared.IN_ORDER: "what is more is cut from the later ones in the order of this text",
    Shared.LARGEST_FIRST: "what is more is cut from the smaller ones",
}


def explain(contract: Contract) -> Iterator[str]:
    """The whole contract, one sentence a line, sections parted by an empty line; headings end with a colon."""
    yield f"{contract.title} ({contract.key}, version {contract.version})."
    yield from _frame(contract)
    yield ""
    yield "The vendor reports:"
    for figure in contract.figures:
        yield f"  {_figure(figure)}."
    for name, values in contract.dimensions:
        yield f"  What is reported by {said(name)} is reported for each of {', '.join(values)}."
    for level in contract.levels:
        yield ""
        yield from _level(contract, level)
    if contract.limits or contract.earn_backs or contract.consequences:
        yield ""
    for limit in contract.limits:
        yield f"{led_by(limit.clause)}{_limit(contract, limit)}."
    for rule in contract.earn_backs:
        yield _earn_back(contract, rule)
    for each in contract.consequences:
        yield f"{led_by(each.clause)}{conditional(contract, each.when, '')}: {each.says.rstrip('.')}."
    for cause in contract.causes:
        yield _cause(contract, cause)
    yield from _terms(contract)


def _cause(contract: Contract, cause: Cause) -> str:
    of = " of " + " and ".join(title_of(contract, level) for level in cause.levels) if cause.levels else ""
    until = f", if it is asked for within {cause.ask_days} business days" if cause.ask_days is not None else ""
    return f"{led_by(cause.clause)}Results{of} may be excused for {said(cause.name)}{until}: {cause.says.rstrip('.')}."


def _frame(contract: Contract) -> Iterator[str]:
    term = contract.term
    yield (
        f"The term runs from {term.start} to {term.last_day}. This text is in force for statements from "
        f"{max(contract.effective, term.start)}. Amounts are in {contract.currency}; days are those of "
        f"{contract.zone.key}."
    )
    if contract.source:
        yield f"Source: {contract.source}"
    for reading in contract.readings:
        agreed = dict(reading.choices)[reading.chosen].rstrip(".")
        yield f"{led_by(reading.clause)}{reading.says} The parties have agreed: {agreed}."
    for amount in contract.amounts:
        yield f"{led_by(amount.clause)}“{said(amount.name).capitalize()}” means {_amount(contract, amount)}."
    for pool in contract.pools:
        shares = listed([f"{title_of(contract, level)} {plain(weight)} %" for level, weight in pool.weights])
        footed = "; the shares of one window are rounded so that they add up" if pool.together else ""
        whole = f"{led_by(pool.clause)}“{said(pool.name).capitalize()}” means {value(contract, pool.of)}"
        yield f"{whole}, shared by weight: {shares}{footed}."


def _amount(contract: Contract, amount: Amount) -> str:
    """What an amount is, of which period, and how it grows."""
    which = {0: "", 1: " of the next statement period", -1: " of the statement period before"}[amount.shift]
    yearly = f", raised after each {amount.index.each.name} by {_rate(amount.index)}" if amount.index else ""
    rounding = f", {rounded(amount.rounding)}" if amount.rounding else ""
    return f"{value(contract, amount.formula)}{which}{yearly}{rounding}"


def _rate(index: Index) -> str:
    least = f", at least {plain(index.least)} %" if index.least is not None else ""
    most = f", at most {plain(index.most)} %" if index.most is not None else ""
    return f"{printed(index.rate, said)} per cent{least}{most}"


def _figure(figure: Figure) -> str:
    unit = "" if figure.unit in (figure.name, said(figure.name)) else f" ({figure.unit})"
    by = f", by {listed([said(name) for name in figure.by])}" if figure.by else ""
    final = "" if figure.locked is None else f"final {figure.locked} business days before the period"
    more = [part for part in (figure.says, rounded(figure.rounding) if figure.rounding else "", final) if part]
    return f"{said(figure.name)}{unit}{by}" + (f": {', '.join(more).rstrip('.')}" if more else "")


def _level(contract: Contract, level: Level) -> Iterator[str]:
    yield f"{level.title}{f' ({level.clause})' if level.clause else ''}:"
    if level.words:
        yield f'  "{level.words}"'
    by = f", for each {listed([said(name) for name in level.by])}" if level.by else ""
    by += f", of {listed([f'{said(name)} {only}' for name, only in level.only])} only" if level.only else ""
    how = f"{measure(contract, level.measure)}, {rounded(level.rounding)}"
    each = "for each event" if level.window.every is Every.EVENT else f"each {level.window.name}"
    yield f"  Measured {each}{by}: {how}; {level.better} is better."
    if level.target:
        yield f"  Target: {range_in_words(level.target, level.unit)}."
    if level.moving:
        yield f"  Target of each window: {_moving(level.moving)}."
    for grade in level.grades:
        yield f"  A result {range_in_words(grade.range, level.unit)} is graded {grade.name}."
    if not always_there(level.measure, level.window):
        yield f"  If nothing is reported, {_absent(level.nothing_reported)}."
    if divides(level.measure):
        yield f"  If there is nothing to divide by, {_absent(level.zero_denominator)}."
    yield from _priced_when(contract, level)


def _priced_when(contract: Contract, level: Level) -> Iterator[str]:
    """When the level is excused or not priced, and what it pays."""
    if level.excused:
        when = conditional(contract, level.excused, level.key)
        yield (
            f"  {when} excused." if when in {"Always", "Never"} else f"  {when}, it is excused: neither met nor missed."
        )
    if not level.priced:
        yield "  It is measured, and for the time being no money follows from it."
    for rule in level.pays:
        yield f"  {rule_in_words(contract, level, rule)}"
    if level.priced_from:
        yield f"  What begins before {level.priced_from} is measured, and no money follows from it."
    if not level.pays:
        yield "  No money follows from this level alone."


def _moving(target: Moving) -> str:
    edge = ("at least" if target.edge_in else "above") if target.low else ("at most" if target.edge_in else "below")
    aim = f"{edge} {printed(target.aim, said)}" + (f", {rounded(target.rounding)}" if target.rounding else "")
    return f"{aim}; without an earlier result, {_absent(target.first)}"


def _earn_back(contract: Contract, rule: EarnBack) -> str:
    what = f" from {listed([title_of(contract, key) for key in rule.levels])}" if rule.levels else ""
    part = "" if rule.part == 100 else f"{plain(rule.part)} % of "
    level = contract.index.get(next(iter(asked(rule.when)), ""))
    of = f"that {rule.within.name}" if rule.within else f"the {level.window.name if level else 'window'} before"
    start = f"{led_by(rule.clause)}{conditional(contract, rule.when, '')}"
    return f"{start}, {part}the penalties{what} of {of} go back to the vendor."


def _absent(answer: Absent) -> str:
    return {
        Absent.HOLD: "the result is waited for, and until then nothing is owed",
        Absent.NOT_MEASURED: "the level has no outcome and nothing is owed",
        Absent.MET: "the level counts as met",
        Absent.MISSED: "the level counts as missed",
        Absent.WORST_BAND: "the level counts as missed and costs what its worst band does",
    }[answer]


def _limit(contract: Contract, limit: Limit) -> str:
    of = f" from {listed([title_of(contract, key) for key in limit.levels])}" if limit.levels else ""
    of += f" for each {said(limit.per)}" if limit.per else ""
    other = {"penalties": "incentives", "incentives": "penalties"}[_cut(limit)]
    what = f"{_cut(limit)} less {other}{of}" if limit.net else f"{_cut(limit)}{of}"
    when = f"{conditional(contract, limit.when, '')}, " if limit.when else ""
    text = f"{when}{_ceiling(contract, limit, what)}"
    return f"{text[0].upper()}{text[1:]}"


def _cut(limit: Limit) -> str:
    """What a limit takes from, in the plural."""
    return "penalties" if limit.on is Direction.PENALTY else "incentives"


def _ceiling(contract: Contract, limit: Limit, what: str) -> str:
    within = _within(limit.window)
    if limit.lines is not None:
        only = "the highest counts" if limit.lines == 1 else f"the {limit.lines} highest count"
        return f"of {what} {within} only {only}"
    if limit.over is not None:
        least = f"{value(contract, limit.over)}{_base(contract, limit)}"
        return f"{what} {within} count only if they come to more than {least}"
    if isinstance(limit.at_most, Number) and not limit.at_most.value and not limit.net:
        return f"no {what} {within} {'are owed' if limit.on is Direction.PENALTY else 'are earned'}"
    most = value(contract, limit.at_most) if limit.at_most is not None else "nothing"
    cut = SHARED[limit.shared].replace("all of them", f"the {_cut(limit)}" if limit.net else "all of them")
    return f"{what} {within} are at most {most}; {cut}{_base(contract, limit)}"


def _within(window: Window) -> str:
    """`in a month`, `in an event`, `over the whole term`."""
    if window.every is Every.TERM:
        return "over the whole term"
    return f"in {'an' if window.every is Every.EVENT else 'a'} {window.name}"


def _base(contract: Contract, limit: Limit) -> str:
    """Of which figures a ceiling is made while its window is open, as a further sentence."""
    figures = " and ".join(map(said, rests_on(contract, limit)))
    if not figures:
        return ""
    window = "term" if limit.window.every is Every.TERM else limit.window.name
    if limit.base is Reach.WHOLE_WINDOW:
        return f". For {figures} the figure of the whole {window} counts; until it is reported the amounts wait"
    return (
        f". For {figures} the figures of the {window} count as far as they are reported by the end of each "
        "statement's period; what is cut stays cut when later figures leave room again"
    )


def _invoiced(terms: Terms) -> Iterator[str]:
    """How a statement becomes an e-invoice."""
    if (chosen := terms.invoicing) is None:
        return
    treated = {
        Vat.STANDARD: f"value added tax of {plain(chosen.rate or Decimal(0))} % on top",
        Vat.ZERO: "value added tax at the zero rate",
        Vat.EXEMPT: "no value added tax, being exempt",
        Vat.REVERSE_CHARGE: "value added tax due from the customer (reverse charge)",
        Vat.OUTSIDE_SCOPE: "no value added tax, being outside its scope",
    }[chosen.vat]
    because = f": {chosen.because.rstrip('.')}" if chosen.because else ""
    by = "the customer in the vendor's name" if chosen.by is Issuer.CUSTOMER else "the vendor"
    under = f" It names {chosen.reference} as the buyer's reference." if chosen.reference else ""
    yield f"Each statement carries an e-invoice of {by}, with {treated}{because}.{under}"


def _terms(contract: Contract) -> Iterator[str]:
    terms = contract.terms
    yield ""
    made = f"{led_by(terms.statement_clause)}A statement is made each {terms.statement.name}"
    yield f"{made}; each line is rounded to {plain(contract.money.step)} ({contract.money.mode})."
    if terms.against is not None:
        left = {
            Remainder.CARRY: "carried to the next, and paid with the last one of the term",
            Remainder.PAY: "paid",
            Remainder.FORFEIT: "forfeited",
        }[terms.remainder]
        against = f"{led_by(terms.remainder_clause)}A credit is set against {value(contract, terms.against)}"
        yield f"{against}; what exceeds it is {left}."
    if terms.payable:
        yield f"Payable {terms.payable.rstrip('.')}."
    yield from _invoiced(terms)
    if terms.due_days is not None:
        yield f"Due {terms.due_days} days after issue."
    if terms.claim_days is not None:
        yield f"A credit must be claimed within {terms.claim_days} business days after issue."
    if terms.submit_days is not None:
        yield f"Figures are sent within {terms.submit_days} business days after the end of the period."
    if terms.approve_days is not None:
        yield f"A period is approved within {terms.approve_days} business days after its figures."
    if terms.dispute_days is not None:
        yield f"A statement can be disputed within {terms.dispute_days} business days after its issue."
    if terms.answer_days is not None:
        yield f"Disputes and requests for relief are answered within {terms.answer_days} business days."
