"""What a contract can hardly mean: holes in tables, prices that fall as results worsen, caps that cannot matter.

Every finding here is a warning. It is raised only where the text itself proves the point: prices are compared when
they are shares of one base, or plain amounts; where they are not, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from sla.contract.expression import Expression, Number, PercentOf, ShareOf, names, pools, printed
from sla.contract.model import (
    Apply,
    Band,
    Bands,
    Better,
    Contract,
    Direction,
    Each,
    Flat,
    Formula,
    Level,
    Limit,
    Lookup,
    Range,
    Rule,
    Steps,
    prices,
)
from sla.contract.quantities import BUILT_IN
from sla.values import Finding, Place, Rounding, Severity, exact, plain


def doubts(contract: Contract) -> Iterator[Finding]:
    """Everything that gives pause about one text in force, in the order of the file."""
    with exact():
        for level in contract.levels:
            yield from _level(contract, level)
        yield from _twice(contract)
        for limit in contract.limits:
            yield from _limit(contract, limit)


def _level(contract: Contract, level: Level) -> Iterator[Finding]:
    if isinstance(level.measure, Formula) and not names(level.measure.expression) - {*BUILT_IN}:
        yield _doubt(
            "measures-nothing",
            f"`{level.key}` is measured from no figure",
            level.place,
            "Measure it from a figure that the vendor reports.",
        )
    yield from _holes([(grade.range, grade.place, None) for grade in level.grades], level.rounding)
    for rule in level.pays:
        if isinstance(rule.tariff, Bands):
            rows = rule.tariff.rows
            yield from _holes([(row.range, row.place, row.direction) for row in rows], level.rounding)
            if rule.tariff.apply in (Apply.ONE, Apply.WORST):
                yield from _shrinking(contract, level, rows)
        elif isinstance(rule.tariff, Lookup):
            yield from _shrinking(contract, level, rule.tariff.rows)


def _holes(rows: Sequence[tuple[Range, Place, Direction | None]], rounding: Rounding | None) -> Iterator[Finding]:
    """Between two rows of one table, a gap no wider than the last printed digit: results that no row holds."""
    ordered = sorted(
        (row for row in rows if row[0].low is not None or row[0].high is not None),
        key=lambda row: (row[0].low is not None, row[0].low or Decimal(0)),
    )
    for (below, _, one), (above, place, other) in pairwise(ordered):
        if one is not other or below.high is None or above.low is None or below.high > above.low:
            continue
        gap = above.low - below.high
        step = Decimal(1).scaleb(min(_exponent(above.low), _exponent(below.high)))
        if gap > step or (gap == 0 and (below.high_in or above.low_in)):
            continue
        if rounding is not None and gap and rounding.step >= gap and below.high_in and above.low_in:
            continue
        where = f"between {plain(below.high)} and {plain(above.low)}" if gap else f"at {plain(above.low)} itself"
        yield _doubt(
            "hole",
            f"no row holds a result {where}",
            place,
            f"Let one row reach the other (`at least: {plain(above.low)}` beside `below: {plain(above.low)}`), "
            f"or round the result first (`round: {plain(step)}`).",
        )


def _exponent(edge: Decimal) -> int:
    exponent = edge.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Share:
    """A price that can be compared: so much of one base. Plain amounts have the base ``."""

    of: str
    times: Decimal


def share(contract: Contract, price: Expression | None, level: str = "") -> Share | None:
    """The price as a share of one base, or None where it is not that simple."""
    match price:
        case Number(value, unit) if unit != "%":
            return Share("", value)
        case PercentOf(Number(rate, _), whole):
            inner = share(contract, whole, level)
            return Share(inner.of, inner.times * rate / 100) if inner else Share(printed(whole), rate / 100)
        case ShareOf(name):
            pool = next((each for each in contract.pools if each.name == name), None)
            weight = pool.weight(level) if pool else None
            return _times(share(contract, pool.of, level), weight / 100) if pool and weight is not None else None
        case None:
            return None
        case _:
            amount = next((each for each in contract.amounts if printed(price) == each.name), None)
            inner = share(contract, amount.formula, level) if amount and not (amount.index or amount.shift) else None
            return inner or Share(printed(price), Decimal(1))


def _times(of: Share | None, factor: Decimal) -> Share | None:
    return Share(of.of, of.times * factor) if of else None


def _shrinking(contract: Contract, level: Level, rows: Sequence[Band]) -> Iterator[Finding]:
    """Worse results must not cost less, and better ones must not earn less."""
    for direction in Direction:
        paying = [row for row in rows if row.direction is direction]
        worst_first = (level.better is Better.HIGHER) is (direction is Direction.PENALTY)
        ordered = sorted(paying, key=lambda row: _middle(row.range), reverse=not worst_first)
        priced = [(row, share(contract, row.value, level.key)) for row in ordered]
        for (far, more), (near, less) in pairwise(priced):
            if more and less and more.of == less.of and more.times < less.times:
                word = (
                    "costs less than a better one" if direction is Direction.PENALTY else "earns less than a worse one"
                )
                yield _doubt(
                    "shrinks",
                    f"a result in this row {word}",
                    far.place,
                    f"Exchange the prices with the row of line {near.place.line}, or check the edges.",
                )


def _middle(edges: Range) -> tuple[Decimal, int]:
    """Where a row lies among the others: an open row by its one edge, beyond the row that begins or ends there."""
    if edges.low is None:
        return edges.high or Decimal(0), -1
    return edges.low, 1 if edges.high is None else 0


def _twice(contract: Contract) -> Iterator[Finding]:
    """The same pieces counted and priced by two rules that can both apply."""
    counted = [
        (level, rule, rule.tariff.count)
        for level in contract.levels
        for rule in level.pays
        if isinstance(rule.tariff, Each) and rule.when is None and rule.direction is Direction.PENALTY
    ]
    for (_, first, one), (level, second, other) in combinations(counted, 2):
        if one == other and names(one) - {"result"}:
            yield _doubt(
                "priced-twice",
                f"`{printed(other)}` is priced here and in line {first.place.line}",
                second.place,
                f"If each of them is meant once, let one rule of `{level.key}` have a `when`.",
            )


def _limit(contract: Contract, limit: Limit) -> Iterator[Finding]:
    """A ceiling that is never reached, is always passed, or hides a row of a table."""
    ceiling = share(contract, limit.at_most)
    under = [level for level in contract.levels if (not limit.levels or level.key in limit.levels)]
    if ceiling is None or any(level.window != limit.window or level.by for level in under if level.pays):
        return
    shares = [
        (rule, price) for level in under for rule in level.pays for price in _prices(contract, level, rule, limit)
    ]
    if not shares or any(price is None or price.of != ceiling.of for _, price in shares):
        return
    known = [(rule, price.times) for rule, price in shares if price is not None]
    if all(times > ceiling.times for _, times in known):
        yield _doubt(
            "always-capped",
            "every single price under this limit is higher than the limit",
            limit.place,
            "Raise the limit, or lower the prices; as it stands no price is ever paid as stated.",
        )
    elif not _pooled(under) and (most := _most(contract, under, limit)) is not None and most < ceiling.times:
        yield _doubt(
            "never-capped",
            "even the worst of everything stays under this limit",
            limit.place,
            f"All together come to {plain(most * 100)} % at most; check the limit, or leave it out."
            if ceiling.of
            else f"All together come to {plain(most)} at most; check the limit, or leave it out.",
        )
    for rule, times in known:
        if times > ceiling.times and any(other <= ceiling.times for _, other in known):
            yield _doubt(
                "hidden-by-cap",
                f"the limit of line {limit.place.line} cuts this price whenever it applies",
                rule.place,
                "Check whether the limit or the price is what was agreed.",
            )


def _pooled(levels: Sequence[Level]) -> bool:
    """Whether prices are shares of a pool, whose weights may be allocated anew: a cap may matter then."""
    rows = (price for level in levels for rule in level.pays for price in prices(rule.tariff))
    return any(pools(price) for price in rows)


def _prices(contract: Contract, level: Level, rule: Rule, limit: Limit) -> Iterator[Share | None]:
    """Each price of the rule in the limit's direction, once."""
    match rule.tariff:
        case Bands(_, rows) | Lookup(_, rows):
            mine = (row for row in rows if row.direction is limit.on)
            yield from (
                price for row in mine if (price := share(contract, row.value, level.key)) is None or price.times
            )
        case Flat() | Steps() | Each() as tariff if rule.direction is limit.on and tariff.value is not None:
            yield share(contract, tariff.value, level.key)


def _most(contract: Contract, levels: Sequence[Level], limit: Limit) -> Decimal | None:
    """The most that everything under the limit can come to together; None where there is no most."""
    total = Decimal(0)
    for level in levels:
        for rule in level.pays:
            found = [price.times for price in _prices(contract, level, rule, limit) if price]
            times = _often(rule)
            if found and times is None:
                return None
            adds_up = isinstance(rule.tariff, Bands) and rule.tariff.apply is Apply.EVERY
            total += (sum(found, Decimal(0)) if adds_up else max(found, default=Decimal(0))) * (times or Decimal(0))
    return total


def _often(rule: Rule) -> Decimal | None:
    """How often a rule's price can apply in one window at most; None without end."""
    scale = rule.scale.by if rule.scale else Decimal(1)
    match rule.tariff:
        case Steps(at_most=most):
            return None if most is None else most * scale
        case Each() | Bands(apply=Apply.MARGINAL):
            return None
        case _:
            return scale


def _doubt(code: str, message: str, place: Place, remedy: str) -> Finding:
    return Finding(f"contract.{code}", message, place, remedy=remedy, severity=Severity.WARNING)
