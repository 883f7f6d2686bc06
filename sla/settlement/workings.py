"""How an amount came about, in one or two sentences with their numbers: made only when somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import assert_never
from zoneinfo import ZoneInfo

from sla.contract.expression import Binary, Expression, Name, Number, printed
from sla.contract.model import (
    Band,
    Bands,
    Contract,
    Count,
    Each,
    Flat,
    Formula,
    Level,
    Lookup,
    MetShare,
    OverLast,
    Points,
    Rule,
    Steps,
)
from sla.contract.words import range_in_words, said
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.evaluation.tariffs import worth
from sla.measurement.model import Measurement, State
from sla.settlement.model import Line
from sla.values import plain, shown
from sla.values.money import places_of


def sentence(contract: Contract, line: Line, evaluation: Evaluation | None) -> str:
    """The line in words: result against target, the clause that prices it, limits. `evaluation` None for a carry."""
    if evaluation is None:
        return line.words + "."
    level = contract.level(line.level)
    parts = [result_in_words(level, evaluation, contract.zone), target_in_words(level, evaluation)]
    parts.extend(_points(level, evaluation) or _price(contract, level, line))
    parts.extend(_cuts(contract, line))
    return " ".join(part for part in parts if part)


def amount_in_words(contract: Contract, amount: Decimal) -> str:
    """An amount with thousands apart and at least the currency's places."""
    text = shown(amount)
    whole, _, cents = text.rstrip("…").partition(".")
    places = places_of(contract.currency)
    padded = f"{whole}.{cents.ljust(places, '0')}" if places else whole + (f".{cents}" if cents else "")
    return padded + ("…" if text.endswith("…") else "")


def result_in_words(level: Level, evaluation: Evaluation, zone: ZoneInfo) -> str:
    """`6,640 / 10,000 = 66.4 %.`, or why there is no result. `zone` is where clocks count the hours of a window."""
    here = evaluation.measurement
    if here.result is None:
        return _without_result(level, evaluation)
    known = dict(here.inputs)
    shown_result = f"{shown(here.result)} {level.unit}".rstrip()
    match level.measure:
        case Points():
            parts = [f"{shown(points)} from {said(name)}" for name, points in here.inputs if points]
            return f"{', '.join(parts) or 'No points'}: {shown_result} in all."
        case MetShare(source):
            return f"{shown(known['met'])} of {shown(known['windows'])} windows of {said(source)} met = {shown_result}."
        case OverLast(_, how, _):
            parts = [f"{shown(result)} ({window})" for window, result in here.inputs]
            return f"The {how} of {', '.join(parts)} = {shown_result}."
        case Formula(expression):
            return _computed(level, expression, here, shown_result, zone)
        case _:
            assert_never(level.measure)


def _computed(level: Level, expression: Expression, here: Measurement, shown_result: str, zone: ZoneInfo) -> str:
    known = {**dict(here.inputs), "days": Decimal(here.window.days), "clock_hours": here.window.hours(zone)}
    unit = f" {level.unit}" if level.unit else ""
    formula = _without_hundred(expression)
    text = printed(formula, lambda name: shown(known[name]) if name in known else name)
    exactly = shown(here.unrounded) if here.unrounded is not None else ""
    rounded = f", rounded to {shown_result}" if here.unrounded != here.result else unit
    if text == exactly:
        return f"{text}{rounded}."
    return f"{text} = {exactly}{rounded}."


def _without_hundred(expression: Expression) -> Expression:
    """A share reads as `part / whole`; that it is in per cent is said by its unit."""
    match expression:
        case Binary("/", Binary("*", Number(value, _), part), whole) if value == 100:
            return Binary("/", part, whole)
        case _:
            return expression


def _without_result(level: Level, evaluation: Evaluation) -> str:
    here = evaluation.measurement
    why, answer = "nothing to divide by", level.zero_denominator
    if here.state is State.NOTHING_REPORTED:
        why, answer = f"{', '.join(map(said, here.missing))} not reported", level.nothing_reported
    return f"{why[0].upper()}{why[1:]}; the contract's answer is `{answer}`."


def target_in_words(level: Level, evaluation: Evaluation) -> str:
    """`Target at least 70 %: missed.`"""
    grades = f" ({', '.join(evaluation.grades)})" if evaluation.grades else ""
    if evaluation.outcome is Outcome.UNKNOWN:
        return "Nothing is decided until it comes."
    if not evaluation.priced:
        return f"Measured, not yet priced: priced from {level.priced_from}." if level.priced else "Measured, not priced."
    if evaluation.outcome is Outcome.EXCUSED:
        return "Excused."
    if evaluation.target is None:
        return f"Graded{grades}." if grades else ""
    return f"Target {range_in_words(evaluation.target, level.unit)}: {evaluation.outcome}{grades}."


def _points(level: Level, evaluation: Evaluation) -> tuple[str, ...]:
    """`at least 96 % scores 3 points, times 2 for repetition.`, where the level scores any."""
    scored = ((level.pays[hit.rule], hit) for hit in evaluation.hits if evaluation.points)
    return tuple(
        f"{_because(level, rule, hit, ' scores ')}{_many(_each(rule, hit), 'point')}{_repeated(hit)}."
        for rule, hit in scored
        if worth(rule, hit)
    )


def _each(rule: Rule, hit: Hit) -> Decimal:
    """The points of one step or piece, or those of a row as they are."""
    quantity = Decimal(1) if isinstance(rule.tariff, Steps | Each) else hit.quantity
    return worth(rule, replace(hit, quantity=quantity, scale=Decimal(1)))


def _many(count: Decimal, what: str) -> str:
    return f"{shown(count)} {what}" + ("" if count == 1 else "s")


def _repeated(hit: Hit) -> str:
    return f", times {plain(hit.scale)} for repetition" if hit.scale != 1 else ""


def _price(contract: Contract, level: Level, line: Line) -> Iterator[str]:
    if line.hit is None:
        if line.outcome in (Outcome.MET, Outcome.MISSED, Outcome.NO_TARGET) and level.pays:
            yield "No amount follows."
        return
    rule = level.pays[line.hit.rule]
    if line.missing:
        yield f"The amount waits for {', '.join(map(said, line.missing))}."
        return
    yield f"{_because(level, rule, line.hit)}{_sum(contract, rule, line)}."


def _because(level: Level, rule: Rule, hit: Hit, gives: str = " gives ") -> str:
    """Why the rule applies: its band, its steps, its count."""
    of = rule.tariff
    own = of.rows[hit.row or 0].clause if isinstance(of, Bands | Lookup) else ""
    clause = f"{own or rule.clause}: " if own or rule.clause else ""
    match of:
        case Bands(_, rows):
            return f"{clause}{range_in_words(rows[hit.row or 0].range, level.unit)}{gives}"
        case Lookup(_, rows):
            row = hit.row or 0
            at = f"{plain(rows[row].range.low or Decimal(0))}"
            if hit.toward:
                at += f", {shown(hit.toward * 100)} % of the way to {plain(rows[row + 1].range.low or Decimal(0))}"
            return f"{clause}the row at {at}{gives}"
        case Steps(below, reference, size, count):
            part = {Count.EXACT: "", Count.FULL: "full ", Count.STARTED: "started "}[count]
            unit = f" {level.unit}" if level.unit else ""
            side = "below" if below else "above"
            many = _many(hit.quantity, "step").replace(" ", f" {part}", 1)
            return f"{clause}{many} of {plain(size)}{unit} {side} {plain(reference)}{unit}, each "
        case Each(count):
            return f"{clause}{_pieces(level, count, hit.quantity)}, each "
        case Flat():
            return clause


def _pieces(level: Level, count: Expression, quantity: Decimal) -> str:
    """`3 calls late`, `8 points`, or `3 of tickets - excused`."""
    match count:
        case Name("result"):
            return f"{shown(quantity)} {level.unit}".rstrip()
        case Name(figure):
            return f"{shown(quantity)} {said(figure)}"
        case _:
            return f"{shown(quantity)} of {printed(count, said)}"


def _sum(contract: Contract, rule: Rule, line: Line) -> str:
    """The price with its numbers, times quantity and scale."""
    hit = line.hit
    if hit is None:
        return ""
    of = rule.tariff
    tariff: Band | Flat | Steps | Each = of.rows[hit.row or 0] if isinstance(of, Bands | Lookup) else of
    if tariff.value is None:
        return ""
    price = _in_numbers(contract, tariff.value, line)
    if hit.toward and isinstance(of, Lookup):
        following = of.rows[(hit.row or 0) + 1].value
        price += f" toward {_in_numbers(contract, following, line) if following else 'nothing'}"
    times = _repeated(hit)
    total = amount_in_words(contract, line.computed)
    return f"{price}{times}" if price == total else f"{price}{times} = {contract.currency} {total}"


def _in_numbers(contract: Contract, price: Expression, line: Line) -> str:
    """A price with the amounts that it is made of."""
    if isinstance(price, Number):
        return amount_in_words(contract, price.value)
    money = {name: amount_in_words(contract, value) for name, value in line.inputs}
    return printed(price, lambda name: f"{said(name)} ({money[name]})" if name in money else name)


def _cuts(contract: Contract, line: Line) -> Iterator[str]:
    for cut in line.cuts:
        before, after = amount_in_words(contract, cut.before), amount_in_words(contract, cut.after)
        yield f"Limited by {cut.clause or 'the contract'} from {before} to {after}."
