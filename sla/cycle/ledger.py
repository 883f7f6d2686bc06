"""The chart of accounts, and the entries that each act makes: every entry two legs that add up to nothing.

Seen from the customer, and by sign: what is above zero is a claim, an expense or money that came in; what is below is
a debt, an income or money that went out. A penalty is a claim on the vendor, an incentive a debt to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sla.contract.model import Direction
from sla.settlement.delta import Change
from sla.values import Money


class Account(StrEnum):
    """Where an amount stands."""

    CLAIM = "claim on vendor"
    CLAIM_DISPUTED = "claim in dispute"
    PENALTIES = "penalties"
    WAIVED_PENALTIES = "penalties waived"
    DEBT = "debt to vendor"
    DEBT_DISPUTED = "debt in dispute"
    INCENTIVES = "incentives"
    WAIVED_INCENTIVES = "incentives waived"
    SETTLED = "settled"
    """What was paid or set off: above zero what the vendor paid, below what it was paid."""
    LAPSED = "lapsed"


COMPUTED = {
    Direction.PENALTY: (Account.CLAIM, Account.PENALTIES),
    Direction.INCENTIVE: (Account.INCENTIVES, Account.DEBT),
}
"""For each direction the account that grows by what is owed and the one that shrinks by it."""
WAIVED = {
    Direction.PENALTY: (Account.WAIVED_PENALTIES, Account.CLAIM),
    Direction.INCENTIVE: (Account.DEBT, Account.WAIVED_INCENTIVES),
}
"""The same for what is not imposed."""
OPEN = {Direction.PENALTY: Account.CLAIM, Direction.INCENTIVE: Account.DEBT}
DISPUTED = {Direction.PENALTY: Account.CLAIM_DISPUTED, Direction.INCENTIVE: Account.DEBT_DISPUTED}
_SIGN = {Direction.PENALTY: Decimal(1), Direction.INCENTIVE: Decimal(-1)}
RESULTS = (Account.PENALTIES, Account.WAIVED_PENALTIES, Account.INCENTIVES, Account.WAIVED_INCENTIVES)
"""What was computed less what was waived: together they are a statement's net."""

Part = tuple[str, str, Direction]
"""Level, clause and direction: what the ledger keeps apart within a statement."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement: `amount` goes onto one account and comes off the other, on the lines of a level and clause."""

    name: str
    """Tells the entries of one act apart."""
    onto: Account
    off: Account
    amount: Money
    level: str
    clause: str
    statement: str = ""
    """The statement that it is about; the one that is being issued, if empty."""

    @property
    def legs(self) -> tuple[tuple[Account, Money], tuple[Account, Money]]:
        """Both sides."""
        return (self.onto, self.amount), (self.off, -self.amount)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of the lines of one level and clause in one statement, by sign: a claim above zero, a debt below."""

    statement: str
    level: str
    clause: str
    direction: Direction
    open: Money
    disputed: Money

    @property
    def part(self) -> Part:
        """What the same lines of other statements of the period have in common with these."""
        return self.level, self.clause, self.direction


def issued(changes: Iterable[Change]) -> Iterator[Entry]:
    """A statement is issued: what was computed, and what was waived of it; the rest is imposed."""
    for index, change in enumerate(changes, 1):
        for name, sides, moved in (
            (f"{index}", COMPUTED, change.owed - change.owed_before),
            (f"{index}w", WAIVED, change.waived - change.waived_before),
        ):
            if moved:
                yield Entry(name, *sides[change.direction], moved, change.level, change.clause)


def cleared(lines: Iterable[Standing], amount: Money, onto: Account) -> Iterator[Entry]:
    """A statement is paid, set off or lapses, wholly or in part: `amount` of its open net, by the net's sign.

    A part falls on the lines in their order, of those that go the net's way. What closes the net closes every line,
    so that penalties and incentives are set off against each other then, and not before.
    """
    standing = [line for line in lines if line.open]
    net = sum((line.open for line in standing), start=Money(Decimal(0), amount.currency))
    if amount and (amount.amount > 0) is not (net.amount > 0):
        raise ValueError(f"{amount} does not clear {net}")
    left = amount
    for index, line in enumerate(standing, 1):
        moved = line.open if amount == net else _smaller(line.open, left)
        left -= moved
        if moved:
            yield Entry(f"{index}", onto, OPEN[line.direction], moved, line.level, line.clause, line.statement)


def _smaller(one: Money, other: Money) -> Money:
    """The one nearer to zero; nothing where they go opposite ways."""
    if not other or (one.amount > 0) is not (other.amount > 0):
        return Money(Decimal(0), one.currency)
    return min(one, other) if one.amount > 0 else max(one, other)


def at_stake(changes: Iterable[Change]) -> dict[Part, Money]:
    """How much less would be imposed if a dispute were granted, by line; no amount is below zero.

    Where one line falls and another rises, as under a limit, only what falls on the whole is at stake; it is laid on
    the lines that fall, in their order. What a dispute would add was never issued, so nothing of it is set aside.
    """
    stakes: dict[Part, Money] = {}
    listed = tuple(changes)
    for direction in Direction:
        falls = [(each, each.before - each.now) for each in listed if each.direction is direction]
        left = sum((fall.amount for _, fall in falls), start=Decimal(0))
        for change, fall in falls:
            taken = Money(min(fall.amount, left), fall.currency)
            if taken.amount > 0:
                part = (change.level, change.clause, direction)
                stakes[part] = stakes[part] + taken if part in stakes else taken
                left -= taken.amount
    return stakes


def set_aside(stakes: Mapping[Part, Money], lines: Iterable[Standing]) -> Iterator[Entry]:
    """Bring the accounts of what is disputed to what is at stake now; `lines` are those of all the period's statements.

    What was paid or lapsed is not set aside any more, and what is no longer at stake goes back.
    """
    listed = tuple(lines)
    left = {part: min(stake.amount, _left(part, listed)) for part, stake in stakes.items()}
    for index, line in enumerate(listed, 1):
        here = left.get(line.part, Decimal(0))
        aside = max(min(_size(line), here), Decimal(0))
        left[line.part] = here - aside
        if moved := Money(aside, line.open.currency) * _SIGN[line.direction] - line.disputed:
            onto, off = DISPUTED[line.direction], OPEN[line.direction]
            yield Entry(f"{index}", onto, off, moved, line.level, line.clause, line.statement)


def _left(part: Part, lines: tuple[Standing, ...]) -> Decimal:
    """What is neither paid nor lapsed of those lines, in all statements together."""
    return max(sum((_size(each) for each in lines if each.part == part), start=Decimal(0)), Decimal(0))


def _size(line: Standing) -> Decimal:
    """What is left of a line, disputed or not, above zero whichever way it goes; below where it was restated down."""
    return ((line.open + line.disputed) * _SIGN[line.direction]).amount
