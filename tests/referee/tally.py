"""How often each kind of rule had an effect: what the random contracts say must also be met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sla.contract.definition import Definition
from sla.contract.model import Bands, Contract, Flat, Level, Lookup, OverLast, Rule, Steps
from sla.values import Period
from tests.referee.records import Fact, Owed, Ruling


def counted(definition: Definition, rulings: Sequence[Ruling], readings: Mapping[str, str]) -> Counter[str]:
    """The kinds of facts, tariffs and lines of some rulings."""
    return Counter(kind for ruling in rulings for kind in kinds(definition, ruling, readings))


def kinds(definition: Definition, ruling: Ruling, readings: Mapping[str, str]) -> Iterator[str]:
    """Everything that is counted in one ruling."""
    contract = definition.on(Period(*ruling.span), readings)
    levels = {level.key: level for level in contract.levels}
    yield from ("periods", f"statement: {contract.terms.statement}", f"money: {contract.money.mode}")
    for fact in ruling.facts:
        yield from of_fact(levels[fact.level], fact)
    for line in ruling.lines:
        yield from of_line(contract, line)
    yield from ("consequence" for _ in ruling.consequences)


def of_fact(level: Level, fact: Fact) -> Iterator[str]:
    """How a level came out and what applied."""
    yield from ("windows", f"window: {level.window}", f"outcome: {fact.outcome}")
    if fact.result is None:
        yield f"no result: {fact.state}, {fact.outcome}"
        return
    every = ", all inside" if isinstance(level.measure, OverLast) and not level.measure.windows else ""
    yield f"measure: {type(level.measure).__name__}{every}"
    yield from (f"grade: {level.better} is better" for _ in fact.grades)
    if level.moving is not None:
        yield f"target: moving, {fact.outcome}"
    if level.only:
        yield "measure: only some rows"
    if not fact.priced:
        yield "not priced"
    for hit in fact.hits:
        yield f"tariff: {tariff(level.pays[hit.rule])}"
        if hit.scale != 1:
            yield "tariff: scaled"
        if hit.toward:
            yield "tariff: between two rows"
    if fact.points:
        yield "points"


def tariff(rule: Rule) -> str:
    """What a tariff is called."""
    match rule.tariff:
        case Bands(apply):
            return f"bands, {apply}"
        case Lookup(read):
            return f"lookup, {read}"
        case Steps(count=count):
            return f"steps, {count}"
        case Flat():
            return "flat"
        case _:
            return "each"


def of_line(contract: Contract, line: Owed) -> Iterator[str]:
    """What a line is and how it was rounded."""
    yield "lines"
    if line.waits:
        yield "line: waits"
    if not line.amount:
        return
    yield f"line: {line.kind}"
    yield from (f"line: share of pool {name}" for name in line.pools)
    if line.rule is not None and contract.level(line.level).pays[line.rule].together:
        yield "line: rounded together"
