"""Parts of sentences about a contract: names, formulas, ranges, measures and conditions in words."""

from __future__ import annotations

from typing import assert_never

from sla.contract.expression import Binary, Expression, Number, printed
from sla.contract.model import (
    All,
    Any,
    Compares,
    Condition,
    Contract,
    Formula,
    Gap,
    InARow,
    Is,
    Measure,
    MetShare,
    Not,
    OverLast,
    Points,
    Range,
    Then,
    TimesIn,
)
from sla.values import Rounding, plain, shown

WITHOUT = {"nothing reported": "not reported", "zero denominator": "without anything to divide by"}


def led_by(clause: str) -> str:
    """The clause before a sentence, where there is one."""
    return f"{clause}: " if clause else ""


def said(name: str) -> str:
    """A name of the file as words: `calls_offered` is "calls offered"."""
    return name.replace("_", " ")


def title_of(contract: Contract, key: str) -> str:
    """A level's title, or its key in words."""
    level = contract.index.get(key)
    return level.title if level else said(key)


def value(contract: Contract, expression: Expression) -> str:
    """A formula or price in words; a plain number is an amount of money."""
    if isinstance(expression, Number) and not expression.unit:
        return f"{contract.currency} {shown(expression.value)}" + (".00" if expression.value % 1 == 0 else "")
    return printed(expression, said)


def range_in_words(wanted: Range, unit: str = "") -> str:
    """`at least 70 %`, `above 3 % and at most 5 %`."""
    unit = f" {unit}" if unit else ""
    low = f"{'at least' if wanted.low_in else 'above'} {plain(wanted.low)}{unit}" if wanted.low is not None else ""
    high = f"{'at most' if wanted.high_in else 'below'} {plain(wanted.high)}{unit}" if wanted.high is not None else ""
    return " and ".join(part for part in (low, high) if part)


def rounded(rounding: Rounding | None) -> str:
    """How a result is rounded before it is compared."""
    return f"rounded to {plain(rounding.step)} ({rounding.mode})" if rounding else "not rounded"


def measure(made: Measure) -> str:
    """How a result is made: `answered in 30s as a share of calls`."""
    match made:
        case Points(levels):
            return f"the points of {', '.join(map(said, levels))}"
        case MetShare(level):
            return f"the share of windows in which {said(level)} was met"
        case OverLast(level, how, 0):
            return f"the {how} of all results of {said(level)} in it"
        case OverLast(level, how, windows):
            return f"the {how} of the last {windows} results of {said(level)}"
        case Formula(Binary("/", Binary("*", Number(hundred, _), part), whole)) if hundred == 100:
            return f"{printed(part, said)} as a share of {printed(whole, said)}"
        case Formula(expression):
            return printed(expression, said)
        case _:
            assert_never(made)


def condition(contract: Contract, asked: Condition, own: str) -> str:
    """A condition in words; `own` is the level that asks, which needs no name."""
    match asked:
        case Is(level, names):
            return f"{_subject(contract, level, own)} is {' or '.join(WITHOUT.get(name, name) for name in names)}"
        case Compares(level, wanted):
            unit = contract.index[level].unit if level in contract.index else ""
            return f"{_subject(contract, level, own)} is {range_in_words(wanted, unit)}"
        case All(()) | Any(()):
            return "always" if isinstance(asked, All) else "never"
        case All(parts):
            return " and ".join(_part(contract, part, own) for part in parts)
        case Any(parts):
            return " or ".join(_part(contract, part, own) for part in parts)
        case Not(part):
            return f"it is not so that {_part(contract, part, own)}"
        case InARow(part, times, no_data):
            gap = {Gap.PAUSES: "", Gap.RESETS: " without a gap", Gap.COUNTS: ", gaps included"}[no_data]
            return f"{_part(contract, part, own)} {times} times in a row{gap}"
        case TimesIn(part, times, windows, then):
            after = ", counted afresh after that" if then is Then.START_OVER else ""
            return f"{_part(contract, part, own)} at least {times} times in the last {windows}{after}"
        case _:
            assert_never(asked)


def _part(contract: Contract, asked: Condition, own: str) -> str:
    """A part of a condition, in brackets where it has parts of its own."""
    words = condition(contract, asked, own)
    return f"({words})" if isinstance(asked, All | Any) and len(asked.parts) > 1 else words


def _subject(contract: Contract, level: str, own: str) -> str:
    return "it" if level == own else title_of(contract, level)
