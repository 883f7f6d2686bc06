"""Results: what each level came to in each window, or why it came to nothing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sla.contract.expression.tree import Expression, Name, walk
from sla.contract.model import Each, Formula, Level, MetShare, OverLast, Points
from tests.referee.arithmetic import HUNDRED, rounded, value
from tests.referee.days import closing
from tests.referee.history import at, history
from tests.referee.records import Case, Fact, Row, Scope, Span, Twice, Undecided, Unknown, ZeroBelow
from tests.referee.reported import AT, figures_in, last_day, named_scopes, number, rows_in, spot_of

Place = tuple[Span, Scope]


def results(case: Case, level: Level) -> list[Fact]:
    """The level's results in every window that closes in the period, oldest first."""
    found: list[Fact] = []
    if isinstance(level.measure, Formula) and not level.measure.levels:
        return [by_formula(case, level, level.measure, span, scope) for span, scope in places(case, level)]
    for span in closing(level.window, case.span, case.term):
        found += from_other_levels(case, level, span)
    return found


def wanted_figures(case: Case, level: Level) -> list[str]:
    """The figures that must all be there: those of the formula, and of whatever is priced by the piece."""
    formulas: list[Expression] = [level.measure.expression] if isinstance(level.measure, Formula) else []
    formulas += [rule.tariff.count for rule in level.pays if isinstance(rule.tariff, Each)]
    return list(dict.fromkeys(name for formula in formulas for name in figures_in(case.contract, formula)))


def counted_rows(case: Case, level: Level, span: Span) -> list[Row]:
    """The rows of the level's figures in a span, without those of sites and the like that it leaves out."""
    rows = [row for name in wanted_figures(case, level) for row in rows_in(case, name, span)]
    return [row for row in rows if counts(level, row.scope)]


def counts(level: Level, scope: Scope) -> bool:
    """Whether the level does not leave this site, order or the like out."""
    only = dict(level.only)
    return all(only.get(name, said) == said for name, said in scope)


def places(case: Case, level: Level) -> list[Place]:
    """Every window with every scope that was reported in it."""
    if level.window.every == "event":
        found: set[Place] = set()
        for row in counted_rows(case, level, case.span):
            by = tuple((name, said) for name, said in row.scope if name in level.by)
            found.add((row.span, (*by, (AT, row.stamp)) if row.stamp else by))
        return sorted(found)
    return [(span, scope) for span in closing(level.window, case.span, case.term) for scope in sites(case, level, span)]


def sites(case: Case, level: Level, span: Span) -> list[Scope]:
    """The sites, orders and so on that were reported in a window; the whole where there were none."""
    if not level.by:
        return [()]
    found = {scope for scope in named_scopes(case.contract, level.by) if counts(level, scope)}
    for row in counted_rows(case, level, span):
        said = dict(row.scope)
        if all(dimension in said for dimension in level.by):
            found.add(tuple((dimension, said[dimension]) for dimension in level.by))
    return sorted(found) or [()]


def by_formula(case: Case, level: Level, measure: Formula, span: Span, scope: Scope) -> Fact:
    """A result by the level's formula, over figures and over other levels' results in windows that close with it."""
    spot = spot_of(case, level, span, scope)

    def look(name: str) -> Fraction:
        return result_of(case, name, span, scope) if name in measure.levels else number(case, name, spot)

    asked = [part.name for part in walk(measure.expression) if isinstance(part, Name)]
    state, names = what_lacks([*asked, *([] if measure.levels else wanted_figures(case, level))], look)
    if names:
        return Fact(level.key, span, scope, None, state, names)
    try:
        result = value(measure.expression, look)
    except ZeroBelow:
        return Fact(level.key, span, scope, None, "zero denominator", [])
    return Fact(level.key, span, scope, rounded(result, level.rounding), "measured", [])


def what_lacks(names: list[str], look: Callable[[str], Fraction]) -> tuple[str, list[str]]:
    """Why there can be no result, and for want of which names; what is waited for is said first."""
    lacking: dict[str, list[str]] = {"waiting": [], "contradictory": [], "nothing reported": []}
    for name in dict.fromkeys(names):
        try:
            look(name)
        except Undecided:
            lacking["waiting"].append(name)
        except Twice:
            lacking["contradictory"].append(name)
        except Unknown:
            lacking["nothing reported"].append(name)
    return next(((state, names) for state, names in lacking.items() if names), ("", []))


def result_of(case: Case, key: str, span: Span, scope: Scope) -> Fraction:
    """What another level came to in the window that closes with this one."""
    fact = at(case, key, span[1], scope)
    if fact is not None and fact.outcome == "unknown":
        raise Undecided
    if fact is None or fact.result is None:
        raise Unknown
    return fact.result


def from_other_levels(case: Case, level: Level, span: Span) -> list[Fact]:
    """Results made of other levels' facts."""
    match level.measure:
        case Formula(_, keys):
            scopes = counting(level, scopes_at(case, keys[0], span))
            return [by_formula(case, level, level.measure, span, scope) for scope in scopes]
        case Points(keys):
            found = [points_of(case, level, keys, span)]
        case MetShare(key):
            scopes = counting(level, scopes_inside(case, key, span))
            found = [met_share(case, level, key, span, scope) for scope in scopes]
        case OverLast(key, windows=0):
            found = [over_all(case, level, level.measure, span, scope) for scope in scopes_of(case, level, key, span)]
        case OverLast():
            scopes = [each for each in scopes_at(case, level.measure.level, span) if set(level.only) <= set(each)]
            found = [over_last(case, level, level.measure, span, scope) for scope in scopes]
        case _:
            raise AssertionError(level.measure)
    for fact in found:
        fact.result = None if fact.result is None else rounded(fact.result, level.rounding)
    return found


def counting(level: Level, scopes: list[Scope]) -> list[Scope]:
    """The scopes that a level has of those that other levels have; the whole where it has none."""
    return ([scope for scope in scopes if counts(level, scope)] if level.by else []) or [()]


def facts_inside(case: Case, key: str, span: Span) -> list[Fact]:
    """A level's facts whose windows close in a longer window."""
    return [fact for fact in case.facts[key] if span[0] <= last_day(fact.span) < span[1]]


def scopes_at(case: Case, key: str, span: Span) -> list[Scope]:
    """The scopes that a level has in the window that closes with this one."""
    return sorted({fact.scope for fact in case.facts[key] if fact.span[1] == span[1]}) or [()]


def scopes_inside(case: Case, key: str, span: Span) -> list[Scope]:
    """The scopes that a level has in any window that closes in this one."""
    named = sorted({fact.scope for fact in facts_inside(case, key, span) if fact.scope})
    return named or [()]


def waiting(facts: list[Fact]) -> list[str]:
    """The levels among them that are not decided yet."""
    return list(dict.fromkeys(fact.level for fact in facts if fact.outcome == "unknown"))


def points_of(case: Case, level: Level, keys: tuple[str, ...], span: Span) -> Fact:
    """All points of some levels together; not known while one of them is not."""
    parts = [fact for key in keys for fact in facts_inside(case, key, span) if set(level.only) <= set(fact.scope)]
    events = all(other.window.every == "event" for other in case.contract.levels if other.key in keys)
    if held := waiting(parts):
        return Fact(level.key, span, (), None, "waiting", held)
    if not parts and not events:
        return Fact(level.key, span, (), None, "nothing reported", list(keys))
    return Fact(level.key, span, (), sum((fact.points for fact in parts), Fraction(0)), "measured", [])


def met_share(case: Case, level: Level, key: str, span: Span, scope: Scope) -> Fact:
    """In how many of every hundred windows another level was met."""
    parts = [fact for fact in facts_inside(case, key, span) if {*level.only, *scope} <= set(fact.scope)]
    met = [fact for fact in parts if fact.outcome == "met"]
    missed = [fact for fact in parts if fact.outcome == "missed"]
    if held := waiting(parts):
        return Fact(level.key, span, scope, None, "waiting", held)
    if not parts:
        return Fact(level.key, span, scope, None, "nothing reported", [key])
    if not met and not missed:
        return Fact(level.key, span, scope, None, "zero denominator", [])
    return Fact(level.key, span, scope, HUNDRED * len(met) / (len(met) + len(missed)), "measured", [])


def over_last(case: Case, level: Level, made: OverLast, span: Span, scope: Scope) -> Fact:
    """Another level's last results as one; there must be one in the window that closes here."""
    last = history(case, made.level, span[1], scope)[-made.windows :]
    results = [fact.result for fact in last if fact.result is not None]
    here = last[-1] if last and last[-1].span[1] == span[1] else None
    if here is not None and here.result is None and here.state == "zero denominator":
        return Fact(level.key, span, scope, None, "zero denominator", [])
    if here is None or here.result is None or (made.whole and len(results) < made.windows):
        missing = here.missing if here is not None and here.missing else [made.level]
        held = here is not None and here.outcome == "unknown"
        return Fact(level.key, span, scope, None, "waiting" if held else "nothing reported", missing)
    return Fact(level.key, span, scope, as_one(str(made.how), results), "measured", [])


def scopes_of(case: Case, level: Level, key: str, span: Span) -> list[Scope]:
    """The scopes of another level's facts in a window, told apart by this level's dimensions alone."""
    found = [tuple(pair for pair in fact.scope if pair[0] in level.by) for fact in facts_inside(case, key, span)]
    return counting(level, sorted({scope for scope in found if scope}))


def over_all(case: Case, level: Level, made: OverLast, span: Span, scope: Scope) -> Fact:
    """All of another level's results in a window as one; without a single one there is nothing to be made of."""
    parts = [fact for fact in facts_inside(case, made.level, span) if {*level.only, *scope} <= set(fact.scope)]
    results = [fact.result for fact in parts if fact.result is not None]
    if held := waiting(parts):
        return Fact(level.key, span, scope, None, "waiting", held)
    if not parts:
        return Fact(level.key, span, scope, None, "nothing reported", [made.level])
    if not results:
        return Fact(level.key, span, scope, None, "zero denominator", [])
    return Fact(level.key, span, scope, as_one(str(made.how), results), "measured", [])


def as_one(how: str, results: list[Fraction]) -> Fraction:
    """Several results as one."""
    total = sum(results, Fraction(0))
    ways = {"mean": total / len(results), "sum": total, "largest": max(results), "smallest": min(results)}
    return ways[how]
