"""Ceilings: what a limit takes off the lines under it, and how the cut is shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, assert_never

from sla.contract.expression import Expression
from sla.contract.model import Contract, Direction, Limit, Reach, Shared
from sla.evaluation.history import Facts, Moment
from sla.measurement.reading import Missing, Reader, readers
from sla.settlement.model import Cut, Line, made_cut
from sla.settlement.past import Past
from sla.settlement.prices import Prices
from sla.settlement.under import scope_under, window_under
from sla.submission.figures import Figures, Scope
from sla.values import Period, cleared, steady

ZERO = Decimal(0)


class Limited:
    """Lines under limits: what is left of each, what was cut off it, and every ceiling, since cents may not exceed one.

    `computed` of a line stays what it was.
    """

    __slots__ = ("ceilings", "cuts", "left", "lines")

    def __init__(self, lines: list[Line]) -> None:
        """Nothing is cut yet; a price that comes out below zero is owed by nobody."""
        self.lines = lines
        self.left = [each if (each := line.computed) > 0 else ZERO for line in lines]
        self.cuts: dict[int, tuple[Cut, ...]] = {}
        self.ceilings: list[Ceiling] = []

    def wait(self, at: int, name: str) -> None:
        """Leave a line open until a figure is known."""
        line = self.lines[at]
        self.lines[at] = line._replace(computed=ZERO, missing=(*line.missing, name))
        self.cuts.pop(at, None)
        self.left[at] = ZERO


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one contract at work on one period's lines.

    `facts` are what the conditions of limits are asked of. `past` holds earlier statements, whose lines use up
    a limit whose window reaches further back.
    """

    contract: Contract
    figures: Figures
    facts: Facts
    period: Period
    past: Past

    def applied(self, lines: list[Line]) -> Limited:
        """The lines after every limit, in the order in which the contract states them: inner before outer.

        Works inside `exact()`.
        """
        now = Limited(lines)
        for limit in self.contract.limits:
            for group in groups(self.contract, limit, limit.on, now.lines):
                if self._holds(limit, group):
                    self._bind(limit, group, now)
        return now

    def _holds(self, limit: Limit, group: Group) -> bool:
        """Whether the limit's condition holds: where its window closes, or now while it is still open."""
        window = group.window if group.window.end <= self.period.end else self.period
        return limit.when is None or Moment(self.facts, window, group.scope).holds(limit.when)

    def _bind(self, limit: Limit, group: Group, now: Limited) -> None:
        left = now.left
        amounts = [left[at] for at in group.inside]
        if not any(amounts):
            return
        try:
            ceiling = self._ceiling(limit, group, amounts, now)
        except Missing as missing:
            for at in (at for at, amount in zip(group.inside, amounts, strict=True) if amount):
                now.wait(at, missing.name)
            return
        kept = shared(limit.shared if limit.lines is None else Shared.LARGEST_FIRST, amounts, ceiling)
        for at, before, after in zip(group.inside, amounts, kept, strict=True):
            if after is not before and after != before:
                cut = made_cut((limit.clause, before, after, group.window))
                now.cuts[at] = (*now.cuts[at], cut) if at in now.cuts else (cut,)
                left[at] = after
        if limit.at_most is not None:
            now.ceilings.append(Ceiling(group.inside, ceiling))

    def _ceiling(self, limit: Limit, group: Group, amounts: list[Decimal], now: Limited) -> Decimal:
        """What the lines may come to together; raises `Missing` for a figure that the limit rests on."""
        if limit.over is not None:
            together = sum(amounts, Decimal(0))
            return together if steady(together) > steady(self.amount(limit, group, limit.over)) else Decimal(0)
        spent = self.past.used(self.contract, limit, limit.on, group.window, group.scope)
        ceiling = (
            sum(sorted((*spent, *amounts))[-limit.lines :], Decimal(0))
            if limit.lines is not None
            else (
                self.amount(limit, group, limit.at_most)
                if limit.at_most is not None
                else sum((*spent, *amounts), Decimal(0))
            )
        )
        room = self._room(limit, group, now) if limit.net else Decimal(0)
        return max(cleared(ceiling + room - sum(spent, Decimal(0))), Decimal(0))

    def _room(self, limit: Limit, group: Group, now: Limited) -> Decimal:
        """What the other direction's lines under the limit come to, as they are paid."""
        other = limit.on.other
        done = self.past.used(self.contract, limit, other, group.window, group.scope)
        here = (each.inside for each in groups(self.contract, limit, other, now.lines) if each.where == group.where)
        return sum((*done, *(self.contract.money(now.left[at]) for inside in here for at in inside)), Decimal(0))

    def amount(self, limit: Limit, group: Group, of: Expression) -> Decimal:
        """An amount over the limit's window: of all of it, or as far as it is known at the end of this period."""
        closed = group.window.end <= self.period.end
        known = group.window if closed else Period(group.window.start, self.period.end)
        whole = limit.window.around(group.window.start, self.contract.term)
        reader = (
            Entire(self.contract, self.figures, group.window, whole, group.scope)
            if limit.base is Reach.WHOLE_WINDOW
            else readers(self.contract, self.figures).at(known, whole, group.scope)
        )
        return Prices(self.contract, reader).of(of)


class Entire(Reader):
    """Reads figures of a whole window, over or not: what was reported must leave none of its days out."""

    __slots__ = ()

    def read(self, name: str) -> Decimal:
        """The value of a figure, or a length of the window by name; raises `Missing`."""
        entries = [each for each in self.figures.within(name, self.window) if self.covers(each)]
        for scope in {each.scope for each in entries}:
            reached = self.window.start
            for each in (each for each in entries if each.scope == scope):
                if each.when.start > reached:
                    raise Missing(name)
                reached = max(reached, each.when.end)
            if reached < self.window.end:
                raise Missing(name)
        return super().read(name)


class Group(NamedTuple):
    """Lines under one limit: its window, the value of its dimension, and where the lines stand."""

    window: Period
    scope: Scope
    inside: Sequence[int]

    @property
    def where(self) -> tuple[Period, Scope]:
        """What tells it from other groups under the limit."""
        return self.window, self.scope


class Ceiling(NamedTuple):
    """What some lines may come to together, unrounded, after what earlier statements have used up."""

    inside: Sequence[int]
    most: Decimal


def groups(contract: Contract, limit: Limit, on: Direction, lines: Sequence[Line]) -> Iterator[Group]:
    """The levels' lines of one direction under a limit by window, and by the dimension that it holds for."""
    found: dict[tuple[Period, Scope], list[int]] = {}
    last, inside, levels = None, list[int](), limit.levels
    for at, line in enumerate(lines):
        if line.direction is on and (not levels or line.level in levels):
            if limit.per or line.window is not last:  # most lines are of one and the same window
                last = line.window
                inside = found.setdefault((window_under(contract, limit, line), scope_under(limit, line)), [])
            inside.append(at)
    for (window, scope), positions in sorted(found.items()) if len(found) > 1 else found.items():
        if scope or not limit.per:
            yield Group(window, scope, positions)


def shared(how: Shared, amounts: Sequence[Decimal], ceiling: Decimal) -> list[Decimal]:
    """The amounts cut to a ceiling: each in proportion, the later ones first, or the smaller ones first."""
    total = sum(amounts, Decimal(0))
    if steady(total) <= steady(ceiling):
        return list(amounts)
    match how:
        case Shared.PRO_RATA:
            return [amount * ceiling / total for amount in amounts]
        case Shared.IN_ORDER:
            order = list(range(len(amounts)))
        case Shared.LARGEST_FIRST:
            order = sorted(range(len(amounts)), key=lambda at: (-steady(amounts[at]), at))
        case _:
            assert_never(how)
    kept, left = [Decimal(0)] * len(amounts), ceiling
    for at in order:
        kept[at] = amounts[at] if steady(amounts[at]) <= steady(left) else left
        left = cleared(left - kept[at])
    return kept
