"""Boundary cases of a contract as Gherkin, for people to confirm: what results at each edge and beside it come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sla.contract.definition import Definition
from sla.contract.model import Contract, Direction, InARow, Level, Limit, TimesIn
from sla.evaluation.model import Evaluation, Outcome
from sla.settlement.boundaries import Ground, Lever, base_for, bases, edges, inside, values
from sla.settlement.canonical import money, scope
from sla.settlement.disproved import amount_of
from sla.settlement.workings import amount_in_words
from sla.values import Money, Period, plain, shown


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the figure's value, and what the level comes to."""

    value: Decimal
    base: Ground
    here: Evaluation
    amount: Decimal
    on_an_edge: bool

    @property
    def comes_to(self) -> tuple[object, ...]:
        """What a person would call a difference."""
        return self.here.outcome, self.here.grades, self.here.points, self.amount


@dataclass(frozen=True, slots=True)
class Told:
    """One level being told: where its figures come from, which of them moves, and where something changes."""

    name: str
    """What the steps call the contract by."""
    level: Level
    base: Ground
    lever: Lever
    sides: tuple[Decimal, ...]


def scenarios(definition: Definition, name: str) -> Iterator[str]:
    """The lines of a feature; `name` is what the steps call the contract by.

    Levels whose result is not moved by one figure, or that no example measures, are told in a note.
    """
    contract = definition.at(definition.versions[-1].days[-1])
    known = bases(definition)
    yield f"Feature: Boundary cases of {contract.title}"
    yield ""
    yield f"  Made from the rules of version {contract.version}. Confirm every amount, or correct the contract."
    silent: list[str] = []
    for level in contract.levels:
        lines = tuple(_level(level, known, name))
        yield from lines
        if level.pays and not lines:
            silent.append(level.title)
    for limit in contract.limits:
        yield from _limit(limit, known, name)
    if silent:
        yield ""
        yield f"  # No cases could be made for: {', '.join(silent)}. Write them as examples."


def _level(level: Level, known: tuple[Ground, ...], name: str) -> Iterator[str]:
    if (found := base_for(level, known)) is None:
        return
    base, lever = found
    here = base.of(level.key)
    told = Told(name, level, base, lever, edges(level, here.target if here else None))
    cases = tuple(_thinned(tuple(_cases(told)), level))
    if cases:
        yield ""
        yield f"  Rule: {level.clause or level.key}: {level.title}"
        yield from _outline(told, cases)
        yield from _repeated(told, cases)


def _cases(told: Told) -> Iterator[Case]:
    """Each value with what it comes to; a share is not taken past its whole."""
    for value in values(told.level, told.lever, told.sides):
        base = told.base.changed({told.lever.row: value})
        here = base.of(told.level.key)
        if here is None or here.measurement.result is None:
            continue
        if told.level.unit == "%" and here.measurement.result > 100 >= max(told.sides):
            continue
        amount = amount_of(base.settlement, told.level.key).amount
        yield Case(value, base, here, amount, here.measurement.unrounded in told.sides)


def _thinned(cases: tuple[Case, ...], level: Level) -> Iterator[Case]:
    """All cases where results are compared as they are; else those on an edge, or where something changes."""
    for at, case in enumerate(cases):
        beside = (*cases[max(at - 1, 0) : at], *cases[at + 1 : at + 2])
        if level.rounding is None or case.on_an_edge or any(case.comes_to != each.comes_to for each in beside):
            yield case


def _outline(told: Told, cases: tuple[Case, ...]) -> Iterator[str]:
    """A scenario outline with a row for each case."""
    level, figure, contract = told.level, told.lever.figure.name, told.base.contract
    where = scope(cases[0].here.measurement.scope)
    at = f'at "{where}", ' if where else ""
    yield ""
    yield f"    Scenario Outline: {level.title}: at and beside {', '.join(plain(edge) for edge in told.sides)}"
    yield from _given(told.base, {told.lever.row: f"<{figure}>"}, told.name)
    yield f"      When {told.base.settlement.period.key} is settled"
    yield f'      Then {at}the level "{level.title}" is <outcome>'
    columns = [figure, "result", "outcome"]
    losing = bool(where) or all(case.amount <= 0 for case in cases)
    if not where and any(case.here.points for case in cases):
        columns.append("points")
        yield f'      And "{level.title}" scores <points> points'
    elif level.pays:
        columns.append("amount")
        yield f'      And {at}"{level.title}" {"costs" if losing else "earns"} <amount>'
    yield ""
    yield "      Examples:"
    rows = []
    for case in cases:
        result = f"{shown(case.here.measurement.result or Decimal(0), 4)} {level.unit}".strip()
        amount = _amount(contract, -case.amount if losing else case.amount)
        cells = {figure: plain(case.value), "result": result, "outcome": str(case.here.outcome)}
        cells |= {"points": plain(case.here.points), "amount": amount}
        rows.append([cells[column] for column in columns])
    yield from _table([columns, *rows])


def _repeated(told: Told, cases: tuple[Case, ...]) -> Iterator[str]:
    """Where a price asks for earlier windows: the first result that is missed, for so many windows on end."""
    counts = sorted({n for count in _counts(told.level) for n in (count - 1, count, count + 1) if n > 1})
    missed = next((case.base for case in cases if case.here.outcome is Outcome.MISSED), None)
    if missed is None or not counts or not _of_one_period(told.level, missed):
        return
    periods = [each for each in missed.definition.statement_periods() if each.start >= missed.settlement.period.start]
    for count in counts:
        if len(periods) >= count:
            yield from _on_end(told, missed, periods[:count])


def _of_one_period(level: Level, base: Ground) -> bool:
    """Whether everything that the base reports belongs to its own period, so that it can be reported again."""
    key = base.settlement.period.key
    return level.window == base.contract.terms.statement and all(when == key for when, _, _, _ in base.example.given)


def _on_end(told: Told, missed: Ground, periods: list[Period]) -> Iterator[str]:
    rows = tuple((each.key, *row[1:]) for each in periods for row in missed.example.given)
    example = replace(missed.example, given=rows, period=periods[-1].key)
    made = Ground(missed.definition, example, missed.settlement).changed({})
    here = made.of(told.level.key)
    if here is None or here.measurement.scope:
        return
    yield ""
    yield f"    Scenario: {told.level.title}: {len(periods)} times in a row"
    yield from _given(made, {}, told.name)
    yield f"      When {periods[-1].key} is settled"
    yield f'      Then the level "{told.level.title}" is {here.outcome}'
    if here.points:
        yield f'      And "{told.level.title}" scores {plain(here.points)} points'
    amount = amount_of(made.settlement, told.level.key).amount
    yield f'      And "{told.level.title}" {"costs" if amount <= 0 else "earns"} {_amount(made.contract, abs(amount))}'


def _counts(level: Level) -> Iterator[int]:
    """How often something must have held for the level's prices."""
    for rule in level.pays:
        for condition in (rule.when, rule.scale.when if rule.scale else None):
            for each in inside(condition) if condition else ():
                if isinstance(each, InARow | TimesIn):
                    yield each.times


def _limit(limit: Limit, known: tuple[Ground, ...], name: str) -> Iterator[str]:
    """The simplest example that the limit cuts."""
    cut = (base for base in known if limit.clause in {c.clause for line in base.settlement.lines for c in line.cuts})
    if (base := next(cut, None)) is None:
        return
    clause = limit.clause or "a limit"
    yield ""
    yield f"  Rule: {clause}{f': {limit.words}' if limit.words else ''}".rstrip(".")
    yield ""
    yield f"    Scenario: {clause} cuts {'penalties' if limit.on is Direction.PENALTY else 'incentives'}"
    yield from _given(base, {}, name)
    yield f"      When {base.settlement.period.key} is settled"
    if limit.on is Direction.PENALTY:
        owed = sum((line.computed for line in base.settlement.lines if line.direction is limit.on), Decimal(0))
        yield f"      Then before limits the penalties come to {money(Money(owed, base.settlement.currency).rounded())}"
        yield f"      And the penalties are {money(base.settlement.penalties)}"
    else:
        yield f"      Then the incentives are {money(base.settlement.incentives)}"
    yield f'      And the limit of clause "{limit.clause}" applies'


def _amount(contract: Contract, amount: Decimal) -> str:
    return amount_in_words(contract, amount) if amount else "nothing"


def _given(base: Ground, put: dict[int, str], name: str) -> Iterator[str]:
    """The contract and the figures, a row for each time and site; `put` stands in place of values."""
    given = base.example.given
    dimensions = sorted({name for *_, of in given for name, _ in of})
    reported = {figure for _, figure, _, _ in given}
    figures = [figure.name for figure in base.contract.figures if figure.name in reported]
    rows: dict[tuple[object, ...], list[str]] = {}
    for at, (when, figure, value, of) in enumerate(given):
        start = [when, *(dict(of).get(each, "") for each in dimensions)]
        row = rows.setdefault((when, of), [*start, *("" for _ in figures)])
        row[len(start) + figures.index(figure)] = put.get(at, plain(Decimal(value)))
    yield f'      Given the contract "{name}"'
    yield "      And the figures"
    yield from _table([["when", *dimensions, *figures], *rows.values()])


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield f"        | {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
