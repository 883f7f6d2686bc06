"""Tariffs: what a result costs or earns, before limits; and the rules that say when."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sla.contract.expression import Expression
from sla.contract.model.amounts import Direction
from sla.contract.model.conditions import Condition, Range
from sla.values import Place


class Apply(StrEnum):
    """Which of several matching bands apply."""

    ONE = "one"
    """The bands do not overlap; the one that holds the result applies."""
    EVERY = "every"
    """All bands that hold the result add up."""
    WORST = "worst"
    """Of the bands that hold the result, the last one in the table applies."""


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a table: a range of results and what it comes to, as money or as points."""

    range: Range
    value: Expression | None = None
    direction: Direction | None = None
    points: Decimal | None = None
    clause: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Bands:
    """A table of bands over the result."""

    apply: Apply
    rows: tuple[Band, ...]


class Count(StrEnum):
    """How a distance becomes steps."""

    EXACT = "exact"
    FULL = "full"
    STARTED = "started"


@dataclass(frozen=True, slots=True)
class Steps:
    """So much for every `size` that the result lies below (or above) `reference`."""

    below: bool
    reference: Decimal
    size: Decimal
    count: Count
    value: Expression
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Flat:
    """One price whenever the rule's condition holds."""

    value: Expression | None = None
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Each:
    """A price for each of so many: events, days, points."""

    count: Expression
    value: Expression


Tariff = Bands | Steps | Flat | Each


@dataclass(frozen=True, slots=True)
class Scale:
    """The price is multiplied while a condition holds: double for a repeated failure."""

    by: Decimal
    when: Condition


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence that moves money or points: under which condition, which tariff, in which direction."""

    clause: str
    words: str
    direction: Direction
    kind: str
    tariff: Tariff
    when: Condition | None = None
    scale: Scale | None = None
    place: Place = Place()
