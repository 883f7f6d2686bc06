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
from sla.values import Finding, Period, Place, Window
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
            f"`{level.key}` is priced from {level.priced_from} on, and the contract ends before",
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
                    f"the term is over before there can be {times} of these windows",
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
        if figure.name not in asked_for or every is None or window is None:
            continue
        if every > window:
            yield doubt(
                "reported-too-seldom",
                f"`{level.key}` is measured each {level.window.name}, and `{figure.name}` comes each {figure.every}",
                level.place,
                "Measure over a longer window, or let the figure come more often.",
            )
        elif every < window and figure.combine is Combine.ONLY:
            yield doubt(
                "reported-too-often",
                f"`{figure.name}` comes each {figure.every}, and a {level.window.name} may have only one of it",
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
                    f"what changes on {day} never holds: the contract has ended by then",
                    place,
                    "Correct the date, extend the term, or leave it out.",
                )
    for root, _, term in versions[-1:]:
        if _ends_a_day_early(term):
            yield doubt(
                "ends-a-day-early",
                f"`until` is the first day after the term, so {term.end} itself is outside",
                _place_of(root, "term", "until"),
                f"If {term.end} is the last day, write `until: {term.end + timedelta(days=1)}`.",
            )
    for root, effective, term in versions[:1]:
        if effective > term.start:
            yield doubt(
                "no-text-yet",
                f"the term begins on {term.start}, and no version is in force before {effective}",
                _place_of(root, "effective"),
                "Leave `effective` out of the first version, or add the version that was in force before.",
            )
    for (_, _, before), (root, _, after) in pairwise(versions):
        if before.start != after.start:
            yield doubt(
                "another-start",
                f"the term begins on {after.start} here, and on {before.start} in the version before",
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
            holds = f"from the statement that begins on {following}" if following else "for no statement"
            report.warning(
                "takes-effect-later",
                f"what changes on {day} holds {holds}",
                place,
                "Date it to the first day of a statement period if another is meant.",
            )


def one_window(terms: Sequence[Terms], report: Report) -> None:
    """All texts of a contract have statements for the same periods."""
    for each in terms:
        if each.statement != terms[0].statement:
            report.error(
                "other-periods",
                f"statements for each {each.statement.name} follow on those for each {terms[0].statement.name}",
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
