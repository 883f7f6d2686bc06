"""Engine and referee side by side: what each makes of the same contract and figures, and where they part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sla.contract.definition import Definition, read
from sla.contract.model import Formula
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.submission.figures import Entry, Figures
from sla.values import Findings, Period
from tests.referee.records import Row, Ruling, Span
from tests.referee.rows import random_rows
from tests.referee.ruling import rule_on
from tests.referee.strategies import Writer

CLOSE = Fraction(1, 10**30)
"""The engine carries a result that never ends to fifty digits."""


@dataclass
class Trial:
    """One random contract with its figures: how many periods were settled, and every difference."""

    seed: int
    text: str
    refused: str = ""
    periods: int = 0
    moved: Fraction = Fraction(0)
    """All amounts added up, to see that the contracts pay at all."""
    differences: tuple[str, ...] = ()


def trial(seed: int) -> Trial:
    """A random contract settled by both."""
    text = Writer(seed).text()
    definition = read({"contract.yaml": text}, "contract.yaml")
    if isinstance(definition, Findings):
        return Trial(seed, text, refused="\n".join(definition.errors.sentences()))
    rows = random_rows(definition, seed)
    readings = {"turn": "right"} if seed % 3 == 0 else {}
    periods = [(period.start, period.end) for period in definition.statement_periods()]
    rulings = rule_on(definition, rows, periods, readings)
    moved = sum((abs(line.amount) for ruling in rulings for line in ruling.lines), Fraction(0))
    differences = tuple(compared(settled(definition, rows, periods, readings), rulings, measured(definition)))
    return Trial(seed, text, "", len(periods), moved, differences)


def measured(definition: Definition) -> set[str]:
    """The levels that are measured by a formula: for those, everything that is missing must have the same name."""
    return {level.key for level in definition.at(definition.term.start).levels if isinstance(level.measure, Formula)}


def settled(
    definition: Definition, rows: list[Row], periods: list[Span], readings: Mapping[str, str]
) -> tuple[Settlement, ...]:
    """What the engine makes of it."""
    figures = Figures(
        Entry(Period(*row.span), row.figure, decimal(row.value), row.scope, stamp=row.stamp) for row in rows
    )
    return settled_through(definition, figures, tuple(Period(*span) for span in periods), readings)


def decimal(number: Fraction) -> Decimal:
    """The same number with a point; it has an end."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def compared(settlements: tuple[Settlement, ...], rulings: list[Ruling], named: set[str]) -> Iterator[str]:
    """Every difference in words, the first ones first."""
    for settlement, ruling in zip(settlements, rulings, strict=True):
        engine, referee = told_by_engine(settlement, named), told_by_referee(ruling, named)
        for one, other in zip(engine, referee, strict=False):
            if one != other:
                yield f"{settlement.period}: engine  {one}\n{' ' * len(str(settlement.period))}  referee {other}"
        if len(engine) != len(referee):
            yield f"{settlement.period}: {len(engine)} and {len(referee)} things are said"
        yield from results_apart(settlement, ruling)


def told_by_engine(settlement: Settlement, named: set[str]) -> list[str]:
    """Everything that matters in a settlement, as text."""
    lines = [
        f"{line.clause} {line.level} {line.window.start}..{line.window.end} {line.scope} {line.outcome!s} "
        f"{line.direction!s} {line.kind} {Fraction(line.amount.amount)}{' waits' if line.missing else ''}"
        for line in settlement.lines
    ]
    facts = [
        f"{fact.measurement.level} {fact.measurement.window.start} {fact.measurement.scope} {fact.outcome!s} "
        f"{list(fact.grades)} {sorted({*here.missing}) if here.level in named and here.result is None else []}"
        for fact in settlement.evaluations
        for here in (fact.measurement,)
    ]
    waiting = sorted({each.partition(": ")[0] for each in settlement.waiting_for})
    totals = [Fraction(money.amount) for money in (settlement.penalties, settlement.incentives, settlement.net)]
    return [*facts, *lines, str(totals), str(waiting), str(list(settlement.consequences))]


def told_by_referee(ruling: Ruling, named: set[str]) -> list[str]:
    """The same of a ruling."""
    lines = [
        f"{line.clause} {line.level} {line.span[0]}..{line.span[1]} {line.scope} {line.outcome} "
        f"{line.direction} {line.kind} {line.amount}{' waits' if line.waits else ''}"
        for line in ruling.lines
    ]
    facts = [
        f"{fact.level} {fact.span[0]} {fact.scope} {fact.outcome} {fact.grades} "
        f"{sorted({*fact.missing}) if fact.level in named and fact.result is None else []}"
        for fact in ruling.facts
    ]
    penalties, incentives = ruling.total("penalty"), ruling.total("incentive")
    totals = [penalties, incentives, incentives - penalties]
    return [*facts, *lines, str(totals), str(sorted(ruling.waiting())), str(ruling.consequences)]


def results_apart(settlement: Settlement, ruling: Ruling) -> Iterator[str]:
    """Results and points that are not the same number."""
    for one, other in zip(settlement.evaluations, ruling.facts, strict=False):
        here = one.measurement
        pairs = ((here.result, other.result, "result"), (one.points, other.points, "points"))
        for engine, referee, what in pairs:
            if (engine is None) != (referee is None) or (
                engine is not None and referee is not None and abs(Fraction(engine) - referee) > CLOSE
            ):
                yield f"{settlement.period}: {here.level} {what} {engine} and {referee}"
