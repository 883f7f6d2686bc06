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
    MARGINAL = "marginal"
    """Each band prices the part of the result that lies in it, by the unit: so much for the first ten, then more."""


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


class Read(StrEnum):
    """How a table of points is read between its rows: three ways that cost different money."""

    DOWN = "down"
    """The row at or below the result."""
    UP = "up"
    """The row at or above the result."""
    BETWEEN = "between"
    """In proportion between the two rows around the result."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table of points over the result, in rising order; each row's range is just its point."""

    read: Read
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
    value: Expression | None = None
    at_most: Decimal | None = None
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Flat:
    """One price whenever the rule's condition holds."""

    value: Expression | None = None
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Each:
    """A price for each of so many: events, days, points."""

    count: Expression
    value: Expression | None = None
    points: Decimal | None = None


Tariff = Bands | Lookup | Steps | Flat | Each


def prices(tariff: Tariff) -> tuple[Expression, ...]:
    """Every price of a tariff, in the order in which they stand."""
    rows = tariff.rows if isinstance(tariff, Bands | Lookup) else (tariff,)
    return tuple(row.value for row in rows if row.value is not None)


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
    together: bool = False
    """Whether the rule's lines of one window are rounded as one sum, so that no cent appears or is lost."""
    place: Place = Place()
