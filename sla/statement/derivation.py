"""How one line came about, step by step: formula, rounding, target, price, limits, and what was waived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sla.contract.model import Bands, Contract, Level, Lookup
from sla.contract.phrases import measure, said
from sla.contract.phrases import value as in_words
from sla.contract.vocabulary import rounded
from sla.evaluation.model import Evaluation
from sla.settlement.model import Line
from sla.settlement.workings import amount_in_words, price
from sla.statement import wording
from sla.values import Place, Saying, shown


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is done, how, and what it comes to."""

    what: str
    how: str
    gives: str


def steps(contract: Contract, line: Line, evaluation: Evaluation | None) -> tuple[Step, ...]:
    """Every step from the figures to the amount, in the order in which they are taken."""
    level = contract.index.get(line.level)
    found = tuple(_result(contract, level, evaluation)) if level and evaluation else ()
    return (*found, *_amount(contract, line))


def _result(contract: Contract, level: Level, evaluation: Evaluation) -> Iterator[Step]:
    here = evaluation.measurement
    raw = here.result if here.unrounded is None else here.unrounded
    reached = "no result" if raw is None else f"{shown(raw)} {level.unit}".rstrip()
    yield Step(Saying("Result"), measure(contract, level.measure), reached)
    if level.rounding and here.result is not None:
        yield Step(Saying("Rounding"), rounded(level.rounding), wording.number(here.result, level.unit))
    aim = evaluation.target or level.target
    outcome = wording.OUTCOMES.get(evaluation.outcome, str(evaluation.outcome))
    yield Step(Saying("Target"), wording.target(aim, level.unit), ", ".join((outcome, *evaluation.grades)))


def _amount(contract: Contract, line: Line) -> Iterator[Step]:
    """The named amounts that the price is taken of, the price, each limit, and the one rounding."""
    named = {each.name: each for each in contract.amounts}
    for name, value in line.inputs:
        if (amount := named.get(name)) is not None:
            clause = f" (clause {amount.clause})" if amount.clause else ""
            how = f"{in_words(contract, amount.formula)}{clause}"
            yield Step(said(name).capitalize(), how, amount_in_words(contract, value))
    if line.hit is not None:
        yield Step(Saying("Price"), price(contract, line), amount_in_words(contract, line.computed))
    for cut in line.cuts:
        where = Saying("{when}", when=cut.window.label)
        if cut.clause:
            where = Saying("clause {clause}, {when}", clause=cut.clause, when=cut.window.label)
        yield Step(
            Saying("Limit"),
            Saying("{where}: from {amount}", where=where, amount=amount_in_words(contract, cut.before)),
            amount_in_words(contract, cut.after),
        )
    if line.hit is not None and not line.missing:
        yield Step(Saying("Amount"), rounded(contract.money), wording.money(line.amount))


def places(level: Level, line: Line) -> tuple[Place, ...]:
    """Where the contract's file says what decided on the line: the target, the rule, and the row of its table."""
    if line.hit is None:
        return (level.target_place,)
    rule = level.pays[line.hit.rule]
    rows = rule.tariff.rows if isinstance(rule.tariff, Bands | Lookup) else ()
    return (level.target_place, rule.place, *(rows[at].place for at in (line.hit.row or 0,) if rows))
