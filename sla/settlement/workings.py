"""How an amount came about, in one or two sentences with their numbers: made only when somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never
from zoneinfo import ZoneInfo

from sla.contract.expression import Binary, Expression, Name, Number, printed, walk
from sla.contract.model import (
    Absent,
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
    Quantity,
    Rule,
    Steps,
)
from sla.contract.phrases import amount_in_words as in_currency
from sla.contract.phrases import counted, range_in_words, said
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.evaluation.tariffs import worth
from sla.measurement.model import Measurement, State
from sla.settlement.model import Line
from sla.values import plain, shown

PRICED = (Outcome.MET, Outcome.MISSED, Outcome.NO_TARGET)


def sentence(contract: Contract, line: Line, evaluation: Evaluation | None) -> str:
    """The line in words: result against target, the clause that prices it, limits. `evaluation` None for a carry."""
    if evaluation is None:
        amount = "" if line.missing else f": {_money(contract, line.amount.amount)}"
        return f"{line.words or line.kind.capitalize()}{amount}."
    level = contract.level(line.level)
    parts = [result_in_words(level, evaluation, contract.zone), target_in_words(level, evaluation)]
    parts.extend(_price(contract, level, line, evaluation))
    return " ".join(part for part in parts if part)


def _money(contract: Contract, amount: Decimal) -> str:
    return f"{contract.currency} {amount_in_words(contract, amount)}"


def amount_in_words(contract: Contract, amount: Decimal) -> str:
    """An amount with thousands apart and at least the places of the contract's currency."""
    return in_currency(contract.currency, amount)


def result_in_words(level: Level, evaluation: Evaluation, zone: ZoneInfo) -> str:
    """`6,640 / 10,000 = 66.4 %.`, or why there is no result. `zone` is where clocks count the hours of a window."""
    here = evaluation.measurement
    if here.result is None:
        return _without_result(level, evaluation)
    known = dict(here.inputs)
    shown_result = counted(here.result, level.unit)
    match level.measure:
        case Points():
            parts = [f"{shown(points)} from {said(name)}" for name, points in here.inputs if points]
            return f"{', '.join(parts) or 'No points'}: {shown_result} in all."
        case MetShare(source):
            return f"{shown(known['met'])} of {shown(known['windows'])} windows of {said(source)} met = {shown_result}."
        case OverLast(source, how, 0):
            return f"The {how} of {_many(known['results'], 'result')} of {said(source)} = {shown_result}."
        case OverLast(_, how):
            parts = [f"{shown(result)} ({window})" for window, result in here.inputs]
            return f"The {how} of {', '.join(parts)} = {shown_result}."
        case Formula(expression):
            return _computed(expression, here, shown_result, zone)
        case _:
            assert_never(level.measure)


def _computed(expression: Expression, here: Measurement, shown_result: str, zone: ZoneInfo) -> str:
    known = {**dict(here.inputs), "days": Decimal(here.window.days)}
    if any(isinstance(part, Name) and part.name == "clock_hours" for part in walk(expression)):
        known["clock_hours"] = here.window.hours(zone)
    text = printed(_without_hundred(expression), lambda name: shown(known[name]) if name in known else said(name))
    exactly = shown(here.unrounded) if here.unrounded is not None else ""
    same = "" if text == exactly else f"{text} = "
    if here.unrounded != here.result:
        return f"{same}{exactly}, rounded to {shown_result}."
    return f"{same}{shown_result}."


def _without_hundred(expression: Expression) -> Expression:
    """A share reads as `part / whole`; that it is in per cent is said by its unit."""
    match expression:
        case Binary("/", Binary("*", Number(value, _), part), whole) if value == 100:
            return Binary("/", part, whole)
        case _:
            return expression


def _without_result(level: Level, evaluation: Evaluation) -> str:
    here = evaluation.measurement
    names = ", ".join(map(said, here.missing))
    match here.state:
        case State.NOTHING_REPORTED:
            return _answered(f"{names} not reported", level.nothing_reported)
        case State.ZERO_DENOMINATOR:
            return _answered("Nothing to divide by", level.zero_denominator)
        case State.CONTRADICTORY:
            return _capital(f"{names} reported more than once where one value counts.")
        case State.WAITING | State.MEASURED:
            return _capital(f"{names} not decided yet.")
        case State.RELIEVED:
            return _capital(f"{names} reported, and by the relief granted none of it counts.")
        case _:
            assert_never(here.state)


def _answered(why: str, answer: Absent) -> str:
    """Why there is no result, and what the contract makes of it; holding is said where nothing is decided."""
    counts = {
        Absent.HOLD: "",
        Absent.NOT_MEASURED: "; by the contract this is not measured",
        Absent.MET: "; by the contract this counts as met",
        Absent.MISSED: "; by the contract this counts as missed",
        Absent.WORST_BAND: "; by the contract this counts as the worst band",
    }
    return f"{_capital(why)}{counts[answer]}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def target_in_words(level: Level, evaluation: Evaluation) -> str:
    """Whether the target was reached, as `Target at least 70 %: missed`."""
    grades = f" ({', '.join(evaluation.grades)})" if evaluation.grades else ""
    if evaluation.outcome is Outcome.UNKNOWN:
        needed = evaluation.measurement.missing if evaluation.measurement.result is not None else ()
        return (
            f"Nothing is decided until {', '.join(map(said, needed))} is known."
            if needed
            else "Nothing is decided until then."
        )
    if not evaluation.priced:
        return (
            f"Measured, not yet priced: priced from {level.priced_from}." if level.priced else "Measured, not priced."
        )
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
    return worth(rule, hit._replace(quantity=quantity, scale=Decimal(1)))


def _many(count: Decimal, what: str) -> str:
    return counted(count, f"{what}s")


def _repeated(hit: Hit) -> str:
    return f", times {plain(hit.scale)} for repetition" if hit.scale != 1 else ""


def _price(contract: Contract, level: Level, line: Line, evaluation: Evaluation) -> Iterator[str]:
    """What the line costs or earns and what limits left of it; or the points scored; or that nothing follows."""
    if line.hit is None:
        if not (scored := _points(level, evaluation)) and level.pays and line.outcome in PRICED:
            yield "No amount follows."
        yield from scored
        return
    rule = level.pays[line.hit.rule]
    if line.missing:
        yield f"The amount waits for {', '.join(map(said, line.missing))}."
        return
    stages = [f"{_because(level, rule, line.hit)}{_sum(contract, rule, line)}", *_cuts(contract, line)]
    if line.computed < 0:
        stages[0] += ", which is below zero: nothing is owed"
    if line.amount.amount != (line.cuts[-1].after if line.cuts else max(line.computed, Decimal(0))):
        stages[-1] += f", rounded to {_money(contract, line.amount.amount)}"
    yield from (f"{stage}." for stage in stages)


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
    if price == amount_in_words(contract, line.computed):
        return f"{_money(contract, line.computed)}{times}"
    return f"{price}{times} = {_money(contract, line.computed)}"


def _in_numbers(contract: Contract, price: Expression, line: Line) -> str:
    """A price with the amounts and other numbers that it is made of."""
    if isinstance(price, Number):
        return amount_in_words(contract, price.value)
    plain_numbers = {figure.name for figure in contract.figures if figure.quantity is not Quantity.MONEY} | {"result"}
    known = {
        name: shown(value) if name in plain_numbers else amount_in_words(contract, value) for name, value in line.inputs
    }
    return printed(price, lambda name: f"{said(name)} ({known[name]})" if name in known else name)


def _cuts(contract: Contract, line: Line) -> Iterator[str]:
    for cut in line.cuts:
        before, after = amount_in_words(contract, cut.before), amount_in_words(contract, cut.after)
        yield f"Limited by {cut.clause or 'the contract'} from {before} to {after}"
