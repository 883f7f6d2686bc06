"""Money and percentages, which never mix by accident and never meet a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sla.values.rounding import CONTEXT, Mode, Rounding, plain

_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
_TEN_THOUSANDTHS = "CLF UYW"
_PLACES = {
    currency: places
    for places, currencies in ((0, _WHOLE), (3, _THOUSANDTHS), (4, _TEN_THOUSANDTHS))
    for currency in currencies.split()
}
"""Currencies whose minor unit is not a hundredth (ISO 4217:2015, table A.1)."""


def places_of(currency: str) -> int:
    """How many decimal places an amount in `currency` has: 2 for USD, 0 for JPY, 3 for KWD."""
    return _PLACES.get(currency, 2)


def unit_of(currency: str) -> Decimal:
    """The smallest amount in `currency`: 0.01 for USD."""
    return Decimal(1).scaleb(-places_of(currency))


@lru_cache(maxsize=1024)
def _is_code(currency: str) -> bool:
    return len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()


def _decimal(value: object, what: str) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"{what} is a Decimal, not {type(value).__name__}: {value!r}")
    if not value.is_finite():
        raise ValueError(f"{what} is a number, not {value}")
    return value


_new, _set = object.__new__, object.__setattr__


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency. It may be unrounded; `rounded()` makes it payable."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse floats, infinities and currency codes that are not three capitals (ISO 4217)."""
        _decimal(self.amount, "an amount")
        if not _is_code(self.currency):
            raise ValueError(f"a currency is three capital letters, not {self.currency!r}")

    def __add__(self, other: Money) -> Money:
        """The sum; both in one currency."""
        return Money(CONTEXT.add(self.amount, self._same(other)), self.currency)

    def __sub__(self, other: Money) -> Money:
        """The difference; both in one currency."""
        return Money(CONTEXT.subtract(self.amount, self._same(other)), self.currency)

    def __mul__(self, times: Decimal) -> Money:
        """`times` as much, unrounded."""
        return Money(CONTEXT.multiply(self.amount, _decimal(times, "a factor")), self.currency)

    def __neg__(self) -> Money:
        """The same amount the other way."""
        return Money(CONTEXT.minus(self.amount), self.currency)

    def __lt__(self, other: Money) -> bool:
        """Less than; both in one currency."""
        return self.amount < self._same(other)

    def __bool__(self) -> bool:
        """Whether there is anything to pay."""
        return bool(self.amount)

    def _same(self, other: Money) -> Decimal:
        if not isinstance(other, Money) or other.currency != self.currency:
            raise TypeError(f"{self.currency} does not mix with {other!r}")
        return other.amount

    def rounded(self, mode: Mode = Mode.HALF_UP) -> Money:
        """To the currency's smallest unit."""
        return Money(Rounding(unit_of(self.currency), mode)(self.amount), self.currency)

    @property
    def minor(self) -> int:
        """Whole minor units, as the database keeps them; refuses an amount that was not rounded."""
        scaled = self.amount.scaleb(places_of(self.currency), CONTEXT)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{self} is not a whole number of minor units; round it first")
        return int(scaled)

    @classmethod
    def checked(cls, amount: Decimal, currency: str) -> Money:
        """An amount that was computed, in a currency that was read: both are known to be what they must be."""
        made = _new(cls)
        _set(made, "amount", amount)
        _set(made, "currency", currency)
        return made

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Money:
        """The amount that `minor` whole minor units make."""
        if type(minor) is not int:
            raise TypeError(f"minor units are a whole number, not {type(minor).__name__}: {minor!r}")
        return cls(Decimal(minor).scaleb(-places_of(currency), CONTEXT), currency)

    def __str__(self) -> str:
        """`USD 1234.50`: plain, for logs and tests; people see amounts formatted by locale."""
        payable = self.rounded().amount
        amount = f"{payable:.{places_of(self.currency)}f}" if payable == self.amount else plain(self.amount)
        return f"{self.currency} {amount}"


@dataclass(frozen=True, slots=True)
class Percent:
    """So many hundredths of something: `Percent(Decimal("2.5"))` is 2.5 %."""

    points: Decimal

    def __post_init__(self) -> None:
        """Refuse floats and infinities."""
        _decimal(self.points, "a percentage")

    def of(self, whole: Money) -> Money:
        """That share of an amount, unrounded."""
        return whole * CONTEXT.divide(self.points, Decimal(100))

    def __str__(self) -> str:
        """`2.5 %`."""
        return f"{plain(self.points)} %"
