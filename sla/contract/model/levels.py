"""Service levels: how each is measured, over which window, and what it must reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from sla.contract.expression import Binary, Expression, Number, names, walk
from sla.contract.model.amounts import Quantity
from sla.contract.model.conditions import Condition, Range
from sla.contract.model.tariffs import Rule
from sla.values import Place, Rounding, Window
from sla.values.window import Every

Scope = tuple[tuple[str, str], ...]
"""Dimensions with one value each, by name: `(("site", "Leeds"),)`."""


class Better(StrEnum):
    """Which way a result improves."""

    HIGHER = "higher"
    LOWER = "lower"


class Absent(StrEnum):
    """What a level comes to when its result cannot be had. Missing is never zero."""

    HOLD = "hold"
    """Unknown: no money moves, and the statement says what is waited for. Said by silence, with a warning."""
    NOT_MEASURED = "not measured"
    """No outcome and no money, by agreement."""
    MET = "met"
    MISSED = "missed"
    WORST_BAND = "worst band"


@dataclass(frozen=True, slots=True)
class Formula:
    """Plain arithmetic over the window's figures, and over other levels' results in windows that close with it."""

    expression: Expression
    levels: tuple[str, ...] = ()
    """Other levels whose results it uses, by their keys, beside figures."""


@dataclass(frozen=True, slots=True)
class Points:
    """The points that other levels earned in the window; a level of its own, with its own tariff."""

    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetShare:
    """Of another level's windows inside this one, the share that met its target, in per cent.

    Windows that were excused or not measured are left out of both sides.
    """

    level: str


class Over(StrEnum):
    """How several windows' results become one."""

    MEAN = "mean"
    SUM = "sum"
    LARGEST = "largest"
    SMALLEST = "smallest"


@dataclass(frozen=True, slots=True)
class OverLast:
    """Another level's last `windows` results, this one included, as one; with 0, all of its results in the window.

    With fewer results at the start of the term, those there are count, unless `whole` asks for all of them.
    """

    level: str
    how: Over = Over.MEAN
    windows: int = 0
    whole: bool = False
    unit: str = ""
    """What the windows were called when they were counted: `month`; empty if nothing was said."""
    place: Place = Place()


Measure = Formula | Points | MetShare | OverLast


def always_there(measure: Measure, window: Window) -> bool:
    """Whether a level has a result wherever it has a window: a reported row of one figure that is not divided."""
    if window.every is not Every.EVENT or not isinstance(measure, Formula):
        return False
    return len(names(measure.expression)) == 1 and not divides(measure)


def divides(measure: Measure) -> bool:
    """Whether there may be nothing to divide by, here or in the level that it is made of."""
    match measure:
        case Formula(expression):
            quotients = (part for part in walk(expression) if isinstance(part, Binary) and part.sign == "/")
            return not all(isinstance(part.right, Number) and part.right.value for part in quotients)
        case Points():
            return False
        case MetShare() | OverLast():
            return True
        case _:
            assert_never(measure)


@dataclass(frozen=True, slots=True)
class Moving:
    """A target computed in each window, from figures and from `previous`, the level's own result before.

    `low` says on which side the target lies: at least so much, or at most. Without an earlier result the outcome
    is `first`.
    """

    low: bool
    edge_in: bool
    aim: Expression
    first: Absent
    rounding: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A named range of results: a fact without money, which conditions and histories can ask for."""

    name: str
    range: Range
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Level:
    """One service level: how it is measured, over which window, what it must reach, what a result comes to."""

    key: str
    title: str
    clause: str
    words: str
    window: Window
    measure: Measure
    unit: str
    quantity: Quantity
    better: Better
    rounding: Rounding | None
    target: Range | None
    nothing_reported: Absent
    zero_denominator: Absent
    by: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    pays: tuple[Rule, ...] = ()
    priced_from: date | None = None
    excused: Condition | None = None
    """While this holds the level is measured and has no outcome."""
    priced: bool = True
    """Whether results move money: a suspended level is measured and not priced."""
    moving: Moving | None = None
    """A target that each window computes for itself."""
    only: Scope = ()
    """Dimensions and the values they must have: rows of other sites, orders and the like are left out."""
    place: Place = Place()
    target_place: Place = Place()
    """Where the target stands; the level itself where it has none."""
