"""What was agreed, as values: one file, read once, and you know the domain.

A `Contract` is the text in force for one statement period: dated values and open readings are already chosen.
Every rule keeps the clause it encodes and the place in the file where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from sla.contract.expression import Expression
from sla.values import Period, Place, Rounding, Window


class Direction(StrEnum):
    """Who is owed: a penalty goes to the customer, an incentive to the vendor."""

    PENALTY = "penalty"
    INCENTIVE = "incentive"


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
class Party:
    """A company as it must appear on paper."""

    name: str
    address: tuple[str, ...] = ()
    tax_id: str = ""


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
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Amount:
    """A named sum of money that shares are taken of: a fee, an invoice less pass-through, an amount at risk."""

    name: str
    formula: Expression
    clause: str = ""
    says: str = ""
    rounding: Rounding | None = None
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
    place: Place = Place()

    def weight(self, level: str) -> Decimal | None:
        """The level's share in per cent, or None if it has none."""
        return dict(self.weights).get(level)


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers between two edges, each edge in or out; None is without limit."""

    low: Decimal | None = None
    low_in: bool = True
    high: Decimal | None = None
    high_in: bool = True

    def __contains__(self, value: Decimal) -> bool:
        """Whether a number lies inside."""
        if self.low is not None and not (value >= self.low if self.low_in else value > self.low):
            return False
        return self.high is None or (value <= self.high if self.high_in else value < self.high)


# Conditions: facts of this window and of earlier ones. They never read money.


@dataclass(frozen=True, slots=True)
class Is:
    """The level's outcome or grade is one of these names: `met`, `missed`, `not measured`, `severe`."""

    level: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compares:
    """The level's result lies in a range; without a result it does not."""

    level: str
    range: Range


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


class NoData(StrEnum):
    """What a window without an outcome does to a count over history."""

    PAUSES = "pauses"
    RESETS = "resets"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class InARow:
    """The part holds in this window and in the `times - 1` before it."""

    part: Condition
    times: int
    no_data: NoData = NoData.PAUSES


class Then(StrEnum):
    """What becomes of the windows that made up a full count."""

    KEEP_COUNTING = "keep counting"
    """They count again, for as long as they are among the last ones."""
    START_OVER = "start over"
    """They are used up: the next count begins after them."""


@dataclass(frozen=True, slots=True)
class TimesIn:
    """The part holds in at least `times` of the last `windows` windows, this one included, and in this one."""

    part: Condition
    times: int
    windows: int
    then: Then = Then.KEEP_COUNTING


Condition = Is | Compares | All | Any | Not | InARow | TimesIn


# Tariffs: what a result costs or earns, before limits.


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


# Measures


@dataclass(frozen=True, slots=True)
class Formula:
    """Plain arithmetic over the window's figures."""

    expression: Expression


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
    """Another level's last `windows` results, this one included, as one.

    With fewer results at the start of the term, those there are count, unless `whole` asks for all of them.
    """

    level: str
    how: Over = Over.MEAN
    windows: int = 1
    whole: bool = False


Measure = Formula | Points | MetShare | OverLast


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
    place: Place = Place()


class Shared(StrEnum):
    """How the cut of a limit falls on the lines under it."""

    PRO_RATA = "pro rata"
    IN_ORDER = "in order"
    LARGEST_FIRST = "largest first"


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling on penalties or on incentives: an amount over a window, or a number of lines.

    `levels` empty means all. `lines` keeps that many lines of the window, the highest first.
    """

    clause: str
    words: str
    on: Direction
    window: Window
    at_most: Expression | None = None
    lines: int | None = None
    levels: tuple[str, ...] = ()
    shared: Shared = Shared.PRO_RATA
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows that is not money: an improvement plan, a right to terminate."""

    clause: str
    says: str
    when: Condition
    place: Place = Place()


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
    payable: str = ""
    """In the contract's words, when and how: `on the invoice of the first month after the quarter`."""


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
    """When, figure, value and dimensions, all as a vendor would report them."""
    pays: tuple[tuple[str, Decimal], ...]
    """`penalties`, `incentives`, `net`, or a level's key with its signed amount (penalties negative)."""
    readings: tuple[tuple[str, str], ...] = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Contract:
    """The contract in force for one statement period."""

    key: str
    title: str
    version: str
    effective: date
    currency: str
    zone: ZoneInfo
    term: Period
    customer: Party
    vendor: Party
    source: str
    figures: tuple[Figure, ...]
    amounts: tuple[Amount, ...]
    pools: tuple[Pool, ...]
    levels: tuple[Level, ...]
    limits: tuple[Limit, ...]
    consequences: tuple[Consequence, ...]
    terms: Terms
    money: Rounding
    readings: tuple[Reading, ...] = ()
    examples: tuple[Example, ...] = ()
    holidays: tuple[date, ...] = ()
    digest: str = ""
    """SHA-256 of the version's text, in hex."""
    notes: str = ""
    index: dict[str, Level] = field(default_factory=dict, repr=False)
    """Levels by key."""

    def level(self, key: str) -> Level:
        """The level of that key; KeyError if there is none."""
        return self.index[key]

    def figure(self, name: str) -> Figure | None:
        """The figure of that name, if the contract has one."""
        return next((figure for figure in self.figures if figure.name == name), None)
