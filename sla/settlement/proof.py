"""Which clauses that move money no worked example ever reaches: such a version is not activated."""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.definition import Definition
from sla.contract.expression import Number
from sla.contract.model import Bands, Example, Level, Lookup, Rule
from sla.settlement.model import Settlement
from sla.settlement.trial import Misdated, settled
from sla.values import Finding, Findings, Place, Severity

Spot = tuple[str, int, int | None]
"""A price: level, rule and, in a table, its row."""
UNPROVEN = "contract.unproven"


def unproven(definition: Definition) -> Findings:
    """A finding for every price, ceiling and earn-back that no example reaches, in the order of the file."""
    contract = definition.at(definition.versions[-1].days[-1])
    found = tuple(_settled(definition, contract.examples))
    reached = {spot for settlement in found for spot in spots(settlement)}
    clauses = {cut.clause for settlement in found for line in settlement.lines for cut in line.cuts}
    returned = {line.clause for settlement in found for line in settlement.lines if line.kind == "earn-back"}
    prices = (spot for level in contract.levels for spot in _prices(level) if spot[0] not in reached)
    findings = [
        _unproven(place, f"{clause or level}: no example reaches this price") for (level, _, _), clause, place in prices
    ]
    findings += [
        _unproven(each.place, f"{each.clause or 'a limit'}: no example is cut by this limit")
        for each in contract.limits
        if each.clause not in clauses
    ]
    findings += [
        _unproven(each.place, f"{each.clause or 'an earn-back'}: in no example is anything returned")
        for each in contract.earn_backs
        if each.clause not in returned
    ]
    return Findings(findings)


def _settled(definition: Definition, examples: tuple[Example, ...]) -> Iterator[Settlement]:
    for example in examples:
        try:
            yield settled(definition, example)
        except Misdated:  # told by `trial.tried`
            continue


def spots(settlement: Settlement) -> Iterator[Spot]:
    """Every price that applied in a settlement."""
    for evaluation in settlement.evaluations:
        for hit in evaluation.hits:
            yield evaluation.measurement.level, hit.rule, hit.row
            if hit.toward and hit.row is not None:
                yield evaluation.measurement.level, hit.rule, hit.row + 1


def _prices(level: Level) -> Iterator[tuple[Spot, str, Place]]:
    """Every price of a level that is not nothing, with its clause and place."""
    for index, rule in enumerate(level.pays):
        if isinstance(rule.tariff, Bands | Lookup):
            for row, band in enumerate(rule.tariff.rows):
                if band.points or (band.value is not None and not _nothing(band.value)):
                    yield (level.key, index, row), band.clause or _clause(rule, level), band.place
        else:
            yield (level.key, index, None), _clause(rule, level), rule.place


def _nothing(price: object) -> bool:
    return isinstance(price, Number) and not price.value


def _clause(rule: Rule, level: Level) -> str:
    return rule.clause or level.clause


def _unproven(place: Place, message: str) -> Finding:
    return Finding(
        UNPROVEN,
        message,
        place,
        severity=Severity.WARNING,
        remedy="Add an example that reaches it. A version with an unproven price is not activated.",
    )
