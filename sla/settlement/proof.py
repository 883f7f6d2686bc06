"""Which sums that a contract promises no worked example ever reaches: such a version is not activated.

A sum that changes on a date is another sum from then on, whether its price changes or an amount that it is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from sla.contract.definition import Definition, Version
from sla.contract.expression import Expression, Number, names, pools
from sla.contract.model import (
    All,
    Amount,
    Band,
    Bands,
    Contract,
    Each,
    EarnBack,
    Example,
    Flat,
    Level,
    Limit,
    Lookup,
    Rule,
    Steps,
)
from sla.evaluation.model import Hit
from sla.settlement.model import Settlement
from sla.settlement.trial import Misdated, settled
from sla.values import Finding, Findings, Place, Saying, Severity, joined

UNPROVEN = "contract.unproven"
Share = tuple[str, Expression, object]
"""A pool, what it splits, and the level's weight in it."""


class Promise(NamedTuple):
    """A price, a ceiling or an earn-back, with everything that it is made of on the day, wherever it stands."""

    of: Band | Flat | Steps | Each | Limit | EarnBack
    direction: str
    where: tuple[object, ...] = ()
    """A price's level, the number of its rule, and its row."""
    made_of: frozenset[Amount | Share] = frozenset()


def unproven(definition: Definition) -> Findings:
    """A finding for every price, ceiling and earn-back in force at any time that no example of its version reaches.

    A version is looked at as it was agreed: with the versions recorded by then, and none that came later.
    """
    return Findings(each for version in definition.versions for each in _unproven(definition, version))


def _unproven(definition: Definition, version: Version) -> Iterator[Finding]:
    known = definition.recorded_by(version.head.recorded)
    found = set(_reached(known, known.at(version.days[0]).examples))
    for day in (day for day in version.days if known.version_on(day) is version):
        since = Saying(", as it stands from {day}", day=day) if day != version.days[0] else ""
        for promise, what, place in _promises(known.at(day)):
            if promise not in found:
                found.add(promise)
                yield _finding(place, joined([what, since], ""))


def _reached(definition: Definition, examples: Iterable[Example]) -> Iterator[Promise]:
    """Everything that some examples reach."""
    for example in examples:
        try:
            settlement = settled(definition, example)
        except Misdated:  # told by `trial.tried`
            continue
        contract = definition.on(settlement.period, dict(example.readings))
        yield from _priced(contract, settlement)
        cut = {cut.clause for line in settlement.lines for cut in line.cuts}
        returned = {line.clause for line in settlement.lines if line.kind == "earn-back"}
        yield from (_ceiling(contract, each) for each in contract.limits if each.clause in cut)
        yield from (_earn_back(each) for each in contract.earn_backs if each.clause in returned)


def _priced(contract: Contract, settlement: Settlement) -> Iterator[Promise]:
    """Every price that applied in a settlement."""
    for evaluation in settlement.evaluations:
        level = contract.level(evaluation.measurement.level)
        for hit in evaluation.hits:
            yield from (_price(contract, level, hit.rule, row) for row in _rows(hit))


def _rows(hit: Hit) -> tuple[int, ...]:
    """The rows of a table that a price is made of; the first one stands for a tariff without a table."""
    row = hit.row or 0
    return (row, row + 1) if hit.toward else (row,)


def _promises(contract: Contract) -> Iterator[tuple[Promise, str, Place]]:
    """Everything that a text promises, what to say where no example reaches it, and where it stands."""
    for level in contract.levels:
        for number, rule in enumerate(level.pays):
            for row, of in enumerate(_parts(rule)):
                if not _is_nothing(of):
                    clause = (of.clause if isinstance(of, Band) else "") or rule.clause or level.clause
                    place = of.place if isinstance(of, Band) else rule.place
                    price = _price(contract, level, number, row)
                    yield price, Saying("{name}: no example reaches this price", name=clause or level.key), place
    for limit in contract.limits:
        where = limit.clause or Saying("a limit")
        yield _ceiling(contract, limit), Saying("{name}: no example is cut by this limit", name=where), limit.place
    for back in contract.earn_backs:
        where = back.clause or Saying("an earn-back")
        yield _earn_back(back), Saying("{name}: in no example is anything returned", name=where), back.place


def _parts(rule: Rule) -> tuple[Band | Flat | Steps | Each, ...]:
    """The rows of a table, or a tariff without one."""
    return rule.tariff.rows if isinstance(rule.tariff, Bands | Lookup) else (rule.tariff,)


def _price(contract: Contract, level: Level, number: int, row: int) -> Promise:
    rule = level.pays[number]
    of = _parts(rule)[row]
    made_of = _made_of(contract, level.key, [] if of.value is None else [of.value])
    anywhere = replace(of, place=Place()) if isinstance(of, Band) else of
    return Promise(anywhere, rule.direction, (level.key, number, row), made_of)


def _ceiling(contract: Contract, limit: Limit) -> Promise:
    amounts = [each for each in (limit.at_most, limit.over) if each is not None]
    anywhere = replace(limit, when=None, words="", place=Place())
    return Promise(anywhere, limit.on, made_of=_made_of(contract, "", amounts))


def _earn_back(of: EarnBack) -> Promise:
    return Promise(replace(of, when=All(()), words="", place=Place()), "")


def _made_of(contract: Contract, level: str, expressions: Iterable[Expression]) -> frozenset[Amount | Share]:
    """Every amount and every share that some expressions are made of, those inside others too."""
    found: set[Amount | Share] = set()
    left = list(expressions)
    while left:
        expression = left.pop()
        amounts = [replace(each, place=Place()) for each in contract.amounts if each.name in names(expression)]
        shared = [each for each in contract.pools if each.name in pools(expression)]
        found.update(amounts, ((each.name, each.of, each.weight(level)) for each in shared))
        left += [each.formula for each in amounts] + [each.of for each in shared]
    return frozenset(found)


def _is_nothing(of: Band | Flat | Steps | Each) -> bool:
    """Whether a row of a table costs and earns nothing."""
    if not isinstance(of, Band) or of.points:
        return False
    return of.value is None or (isinstance(of.value, Number) and not of.value.value)


def _finding(place: Place, message: str) -> Finding:
    return Finding(
        UNPROVEN,
        message,
        place,
        severity=Severity.WARNING,
        remedy="Add an example that reaches it. A version with an unproven price is not activated.",
    )
