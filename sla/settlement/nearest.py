"""How far each result is from where the money changes: found by asking the engine with other results, not by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.definition import Definition
from sla.contract.expression import Name
from sla.contract.model import Contract, Formula, Level, Steps
from sla.evaluation.evaluate import evaluate
from sla.evaluation.model import Evaluation
from sla.measurement.measure import measure
from sla.measurement.model import Measurement
from sla.settlement.boundaries import edges
from sla.settlement.model import Settlement
from sla.settlement.past import Past
from sla.settlement.settle import settle
from sla.settlement.waiver import Waiver
from sla.submission.figures import Figures, Scope
from sla.values import Money, Period, exact
from sla.values.rounding import WHOLE_DOWN, WHOLE_UP

MOST_RESULTS, MOST_EDGES = 40, 4
"""So many results are looked at, and so many edges on either side of one."""
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Near:
    """The next result at which the period comes to something else."""

    level: Level
    window: Period
    scope: Scope
    result: Decimal
    at: Decimal
    gain: Money
    """What the vendor is better off by then; below zero where it costs."""

    @property
    def distance(self) -> Decimal:
        """How much more or less is needed, in the level's unit, rounded up to hundredths."""
        return WHOLE_UP(abs(self.at - self.result) * HUNDRED) / HUNDRED

    @property
    def more(self) -> bool:
        """Whether the result has to be larger."""
        return self.at > self.result


@dataclass(frozen=True, slots=True)
class Ground:
    """One period with all that its settlement follows from."""

    contract: Contract
    figures: Figures
    period: Period
    past: Past
    waivers: tuple[Waiver, ...]
    measurements: tuple[Measurement, ...]

    def net(self, place: int | None = None, result: Decimal | None = None) -> Money:
        """What the period comes to, with another result in one place."""
        changed = list(self.measurements)
        if place is not None:
            changed[place] = changed[place]._replace(result=result, unrounded=result, carried=None)
        found = evaluate(self.contract, tuple(changed), self.past.facts, self.figures, self.period)
        return settle(self.contract, found, self.figures, self.period, self.past, self.waivers).net


def nearest(
    definition: Definition,
    figures: Figures,
    settlements: tuple[Settlement, ...],
    readings: tuple[tuple[str, str], ...] = (),
    waivers: tuple[Waiver, ...] = (),
) -> tuple[Near, ...]:
    """For each result of the last settlement the nearest larger and the nearest smaller one that change the net."""
    here = settlements[-1]
    contract = definition.on(here.period, dict(readings))
    with exact():
        measured = measure(contract, figures, here.period)
        ground = Ground(contract, figures, here.period, Past(settlements[:-1]), waivers, measured)
        now = ground.net()
        facts = {_which(each.measurement): each for each in here.evaluations}
        found: list[Near] = []
        for place, each in enumerate(measured[:MOST_RESULTS]):
            fact = facts.get(_which(each))
            level = contract.index.get(each.level)
            if fact is not None and fact.priced and level is not None and each.result is not None:
                found.extend(_beside(ground, place, level, fact, each.result, now))
    return tuple(found)


def _which(measurement: Measurement) -> tuple[str, Period, Scope]:
    return measurement.level, measurement.window, measurement.scope


def _beside(ground: Ground, place: int, level: Level, fact: Evaluation, result: Decimal, now: Money) -> Iterator[Near]:
    sides = sorted({*edges(level, fact.target), *_steps(level, result)})
    above, below = [edge for edge in sides if edge >= result], [edge for edge in reversed(sides) if edge <= result]
    for way, ahead in ((1, above), (-1, below)):
        for at in _tried(ground.contract, level, ahead[:MOST_EDGES], result, way):
            gain = ground.net(place, at) - now
            if gain:
                of = ground.measurements[place]
                yield Near(level, of.window, of.scope, result, at, gain)
                break


def _tried(contract: Contract, level: Level, ahead: list[Decimal], result: Decimal, way: int) -> Iterator[Decimal]:
    """Each edge, and the next result beyond it."""
    for edge in ahead:
        if edge != result:
            yield edge
        yield edge + way * _unit(contract, level, edge)


def _unit(contract: Contract, level: Level, edge: Decimal) -> Decimal:
    """The smallest difference that a result can show: one of what is counted, or a hundredth of the edge's digits."""
    if level.rounding is not None:
        return level.rounding.step
    if isinstance(level.measure, Formula) and isinstance(level.measure.expression, Name):
        figure = contract.figure(level.measure.expression.name)
        if figure is not None and figure.whole:
            return Decimal(1)
    exponent = edge.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent if isinstance(exponent, int) else 0, 0) - 2)


def _steps(level: Level, result: Decimal) -> Iterator[Decimal]:
    """The steps on either side of the result, where money is counted in steps."""
    for rule in level.pays:
        match rule.tariff:
            case Steps() as steps:
                count = WHOLE_DOWN((result - steps.reference) / steps.size)
                yield from (steps.reference + steps.size * (count + more) for more in (-1, 0, 1, 2))
            case _:
                pass
