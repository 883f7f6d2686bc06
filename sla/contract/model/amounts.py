"""Whom money goes to, and the figures, amounts and pools that it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sla.contract.expression import Expression
from sla.values import Place, Rounding, Window

LATER = {"later": True}
"""Of a field that papers did not hold from the beginning: where it says nothing it is not written, as it was then."""


class Direction(StrEnum):
    """Who is owed: a penalty goes to the customer, an incentive to the vendor."""

    PENALTY = "penalty"
    INCENTIVE = "incentive"

    @property
    def other(self) -> Direction:
        """The opposite one."""
        return Direction.INCENTIVE if self is Direction.PENALTY else Direction.PENALTY


class Quantity(StrEnum):
    """What a figure or an expression is made of, so that a percentage cannot become money without a base."""

    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"


class Combine(StrEnum):
    """How several values of one figure inside one window become one."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    LARGEST = "largest"
    SMALLEST = "smallest"
    ONLY = "only"
    """There may be just one value in a window; a second one is an error."""


@dataclass(frozen=True, slots=True)
class Party:
    """A company as it must appear on paper."""

    name: str
    address: tuple[str, ...] = ()
    tax_id: str = ""
    country: str = ""
    """Two letters of ISO 3166."""
    registration: str = ""
    """Its number in the register of companies."""
    electronic: str = field(default="", metadata=LATER)
    """Where its e-invoices go, as `0204:991-12345-67`: a scheme of EAS, and the address in it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number the vendor reports, by time and, where `by` names dimensions, by site, order and so on."""

    name: str
    unit: str
    quantity: Quantity
    combine: Combine
    says: str = ""
    by: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False
    every: Window | None = None
    """How often it must be reported; a longer window that lacks one of these counts as not reported."""
    rounding: Rounding | None = None
    """What its value in a window is rounded to before anything is made of it."""
    locked: int | None = None
    """So many business days before the period begins it is final: a forecast that both sides plan by."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Index:
    """A yearly change: for every `each` that ended before the window, the amount grows by `rate` per cent.

    `rate` is read in the window that ended; `least` and `most` bound it. Rounded after each step where the amount
    has a rounding.
    """

    rate: Expression
    each: Window
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A named sum of money that shares are taken of: a fee, an invoice less pass-through, an amount at risk."""

    name: str
    formula: Expression
    clause: str = ""
    says: str = ""
    rounding: Rounding | None = None
    shift: int = 0
    """Of which statement period: 0 the one at hand, 1 the next (a credit on next month's bill), -1 the one before."""
    index: Index | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Pool:
    """Money split over levels by weight: `share of NAME` in a level's price is its weight of `of`.

    `at_most` is the largest total the weights may reach, checked when the contract is read.
    """

    name: str
    of: Expression
    weights: tuple[tuple[str, Decimal], ...]
    """Level and its weight in per cent."""
    at_most: Decimal | None = None
    clause: str = ""
    says: str = ""
    together: bool = False
    """Whether its shares of one window are rounded as one sum, so that no cent of it appears or is lost."""
    place: Place = Place()

    def weight(self, level: str) -> Decimal | None:
        """The level's share in per cent, or None if it has none."""
        return dict(self.weights).get(level)
