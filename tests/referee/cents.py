"""Cents: every line is rounded once, sums that belong together add up, and no ceiling is passed by rounding."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from tests.referee.arithmetic import rounded
from tests.referee.limits import Ceiling
from tests.referee.records import Case, Owed


def round_all(case: Case, lines: list[Owed], ceilings: list[Ceiling]) -> None:
    """Round each line down, then give the units that are still due to the largest remainders, as far as there is room.

    First to the lines that fill a ceiling, a ceiling over few lines before one over more; then to lines that are
    rounded together; then to every other line that its own rounding takes up.
    """
    money, step = case.contract.money, Fraction(case.contract.money.step)
    for line in lines:
        line.amount = floor(line.exact / step) * step
    settled: list[int] = []
    full = [ceiling for ceiling in ceilings if sum((line.exact for line in ceiling.lines), Fraction(0)) == ceiling.most]
    for ceiling in sorted(full, key=lambda each: len(each.lines)):
        add_up(ceiling.lines, rounded(ceiling.most, money), step, case, ceilings)
        settled += [id(line) for line in ceiling.lines]
    for group in together(case, lines):
        free = [line for line in group if id(line) not in settled]
        add_up(free, rounded(sum((line.exact for line in free), Fraction(0)), money), step, case, ceilings)
        settled += [id(line) for line in free]
    for line in by_remainder(lines):
        up = id(line) not in settled and rounded(line.exact, money) > line.amount
        if up and has_room(line, step, case, ceilings):
            line.amount += step


def add_up(lines: list[Owed], total: Fraction, step: Fraction, case: Case, ceilings: list[Ceiling]) -> None:
    """One unit more for each of the largest remainders, until the lines come to a total."""
    for line in by_remainder(lines):
        if sum((each.amount for each in lines), Fraction(0)) < total and has_room(line, step, case, ceilings):
            line.amount += step


def by_remainder(lines: list[Owed]) -> list[Owed]:
    """The lines that were rounded down, the one that lost most first."""
    return sorted((line for line in lines if line.exact > line.amount), key=lambda line: line.amount - line.exact)


def has_room(line: Owed, step: Fraction, case: Case, ceilings: list[Ceiling]) -> bool:
    """Whether one unit more passes no ceiling."""
    for ceiling in ceilings:
        if any(line is each for each in ceiling.lines):
            sum_now = sum((each.amount for each in ceiling.lines), Fraction(0))
            if sum_now + step > rounded(ceiling.most, case.contract.money):
                return False
    return True


def together(case: Case, lines: list[Owed]) -> list[list[Owed]]:
    """Lines that are rounded as one sum: those of a rule or of a pool that says so, in one window and direction."""
    found: dict[object, list[Owed]] = {}
    for line in lines:
        level = next(level for level in case.contract.levels if level.key == line.level)
        pools = [pool.name for pool in case.contract.pools if pool.together and pool.name in line.pools]
        if line.rule is not None and level.pays[line.rule].together:
            found.setdefault((level.key, line.rule, line.direction, line.span), []).append(line)
        elif pools:
            found.setdefault((pools[0], line.direction, line.span), []).append(line)
    return list(found.values())
