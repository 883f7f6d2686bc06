"""Dates and windows that leave a hole, never come, or do not fit each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sla.contract.expression import names
from sla.contract.inforce import cuts
from sla.contract.model import All, Any, Combine, Condition, Contract, Formula, InARow, Level, Not, Terms, TimesIn
from sla.contract.nodes import Mapping, Node
from sla.contract.order import asked
from sla.contract.report import Report, doubt
from sla.contract.vocabulary import window_in_words
from sla.values import Finding, Period, Place, Saying, Window
from sla.values.window import Every

LENGTHS = {
    Every.DAY: 1,
    Every.WEEK: 7,
    Every.HALF_MONTH: 15,
    Every.MONTH: 30,
    Every.QUARTER: 91,
    Every.CONTRACT_QUARTER: 91,
    Every.HALF_YEAR: 182,
    Every.CONTRACT_HALF_YEAR: 182,
    Every.YEAR: 365,
    Every.CONTRACT_YEAR: 365,
}
"""How many days a window has, about: enough to say which of two is longer."""


def spans(contract: Contract, level: Level) -> Iterator[Finding]:
    """Every doubt about one level's windows and dates."""
    if level.priced_from is not None and level.priced_from >= contract.term.end:
        yield doubt(
            "after-the-end",
            Saying(
                "`{name}` is priced from {name2} on, and the contract ends before",
                name=level.key,
                name2=level.priced_from,
            ),
            level.place,
            "Correct the date, or the term.",
        )
    for rule in level.pays:
        for condition in (rule.when, rule.scale.when if rule.scale else None):
            if condition is not None:
                yield from longer_than_the_term(contract, condition, rule.place)
    yield from _reported(contract, level)


def longer_than_the_term(contract: Contract, condition: Condition, place: Place) -> Iterator[Finding]:
    """A count over history that asks for more windows than the term has."""
    match condition:
        case InARow(part, times) | TimesIn(part, times):
            windows = [
                _count(contract.level(key).window, contract.term) for key in asked(part) if key in contract.index
            ]
            if windows and all(each is not None and times > each for each in windows):
                yield doubt(
                    "never-in-the-term",
                    Saying("the term is over before there can be {name} of these windows", name=times),
                    place,
                    "Ask for fewer.",
                )
        case All(parts) | Any(parts):
            for part in parts:
                yield from longer_than_the_term(contract, part, place)
        case Not(part):
            yield from longer_than_the_term(contract, part, place)
        case _:
            return


def _count(window: Window, term: Period) -> int | None:
    """How many windows the term has, at the very most; None for single events and the whole term."""
    length = _length(window)
    return None if length is None else (term.end - term.start).days // (length - length // 14) + 2


def _length(window: Window | None) -> int | None:
    """About how many days a window has; None for single events and the whole term."""
    length = LENGTHS.get(window.every) if window else None
    return None if window is None or length is None else length * window.weeks


def _reported(contract: Contract, level: Level) -> Iterator[Finding]:
    """A figure that comes more seldom than the level is measured, or of which a window has more than it may."""
    asked_for = names(level.measure.expression) if isinstance(level.measure, Formula) else frozenset[str]()
    window = _length(level.window)
    for figure in contract.figures:
        every = _length(figure.every)
        if figure.name not in asked_for or figure.every is None or every is None or window is None:
            continue
        if every > window:
            yield doubt(
                "reported-too-seldom",
                Saying(
                    "`{name}` is measured each {window}, and `{name2}` comes each {window2}",
                    name=level.key,
                    window=window_in_words(level.window),
                    name2=figure.name,
                    window2=window_in_words(figure.every),
                ),
                level.place,
                "Measure over a longer window, or let the figure come more often.",
            )
        elif every < window and figure.combine is Combine.ONLY:
            yield doubt(
                "reported-too-often",
                Saying(
                    "`{name}` comes each {window}, and a {window2} may have only one of it",
                    name=figure.name,
                    window=window_in_words(figure.every),
                    window2=window_in_words(level.window),
                ),
                level.place,
                "Say how several become one: `combine: sum`, `mean` or `last`.",
            )


def in_time(versions: Sequence[tuple[Node, date, Period]]) -> Iterator[Finding]:
    """Every doubt about the dates of all versions together: each its text, first day and term, oldest first."""
    for root, _, _ in versions:
        for day, place in cuts(root):
            if day >= versions[-1][2].end:
                yield doubt(
                    "after-the-end",
                    Saying("what changes on {name} never holds: the contract has ended by then", name=day),
                    place,
                    "Correct the date, extend the term, or leave it out.",
                )
    for root, _, term in versions[-1:]:
        if _ends_a_day_early(term):
            yield doubt(
                "ends-a-day-early",
                Saying("`until` is the first day after the term, so {name} itself is outside", name=term.end),
                _place_of(root, "term", "until"),
                Saying(
                    "If {name} is the last day, write `until: {name2}`.",
                    name=term.end,
                    name2=term.end + timedelta(days=1),
                ),
            )
    for root, effective, term in versions[:1]:
        if effective > term.start:
            yield doubt(
                "no-text-yet",
                Saying(
                    "the term begins on {name}, and no version is in force before {name2}",
                    name=term.start,
                    name2=effective,
                ),
                _place_of(root, "effective"),
                "Leave `effective` out of the first version, or add the version that was in force before.",
            )
    for (_, _, before), (root, _, after) in pairwise(versions):
        if before.start != after.start:
            yield doubt(
                "another-start",
                Saying(
                    "the term begins on {name} here, and on {name2} in the version before",
                    name=after.start,
                    name2=before.start,
                ),
                _place_of(root, "term", "from"),
                "A version takes effect by `effective`; the term begins when the contract began.",
            )


def late(root: Node, days: Sequence[date], contract: Contract, report: Report) -> None:
    """A change inside a statement period waits for the next one: said, so that nobody takes it for granted."""
    if len(days) == 1:
        return
    changes = [(day, place) for day, place in cuts(root) if day in days[1:]]
    starts = sorted(period.start for period in contract.terms.statement.tile(contract.term)) if changes else []
    for day, place in changes:
        following = next((start for start in starts if start >= day), None)
        if day != following:
            report.warning(
                "takes-effect-later",
                Saying("what changes on {day} holds from the statement that begins on {day2}", day=day, day2=following)
                if following
                else Saying("what changes on {day} holds for no statement", day=day),
                place,
                "Date it to the first day of a statement period if another is meant.",
            )


def one_window(terms: Sequence[Terms], report: Report) -> None:
    """All texts of a contract have statements for the same periods."""
    for each in terms:
        if each.statement != terms[0].statement:
            report.error(
                "other-periods",
                Saying(
                    "statements for each {window} follow on those for each {window2}",
                    window=window_in_words(each.statement),
                    window2=window_in_words(terms[0].statement),
                ),
                each.place,
                remedy="Keep one window for the whole term.",
            )


def _place_of(node: Node, *names: str) -> Place:
    """Where the value of a key stands, or the last of them that is there."""
    for name in names:
        pairs = node.pairs if isinstance(node, Mapping) else ()
        node = next((value for key, value in pairs if key.value == name), node)
    return node.place


def _ends_a_day_early(term: Period) -> bool:
    """Whether one day more would make whole months."""
    after = term.end + timedelta(days=1) if term.end < date.max else term.end
    return after.day == term.start.day and term.end.day != term.start.day and (term.end - term.start).days > 27
