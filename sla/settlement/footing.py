"""The one rounding of money: each line once, and lines that belong together so that they add up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from sla.contract.model import Contract, Direction, once
from sla.settlement.limits import ZERO, Ceiling, Limited
from sla.settlement.model import Line
from sla.values import Mode, Money, Period, Rounding, steady

ALIKE = Decimal("1E-20")
"""Remainders that are closer than this are equal: a third of one amount is no more than a third of another."""


def rounded(contract: Contract, limited: Limited) -> tuple[Line, ...]:
    """Every line rounded once, by the contract's rule. Works inside `exact()`.

    Lines that fill a ceiling, and lines of a rule that is rounded together, are rounded so that they add up to their
    rounded sum: the units left over go to the largest remainders. No ceiling is exceeded by rounding: where the
    lines under one would, the smallest remainders are rounded down.
    """
    lines, cuts, currency = limited.lines, limited.cuts, contract.currency
    amounts = Cents(contract.money, limited.left, limited.ceilings).amounts(_sums(contract, lines))
    for at, amount in enumerate(amounts):
        if (line := lines[at]).computed:
            lines[at] = line.paid(Money.checked(amount, currency), cuts.get(at, ()))
    return tuple(lines)


class Cents:
    """Amounts on their way to whole units: each is rounded down or up, never further."""

    __slots__ = ("ceilings", "done", "exactly", "money", "over", "room")

    def __init__(self, money: Rounding, exactly: Sequence[Decimal], ceilings: Sequence[Ceiling]) -> None:
        """`exactly` are the amounts, `ceilings` what some of them may come to together."""
        self.money = money
        self.exactly = exactly
        self.ceilings = ceilings
        self.done: list[Decimal] = []
        self.over: list[list[int]] = []
        """The ceilings over each amount."""
        self.room: list[int] = []
        """How many units more there may be under each ceiling."""

    def amounts(self, sums: Sequence[Sequence[int]]) -> list[Decimal]:
        """Every amount in whole units. `sums` are positions that are rounded as one, where no ceiling binds them."""
        filled = sorted(filter(self.fills, self.ceilings), key=lambda each: len(each.inside))
        if not sums and not filled:
            each_alone = list(map(self.money.rounded, self.exactly))
            if not any(self.exceeds(each_alone, ceiling) for ceiling in self.ceilings):
                return each_alone
        self.begin()
        bound: set[int] = set()
        for ceiling in filled:
            self.top_up(ceiling.inside, self.money(ceiling.most))
            bound.update(ceiling.inside)
        for together in ([at for at in each if at not in bound] for each in sums):
            self.top_up(together, self.money(sum((self.exactly[at] for at in together), ZERO)))
            bound.update(together)
        for at in self.by_remainder([at for at in range(len(self.done)) if at not in bound]):
            if self.money(self.exactly[at]) > self.done[at]:
                self.raised(at)
        return self.done

    def begin(self) -> None:
        """All amounts rounded down."""
        self.done = list(map(_down(self.money.step).rounded, self.exactly))
        self.over = [[] for _ in self.done]
        for number, ceiling in enumerate(self.ceilings):
            self.room.append(self.units(ceiling.inside, self.money(ceiling.most)))
            for at in ceiling.inside:
                self.over[at].append(number)

    def units(self, inside: Sequence[int], total: Decimal) -> int:
        """How many units amounts lack of a total in whole units."""
        return int((total - sum([self.done[at] for at in inside], ZERO)) / self.money.step)

    def exceeds(self, amounts: Sequence[Decimal], ceiling: Ceiling) -> bool:
        """Whether amounts come to more than a ceiling allows."""
        return sum([amounts[at] for at in ceiling.inside], ZERO) > self.money(ceiling.most)

    def fills(self, ceiling: Ceiling) -> bool:
        """Whether the lines come to all that the ceiling allows."""
        return steady(sum([self.exactly[at] for at in ceiling.inside], ZERO)) == steady(ceiling.most)

    def top_up(self, inside: Sequence[int], total: Decimal) -> None:
        """Round up the largest remainders until the amounts add up, as far as other ceilings have room."""
        lacking = self.units(inside, total)
        if lacking <= 0:
            return
        for at in self.by_remainder(inside):
            lacking -= self.raised(at)
            if not lacking:
                return

    def by_remainder(self, inside: Sequence[int]) -> list[int]:
        """Those that were rounded down, the largest remainder first and the earlier of equal ones."""
        done, exactly = self.done, self.exactly
        left_off = [((done[at] - exactly[at]).quantize(ALIKE), at) for at in inside if done[at] < exactly[at]]
        return [at for _, at in sorted(left_off)]

    def raised(self, at: int) -> bool:
        """One unit more, where that stays within every ceiling over it."""
        room, over = self.room, self.over[at]
        for number in over:
            if room[number] <= 0:
                return False
        for number in over:
            room[number] -= 1
        self.done[at] += self.money.step
        return True


@lru_cache
def _down(step: Decimal) -> Rounding:
    return Rounding(step, Mode.FLOOR)


@once
def _parts(contract: Contract) -> bool:
    """Whether anything is rounded together."""
    rules = (rule.together for level in contract.levels for rule in level.pays)
    return any(rules) or any(pool.together for pool in contract.pools)


def _sums(contract: Contract, lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """Positions of lines that are rounded together: those of one rule or one pool, in one window and direction."""
    found: dict[tuple[str, str, Direction, Period], list[int]] = {}
    if not _parts(contract):
        return []
    for at, line in enumerate(lines):
        if (which := _together(contract, line)) is not None:
            found.setdefault((*which, line.direction, line.window), []).append(at)
    return list(map(tuple, found.values()))


def _together(contract: Contract, line: Line) -> tuple[str, str] | None:
    """The rule or pool whose lines are rounded with this one; None where it stands alone."""
    if line.hit is not None and contract.level(line.level).pays[line.hit.rule].together:
        return line.level, str(line.hit.rule)
    used = {name for name, _ in line.inputs}
    return next((("", pool.name) for pool in contract.pools if pool.together and f"share of {pool.name}" in used), None)
