"""Which tariffs apply to a result, and how many times over."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from sla.contract.expression.tree import Expression
from sla.contract.model import Bands, Each, Flat, Level, Lookup, Rule, Steps
from tests.referee.arithmetic import fraction, inside, value
from tests.referee.history import holds
from tests.referee.records import Case, Fact, Hit, Unknown
from tests.referee.reported import number, spot_of

OUTCOME = {"hold": "unknown", "not measured": "not measured", "met": "met", "missed": "missed", "worst band": "missed"}


def answer(level: Level, fact: Fact) -> str:
    """What the contract says of a window without a result."""
    stated = {"nothing reported": level.nothing_reported, "zero denominator": level.zero_denominator}
    return str(stated.get(fact.state, "hold"))


def hits(case: Case, level: Level, fact: Fact) -> list[Hit]:
    """Every tariff that applies."""
    if not fact.priced or fact.outcome in ("unknown", "not measured", "excused"):
        return []
    found = []
    for at, rule in enumerate(level.pays):
        if rule.when is not None and not holds(case, rule.when, fact.span[1], fact.scope):
            continue
        repeated = rule.scale is not None and holds(case, rule.scale.when, fact.span[1], fact.scope)
        scale = Fraction(rule.scale.by) if rule.scale is not None and repeated else Fraction(1)
        found += [Hit(at, row, many, scale, toward) for row, many, toward in applies(case, level, rule, fact)]
    return found


Applied = tuple[int | None, Fraction, Fraction]


def applies(case: Case, level: Level, rule: Rule, fact: Fact) -> list[Applied]:
    """Row, quantity and way to the next row, for each price of a rule that applies."""
    one, none = Fraction(1), Fraction(0)
    worst = fact.result is None and answer(level, fact) == "worst band"
    match rule.tariff:
        case Flat():
            return [(None, one, none)]
        case Bands() as table if fact.result is not None:
            return in_bands(table, fact.result)
        case Bands(_, rows):
            return [(len(rows) - 1, one, none)] if worst and rows[-1].direction != "incentive" else []
        case Lookup() as table if fact.result is not None:
            return in_table(table, fact.result)
        case Lookup(_, rows):
            last = 0 if level.better == "higher" else len(rows) - 1
            return [(last, one, none)] if worst and rows[last].direction != "incentive" else []
        case Steps() as steps if fact.result is not None:
            many = steps_off(steps, fact.result)
            return [(None, many, none)] if many > 0 else []
        case Steps(at_most=most):
            owed = worst and most is not None and rule.direction == "penalty"
            return [(None, fraction(most), none)] if owed else []
        case Each(count):
            many = how_many(case, level, count, fact) or none
            return [(None, many, none)] if many > 0 else []
        case _:
            raise AssertionError(rule.tariff)


def in_bands(table: Bands, result: Fraction) -> list[Applied]:
    """The rows that hold a result; or, where each row prices its own part, every row that a part lies in."""
    found: list[Applied] = []
    for at, row in enumerate(table.rows):
        if table.apply == "marginal":
            top = result if row.range.high is None else min(result, Fraction(row.range.high))
            if top > fraction(row.range.low):
                found.append((at, top - fraction(row.range.low), Fraction(0)))
        elif inside(result, row.range):
            found.append((at, Fraction(1), Fraction(0)))
    return found[-1:] if table.apply in ("one", "worst") else found


def in_table(table: Lookup, result: Fraction) -> list[Applied]:
    """The row of a table of points that a result is read from."""
    points = [fraction(row.range.low) for row in table.rows]
    below = [at for at, point in enumerate(points) if point <= result]
    above = [at for at, point in enumerate(points) if point >= result]
    one, none = Fraction(1), Fraction(0)
    if table.read == "down":
        return [(below[-1], one, none)] if below else []
    if table.read == "up":
        return [(above[0], one, none)] if above else []
    if not below or not above:
        return []
    low, high = below[-1], above[0]
    return [(low, one, (result - points[low]) / (points[high] - points[low]) if high != low else none)]


def steps_off(steps: Steps, result: Fraction) -> Fraction:
    """How many steps a result lies off."""
    reference = Fraction(steps.reference)
    off = (reference - result if steps.below else result - reference) / Fraction(steps.size)
    many = {"exact": off, "full": Fraction(floor(off)), "started": Fraction(ceil(off))}[str(steps.count)]
    return many if steps.at_most is None else min(many, Fraction(steps.at_most))


def uncounted(case: Case, level: Level, fact: Fact) -> list[str]:
    """What a result that is to be priced by the piece lacks, so that nobody can count the pieces."""
    if fact.result is None or not fact.priced or fact.outcome in ("unknown", "not measured", "excused"):
        return []
    counts = [rule.tariff.count for rule in level.pays if isinstance(rule.tariff, Each)]
    return ["pieces"] if any(how_many(case, level, count, fact) is None for count in counts) else []


def how_many(case: Case, level: Level, count: Expression, fact: Fact) -> Fraction | None:
    """How many pieces are priced; None where they cannot be counted."""
    spot = spot_of(case, level, fact.span, fact.scope)

    def look(name: str) -> Fraction:
        if name != "result":
            return number(case, name, spot)
        if fact.result is None:
            raise Unknown
        return fact.result

    try:
        return value(count, look)
    except Unknown:
        return None


def points(rule: Rule, hit: Hit) -> Fraction:
    """The points of a tariff that applies."""
    if isinstance(rule.tariff, Bands | Lookup):
        rows = [fraction(row.points) for row in rule.tariff.rows]
        here = rows[hit.row or 0]
        each = here + hit.toward * (rows[(hit.row or 0) + 1] - here) if hit.toward else here
    else:
        each = fraction(rule.tariff.points)
    return each * hit.quantity * hit.scale
