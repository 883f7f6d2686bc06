"""What a contract says that it cannot mean: findings with business meaning, made before any month is settled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from sla.contract.expression import Expression, pools
from sla.contract.lists import listed
from sla.contract.model import (
    Absent,
    All,
    Any,
    Apply,
    Band,
    Bands,
    Better,
    Compares,
    Condition,
    Contract,
    Direction,
    Formula,
    InARow,
    Is,
    Level,
    Limit,
    Lookup,
    Measure,
    Not,
    OverLast,
    Range,
    Rule,
    Steps,
    TimesIn,
)
from sla.contract.order import asked, ring
from sla.contract.report import doubt, nearest
from sla.contract.unused import of_rule
from sla.contract.vocabulary import window_in_words
from sla.values import Finding, Place, Saying
from sla.values.window import Every

MOST_SHOWN = 12


def checked(contract: Contract) -> Iterator[Finding]:
    """Every finding about one text in force: tables that overlap, histories that cannot be, clauses missing."""
    for level in contract.levels:
        for rule in level.pays:
            if isinstance(rule.tariff, Bands) and rule.tariff.rows and rule.tariff.apply in (Apply.ONE, Apply.MARGINAL):
                yield from _overlaps(rule.tariff.rows)
            for formula in of_rule(rule):
                yield from _weightless(contract, level, rule, formula)
        yield from _worst(level)
        if level.window.every is Every.EVENT and (not isinstance(level.measure, Formula) or level.measure.levels):
            yield Finding(
                "contract.no-events",
                Saying("`{name}` is made of other levels, and reports no events of its own", name=level.key),
                level.place,
                found="window: event",
                remedy="Measure it over a day, a month or longer.",
            )
        yield from _histories(contract, level)
        yield from _last(contract, level.measure)
        if not level.clause:
            yield doubt(
                "no-clause",
                Saying("the level `{name}` names no clause", name=level.key),
                level.place,
                "Add `clause:` so that each amount leads back to the contract.",
            )
    if circle := ring(contract):
        yield Finding(
            "contract.circular",
            "each of these levels waits for the next one, and the last one for the first"
            if len(circle) > 1
            else "this level waits for its own result",
            contract.level(circle[0]).place,
            found=" -> ".join((*circle[:MOST_SHOWN], *["..."] * (len(circle) > MOST_SHOWN), circle[0])),
            remedy="Measure one of them from figures alone, and let it ask none of the others.",
        )
    for limit in contract.limits:
        yield from _dimension(contract, limit)
    asking = (
        *(each.when for each in contract.consequences),
        *(each.when for each in contract.earn_backs),
        *(each.when for each in contract.limits if each.when is not None),
    )
    for when in asking:
        yield from _units(contract, when)


def _dimension(contract: Contract, limit: Limit) -> Iterator[Finding]:
    """A limit `per` site needs levels that have sites: otherwise it would hold for nothing and cut nothing."""
    if not limit.per:
        return
    under = [level for level in contract.levels if not limit.levels or level.key in limit.levels]
    known = dict.fromkeys(name for level in under for name in (*level.by, *(name for name, _ in level.only)))
    if limit.per not in known:
        yield Finding(
            "contract.unknown-dimension",
            Saying("no level under this limit is measured by `{name}`", name=limit.per[:60]),
            limit.place,
            remedy=nearest(limit.per, list(known)) if known else "Leave `per` out, or measure a level `by` it.",
        )


def _weightless(contract: Contract, level: Level, rule: Rule, formula: Expression) -> Iterator[Finding]:
    """A share of a pool in which the level has no weight is no money at all."""
    for pool in contract.pools:
        if pool.name in pools(formula) and pool.weight(level.key) is None:
            yield Finding(
                "contract.no-weight",
                Saying("`{name}` has no weight in the pool `{name2}`", name=level.key, name2=pool.name),
                rule.place,
                remedy=Saying(
                    "Add `{name}` to the weights of `{name2}`, with 0 if it has no share.",
                    name=level.key,
                    name2=pool.name,
                ),
            )


def _worst(level: Level) -> Iterator[Finding]:
    """Where absence comes to the worst band there must be one, and it must be the worst."""
    if Absent.WORST_BAND not in (level.nothing_reported, level.zero_denominator) or not level.pays:
        return
    tariffs = [rule.tariff for rule in level.pays]
    if not any(
        isinstance(each, Bands | Lookup) or (isinstance(each, Steps) and each.at_most is not None) for each in tariffs
    ):
        yield Finding(
            "contract.no-worst-band",
            Saying("`{name}` has no table that could have a worst band", name=level.key),
            level.place,
            remedy="Say `missed` or `hold`, or state `at most` how many steps are paid.",
        )
    for tariff in tariffs:
        if not isinstance(tariff, Bands) or all(row.direction is Direction.INCENTIVE for row in tariff.rows):
            continue
        if (last := tariff.rows[-1]) != _worst_of(tariff.rows, level.better):
            yield Finding(
                "contract.worst-not-last",
                "the worst band stands last, and this one is not the worst",
                last.place,
                remedy="Order the rows from the best result to the worst.",
            )


def _worst_of(rows: tuple[Band, ...], better: Better) -> Band:
    """The row furthest in the direction in which results get worse; the narrower of two that reach as far."""
    far = Decimal("Infinity")
    edges = {
        row: (far if row.range.high is None else row.range.high, -far if row.range.low is None else row.range.low)
        for row in reversed(rows)
    }
    if better is Better.HIGHER:
        return min(edges, key=lambda row: (edges[row][1], edges[row][0]))
    return max(edges, key=lambda row: edges[row])


def _histories(contract: Contract, level: Level) -> Iterator[Finding]:
    """Conditions of a level's rules and excuse: what they ask of other levels must exist in the level's own scope."""
    asking = [
        (rule.place, each)
        for rule in level.pays
        for each in (rule.when, rule.scale.when if rule.scale else None)
        if each is not None
    ]
    asking += [(level.place, level.excused)] if level.excused is not None else []
    for place, condition in asking:
        yield from _units(contract, condition)
        for key in asked(condition):
            by = contract.level(key).by if key in contract.index else ()
            if by and by != level.by:
                yield Finding(
                    "contract.which-one",
                    Saying("`{name}` has a result for each {names}, and this asks for one", name=key, names=listed(by)),
                    place,
                    remedy=Saying(
                        "Measure this level `by: [{name}]` too, or ask a level of the whole.", name=", ".join(by)
                    ),
                )


def _units(contract: Contract, condition: Condition) -> Iterator[Finding]:
    """`in last: 12 months` counts the windows of the level that is asked: they must be months."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _units(contract, part)
        case Not(part) | InARow(part, _, _):
            yield from _units(contract, part)
        case TimesIn(part, _, _, _, unit, place):
            yield from _called(contract, next(iter(asked(part))), unit, place)
            yield from _units(contract, part)
        case Is() | Compares():
            return
        case _:
            assert_never(condition)


def _called(contract: Contract, key: str, unit: str, place: Place) -> Iterator[Finding]:
    """Windows that are counted are called by what they are."""
    if key not in contract.index:
        return
    window = contract.level(key).window
    own = "period" if window.weeks > 1 else str(window.every)
    if unit not in ("", "window", own):
        yield Finding(
            "contract.other-windows",
            Saying(
                "`{name}` is measured by the {window}, and this counts `{unit}`",
                name=key,
                window=window_in_words(window),
                unit=unit,
            ),
            place,
            remedy=Saying("Count `{name}s`, or `windows`.", name=own),
        )


def _last(contract: Contract, measure: Measure) -> Iterator[Finding]:
    """The last so many results are counted by windows, and events have none."""
    if not isinstance(measure, OverLast) or not measure.windows:
        return
    yield from _called(contract, measure.level, measure.unit, measure.place)
    if measure.level in contract.index and contract.level(measure.level).window.every is Every.EVENT:
        yield Finding(
            "contract.last-of-events",
            Saying(
                "`{name}` is measured by the event, and events are no windows that could be counted back",
                name=measure.level,
            ),
            measure.place,
            remedy=Saying(
                "Leave `last` out: `{{name}: {name2}}` takes all events of this level's window.",
                name=measure.how,
                name2=measure.level,
            ),
        )


def _overlaps(rows: tuple[Band, ...]) -> Iterator[Finding]:
    """Rows in rising order, each against the one that reaches furthest among those below it."""
    ordered = sorted(rows, key=lambda row: (row.range.low is not None, row.range.low or Decimal(0)))
    reach = ordered[0]
    for row in ordered[1:]:
        if touching(reach.range, row.range):
            first, second = sorted((reach, row), key=lambda each: (each.place.line, each.place.column))
            yield Finding(
                "contract.bands-overlap",
                "two bands hold the same result, and only one may apply",
                second.place,
                found=Saying("also in the band of line {name}", name=first.place.line),
                remedy="Part them by an edge, or say `apply: worst` (the later row) or `apply: every`.",
            )
        reach = reach if _further(reach.range, row.range) else row


def _further(one: Range, other: Range) -> bool:
    """Whether the first range reaches at least as far up as the second."""
    if one.high is None or other.high is None:
        return one.high is None
    return (one.high, one.high_in) >= (other.high, other.high_in)


def touching(one: Range, other: Range) -> bool:
    """Whether some number lies in both."""
    return not (_before(one, other) or _before(other, one))


def _before(one: Range, other: Range) -> bool:
    """Whether the first range ends where, or before, the second begins, without a number in common."""
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and not (one.high_in and other.low_in))
