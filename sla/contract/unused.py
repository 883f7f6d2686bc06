"""What a contract states and nothing asks for: figures, amounts, pools, weights, readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sla.contract.expression import Expression, names, pools
from sla.contract.inforce import UNTOUCHED
from sla.contract.model import (
    Bands,
    Contract,
    Direction,
    Each,
    Formula,
    Level,
    Lookup,
    Points,
    Remainder,
    Rule,
    prices,
)
from sla.contract.nodes import Mapping, Node
from sla.contract.nodes import Sequence as Listed
from sla.contract.report import doubt
from sla.values import Finding, Saying

_ASKS = re.compile(r"if ([a-z][a-z0-9_ ]*?) is .*")


def unused(texts: Sequence[Contract], root: Node) -> Iterator[Finding]:
    """What no rule asks for, under any reading and on any day."""
    asked = [formula for contract in texts for formula in formulas(contract)]
    used = set[str]().union(*map(names, asked))
    shared = set[str]().union(*map(pools, asked))
    for contract in texts:
        for figure in contract.figures:
            if figure.name not in used:
                yield doubt(
                    "unused-figure",
                    Saying("no rule uses the figure `{name}`", name=figure.name),
                    figure.place,
                    "Remove it, or measure something with it.",
                )
        for amount in contract.amounts:
            if amount.name not in used:
                yield doubt(
                    "unused-amount",
                    Saying("no rule uses the amount `{name}`", name=amount.name),
                    amount.place,
                    "Remove it, or price something by it.",
                )
        for pool in contract.pools:
            if pool.name not in shared:
                yield doubt(
                    "unused-pool",
                    Saying("no level takes a share of the pool `{name}`", name=pool.name),
                    pool.place,
                    Saying("Price a level by it (`penalty: share of {name}`), or remove it.", name=pool.name),
                )
    yield from _weights(texts, shared)
    yield from _points(texts)
    yield from _readings(texts, root)
    yield from _idle(texts)


def _weights(texts: Sequence[Contract], shared: set[str]) -> Iterator[Finding]:
    """Weights of levels that never take their share: that part of the pool is at no risk."""
    takes = {
        (pool, level.key)
        for contract in texts
        for level in contract.levels
        for rule in level.pays
        for price in prices(rule.tariff)
        for pool in pools(price)
    }
    for contract in texts:
        for pool in contract.pools:
            for level, weight in pool.weights:
                if weight and pool.name in shared and (pool.name, level) not in takes and level in contract.index:
                    yield doubt(
                        "unused-weight",
                        Saying(
                            "`{name}` has a weight in the pool `{name2}`, and never takes its share",
                            name=level,
                            name2=pool.name,
                        ),
                        contract.level(level).place,
                        Saying("Add `penalty: share of {name}` to its `pays`, or set the weight to 0.", name=pool.name),
                    )


def _points(texts: Sequence[Contract]) -> Iterator[Finding]:
    """Points that no level collects: they accrue, and nothing comes of them."""
    collected = {
        key
        for contract in texts
        for level in contract.levels
        if isinstance(level.measure, Points)
        for key in level.measure.levels
    }
    for level in (level for contract in texts for level in contract.levels if level.key not in collected):
        for rule in level.pays:
            rows = rule.tariff.rows if isinstance(rule.tariff, Bands | Lookup) else (rule.tariff,)
            if any(row.points for row in rows):
                yield doubt(
                    "unused-points",
                    Saying("no level collects the points of `{name}`", name=level.key),
                    rule.place,
                    Saying("Name it where points are collected: `measure: {points: [{name}, ...]}`.", name=level.key),
                )


def _readings(texts: Sequence[Contract], root: Node) -> Iterator[Finding]:
    """Questions whose answer changes nothing."""
    asked = {*_asked(root)} if texts[0].readings else set()
    for reading in texts[0].readings:
        if reading.name not in asked:
            yield doubt(
                "unused-reading",
                Saying("nothing depends on the answer to `{name}`", name=reading.name),
                reading.place,
                Saying(
                    "Let a value depend on it, as `{if {name} is ...: ...}`, or remove the question.", name=reading.name
                ),
            )


def _asked(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.value not in UNTOUCHED:
                if found := _ASKS.fullmatch(key.value):
                    yield found[1]
                yield from _asked(value)
    elif isinstance(node, Listed):
        for item in node.items:
            yield from _asked(item)


def _idle(texts: Sequence[Contract]) -> Iterator[Finding]:
    """Earn-backs that could return nothing, and a remainder of nothing."""
    paying = {level.key for contract in texts for level in contract.levels if any(map(_penalises, level.pays))}
    for contract in texts:
        for each in contract.earn_backs:
            if not paying & {*(each.levels or contract.index)}:
                yield doubt(
                    "nothing-to-return",
                    "none of these levels has a penalty that could be returned",
                    each.place,
                    "Name the levels whose penalties go back.",
                )
        terms = contract.terms
        if terms.remainder is not Remainder.PAY and terms.against is None:
            yield doubt(
                "remainder-of-what",
                Saying("`remainder: {name}` says nothing without `against`", name=terms.remainder),
                terms.place,
                "Name the charge that credits are set against: `against: next_invoice`.",
            )


def _penalises(rule: Rule) -> bool:
    rows = rule.tariff.rows if isinstance(rule.tariff, Bands | Lookup) else ()
    return any(row.direction is Direction.PENALTY for row in rows) or rule.direction is Direction.PENALTY


def formulas(contract: Contract) -> Iterator[Expression]:
    """Every formula of the contract."""
    for level in contract.levels:
        yield from _formulas(level)
    for amount in contract.amounts:
        yield amount.formula
        if amount.index is not None:
            yield amount.index.rate
    yield from (pool.of for pool in contract.pools)
    for limit in contract.limits:
        yield from (each for each in (limit.at_most, limit.over) if each is not None)
    if contract.terms.against is not None:
        yield contract.terms.against


def _formulas(level: Level) -> Iterator[Expression]:
    if isinstance(level.measure, Formula):
        yield level.measure.expression
    if level.moving is not None:
        yield level.moving.aim
    for rule in level.pays:
        yield from of_rule(rule)


def of_rule(rule: Rule) -> Iterator[Expression]:
    """Every formula of a rule."""
    if isinstance(rule.tariff, Each):
        yield rule.tariff.count
    yield from prices(rule.tariff)
