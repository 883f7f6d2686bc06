"""Facts of this window and of earlier ones: what conditions are asked against. Nothing here knows money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import assert_never

from sla.contract.model import All, Any, Compares, Condition, Gap, InARow, Is, Not, Then, TimesIn
from sla.contract.order import asked
from sla.evaluation.model import Evaluation, Outcome
from sla.evaluation.story import Stories
from sla.measurement.model import State
from sla.submission.figures import Scope
from sla.values import Period

WITHOUT_OUTCOME = (Outcome.NOT_MEASURED, Outcome.EXCUSED, Outcome.UNKNOWN)
REASONS = (State.NOTHING_REPORTED, State.ZERO_DENOMINATOR)
"""Why there is no result, where a condition may ask for it."""


class Facts:
    """Every evaluation known so far, by level: those of earlier periods and, as they come, today's."""

    __slots__ = ("past", "today")

    def __init__(self, past: Stories | Iterable[Evaluation] = (), today: Iterable[Evaluation] = ()) -> None:
        """Those of earlier periods may come in any order."""
        self.past = past if isinstance(past, Stories) else Stories((tuple(past),))
        self.today: dict[str, tuple[Evaluation, ...]] = {}
        for each in today:
            self.today[each.measurement.level] = (*self.current(each.measurement.level), each)

    def put(self, level: str, evaluations: tuple[Evaluation, ...]) -> None:
        """Set down this period's facts of a level, in place of what was known of them."""
        self.today[level] = evaluations

    def current(self, level: str) -> tuple[Evaluation, ...]:
        """This period's facts of a level."""
        return self.today.get(level, ())

    def inside(self, level: str, window: Period) -> tuple[Evaluation, ...]:
        """Those whose windows close in one window, whether or not they began in it, oldest first."""
        now = [each for each in self.current(level) if window.start < _end(each) <= window.end]
        return (*self.past.story(level).closing(window), *sorted(now, key=_end))

    def scopes(self, level: str, window: Period) -> tuple[Scope, ...]:
        """The scopes that a level has in the window that closes with this one; the whole where it has none."""
        found = {each.measurement.scope for each in self.inside(level, window) if _end(each) == window.end}
        return tuple(sorted(found)) or ((),)

    def backward(self, level: str, window: Period, scope: Scope) -> Iterator[Evaluation]:
        """Those in windows that end with or before this one, newest first.

        A scope finds its own history, or that of the whole where the level has no such scope.
        """
        now = sorted((each for each in self.current(level) if _end(each) <= window.end), key=_end)[::-1]
        story = self.past.story(level)
        own = [each for each in now if each.measurement.scope == scope]
        if own or story.has(scope, window.end):
            yield from own
            yield from story.of_scope[scope].backward(window.end) if scope in story.of_scope else ()
        elif story.parted_from > window.end and not any(each.measurement.scope for each in now):
            yield from now
            yield from story.backward(window.end)


def _end(evaluation: Evaluation) -> date:
    return evaluation.measurement.window.end


@dataclass(frozen=True, slots=True)
class Moment:
    """One window and scope at which a condition is asked."""

    facts: Facts
    window: Period
    scope: Scope

    def holds(self, condition: Condition) -> bool:
        """Whether the condition is true here."""
        match condition:
            case Is(level, names):
                return any(name in names for name in _names(self.latest(level)))
            case Compares(level, wanted):
                here = self.latest(level)
                return here is not None and here.measurement.result is not None and here.measurement.result in wanted
            case All(parts):
                return all(map(self.holds, parts))
            case Any(parts):
                return any(map(self.holds, parts))
            case Not(part):
                return not self.holds(part)
            case InARow(part, times, no_data):
                return self.streak(part, no_data) >= times
            case TimesIn(part, times, windows, then):
                return self.holds(part) and self.counted(part, times, windows, then) >= times
            case _:
                assert_never(condition)

    def latest(self, level: str) -> Evaluation | None:
        """The level's evaluation in the window that closes here, if it closes here; of several events the last."""
        for each in reversed(self.facts.current(level)):
            if each.measurement.window.end == self.window.end and each.measurement.scope == self.scope:
                return each
        newest = next(self.facts.backward(level, self.window, self.scope), None)
        return newest if newest is not None and newest.measurement.window.end == self.window.end else None

    def moments(self, condition: Condition) -> Iterator[Moment]:
        """This moment and the earlier ones at which the condition's first level closed a window, newest first."""
        for each in self.facts.backward(first_level(condition), self.window, self.scope):
            yield Moment(self.facts, each.measurement.window, self.scope)

    def counted(self, condition: Condition, times: int, windows: int, then: Then) -> int:
        """In how many of the last windows the condition has held; full counts before this window may be used up."""
        moments = self.moments(condition)
        if then is Then.KEEP_COUNTING:
            return sum(moment.holds(condition) for moment in islice(moments, windows))
        holding: list[int] = []
        for at, moment in enumerate(reversed(tuple(moments))):
            holding = [] if len(holding) >= times else [each for each in holding if each > at - windows]
            holding.extend([at] * moment.holds(condition))
        return len(holding)

    def streak(self, condition: Condition, no_data: Gap) -> int:
        """For how many windows on end, this one included, the condition has held."""
        return self.run(condition, no_data)[0]

    def run(self, condition: Condition, no_data: Gap) -> tuple[int, Period | None]:
        """The length of the streak, and the window that it follows.

        A window without an outcome holds nothing, unless it is just that which the condition asks for; one that
        nobody evaluated is such a window too. A streak that reaches back to the first window follows none.
        """
        if not self.holds(condition):
            return 0, None
        count, level, absence, following = 0, first_level(condition), asks_for_absence(condition), self.window.end
        for moment in self.moments(condition):
            skipped, following = moment.window.end < following, moment.window.start
            here = moment.latest(level)
            without = here is not None and here.outcome in WITHOUT_OUTCOME and not absence
            if no_data is Gap.RESETS and skipped:
                break
            if without and (no_data is Gap.RESETS or not count):
                return count, moment.window
            if not without and not moment.holds(condition):
                return count, moment.window
            count += not without or no_data is Gap.COUNTS
        return count, None


def held(facts: Facts, condition: Condition, period: Period) -> tuple[Moment, ...]:
    """Every moment of the period, in order, at which the condition holds: by window, for each site or the like."""
    times = {
        (each.measurement.window, each.measurement.scope)
        for level in asked(condition)
        for each in facts.inside(level, period)
    }
    moments = (Moment(facts, window, scope) for window, scope in sorted(times) or [(period, ())])
    return tuple(moment for moment in moments if moment.holds(condition))


def asks_for_absence(condition: Condition) -> bool:
    """Whether it names an outcome that a window without a result may have: `not measured`, `unknown`, `excused`."""
    match condition:
        case Is(_, names):
            return not {*names}.isdisjoint((*WITHOUT_OUTCOME, *REASONS))
        case Compares():
            return False
        case All(parts) | Any(parts):
            return any(map(asks_for_absence, parts))
        case Not(part) | InARow(part, _, _) | TimesIn(part, _, _, _):
            return asks_for_absence(part)
        case _:
            assert_never(condition)


def _names(evaluation: Evaluation | None) -> tuple[str, ...]:
    """What a level came out as: its outcome, its grades, and why it has no result if it has none."""
    if evaluation is None:
        return ()
    why = (evaluation.measurement.state,) if evaluation.measurement.state in REASONS else ()
    return (evaluation.outcome, *why, *evaluation.grades)


def first_level(condition: Condition) -> str:
    """The level whose windows a count over history steps through: the first one named; none for `always`."""
    return next(iter(asked(condition)), "")
