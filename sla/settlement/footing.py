"""The one rounding of money: each line once, and lines that belong together so that they add up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sla.contract.model import Contract, Direction
from sla.settlement.limits import Ceiling, open_amount
from sla.settlement.model import Line
from sla.values import Mode, Money, Period, Rounding, exact, steady

ALIKE = Rounding(Decimal("1E-20"))
"""Remainders that are closer than this are equal: a third of one amount is no more than a third of another."""


def rounded(contract: Contract, lines: Sequence[Line], ceilings: Sequence[Ceiling] = ()) -> tuple[Line, ...]:
    """Every line rounded once, by the contract's rule.

    Lines that fill a ceiling, and lines of a rule that is rounded together, are rounded so that they add up to their
    rounded sum: the units left over go to the largest remainders. No ceiling is exceeded by rounding: where the
    lines under one would, the smallest remainders are rounded down.
    """
    with exact():
        amounts = Cents(contract.money, tuple(map(open_amount, lines)), tuple(ceilings)).amounts(_sums(contract, lines))
    return tuple(
        line._replace(amount=Money(amount, contract.currency)) if line.computed else line
        for line, amount in zip(lines, amounts, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Cents:
    """Amounts on their way to whole units: each is rounded down or up, never further."""

    money: Rounding
    exactly: tuple[Decimal, ...]
    ceilings: tuple[Ceiling, ...]

    def amounts(self, sums: Sequence[tuple[int, ...]]) -> list[Decimal]:
        """Every amount in whole units. `sums` are positions that are rounded as one, where no ceiling binds them."""
        if not self.ceilings and not sums:
            return list(map(self.money, self.exactly))
        done = list(map(Rounding(self.money.step, Mode.FLOOR), self.exactly))
        filled = sorted((each for each in self.ceilings if self.fills(each)), key=lambda each: len(each.inside))
        bound = {at for each in filled for at in each.inside}
        for ceiling in filled:
            self.top_up(done, ceiling.inside, self.money(ceiling.most))
        for together in ([at for at in each if at not in bound] for each in sums):
            bound.update(together)
            self.top_up(done, together, self.money(sum((self.exactly[at] for at in together), Decimal(0))))
        for at in self.by_remainder(done, [at for at in range(len(done)) if at not in bound]):
            if self.money(self.exactly[at]) > done[at] and self.has_room(done, at):
                done[at] += self.money.step
        return done

    def fills(self, ceiling: Ceiling) -> bool:
        """Whether the lines come to all that the ceiling allows."""
        return steady(sum((self.exactly[at] for at in ceiling.inside), Decimal(0))) == steady(ceiling.most)

    def top_up(self, done: list[Decimal], inside: Sequence[int], total: Decimal) -> None:
        """Round up the largest remainders until the amounts add up, as far as other ceilings have room."""
        for at in self.by_remainder(done, inside):
            if sum((done[each] for each in inside), Decimal(0)) >= total:
                return
            if self.has_room(done, at):
                done[at] += self.money.step

    def by_remainder(self, done: list[Decimal], inside: Sequence[int]) -> list[int]:
        """Those that were rounded down, the largest remainder first and the earlier of equal ones."""
        down = [at for at in inside if done[at] < self.exactly[at]]
        return sorted(down, key=lambda at: (ALIKE(done[at] - self.exactly[at]), at))

    def has_room(self, done: list[Decimal], at: int) -> bool:
        """Whether one unit more stays within every ceiling over it."""
        over = (each for each in self.ceilings if at in each.inside)
        return all(
            sum((done[other] for other in each.inside), Decimal(0)) + self.money.step <= self.money(each.most)
            for each in over
        )


def _sums(contract: Contract, lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """Positions of lines that are rounded together: those of one rule or one pool, in one window and direction."""
    found: dict[tuple[str, str, Direction, Period], list[int]] = {}
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
