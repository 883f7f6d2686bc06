"""The only module that rounds, and the arithmetic everything else runs in.

Amounts and results are exact decimals. A quotient that never ends is carried to 50 significant digits, far
beyond any cent; it is rounded once, where the contract says so, by one of the modes below.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

_TRAPS = [decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow, decimal.FloatOperation]
CONTEXT = decimal.Context(prec=50, rounding=decimal.ROUND_HALF_EVEN, traps=_TRAPS)
_GUARD = decimal.Context(prec=40, rounding=decimal.ROUND_HALF_EVEN, traps=_TRAPS)
_ZERO, _ONE = Decimal(0), Decimal(1)
NOTHING = -30
"""A number whose first digit stands further behind the point is what a difference of two equal ones has left over."""


class exact:  # noqa: N801 - it is used as a word, in `with exact():`
    """Fifty digits, and an exception for every float that slips in. Calculations run inside it, and may nest."""

    __slots__ = ("before",)

    def __enter__(self) -> None:
        """Begin."""
        self.before = decimal.getcontext()
        if type(self.before) is not _Fifty:
            decimal.setcontext(_FIFTY)

    def __exit__(self, *_: object) -> None:
        """Leave things as they were."""
        if type(self.before) is not _Fifty:
            decimal.setcontext(self.before)


class _Fifty(decimal.Context):
    """The context of `exact`, told from any other by its type."""


_FIFTY = _Fifty(prec=CONTEXT.prec, rounding=CONTEXT.rounding, traps=_TRAPS)


def steady(value: Decimal) -> Decimal:
    """The value without what a quotient that never ends leaves in the last ten of fifty digits.

    `1000 / 3 * 3` is carried as 999.99...9; steadied it is 1000, which a step, a floor or a target must see. Less
    1000 it is nothing, and not what is left of the last digits.
    """
    found = _GUARD.plus(value)
    return found if found.adjusted() > NOTHING else _ZERO


def cleared(value: Decimal) -> Decimal:
    """The value with all its digits; nothing, where they are all that two equal ones have left."""
    return value if steady(value) else _ZERO


class Mode(StrEnum):
    """How a value between two steps is rounded; the table is in `tests/values/test_rounding.py`."""

    HALF_UP = "half up"
    HALF_EVEN = "half even"
    HALF_DOWN = "half down"
    UP = "up"
    DOWN = "down"
    CEILING = "ceiling"
    FLOOR = "floor"


_DECIMAL_MODE = {
    Mode.HALF_UP: decimal.ROUND_HALF_UP,
    Mode.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Mode.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    Mode.UP: decimal.ROUND_UP,
    Mode.DOWN: decimal.ROUND_DOWN,
    Mode.CEILING: decimal.ROUND_CEILING,
    Mode.FLOOR: decimal.ROUND_FLOOR,
}


_HALVES = (decimal.ROUND_HALF_UP, decimal.ROUND_HALF_EVEN, decimal.ROUND_HALF_DOWN)


def _rounding(step: Decimal, mode: str) -> Callable[[Decimal], Decimal]:
    """To a decimal place nothing has to be divided, and what is left over of equal numbers is nothing to a half."""
    add, plus, nothing, none = CONTEXT.add, _GUARD.plus, NOTHING + step.adjusted(), _ZERO.quantize(step, mode, CONTEXT)

    def to_nearest(value: Decimal) -> Decimal:
        return plus(value).quantize(step, mode, CONTEXT) or none

    def to_place(value: Decimal) -> Decimal:
        found = plus(value)
        return (found if found.adjusted() > nothing else _ZERO).quantize(step, mode, CONTEXT) or none

    def to_multiple(value: Decimal) -> Decimal:
        steps = steady(CONTEXT.divide(value, step)).quantize(_ONE, mode, CONTEXT)
        return add(CONTEXT.multiply(steps, step), _ZERO)  # adding zero turns minus zero into zero

    if step.adjusted() > 0 or step.as_tuple().digits != (1,):
        return to_multiple
    return to_nearest if mode in _HALVES else to_place


@dataclass(frozen=True, slots=True)
class Rounding:
    """To multiples of `step`, by `mode`. `Rounding(Decimal("0.1"))` keeps one place, half up."""

    step: Decimal
    mode: Mode = Mode.HALF_UP
    rounded: Callable[[Decimal], Decimal] = field(init=False, repr=False, compare=False)
    """The rounding as a function, made ready once."""

    def __post_init__(self) -> None:
        """Refuse a step that is not a positive decimal."""
        if not isinstance(self.step, Decimal) or self.step <= 0:
            raise ValueError(f"a rounding step is a positive Decimal, not {self.step!r}")
        object.__setattr__(self, "rounded", _rounding(self.step, _DECIMAL_MODE[self.mode]))

    def __call__(self, value: Decimal) -> Decimal:
        """The multiple of `step` that `mode` chooses for `value`."""
        return self.rounded(value)

    def __str__(self) -> str:
        """As the contract says it: `0.1 half up`."""
        return f"{plain(self.step)} {self.mode}"


HUNDREDTH = Decimal("0.01")

EXACT: None = None
"""No rounding: said where a contract compares the unrounded result."""

WHOLE_DOWN = Rounding(Decimal(1), Mode.FLOOR)
WHOLE_UP = Rounding(Decimal(1), Mode.CEILING)


def plain(value: Decimal) -> str:
    """The shortest plain decimal that means `value`: no exponent, no trailing zeros, no minus zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache
def _cut_to(places: int) -> Rounding:
    return Rounding(Decimal(1).scaleb(-places), Mode.DOWN)


def written(value: Decimal, places: int = 6) -> tuple[str, str, str]:
    """A number in parts: before the point, with thousands apart; at most `places` decimals; an ellipsis if more follow.

    Digits are cut off where they stand, unless nines follow: a quotient may have stopped short of the next number.
    """
    whole, _, rest = f"{value:,f}".partition(".")
    if not rest and whole[0] != "-":
        return whole, "", ""
    if rest.startswith("999", places) or whole[0] == "-":
        short = _cut_to(places)(value)
        whole, _, kept = f"{short:,f}".partition(".")
        return whole, kept.rstrip("0"), "" if short == value else "…"
    return whole, rest[:places].rstrip("0"), "…" if rest[places:].strip("0") else ""


def shown(value: Decimal, places: int = 6) -> str:
    """For people to read: thousands apart, at most `places` decimals, an ellipsis where more follow."""
    whole, rest, more = written(value, places)
    return f"{whole}.{rest}{more}" if rest else whole + more


def share_out(total: Decimal, weights: Sequence[Decimal], unit: Decimal) -> tuple[Decimal, ...]:
    """Split `total` by `weights` into multiples of `unit` that add up to `total` exactly.

    Every part is rounded down, and the units left over go to the largest remainders, the earlier part first on a
    tie (Hamilton's method). `total` is a multiple of `unit`; `weights` are not negative and not all zero.
    """
    with exact():
        down = Rounding(unit, Mode.FLOOR)
        whole = sum(weights, _ZERO)
        if down(total) != total or min(weights, default=_ZERO) < 0 or not whole:
            raise ValueError(f"{total} cannot be split by {', '.join(map(str, weights))} into multiples of {unit}")
        ideal = [total * weight / whole for weight in weights]
        parts = [down(part) for part in ideal]
        left = int((total - sum(parts, _ZERO)) / unit)
        by_remainder = sorted(range(len(parts)), key=lambda index: parts[index] - ideal[index])
        for index in by_remainder[:left]:
            parts[index] += unit
        return tuple(parts)
