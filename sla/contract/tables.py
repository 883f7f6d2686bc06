"""Tables that leave results out, never reach a row, or charge less for worse results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import assert_never

from sla.contract.compared import Prices, Share, bare
from sla.contract.expression import Expression, Name, Number
from sla.contract.model import (
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
    Each,
    Formula,
    InARow,
    Is,
    Level,
    Lookup,
    Not,
    Range,
    Read,
    Rule,
    Steps,
    TimesIn,
)
from sla.contract.report import doubt
from sla.values import Finding, Place, Rounding, Saying, plain

FAR = Decimal("Infinity")


def tables(contract: Contract, compared: Prices, level: Level) -> Iterator[Finding]:
    """Every doubt about the tables of one level."""
    yield from _holes([(grade.range, grade.place) for grade in level.grades], level.rounding, wide=False)
    for rule in level.pays:
        if isinstance(rule.tariff, Bands):
            for direction in (*Direction, None):
                rows = [row for row in rule.tariff.rows if row.direction is direction]
                yield from _holes([(row.range, row.place) for row in rows], level.rounding, wide=all(map(_worth, rows)))
            if rule.tariff.apply in (Apply.ONE, Apply.WORST):
                yield from _shrinking(compared, level, rule.tariff.rows)
            if rule.tariff.apply is Apply.WORST:
                yield from _covered(rule.tariff.rows)
        elif isinstance(rule.tariff, Lookup):
            yield from _shrinking(compared, level, rule.tariff.rows)
        yield from _mixed(compared, level, rule)
        yield from _wrong_way(level, rule)
    yield from _ends(contract, level)


def _worth(row: Band) -> bool:
    """Whether a row costs or earns anything."""
    return bool(row.points) if row.value is None else not (isinstance(row.value, Number) and not row.value.value)


def _holes(rows: Sequence[tuple[Range, Place]], rounding: Rounding | None, *, wide: bool) -> Iterator[Finding]:
    """Results between two rows of one table that no row holds.

    Where both rows cost something every gap is told, elsewhere (`wide` is false) one of the last printed digit.
    """
    ordered = sorted(rows, key=lambda row: (row[0].low is not None, row[0].low or Decimal(0)))
    reach = ordered[0][0] if ordered else Range()
    for above, place in ordered[1:]:
        if reach.high is None or above.low is None:
            reach = reach if reach.high is None else above
            continue
        gap = above.low - reach.high
        step = Decimal(1).scaleb(min(_exponent(above.low), _exponent(reach.high)))
        rounded = rounding is not None and 0 < gap <= rounding.step and reach.high_in and above.low_in
        if gap >= 0 and (gap or not (reach.high_in or above.low_in)) and (wide or gap <= step) and not rounded:
            yield _hole(reach.high, above.low, step if gap <= step else None, place)
        reach = above if above.high is None or above.high >= reach.high else reach


def _hole(below: Decimal, above: Decimal, step: Decimal | None, place: Place) -> Finding:
    edge, other = plain(above), Saying("add a row with `penalty: 0` there")
    if step:
        other = Saying("round the result first (`round: {name}`)", name=plain(step))
    return doubt(
        "hole",
        Saying("no row holds a result between {number} and {number2}", number=plain(below), number2=edge)
        if above > below
        else Saying("no row holds a result at {number} itself", number=edge),
        place,
        Saying(
            "Let one reach the other (`at least: {name}` beside `below: {name}`), or {more}.", name=edge, more=other
        ),
    )


def _exponent(edge: Decimal) -> int:
    exponent = edge.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _shrinking(compared: Prices, level: Level, rows: Sequence[Band]) -> Iterator[Finding]:
    """Worse results must not cost less, and better ones must not earn less; points count as costs."""
    for direction in (*Direction, None):
        paying = [row for row in rows if row.direction is direction]
        worst_first = (level.better is Better.HIGHER) is (direction is not Direction.INCENTIVE)
        ordered = sorted(paying, key=lambda row: _middle(row.range), reverse=not worst_first)
        priced = [(row, _price(compared, row, level.key)) for row in ordered]
        points = [row.points for row, _ in priced if row.points is not None]
        if direction is None and points in (sorted(points), sorted(points, reverse=True)):
            continue  # points may be merits or failures
        for (far, more), (near, less) in pairwise(priced):
            if more and less and more.of == less.of and more.times < less.times:
                yield doubt(
                    "shrinks",
                    Saying("a result in this row earns less than a worse one")
                    if direction is Direction.INCENTIVE
                    else Saying("a result in this row costs less than a better one"),
                    far.place,
                    Saying("Exchange prices with line {name}, or check the edges and `better`.", name=near.place.line),
                )


def _price(compared: Prices, row: Band, level: str) -> Share | None:
    return Share("points", row.points) if row.points is not None else compared.share(row.value, level)


def _middle(edges: Range) -> tuple[Decimal, int]:
    """Where a row lies among the others: an open row by its one edge, beyond the row that begins or ends there."""
    if edges.low is None:
        return edges.high or Decimal(0), -1
    return edges.low, 1 if edges.high is None else 0


def _covered(rows: Sequence[Band]) -> Iterator[Finding]:
    """Where the last row that holds a result counts, a row inside a later one never does."""
    down, up = (-FAR, False), (FAR, True)
    for row in reversed(rows):
        edges = row.range
        low = (-FAR, False) if edges.low is None else (edges.low, not edges.low_in)
        high = (FAR, True) if edges.high is None else (edges.high, edges.high_in)
        if high <= down or low >= up:
            yield doubt(
                "never-applies",
                "a later row holds every result of this one, and the later row counts",
                row.place,
                "Order the rows from the best result to the worst.",
            )
        down, up = (max(down, high) if edges.low is None else down), (min(up, low) if edges.high is None else up)


def _mixed(compared: Prices, level: Level, rule: Rule) -> Iterator[Finding]:
    """A plain number among percentages of money: `5` for `5 % of fee`."""
    if not isinstance(rule.tariff, Bands | Lookup):
        return
    values = [(row, row.value) for row in rule.tariff.rows if _worth(row) and row.value is not None]
    shares = [compared.share(each, level.key) for _, each in values if bare(each) is None]
    if not shares or not all(share is not None and share.of for share in shares):
        return
    for row, each in values:
        if (amount := bare(each)) is not None:
            yield doubt(
                "amount-for-share",
                Saying("this row pays an amount of {number}, and the other rows pay percentages", number=plain(amount)),
                row.place,
                Saying(
                    "If a percentage is meant, say of what: `{name} % of monthly_fee`; if not, write `{name}.00`.",
                    name=plain(amount),
                ),
            )


def _wrong_way(level: Level, rule: Rule) -> Iterator[Finding]:
    """Penalties that grow as results get better."""
    higher = level.better is Better.HIGHER
    wrong = False
    match rule.tariff:
        case Steps(below=below) if rule.direction is Direction.PENALTY:
            wrong = below is not higher
        case Each(count) if rule.direction is Direction.PENALTY and higher:
            own = level.measure.expression if isinstance(level.measure, Formula) else None
            wrong = count == Name("result") or (isinstance(own, Name) and count == own)
        case Bands(Apply.ONE | Apply.WORST | Apply.EVERY, rows) if level.target is None and level.moving is None:
            paid = [row.range for row in rows if row.direction is Direction.PENALTY and _worth(row)]
            good = [edges.high is None if higher else edges.low is None for edges in paid]
            bad = [edges.low is None if higher else edges.high is None for edges in paid]
            wrong = any(good) and not any(bad)
        case _:
            pass
    if rule.scale and rule.scale.by < 1 and _repeated(rule.scale.when):
        yield doubt(
            "shrinks",
            "what fails again and again costs less than what fails once",
            rule.place,
            "Multiply by more than 1, as `scale: {by: 2, ...}`.",
        )
    if wrong:
        yield doubt(
            "shrinks",
            Saying("the better the result of `{name}`, the more is owed", name=level.key),
            rule.place,
            Saying(
                "It says `better: {name}`, or its target does. Turn the edge of this rule round, or `better`.",
                name=level.better,
            ),
        )


def _repeated(condition: Condition) -> bool:
    """Whether a condition counts misses over history."""
    match condition:
        case InARow(part, times) | TimesIn(part, times):
            return isinstance(part, Is) and "missed" in part.names and times > 1
        case _:
            return False


def _ends(contract: Contract, level: Level) -> Iterator[Finding]:
    """Tables that end before results do: the worst of them cost nothing, or the best earn nothing."""
    if any(_asks(each.when, level.key) for each in contract.consequences):
        return  # What lies beyond the table is answered by something else than money.
    for direction in Direction:
        rules = [rule for rule in level.pays if _pays(rule, direction)]
        if not rules or not all(isinstance(rule.tariff, Bands | Lookup) for rule in rules):
            continue
        downwards = (level.better is Better.HIGHER) is (direction is Direction.PENALTY)
        ends = [end for rule in rules if (end := _end(contract, level, rule.tariff, direction, downwards)) is not None]
        if len(ends) == len(rules):
            far, place = (min if downwards else max)(ends, key=lambda end: end[0])
            yield doubt(
                "table-ends",
                _beyond(plain(far), downwards, direction),
                place,
                "Leave the outer edge of this row out, or add a row for what lies beyond it.",
            )


def _pays(rule: Rule, direction: Direction) -> bool:
    if isinstance(rule.tariff, Bands | Lookup):
        return any(row.direction is direction and _worth(row) for row in rule.tariff.rows)
    return rule.direction is direction and rule.tariff.value is not None


def _asks(condition: Condition, level: str) -> bool:
    """Whether a condition asks for a result or a grade of the level."""
    match condition:
        case Compares(key, _):
            return key == level
        case Is(key, asked):
            return key == level and not {*asked} <= {"met", "missed"}
        case InARow(part) | TimesIn(part):
            return _asks(part, level)
        case All(parts) | Any(parts):
            return any(_asks(part, level) for part in parts)
        case Not(part):
            return _asks(part, level)
        case _:
            assert_never(condition)


def _end(
    contract: Contract, level: Level, tariff: object, direction: Direction, downwards: bool
) -> tuple[Decimal, Place] | None:
    """The last result that a table holds on one side, and its row; None where it is open, or ends where results do."""
    if not isinstance(tariff, Bands | Lookup):
        return None
    if isinstance(tariff, Lookup) and tariff.read is (Read.UP if downwards else Read.DOWN):
        return None
    edges = [
        (row.range.low if downwards else row.range.high, row.place) for row in tariff.rows if row.direction is direction
    ]
    if not edges or any(edge is None for edge, _ in edges):
        return None
    known = [(edge, place) for edge, place in edges if edge is not None]
    far, place = (min if downwards else max)(known, key=lambda each: each[0])
    end = _last_result(contract, level, downwards)
    return None if end is None or (far <= end if downwards else far >= end) else (far, place)


def _last_result(contract: Contract, level: Level, downwards: bool) -> Decimal | None:
    """The smallest or largest result there can be, as far as the text shows; None where that is not known."""
    own: Expression | None = level.measure.expression if isinstance(level.measure, Formula) else None
    figure = contract.figure(own.name) if isinstance(own, Name) else None
    if downwards:
        return figure.least if figure is not None and figure.least is not None else Decimal(0)
    if figure is not None and figure.most is not None:
        return figure.most
    return Decimal(100) if level.unit == "%" else FAR


def _beyond(edge: str, downwards: bool, direction: Direction) -> Saying:
    """What lies beyond a table, and that no money follows there."""
    side = Saying("below") if downwards else Saying("above")
    if direction is Direction.PENALTY:
        return Saying("a result {side} {number}, worse than every row, costs nothing", side=side, number=edge)
    return Saying("a result {side} {number}, better than every row, earns nothing", side=side, number=edge)
