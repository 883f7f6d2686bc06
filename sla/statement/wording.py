"""How a statement writes money, numbers, dates and targets: one way, the same on paper, on screen and in files.

English with a point for decimals and a comma for thousands; currencies by their ISO code, which no two share.
Nothing is rounded here: a result that is too long is cut and ends in `…`, so that 94.9999… never reads as 95.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal

from sla.contract.model import Direction, Range
from sla.contract.phrases import range_in_words
from sla.submission.figures import Scope
from sla.values import Money, shown
from sla.values.money import places_of

MINUS = "−"
PLACES = 4
"""How many decimals of a number are printed before it is cut; the workings beside it show more."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SIGNS = {
    "met": "●",
    "missed": "■",
    "unknown": "▲",
    "not measured": "○",
    "excused": "◆",
    "no target": "–",
}
"""A shape for each outcome, so that grey paper tells them apart; the word always stands beside it."""
OUTCOMES = {
    "met": "Met",
    "missed": "Missed",
    "unknown": "No figures yet",
    "not measured": "Not measured",
    "excused": "Excused",
    "no target": "No target",
}


def money(amount: Money) -> str:
    """`GBP 1,234.50`, `GBP −1,234.50`."""
    return f"{amount.currency} {figures(amount)}"


def figures(amount: Money) -> str:
    """The amount without its currency, for a column that names it once: `1,234.50`."""
    if amount.rounded().amount != amount.amount:
        return number(amount.amount)
    return _minus(f"{amount.amount or Decimal(0):,.{places_of(amount.currency)}f}")


def number(value: Decimal, unit: str = "") -> str:
    """`94.31 %`, `1,204 calls`, `94.1234… %`: exact, or visibly cut."""
    return f"{_minus(shown(value, PLACES))} {unit}".rstrip()


def target(range_: Range | None, unit: str) -> str:
    """`at least 95 %`, `above 70 % and at most 80 %`; a dash where there is none."""
    if range_ is None or (range_.low is None and range_.high is None):
        return "–"
    if range_.low is not None and range_.low == range_.high:
        return f"exactly {number(range_.low, unit)}"
    return _minus(range_in_words(range_, unit))


def scope(dimensions: Scope) -> str:
    """`site Leeds, order 1207`; empty for the whole contract."""
    return ", ".join(f"{name} {value}" for name, value in dimensions)


def signed(amount: Money, direction: Direction) -> str:
    """An amount with the sign it has in the net: penalties with a minus, incentives with a plus, nothing plain."""
    if not amount:
        return figures(amount)
    return f"{MINUS if direction is Direction.PENALTY else '+'}{figures(amount)}"


def balance(net: Money) -> str:
    """A net amount with its sign: `−1,234.50`, `+265.50`, `0.00`."""
    return f"+{figures(net)}" if net.amount > 0 else figures(net)


def outcome(name: str) -> str:
    """`● Met`, `■ Missed`: shape and word."""
    return f"{SIGNS.get(name, '–')} {OUTCOMES.get(name, name.capitalize())}"


def day(when: date) -> str:
    """`31 March 2026`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime, zone: tzinfo) -> str:
    """`4 April 2026, 09:12 BST`, on the contract's clock."""
    local = when.astimezone(zone)
    return f"{day(local.date())}, {local:%H:%M} {local.tzname()}"


def listed(names: list[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _minus(text: str) -> str:
    return text.replace("-", MINUS)
