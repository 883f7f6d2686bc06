"""What a contract says that it cannot mean: findings with business meaning, made before any month is settled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sla.contract.expression import Expression, names
from sla.contract.model import Apply, Band, Bands, Contract, Each, Formula, Level, Range, prices
from sla.contract.order import ring
from sla.values import Finding, Place, Severity


def checked(contract: Contract) -> Iterator[Finding]:
    """Every finding about one text in force: tables that overlap, figures and amounts nobody uses, clauses missing."""
    for level in contract.levels:
        for rule in level.pays:
            if isinstance(rule.tariff, Bands) and rule.tariff.apply is Apply.ONE:
                yield from _overlaps(rule.tariff.rows)
        if not level.clause:
            yield _warning("no-clause", f"the level `{level.key}` names no clause", level.place,
                           "Add `clause:` so that each amount leads back to the contract.")
    if circle := ring(contract):
        yield Finding("contract.circular", "these levels need each other before any of them can be had",
                      contract.level(circle[0]).place, found=" -> ".join(circle),
                      remedy="Let one of them be measured from figures alone.")
    yield from _unused(contract)


def _overlaps(rows: tuple[Band, ...]) -> Iterator[Finding]:
    for first, second in combinations(rows, 2):
        if touching(first.range, second.range):
            yield Finding("contract.bands-overlap", "two bands hold the same result, and only one may apply", second.place,
                          found=f"also in the band of line {first.place.line}",
                          remedy="Part them by an edge, or say `apply: worst` (the later row) or `apply: every`.")


def touching(one: Range, other: Range) -> bool:
    """Whether some number lies in both."""
    return not (_before(one, other) or _before(other, one))


def _before(one: Range, other: Range) -> bool:
    """Whether the first range ends where, or before, the second begins, without a number in common."""
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and not (one.high_in and other.low_in))


def _unused(contract: Contract) -> Iterator[Finding]:
    """Figures and amounts that no formula asks for."""
    asked = set().union(*(names(formula) for formula in formulas(contract))) if contract.levels else set()
    for figure in contract.figures:
        if figure.name not in asked:
            yield _warning("unused-figure", f"no rule uses the figure `{figure.name}`", figure.place,
                           "Remove it, or measure something with it.")
    for amount in contract.amounts:
        if amount.name not in asked:
            yield _warning("unused-amount", f"no rule uses the amount `{amount.name}`", amount.place,
                           "Remove it, or price something by it.")


def formulas(contract: Contract) -> Iterator[Expression]:
    """Every formula of the contract."""
    for level in contract.levels:
        yield from _formulas(level)
    yield from (amount.formula for amount in contract.amounts)
    yield from (pool.of for pool in contract.pools)
    yield from (limit.at_most for limit in contract.limits if limit.at_most is not None)
    if contract.terms.against is not None:
        yield contract.terms.against


def _formulas(level: Level) -> Iterator[Expression]:
    if isinstance(level.measure, Formula):
        yield level.measure.expression
    for rule in level.pays:
        if isinstance(rule.tariff, Each):
            yield rule.tariff.count
        yield from prices(rule.tariff)


def _warning(code: str, message: str, place: Place, remedy: str) -> Finding:
    return Finding(f"contract.{code}", message, place, remedy=remedy, severity=Severity.WARNING)

