"""Conditions: what came out in this window and in those before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sla.contract.model import All, Any, Compares, Condition, Gap, InARow, Is, Not, Then, TimesIn
from tests.referee.arithmetic import inside
from tests.referee.records import Case, Fact, Scope, Span

WITHOUT_OUTCOME = ("not measured", "excused", "unknown")
WITHOUT_RESULT = ("nothing reported", "zero denominator")


def history(case: Case, level: str, until: date, scope: Scope) -> list[Fact]:
    """A level's facts up to a day, oldest first: those of the scope, or of the whole where the level has no scopes."""
    known = [fact for fact in case.facts[level] if fact.span[1] <= until]
    own = [fact for fact in known if fact.scope == scope]
    if not own and not any(fact.scope for fact in known):
        own = known
    return sorted(own, key=lambda fact: fact.span[1])


def at(case: Case, level: str, day: date, scope: Scope) -> Fact | None:
    """The level's fact in the window that closes on a day."""
    known = history(case, level, day, scope)
    return known[-1] if known and known[-1].span[1] == day else None


def names_of(fact: Fact) -> list[str]:
    """What a fact can be called: its outcome, its grades, and why it has no result."""
    return [fact.outcome, *fact.grades, *([fact.state] if fact.state in WITHOUT_RESULT else [])]


def holds(case: Case, condition: Condition, day: date, scope: Scope) -> bool:
    """Whether a condition is true of the windows that close on a day."""
    found = true(case, condition, day, scope)
    case.met[f"condition: {kind_of(condition)}"] += found
    return found


def kind_of(condition: Condition) -> str:
    """What a condition is called in the closing figures."""
    match condition:
        case InARow(_, _, no_data):
            return f"in a row, no data {no_data}"
        case TimesIn():
            return f"times in last, then {condition.then}"
        case _:
            return type(condition).__name__.lower()


def true(case: Case, condition: Condition, day: date, scope: Scope) -> bool:
    """The same, not yet counted."""
    match condition:
        case Is(level, names):
            fact = at(case, level, day, scope)
            return fact is not None and any(name in names for name in names_of(fact))
        case Compares(level, wanted):
            fact = at(case, level, day, scope)
            return fact is not None and fact.result is not None and inside(fact.result, wanted)
        case All(parts):
            return all(holds(case, part, day, scope) for part in parts)
        case Any(parts):
            return any(holds(case, part, day, scope) for part in parts)
        case Not(part):
            return not holds(case, part, day, scope)
        case InARow(_, times, _):
            return streak(case, condition, day, scope)[0] >= times
        case TimesIn(part):
            return holds(case, part, day, scope) and often_enough(case, condition, day, scope)
        case _:
            raise AssertionError(condition)


def levels_in(condition: Condition) -> Iterator[str]:
    """The levels that a condition asks about, in the order in which they stand."""
    match condition:
        case Is(level, _) | Compares(level, _):
            yield level
        case All(parts) | Any(parts):
            for part in parts:
                yield from levels_in(part)
        case Not(part) | InARow(part) | TimesIn(part):
            yield from levels_in(part)
        case _:
            raise AssertionError(condition)


def level_of(condition: Condition) -> str:
    """The level whose windows a history steps through: the first one that is named."""
    return next(levels_in(condition))


def asks_why(condition: Condition) -> bool:
    """Whether a window without an outcome is just what it asks for."""
    match condition:
        case Is(_, names):
            return any(name in (*WITHOUT_OUTCOME, *WITHOUT_RESULT) for name in names)
        case Compares():
            return False
        case All(parts) | Any(parts):
            return any(asks_why(part) for part in parts)
        case Not(part) | InARow(part) | TimesIn(part):
            return asks_why(part)
        case _:
            raise AssertionError(condition)


def streak(case: Case, condition: InARow, day: date, scope: Scope) -> tuple[int, Fact | None]:
    """For how many windows on end, the last one included, the part has held; and the window that broke the row before.

    Windows without an outcome pause the row, end it, or count, as the contract says. Where they end it, so do
    windows that nobody looked at.
    """
    if not holds(case, condition.part, day, scope):
        return 0, None
    length, after = 0, day
    for fact in reversed(history(case, level_of(condition), day, scope)):
        last = at(case, fact.level, fact.span[1], scope) or fact  # of several events that end together the last speaks
        empty = last.outcome in WITHOUT_OUTCOME and not asks_why(condition.part)
        if condition.no_data is Gap.RESETS and fact.span[1] < after:
            return length, None
        if empty and (condition.no_data is Gap.RESETS or length == 0):
            return length, fact
        if not empty and not holds(case, condition.part, fact.span[1], scope):
            return length, fact
        if not empty or condition.no_data is Gap.COUNTS:
            length += 1
        after = fact.span[0]
    return length, None


def often_enough(case: Case, condition: TimesIn, day: date, scope: Scope) -> bool:
    """Whether the part has held often enough in the last windows; where a full count is used up, since it was full."""
    windows = history(case, level_of(condition), day, scope)
    held = [holds(case, condition.part, fact.span[1], scope) for fact in windows]
    if condition.then is Then.KEEP_COUNTING:
        return sum(held[-condition.windows :]) >= condition.times
    fresh, full = 0, False
    for here in range(len(held)):
        if full:
            fresh, full = here, False
        first = max(fresh, here - condition.windows + 1)
        full = held[here] and sum(held[first : here + 1]) >= condition.times
    return full


def moments(case: Case, condition: Condition) -> list[tuple[Span, Scope]]:
    """Every window of the period, with its scope, at whose close a condition holds."""
    places = {(fact.span, fact.scope) for level in levels_in(condition) for fact in case.facts[level]}
    now = sorted(place for place in places if case.span[0] < place[0][1] <= case.span[1])
    return [place for place in now or [(case.span, ())] if holds(case, condition, place[0][1], place[1])]
