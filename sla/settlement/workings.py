"""How an amount came about, in one or two sentences with their numbers: made only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from sla.contract.expression import Expression, Name, Number, printed, wording
from sla.contract.model import Bands, Contract, Count, Each, Flat, Level, Lookup, Quantity, Rule, Steps, once
from sla.contract.phrases import amount_in_words as in_currency
from sla.contract.phrases import counted, range_in_words, said
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.evaluation.tariffs import worth
from sla.settlement.model import Line
from sla.settlement.results import Results
from sla.values import plain, shown

PRICED = (Outcome.MET, Outcome.MISSED, Outcome.NO_TARGET)
ONE = Decimal(1)
Worded = Callable[[Callable[[str], str]], str]
"""A formula that is asked with what to say in place of each name."""


def sentence(contract: Contract, line: Line, evaluation: Evaluation | None) -> str:
    """The line in words: result against target, the clause that prices it, limits. `evaluation` None for a carry."""
    if evaluation is None:
        amount = "" if line.missing else f": {_money(contract, line.amount.amount)}"
        return f"{line.words or line.kind.capitalize()}{amount}."
    return _tellers(contract)[line.level].told(line, evaluation)


def price(contract: Contract, line: Line) -> str:
    """Why a price applies, and what it comes to with its numbers; empty where none does or it is not known."""
    if line.hit is None or line.missing:
        return ""
    teller = _tellers(contract)[line.level]
    rule = teller.level.pays[line.hit.rule]
    return f"{teller.reason(rule, line.hit)}{teller.sum(rule, line.hit, line)}"


@once
def _tellers(contract: Contract) -> dict[str, Teller]:
    return {level.key: Teller(contract, level) for level in contract.levels}


@once
def _plain_numbers(contract: Contract) -> frozenset[str]:
    """What a price is made of and is not money."""
    figures = (figure.name for figure in contract.figures if figure.quantity is not Quantity.MONEY)
    return frozenset((*figures, "result"))


def _money(contract: Contract, amount: Decimal) -> str:
    return f"{contract.currency} {in_currency(contract.currency, amount)}"


def amount_in_words(contract: Contract, amount: Decimal) -> str:
    """An amount with thousands apart and at least the places of the contract's currency."""
    return in_currency(contract.currency, amount)


class Teller:
    """Tells how the lines of one level came about. What is the same in every window is put into words once."""

    __slots__ = ("contract", "level", "prices", "reasons", "results")

    def __init__(self, contract: Contract, level: Level) -> None:
        """Nothing was told yet."""
        self.contract = contract
        self.level = level
        self.results = Results(level, contract.zone)
        self.reasons: dict[tuple[object, ...], str] = {}
        """Why a row of a table applies, by rule and row."""
        self.prices: dict[tuple[int, int], Worded] = {}
        """The price of a rule, or of a row of its table."""

    def told(self, line: Line, evaluation: Evaluation) -> str:
        """One line in words."""
        parts = (self.results.result(evaluation), self.results.target(evaluation), *self.priced(line, evaluation))
        return " ".join([part for part in parts if part])

    def priced(self, line: Line, evaluation: Evaluation) -> list[str]:
        """What the line costs or earns and what limits left of it; or the points scored; or that nothing follows."""
        if line.hit is None:
            scored = list(self.points(evaluation)) if evaluation.points else []
            return scored or ["No amount follows."] * (bool(self.level.pays) and line.outcome in PRICED)
        if line.missing:
            return [f"The amount waits for {', '.join(map(said, line.missing))}."]
        rule = self.level.pays[line.hit.rule]
        stages = [f"{self.reason(rule, line.hit)}{self.sum(rule, line.hit, line)}", *_cuts(self.contract, line)]
        if line.computed < 0:
            stages[0] += ", which is below zero: nothing is owed"
        if line.amount.amount != (line.cuts[-1].after if line.cuts else max(line.computed, Decimal(0))):
            stages[-1] += f", rounded to {_money(self.contract, line.amount.amount)}"
        return [f"{stage}." for stage in stages]

    def points(self, evaluation: Evaluation) -> Iterator[str]:
        """`at least 96 % scores 3 points, times 2 for repetition.`, where the level scores any."""
        for hit in evaluation.hits:
            rule = self.level.pays[hit.rule]
            if worth(rule, hit):
                scored = _many(_each(rule, hit), "point")
                yield f"{_because(self.level, rule, hit, ' scores ')}{scored}{_repeated(hit)}."

    def reason(self, rule: Rule, hit: Hit) -> str:
        """Why the rule applies; in a table of bands that is the same whenever a row does."""
        if not isinstance(rule.tariff, Bands):
            return _because(self.level, rule, hit)
        at = hit[:2]
        if at not in self.reasons:
            self.reasons[at] = _because(self.level, rule, hit)
        return self.reasons[at]

    def sum(self, rule: Rule, hit: Hit, line: Line) -> str:
        """The price with its numbers, times quantity and scale."""
        row = hit.row or 0
        price = self.in_numbers(rule, hit.rule, row, line)
        if price is None:
            return ""
        if hit.toward and isinstance(rule.tariff, Lookup):
            price += f" toward {self.in_numbers(rule, hit.rule, row + 1, line) or 'nothing'}"
        computed, times = amount_in_words(self.contract, line.computed), _repeated(hit)
        money = f"{self.contract.currency} {computed}"
        return f"{money}{times}" if price == computed else f"{price}{times} = {money}"

    def in_numbers(self, rule: Rule, number: int, row: int, line: Line) -> str | None:
        """A price with the amounts and other numbers that it is made of; None where there is none."""
        at, contract = (number, row), self.contract
        if at not in self.prices:
            of = rule.tariff.rows[row] if isinstance(rule.tariff, Bands | Lookup) else rule.tariff
            if of.value is None:
                return None
            self.prices[at] = _worded(contract, of.value)
        known, numbers = dict(line.inputs), _plain_numbers(contract)

        def say(name: str) -> str:
            if name not in known:
                return name
            value = shown(known[name]) if name in numbers else amount_in_words(contract, known[name])
            return f"{said(name)} ({value})"

        return self.prices[at](say)


def _worded(contract: Contract, price: Expression) -> Worded:
    """A price made ready to be said; a plain number is an amount of money."""
    if not isinstance(price, Number):
        return wording(price)
    amount = amount_in_words(contract, price.value)
    return lambda _: amount


def _each(rule: Rule, hit: Hit) -> Decimal:
    """The points of one step or piece, or those of a row as they are."""
    quantity = ONE if isinstance(rule.tariff, Steps | Each) else hit.quantity
    return worth(rule, hit._replace(quantity=quantity, scale=ONE))


def _many(count: Decimal, what: str) -> str:
    return counted(count, f"{what}s")


def _repeated(hit: Hit) -> str:
    return "" if hit.scale is ONE or hit.scale == 1 else f", times {plain(hit.scale)} for repetition"


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


def _cuts(contract: Contract, line: Line) -> Iterator[str]:
    for cut in line.cuts:
        before, after = amount_in_words(contract, cut.before), amount_in_words(contract, cut.after)
        yield f"Limited by {cut.clause or 'the contract'} from {before} to {after}"
