"""The contract in plain sentences, made from its rules, so that both sides read the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from sla.contract.expression import Expression, Name, printed
from sla.contract.longer import rests_on
from sla.contract.model import (
    Absent,
    Amount,
    Apply,
    Band,
    Bands,
    Contract,
    Count,
    Direction,
    Each,
    EarnBack,
    Figure,
    Flat,
    Index,
    Level,
    Limit,
    Lookup,
    Moving,
    Reach,
    Read,
    Remainder,
    Rule,
    Steps,
    always_there,
    divides,
)
from sla.contract.phrases import condition, led_by, measure, range_in_words, rounded, said, title_of, value
from sla.values import plain

ZERO = Decimal(0)
PAYS = {Direction.PENALTY: "the vendor owes", Direction.INCENTIVE: "the vendor earns"}


def explain(contract: Contract) -> Iterator[str]:
    """The whole contract, one sentence a line, sections parted by an empty line; headings end with a colon."""
    yield f"{contract.title} ({contract.key}, version {contract.version})."
    yield from _frame(contract)
    for pool in contract.pools:
        shares = ", ".join(f"{title_of(contract, level)} {plain(weight)} %" for level, weight in pool.weights)
        footed = "; the shares of one window are rounded so that they add up" if pool.together else ""
        whole = f"{led_by(pool.clause)}{said(pool.name)} is {value(contract, pool.of)}"
        yield f"{whole}, shared by weight: {shares}{footed}."
    for level in contract.levels:
        yield ""
        yield from _level(contract, level)
    if contract.limits or contract.earn_backs or contract.consequences:
        yield ""
    for limit in contract.limits:
        yield _limit(contract, limit)
    for rule in contract.earn_backs:
        yield _earn_back(contract, rule)
    for each in contract.consequences:
        yield f"{led_by(each.clause)}When {condition(contract, each.when, '')}: {each.says}."
    yield from _terms(contract)


def _frame(contract: Contract) -> Iterator[str]:
    term = contract.term
    yield (
        f"In force for statements from {contract.effective} within the term {term.start} to {term.last_day}; "
        f"amounts in {contract.currency}, days in {contract.zone.key}."
    )
    if contract.source:
        yield f"Source: {contract.source}"
    for reading in contract.readings:
        yield f"{led_by(reading.clause)}{reading.says} Agreed: {dict(reading.choices)[reading.chosen]}."
    yield f"The vendor reports {', '.join(_figure(each) for each in contract.figures)}."
    for name, values in contract.dimensions:
        yield f"What is reported by {said(name)} is reported for each of {', '.join(values)}."
    for amount in contract.amounts:
        yield f"{led_by(amount.clause)}{said(amount.name).capitalize()} is {_amount(contract, amount)}."


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
    more = [part for part in (figure.says, rounded(figure.rounding) if figure.rounding else "") if part]
    return f"{said(figure.name)} ({', '.join(more)})" if more else said(figure.name)


def _level(contract: Contract, level: Level) -> Iterator[str]:
    yield f"{level.title}{f' ({level.clause})' if level.clause else ''}:"
    if level.words:
        yield f'  "{level.words}"'
    by = f", for each {' and '.join(level.by)}" if level.by else ""
    by += f", of {' and '.join(f'{said(name)} {one}' for name, one in level.only)} only" if level.only else ""
    how = f"{measure(level.measure)}, {rounded(level.rounding)}"
    yield f"  Measured each {level.window.name}{by}: {how}; {level.better} is better."
    if level.target:
        yield f"  Target: {range_in_words(level.target, level.unit)}."
    if level.moving:
        yield f"  Target of each window: {_moving(level.moving)}."
    for grade in level.grades:
        yield f"  A result {range_in_words(grade.range, level.unit)} is graded {grade.name}."
    if not always_there(level.measure, level.window):
        yield f"  If nothing is reported: {_absent(level.nothing_reported)}."
    if divides(level.measure):
        yield f"  If there is nothing to divide by: {_absent(level.zero_denominator)}."
    yield from _priced_when(contract, level)


def _priced_when(contract: Contract, level: Level) -> Iterator[str]:
    """When the level is excused or not priced, and what it pays."""
    if level.excused:
        when = condition(contract, level.excused, level.key)
        yield f"  {when.capitalize()} excused." if when in {"always", "never"} else f"  Excused when {when}."
    if not level.priced:
        yield "  Measured, and not priced."
    for rule in level.pays:
        for text in _rule(contract, level, rule):
            yield f"  {text}"
    if level.priced_from:
        yield f"  Windows that begin before {level.priced_from} are measured and not priced."
    if not level.pays:
        yield "  No money follows from this level alone."


def _moving(target: Moving) -> str:
    edge = ("at least" if target.edge_in else "above") if target.low else ("at most" if target.edge_in else "below")
    aim = f"{edge} {printed(target.aim, said)}" + (f", {rounded(target.rounding)}" if target.rounding else "")
    return f"{aim}; without an earlier result, {_absent(target.first)}"


def _earn_back(contract: Contract, rule: EarnBack) -> str:
    what = f" from {', '.join(title_of(contract, key) for key in rule.levels)}" if rule.levels else ""
    part = "" if rule.part == 100 else f"{plain(rule.part)} % of "
    of = f"this {rule.within.name}" if rule.within else "the window before"
    return f"{led_by(rule.clause)}When {condition(contract, rule.when, '')}: {part}the penalties{what} of {of} go back."


def _absent(answer: Absent) -> str:
    return {
        Absent.HOLD: "the result is waited for",
        Absent.NOT_MEASURED: "the level has no outcome and nothing is owed",
        Absent.MET: "the level counts as met",
        Absent.MISSED: "the level counts as missed",
        Absent.WORST_BAND: "the level falls into the worst band",
    }[answer]


def _rule(contract: Contract, level: Level, rule: Rule) -> Iterator[str]:
    when = f"when {condition(contract, rule.when, level.key)}" if rule.when else ""
    scale = (
        f", times {plain(rule.scale.by)} when {condition(contract, rule.scale.when, level.key)}" if rule.scale else ""
    )
    if rule.together:
        scale += "; the lines of one window are rounded so that they add up"
    clause = led_by(rule.clause)
    match rule.tariff:
        case Bands(apply, rows):
            how = {
                Apply.ONE: "",
                Apply.EVERY: "; the rows add up",
                Apply.WORST: "; of several rows the last counts",
                Apply.MARGINAL: "; each row for the part of the result in it",
            }
            cells = "; ".join(f"{range_in_words(r.range, level.unit)}: {_cell(contract, r, rule)}" for r in rows)
            yield f"{clause}{when.capitalize() + ', by' if when else 'By'} result: {cells}{how[apply]}{scale}."
        case Lookup(read, rows):
            cells = "; ".join(f"{plain(r.range.low or ZERO)}: {_cell(contract, r, rule)}" for r in rows)
            how_read = {
                Read.DOWN: "the row at or below the result",
                Read.UP: "the row at or above the result",
                Read.BETWEEN: "in proportion between rows",
            }[read]
            yield f"{clause}{when.capitalize() + ', by' if when else 'By'} table, {how_read}: {cells}{scale}."
        case Steps(below, reference, size, count, each, most, points):
            part = {Count.EXACT: "", Count.FULL: "full ", Count.STARTED: "started "}[count]
            most_text = f", at most {plain(most)} times" if most is not None else ""
            side = "below" if below else "above"
            yield (
                f"{clause}{_for(f'every {part}{plain(size)} {level.unit}'.rstrip(), when)} {side} {plain(reference)}, "
                f"{_priced(contract, each, points, rule.direction)}{most_text}{scale}."
            )
        case Each(number, each, points):
            owed = _priced(contract, each, points, rule.direction)
            pieces = f"the {level.unit or 'result'}" if number == Name("result") else printed(number, said)
            yield f"{clause}{_for(f'each of {pieces}', when)}, {owed}{scale}."
        case Flat(each, points):
            yield f"{clause}{when.capitalize() or 'Always'}, {_priced(contract, each, points, rule.direction)}{scale}."
        case _:
            assert_never(rule.tariff)


def _for(what: str, when: str) -> str:
    return f"{when.capitalize()}, for {what}" if when else f"For {what}"


def _cell(contract: Contract, row: Band, rule: Rule) -> str:
    return _priced(contract, row.value, row.points, row.direction or rule.direction)


def _priced(contract: Contract, owed: Expression | None, points: Decimal | None, direction: Direction) -> str:
    if owed is None:
        return f"{plain(points)} points accrue" if points is not None else "nothing"
    return f"{PAYS[direction]} {value(contract, owed)}"


def _limit(contract: Contract, limit: Limit) -> str:
    of = f" from {', '.join(title_of(contract, key) for key in limit.levels)}" if limit.levels else ""
    of += f" for each {said(limit.per)}" if limit.per else ""
    what = "Penalties" if limit.on is Direction.PENALTY else "Incentives"
    what += f" less {'incentives' if limit.on is Direction.PENALTY else 'penalties'}" if limit.net else ""
    start = led_by(limit.clause) + (f"When {condition(contract, limit.when, '')}: " if limit.when else "")
    if limit.lines is not None:
        return f"{start}Of {what.lower()}{of} in a {limit.window.name}, only the highest {limit.lines} count."
    if limit.over is not None:
        least = f"{value(contract, limit.over)}{_base(contract, limit)}"
        return f"{start}{what}{of} in a {limit.window.name} count only if they are more than {least}."
    most = value(contract, limit.at_most) if limit.at_most is not None else "nothing"
    cut = f"a cut is shared {limit.shared}{_base(contract, limit)}"
    return f"{start}{what}{of} in a {limit.window.name} are at most {most}; {cut}."


def _base(contract: Contract, limit: Limit) -> str:
    """Of which figures a ceiling is made while its window is open, as a further sentence."""
    figures = " and ".join(map(said, rests_on(contract, limit)))
    if not figures:
        return ""
    window = limit.window.name
    if limit.base is Reach.WHOLE_WINDOW:
        return f". For {figures} the figure of the whole {window} counts; until it is reported the amounts wait"
    return (
        f". For {figures} the figures of the {window} count as far as they are reported by the end of each "
        "statement's period; what is cut stays cut when later figures leave room again"
    )


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
        against = f"{led_by(terms.remainder_clause)}A credit is set against {printed(terms.against, said)}"
        yield f"{against}; what exceeds it is {left}."
    if terms.payable:
        yield f"Payable {terms.payable}."
    if terms.due_days is not None:
        yield f"Due {terms.due_days} days after issue."
    if terms.claim_days is not None:
        yield f"A credit must be claimed within {terms.claim_days} business days."
