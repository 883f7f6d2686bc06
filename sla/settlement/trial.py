"""Trying a contract on its own worked examples: each pays what the parties wrote, or the version is not activated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache

from sla.contract.definition import Definition, Version
from sla.contract.examples import EACH, INTERVALS
from sla.contract.model import Contract, Example
from sla.settlement.disproved import disproved
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.submission.dates import When, when
from sla.submission.figures import Entry, Figures, Scope
from sla.values import Finding, Findings, Period, Saying, Window

MOST_PERIODS = 400
"""So many statements an example settles one after another at most: a year of days, decades of months."""
MOST_VALUES = 20_000
"""So many times one row of an example stands for at most: a year of half-hours."""
MOST_TOGETHER = 100_000
"""So many values all examples of one version stand for at most: trying them would keep its writer waiting."""
_EACH = re.compile(r"each ([a-z -]+?) of (.+?)(?: to (.+))?")


class Misdated(Exception):
    """An example's time is no time, or lies outside the term; the message says which."""


def tried(definition: Definition) -> Findings:
    """A finding for every example of every version that does not pay what it says.

    A version is tried as it was agreed: with the versions recorded by then, and none that came later.
    """
    found: list[Finding] = []
    for version in definition.versions:
        known = definition.recorded_by(version.head.recorded)
        for example in known.at(version.days[0]).examples:
            found.extend(_tried(known, example))
    return Findings(found)


def too_many(definition: Definition) -> Findings:
    """For each version the example with which its examples stand for more values than are tried."""
    return Findings(finding for version in definition.versions for finding in _beyond(definition, version))


def _beyond(definition: Definition, version: Version) -> Iterator[Finding]:
    contract = definition.recorded_by(version.head.recorded).at(version.days[0])
    count = cache(lambda time: _count(time, contract))
    width = cache(lambda dimensions: sum(1 for _ in scopes(dimensions, contract)))
    together = 0
    for example in contract.examples:
        together += sum(count(time) * width(dimensions) for time, _, _, dimensions in example.given)
        if together > MOST_TOGETHER:
            yield Finding(
                "contract.too-many-values",
                Saying(
                    "with the example `{name}` the examples stand for more values than are tried", name=example.says
                ),
                example.place,
                found=Saying("{amount} values", amount=f"{together:,}"),
                expected=Saying("{amount} at most", amount=f"{MOST_TOGETHER:,}"),
                remedy="Let them reach over fewer days, as `each half-hour of 2026-03-02`, or take some of them out.",
            )
            return


def _count(text: str, contract: Contract) -> int:
    """How many times a text means; one that means none is told where it is tried."""
    many = _EACH.fullmatch(text)
    try:
        if many and many[1] in INTERVALS:
            return _intervals(INTERVALS[many[1]], many[2], many[3] or many[2], contract)
        return sum(1 for _ in times(text, contract)) if many else 1
    except Misdated:
        return 0


def _tried(definition: Definition, example: Example) -> Iterator[Finding]:
    try:
        settlement = settled(definition, example)
    except Misdated as wrong:
        yield Finding(
            "contract.example-undated",
            Saying("the example `{name}` cannot be placed in time: {why}", name=example.says, why=wrong.args[0]),
            example.place,
            remedy="Use a period of the contract's term, as `2026-03`.",
        )
        return
    contract = definition.on(settlement.period, dict(example.readings))
    yield from disproved(contract, settlement, example)


def settled(definition: Definition, example: Example) -> Settlement:
    """The example's period, settled with the figures given and whatever history they hold."""
    wanted = period_named(definition, example.period)
    figures = figures_of(example, definition.on(wanted))
    first = min((wanted.start, *(entry.when.start for entry in figures)))
    periods = tuple(p for p in definition.statement_periods() if p.end > first and p.start <= wanted.start)
    if len(periods) > MOST_PERIODS:
        raise Misdated(Saying("its figures reach over more than {number} statements", number=MOST_PERIODS))
    return settled_through(definition, figures, periods, dict(example.readings))[-1]


def figures_of(example: Example, contract: Contract) -> Figures:
    """The figures an example gives; of two values for one time, figure and scope the last counts."""
    last = {
        (span, figure, scope, stamp): Decimal(value)
        for time, figure, value, dimensions in example.given
        for span, stamp in times(time, contract)
        for scope in scopes(dimensions, contract)
    }
    return Figures(
        Entry(span, figure, value, scope, stamp=stamp) for (span, figure, scope, stamp), value in last.items()
    )


def scopes(dimensions: Scope, contract: Contract) -> Iterator[Scope]:
    """What the dimensions of a row mean: `site: each` is every site that the contract names."""
    named = tuple(name for name, value in dimensions if value == EACH and contract.scopes((name,)))
    if not named:
        yield dimensions
    for scope in contract.scopes(named):
        yield tuple(sorted({**dict(dimensions), **dict(scope)}.items()))


def times(text: str, contract: Contract) -> Iterator[tuple[Period, str]]:
    """The time a text means, with its stamp.

    `each day of 2026-03`, or of `2026-03-02 to 2026-03-20`, means many; `each half-hour of 2026-03-02` stamps.
    """
    many = _EACH.fullmatch(text)
    if many is None:
        yield span_of(text, contract), stamp_of(text, contract)
    elif many[1] in INTERVALS:
        yield from _stamps(INTERVALS[many[1]], many[2], many[3] or many[2], contract)
    elif window := Window.named(many[1]):
        first, last = span_of(many[2], contract), span_of(many[3] or many[2], contract)
        if first.start >= last.end:
            raise Misdated(Saying("{name} is not before {name2}", name=many[2], name2=many[3]))
        for piece in window.closing_in(Period(first.start, last.end), contract.term):
            yield piece, ""


def _stamps(minutes: int, first: str, last: str, contract: Contract) -> Iterator[tuple[Period, str]]:
    """The beginning of each interval, on clocks that are never put forward or back; the last one included."""
    count = _intervals(minutes, first, last, contract)
    if count > MOST_VALUES:
        raise Misdated(
            Saying("{name} to {name2} are more than {number} times", name=first, name2=last, number=MOST_VALUES)
        )
    start = _moment(first, contract, time.min)
    for _ in range(count):
        yield Period(start.date(), start.date() + timedelta(days=1)), start.isoformat(timespec="minutes")
        start += timedelta(minutes=minutes)


def _intervals(minutes: int, first: str, last: str, contract: Contract) -> int:
    """How many of them begin from the first moment to the last."""
    start, end = (_moment(text, contract, at) for text, at in ((first, time.min), (last, time.max)))
    return max(0, (end - start) // timedelta(minutes=minutes) + 1)


def _moment(text: str, contract: Contract, otherwise: time) -> datetime:
    """The moment of a stamp; of a longer span its first or last one."""
    span, stamp = span_of(text, contract), stamp_of(text, contract)
    if stamp:
        return datetime.fromisoformat(stamp).replace(tzinfo=None)
    return datetime.combine(span.start if otherwise == time.min else span.last_day, otherwise)


def span_of(text: str, contract: Contract) -> Period:
    """The days a text means in this contract, cut by its term; a fiscal month is named after the month it ends in."""
    found = when(text, contract.zone)
    if not isinstance(found, When):
        raise Misdated(Saying("{name}: {phrase}", name=text, phrase=found.message))
    window = contract.terms.statement
    whole = (
        window.around(found.period.last_day.replace(day=1), contract.term)
        if found.named and window.from_day != 1
        else found.period
    )
    span = whole.overlap(contract.term)
    if span is None:
        raise Misdated(
            Saying(
                "{name} is outside the term {name2} to {name3}",
                name=text,
                name2=contract.term.start,
                name3=contract.term.last_day,
            )
        )
    return span


def stamp_of(text: str, contract: Contract) -> str:
    """The time stamp, where the text is one: rows of events are told apart by it."""
    found = when(text, contract.zone)
    return found.stamp if isinstance(found, When) else ""


def period_named(definition: Definition, name: str) -> Period:
    """The statement period that a text as `2026-03` means; raises `Misdated`."""
    contract = definition.at(definition.term.start)
    span = span_of(name, contract)
    for period in definition.statement_periods():
        if span in period or period in span:
            return period
    raise Misdated(Saying("{name} is no statement period of {name2}", name=name, name2=definition.key))
