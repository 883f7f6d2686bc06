"""What evaluating gives: the facts of one level in one window. History, gates and consequences read these."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from sla.contract.model import Range
from sla.measurement.model import Measurement


class Outcome(StrEnum):
    """How a level came out in one window."""

    MET = "met"
    MISSED = "missed"
    NOT_MEASURED = "not measured"
    EXCUSED = "excused"
    UNKNOWN = "unknown"
    """Waiting for figures: no money moves until they come."""
    NO_TARGET = "no target"


class Hit(NamedTuple):
    """One tariff that applies: which rule, which row of its table, how many times over."""

    rule: int
    """Position of the rule in the level's `pays`."""
    row: int | None
    """Position of the row in its table; None for a tariff without a table."""
    quantity: Decimal
    """Steps, events or points that are priced; 1 for a fixed price."""
    scale: Decimal = Decimal(1)
    """Two for a doubled price."""
    toward: Decimal = Decimal(0)
    """Between two rows of a table: how far from `row` toward the next one, from 0 to below 1."""


class Evaluation(NamedTuple):
    """The facts of one level, window and scope."""

    measurement: Measurement
    outcome: Outcome
    grades: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    points: Decimal = Decimal(0)
    priced: bool = True
    """False while a level is measured but not yet (or no longer) priced."""
    target: Range | None = None
    """What had to be reached in this window."""


evaluated: Callable[[tuple[object, ...]], Evaluation] = partial(tuple.__new__, Evaluation)
"""An evaluation of all its fields in their order, made as fast as a tuple is."""
