"""How cells are read that could be read in several ways, once somebody has said which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """In which order a date such as 03/04/2026 names day and month."""

    DAY = "day"
    MONTH = "month"


class Mark(StrEnum):
    """The decimal mark; the other one of the two, a space or an apostrophe stands between thousands."""

    POINT = "point"
    COMMA = "comma"


def spoken(text: str) -> str:
    """A text without the difference that case and spaces make; marks stay, as a dash may be all there is."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Ways:
    """How cells are read that could be read in several ways. Texts are compared without regard to case."""

    order: Order | None = None
    mark: Mark | None = None
    names: tuple[tuple[str, str], ...] = ()
    """The vendor's names of figures with the contract's; an empty one for a row that is of no concern."""
    left_out: tuple[str, ...] = ()
    """What stands in the first matched column of rows that are no figures: `total`."""
    blanks: tuple[str, ...] = ()
    """What stands for nothing reported: `n/a`."""
    fractions: tuple[str, ...] = ()
    """Percentages that are written as fractions: 0.95 for 95 %."""
    others: bool = False
    """Whether rows of other periods are left out."""
    year: bool = False
    """Whether a month without a year is the last one of its name that is over with the statement period."""


AS_WRITTEN = Ways()
"""Nothing was said: what can be read in two ways is refused."""
