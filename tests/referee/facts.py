"""Facts: met or missed, graded, excused. Money is not known here."""

from __future__ import annotations

from fractions import Fraction

from sla.contract.expression.tree import Name, walk
from sla.contract.model import (
    Condition,
    Formula,
    Level,
    MetShare,
    Moving,
    OverLast,
    Points,
    Rule,
)
from tests.referee.arithmetic import inside, rounded, value
from tests.referee.history import history, holds, levels_in
from tests.referee.records import Case, Fact, Unknown, ZeroBelow
from tests.referee.reported import number, spot_of
from tests.referee.results import results, what_lacks
from tests.referee.tariffs import OUTCOME, answer, hits, points, uncounted


def establish(case: Case) -> list[Fact]:
    """Every fact of the period, in the contract's order of levels. Each level is done once those it needs are."""
    today: dict[str, list[Fact]] = {}
    priced: set[str] = set()
    for level in case.contract.levels:
        case.facts.setdefault(level.key, [])
    steps = -1
    while len(priced) < len(case.contract.levels):
        if steps == len(today) + len(priced):
            raise AssertionError(sorted(set(today) - priced))
        steps = len(today) + len(priced)
        for level in case.contract.levels:
            if level.key not in today and needs_outcomes(level) <= set(today) and needs_points(level) <= priced:
                today[level.key] = judged(case, level)
            asked = {key for rule in level.pays for part in conditions_of(rule) for key in levels_in(part)}
            if level.key in today and level.key not in priced and asked <= set(today):
                for fact in today[level.key]:
                    fact.hits = hits(case, level, fact)
                    fact.points = sum((points(level.pays[hit.rule], hit) for hit in fact.hits), Fraction(0))
                priced.add(level.key)
    return [fact for level in case.contract.levels for fact in today[level.key]]


def needs_points(level: Level) -> set[str]:
    """The levels whose points this one is made of."""
    return set(level.measure.levels) if isinstance(level.measure, Points) else set()


def needs_outcomes(level: Level) -> set[str]:
    """The levels whose outcomes this one rests on."""
    made_of = {level.measure.level} if isinstance(level.measure, MetShare | OverLast) else set()
    if isinstance(level.measure, Formula):
        made_of = set(level.measure.levels)
    return made_of | set(levels_in(level.excused) if level.excused is not None else ())


def conditions_of(rule: Rule) -> list[Condition]:
    """The conditions of a rule."""
    return [part for part in (rule.when, rule.scale.when if rule.scale else None) if part is not None]


def judged(case: Case, level: Level) -> list[Fact]:
    """The level's facts of this period, each with its outcome, set down one after the other."""
    found = results(case, level)
    for fact in found:
        judge(case, level, fact)
        case.facts[level.key].append(fact)
    for fact in found:
        if level.excused is not None and holds(case, level.excused, fact.span[1], fact.scope):
            fact.outcome, fact.grades = "excused", []
        if lacking := uncounted(case, level, fact):
            fact.outcome, fact.missing = "unknown", lacking
    return found


def judge(case: Case, level: Level, fact: Fact) -> None:
    """Met or missed; without a result, what the contract says of that."""
    fact.priced = level.priced and (level.priced_from is None or fact.span[0] >= level.priced_from)
    if fact.result is None:
        fact.outcome = OUTCOME[answer(level, fact)]
        return
    fact.grades = [grade.name for grade in level.grades if inside(fact.result, grade.range)]
    if level.moving is not None:
        edge = aim(case, level, level.moving, fact)
        if isinstance(edge, str):
            fact.outcome = OUTCOME[edge]
            return
        above, below, equal = fact.result > edge, fact.result < edge, fact.result == edge
        reached = (above if level.moving.low else below) or (equal and level.moving.edge_in)
        fact.outcome = "met" if reached else "missed"
    elif level.target is None:
        fact.outcome = "no target"
    else:
        fact.outcome = "met" if inside(fact.result, level.target) else "missed"


def aim(case: Case, level: Level, moving: Moving, fact: Fact) -> Fraction | str:
    """The target that this window computes; or what the contract says where it cannot be had.

    For a window with no result before it the contract says so by itself; otherwise the target lacks something.
    """
    earlier = [each for each in history(case, level.key, fact.span[1], fact.scope) if each.span[1] <= fact.span[0]]
    previous = earlier[-1].result if earlier else None

    def look(name: str) -> Fraction:
        if name != "previous":
            return number(case, name, spot_of(case, level, fact.span, fact.scope))
        if previous is None:
            raise Unknown
        return previous

    state, _ = what_lacks([part.name for part in walk(moving.aim) if isinstance(part, Name)], look)
    answers = {"contradictory": "hold", "nothing reported": str(level.nothing_reported)}
    try:
        if not state:
            return rounded(value(moving.aim, look), moving.rounding)
    except ZeroBelow:
        answers[""] = str(level.zero_denominator)
    return str(moving.first) if previous is None else answers[state]
