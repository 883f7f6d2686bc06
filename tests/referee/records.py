"""What the referee writes down: rows that were reported, facts, sums that are owed, and a ruling for each period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sla.contract.model import Contract

Span = tuple[date, date]
"""The first day, and the day after the last."""
Scope = tuple[tuple[str, str], ...]


class Unknown(Exception):
    """A number that is needed was not reported, or cannot be had: nothing stands below a line of division."""


class ZeroBelow(Unknown):
    """Something is to be divided by zero."""


class Twice(Unknown):
    """There are several numbers where one is needed."""


class Undecided(Unknown):
    """Another level that is needed waits for something itself."""


@dataclass
class Row:
    """One reported number, with the days and the dimensions that it is for."""

    span: Span
    figure: str
    value: Fraction
    scope: Scope = ()
    stamp: str = ""


@dataclass
class Hit:
    """One tariff that applies: the rule, the row of its table, how many times, and how far toward the next row."""

    rule: int
    row: int | None
    quantity: Fraction
    scale: Fraction
    toward: Fraction = Fraction(0)


@dataclass
class Fact:
    """How one level came out in one window, for one scope."""

    level: str
    span: Span
    scope: Scope
    result: Fraction | None
    state: str
    """`measured`, `nothing reported`, `zero denominator`, `contradictory` or `waiting`."""
    missing: list[str]
    outcome: str = ""
    grades: list[str] = field(default_factory=list)
    priced: bool = True
    hits: list[Hit] = field(default_factory=list)
    points: Fraction = Fraction(0)


@dataclass
class Owed:
    """One line: a sum that one side owes, or that nothing is owed."""

    clause: str
    level: str
    span: Span
    scope: Scope
    outcome: str
    direction: str
    kind: str
    exact: Fraction
    """Unrounded, after the limits so far."""
    amount: Fraction = Fraction(0)
    waits: bool = False
    rule: int | None = None
    pools: tuple[str, ...] = ()
    """The pools that the price has a share of."""
    returned: set[str] = field(default_factory=set)
    """The clauses under which it went back to the vendor."""


@dataclass
class Ruling:
    """What one period comes to."""

    span: Span
    lines: list[Owed]
    facts: list[Fact]
    consequences: list[tuple[str, str]]

    def total(self, direction: str) -> Fraction:
        """The sum of the rounded lines in one direction."""
        return sum((line.amount for line in self.lines if line.direction == direction), Fraction(0))

    def waiting(self) -> set[str]:
        """The levels that wait for something; an empty name where the statement as a whole does."""
        held = {fact.level for fact in self.facts if fact.outcome == "unknown"}
        return held | {line.level for line in self.lines if line.waits}


@dataclass
class Spot:
    """Where a number is asked for: a window as it is and in full, and for which site and the like."""

    span: Span
    whole: Span
    scope: Scope = ()
    event: bool = False
    """Whether it is one reported row."""
    level: str = ""
    result: Fraction | None = None
    complete: bool = False
    """Whether what was reported must leave none of the days out."""


@dataclass
class Case:
    """One period on the table, with everything that was reported and everything that was ruled before."""

    contract: Contract
    span: Span
    term: Span
    rows: Mapping[str, list[Row]]
    """By figure."""
    before: list[Ruling]
    facts: dict[str, list[Fact]]
    """Of each level, oldest first: those of earlier periods, then those of this one as they come about."""
    met: Counter[str] = field(default_factory=Counter)
    """How often each kind of rule had an effect."""
