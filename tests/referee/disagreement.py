"""Engine and referee side by side: what each makes of the same contract and figures, and where they part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import count

from sla.contract.definition import Definition, read
from sla.contract.model import Formula
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.submission.figures import Entry, Figures
from sla.values import Period
from tests.referee.dice import Dice
from tests.referee.records import Row, Ruling, Span
from tests.referee.rows import random_rows
from tests.referee.ruling import rule_on
from tests.referee.strategies import Writer, written
from tests.referee.tally import counted
from tests.referee.wording import Draft

CLOSE = Fraction(1, 10**30)
"""The engine carries a result that never ends to fifty digits."""


@dataclass
class Case:
    """One contract with its figures, to be settled by both."""

    draft: Draft
    definition: Definition
    rows: list[Row]
    readings: Mapping[str, str]
    refused: tuple[str, ...] = ()
    """Why contracts that were drawn before this one cannot be."""

    @property
    def text(self) -> str:
        """The contract's file."""
        return written(self.draft)


@dataclass
class Trial:
    """What came of it: every difference, and how often each kind of rule had an effect."""

    differences: tuple[str, ...]
    met: Counter[str] = field(default_factory=Counter)


def drawn(seed: int) -> Case:
    """The random contract and figures of a number; contracts that the reader refuses are drawn again."""
    refused: list[str] = []
    for attempt in count():
        dice = Dice(f"{seed}.{attempt}")
        draft = Writer(dice).contract()
        definition = read({"contract.yaml": written(draft)}, "contract.yaml")
        if isinstance(definition, Definition):
            rows = random_rows(definition, dice)
            readings = {"turn": "right"} if "readings" in draft and dice.chance(50) else {}
            return Case(draft, definition, rows, readings, tuple(refused))
        refused += [finding.message for finding in definition.errors]
    raise AssertionError


def tried(case: Case) -> Trial:
    """Settled by both."""
    return compared(case.definition, case.rows, periods_of(case.definition), case.readings)


def periods_of(definition: Definition) -> list[Span]:
    """Every statement period of the term."""
    return [(period.start, period.end) for period in definition.statement_periods()]


def compared(
    definition: Definition,
    rows: list[Row],
    periods: list[Span],
    readings: Mapping[str, str],
    other: Definition | None = None,
) -> Trial:
    """Both on the same periods; the engine may be given another contract, to see that a difference is noticed."""
    met: Counter[str] = Counter()
    rulings = rule_on(definition, rows, periods, readings, met)
    try:
        settlements = settled(other or definition, rows, periods, readings)
    except Exception as crash:  # noqa: BLE001 # whatever breaks the engine off, the referee did not
        return Trial((f"the engine breaks off: {crash!r}",), met)
    met.update(counted(definition, rulings, readings))
    return Trial(tuple(apart(settlements, rulings, measured(definition))), met)


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


def apart(settlements: tuple[Settlement, ...], rulings: list[Ruling], named: set[str]) -> Iterator[str]:
    """Every difference in words, the first ones first."""
    for settlement, ruling in zip(settlements, rulings, strict=True):
        engine, referee = told_by_engine(settlement, named), told_by_referee(ruling, named)
        for one, other in zip(engine, referee, strict=False):
            if one != other:
                yield f"{settlement.period}\n  engine   {one}\n  referee  {other}"
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
