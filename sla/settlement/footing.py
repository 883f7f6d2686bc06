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
    return tuple(
        [
            line.paid(Money.checked(amount, currency), cuts.get(at, ())) if line.computed else line
            for at, (line, amount) in enumerate(zip(lines, amounts, strict=True))
        ]
    )


class Cents:
    """Amounts on their way to whole units: each is rounded down or up, never further."""

    __slots__ = ("ceilings", "done", "exactly", "money", "over", "paid", "tops")

    def __init__(self, money: Rounding, exactly: Sequence[Decimal], ceilings: Sequence[Ceiling]) -> None:
        """`exactly` are the amounts, `ceilings` what some of them may come to together."""
        self.money = money
        self.exactly = exactly
        self.ceilings = ceilings
        self.done: list[Decimal] = []
        self.paid: list[Decimal] = []
        """What the lines under each ceiling come to so far."""
        self.tops: list[Decimal] = []
        """What they may come to, in whole units."""
        self.over: list[list[int]] = []
        """The ceilings over each amount."""

    def amounts(self, sums: Sequence[tuple[int, ...]]) -> list[Decimal]:
        """Every amount in whole units. `sums` are positions that are rounded as one, where no ceiling binds them."""
        filled = [each for each in self.ceilings if self.fills(each)]
        filled.sort(key=lambda each: len(each.inside))
        if not sums and not filled:
            each_alone = list(map(self.money.rounded, self.exactly))
            if not any(self.exceeds(each_alone, ceiling) for ceiling in self.ceilings):
                return each_alone
        self.begin()
        bound = {at for each in filled for at in each.inside}
        for ceiling in filled:
            self.top_up(ceiling.inside, self.money(ceiling.most))
        for together in ([at for at in each if at not in bound] for each in sums):
            bound.update(together)
            self.top_up(together, self.money(sum((self.exactly[at] for at in together), ZERO)))
        for at in self.by_remainder([at for at in range(len(self.done)) if at not in bound]):
            if self.money(self.exactly[at]) > self.done[at] and self.has_room(at):
                self.raise_one(at)
        return self.done

    def begin(self) -> None:
        """All amounts rounded down."""
        self.done = list(map(_down(self.money.step).rounded, self.exactly))
        self.over = [[] for _ in self.done]
        for number, ceiling in enumerate(self.ceilings):
            self.paid.append(sum([self.done[at] for at in ceiling.inside], ZERO))
            self.tops.append(self.money(ceiling.most))
            for at in ceiling.inside:
                self.over[at].append(number)

    def exceeds(self, amounts: Sequence[Decimal], ceiling: Ceiling) -> bool:
        """Whether amounts come to more than a ceiling allows."""
        return sum([amounts[at] for at in ceiling.inside], ZERO) > self.money(ceiling.most)

    def fills(self, ceiling: Ceiling) -> bool:
        """Whether the lines come to all that the ceiling allows."""
        return steady(sum([self.exactly[at] for at in ceiling.inside], ZERO)) == steady(ceiling.most)

    def top_up(self, inside: Sequence[int], total: Decimal) -> None:
        """Round up the largest remainders until the amounts add up, as far as other ceilings have room."""
        so_far = sum([self.done[at] for at in inside], ZERO)
        if so_far >= total:
            return
        for at in self.by_remainder(inside):
            if so_far >= total:
                return
            if self.has_room(at):
                self.raise_one(at)
                so_far += self.money.step

    def by_remainder(self, inside: Sequence[int]) -> list[int]:
        """Those that were rounded down, the largest remainder first and the earlier of equal ones."""
        done, exactly = self.done, self.exactly
        left_off = {at: (done[at] - exactly[at]).quantize(ALIKE) for at in inside if done[at] < exactly[at]}
        return sorted(left_off, key=left_off.__getitem__)

    def has_room(self, at: int) -> bool:
        """Whether one unit more stays within every ceiling over it."""
        return all(self.paid[number] + self.money.step <= self.tops[number] for number in self.over[at])

    def raise_one(self, at: int) -> None:
        """One unit more."""
        step = self.money.step
        self.done[at] += step
        for number in self.over[at]:
            self.paid[number] += step


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
