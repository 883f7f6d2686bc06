"""What stands around the levels: limits, consequences, settlement terms, readings, examples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sla.contract.expression import Expression
from sla.contract.model.amounts import Direction
from sla.contract.model.conditions import Condition
from sla.contract.model.paper import Invoicing, Language, Sheet
from sla.values import Place, Window


class Shared(StrEnum):
    """How the cut of a limit falls on the lines under it."""

    PRO_RATA = "pro rata"
    IN_ORDER = "in order"
    LARGEST_FIRST = "largest first"


class Reach(StrEnum):
    """Which figures a ceiling is made of, while its window is still open."""

    SO_FAR = "so far"
    """Those of the window's days up to the end of the statement's period."""
    WHOLE_WINDOW = "whole window"
    """Those of the whole window, such as a yearly fee; it is waited for until they cover every day of it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling on penalties or on incentives: an amount over a window, or a number of lines.

    `levels` empty means all. `lines` keeps that many lines of the window, the highest first. A limit for each value of
    a dimension (`per`) is made of that value's own figures.
    """

    clause: str
    words: str
    on: Direction
    window: Window
    at_most: Expression | None = None
    lines: int | None = None
    levels: tuple[str, ...] = ()
    shared: Shared = Shared.PRO_RATA
    per: str = ""
    """A dimension: the limit holds for each of its values by itself (one credit per incident)."""
    over: Expression | None = None
    """The smallest sum worth settling: what does not exceed it is dropped."""
    when: Condition | None = None
    """The limit holds only then; at any time, if None."""
    net: bool = False
    """What the other direction's lines under it come to is room beyond the ceiling: it is on what is left of both."""
    base: Reach | None = None
    """Figures of which part of the window; those so far, where the contract does not say."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows that is not money: an improvement plan, a right to terminate."""

    clause: str
    says: str
    when: Condition
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class EarnBack:
    """Money returned later: when the condition begins to hold, penalties of the windows before it go back.

    `windows` is how many windows of the condition's level the streak has lasted by then; what was paid for the
    window just before it is returned, `part` per cent of it. With `within`, everything paid inside that longer
    window is returned instead (a year whose average was met). What was returned once is not returned again.
    """

    clause: str
    words: str
    levels: tuple[str, ...]
    when: Condition
    windows: int = 0
    within: Window | None = None
    part: Decimal = Decimal(100)
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Cause:
    """Why results may be excused: the causes of relief that the contract knows."""

    name: str
    clause: str
    says: str
    levels: tuple[str, ...] = ()
    """Levels that it may excuse; all, if empty."""
    ask_days: int | None = None
    """Business days after the end of the period in which relief must be asked for."""
    place: Place = Place()

    def excuses(self, level: str) -> bool:
        """Whether it may be a reason for a level."""
        return not self.levels or level in self.levels


class Remainder(StrEnum):
    """What happens to a credit that is larger than the invoice it is set against."""

    CARRY = "carry"
    PAY = "pay"
    FORFEIT = "forfeit"


@dataclass(frozen=True, slots=True)
class Terms:
    """How results become a statement and a statement becomes payable."""

    statement: Window
    statement_clause: str = ""
    against: Expression | None = None
    """The charge a net credit is set against, or None if the statement is paid on its own."""
    remainder: Remainder = Remainder.PAY
    remainder_clause: str = ""
    due_days: int | None = None
    claim_days: int | None = None
    """Business days in which a credit must be claimed."""
    dispute_days: int | None = None
    """Business days after issue in which a statement can be disputed."""
    answer_days: int | None = None
    """Business days in which the other side answers a dispute, or a request for relief."""
    submit_days: int | None = None
    """Business days after the end of the period in which its figures are sent."""
    approve_days: int | None = None
    """Business days after the figures in which the period is approved."""
    payable: str = ""
    """In the contract's words, when and how: `on the invoice of the first month after the quarter`."""
    place: Place = Place()
    sheet: Sheet = Sheet.A4
    language: Language = Language.ENGLISH
    invoicing: Invoicing | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A question the text leaves open, its possible answers, and the one the parties chose."""

    name: str
    says: str
    choices: tuple[tuple[str, str], ...]
    """Name of each answer and what it means."""
    chosen: str
    clause: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Example:
    """The parties' own worked example: figures in, amounts out. A version with a failing one is not activated."""

    says: str
    period: str
    """Key of the statement period whose amounts are stated: `2015-03`."""
    given: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...]
    """When, figure, value and dimensions, all as a vendor would report them.

    `each day of 2026-03` and the like report the value for every one; of two values for one time the last counts.
    """
    pays: tuple[tuple[str, Decimal], ...]
    """`penalties`, `incentives`, `net`, or a level's key with its signed amount (penalties negative)."""
    readings: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()
    """Level and what it comes out as: an outcome, or one of its grades."""
    follows: tuple[str, ...] | None = None
    """What follows that is not money, all of it; None where the example does not say."""
    place: Place = Place()
