"""Parts of sentences about a contract: names, formulas, ranges, measures and conditions in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
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
from sla.contract.order import asked
from sla.values import Rounding, plain, shown
from sla.values.money import places_of
from sla.values.rounding import written

WITHOUT = {"nothing reported": "not reported", "zero denominator": "without anything to divide by"}

GAPS = {
    Gap.PAUSES: "",
    Gap.RESETS: ", none of them without an outcome",
    Gap.COUNTS: ", those without an outcome included",
}


def led_by(clause: str) -> str:
    """The clause before a sentence, where there is one."""
    return f"{clause}: " if clause else ""


def said(name: str) -> str:
    """A name of the file as words: `calls_offered` is "calls offered"."""
    return name.replace("_", " ")


def title_of(contract: Contract, key: str) -> str:
    """A level's title, or its key in words, in quotation marks: titles run over several words."""
    level = contract.index.get(key)
    return f"“{level.title if level else said(key)}”"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def one(unit: str) -> str:
    """A unit of one: `call` for `calls`, `delivery` for `deliveries`, `percentage point` for `%`."""
    if unit == "%":
        return "percentage point"
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    if unit.endswith(("ches", "shes", "xes", "sses")):
        return unit[:-2]
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


def counted(count: Decimal, unit: str) -> str:
    """`66.4 %`, `3 calls`, `1 call`."""
    return f"{shown(count)} {one(unit) if abs(count) == 1 and unit != '%' else unit}".rstrip()


def amount_in_words(currency: str, amount: Decimal) -> str:
    """An amount with thousands apart and at least the currency's places."""
    whole, cents, more = written(amount)
    cents = cents.ljust(places_of(currency), "0")
    return f"{whole}.{cents}{more}" if cents else whole + more


def value(contract: Contract, expression: Expression) -> str:
    """A formula or price in words; a plain number is an amount of money."""
    if isinstance(expression, Number) and expression.unit != "%":
        return f"{contract.currency} {amount_in_words(contract.currency, expression.value)}"
    named = {each.name: f"“{said(each.name).capitalize()}”" for each in contract.amounts}
    named |= {f"share of {each.name}": f"its share of “{said(each.name).capitalize()}”" for each in contract.pools}
    return printed(expression, lambda name: named.get(name, said(name)))


def range_in_words(wanted: Range, unit: str = "") -> str:
    """`at least 70 %`, `above 3 % and at most 5 %`."""
    low = f"{'at least' if wanted.low_in else 'above'} {_edge(wanted.low, unit)}" if wanted.low is not None else ""
    high = f"{'at most' if wanted.high_in else 'below'} {_edge(wanted.high, unit)}" if wanted.high is not None else ""
    return " and ".join(part for part in (low, high) if part)


def _edge(edge: Decimal, unit: str) -> str:
    return f"{plain(edge)} {one(unit) if edge == 1 and unit != '%' else unit}".rstrip()


def rounded(rounding: Rounding | None) -> str:
    """How a result is rounded before it is compared."""
    return f"rounded to {plain(rounding.step)} ({rounding.mode})" if rounding else "not rounded"


def measure(contract: Contract, made: Measure) -> str:
    """How a result is made: `answered in 30s as a share of calls`."""
    match made:
        case Points(levels):
            return f"the points of {listed([title_of(contract, level) for level in levels])}"
        case MetShare(level):
            return f"the share of windows in which {title_of(contract, level)} was met"
        case OverLast(level, how, 0):
            return f"the {how} of all results of {title_of(contract, level)} in it"
        case OverLast(level, how, windows):
            return f"the {how} of the last {windows} results of {title_of(contract, level)}"
        case Formula(Binary("/", Binary("*", Number(hundred, _), part), whole), levels) if hundred == 100:
            return f"{_term(contract, part, levels)} as a share of {_term(contract, whole, levels)}"
        case Formula(expression, levels):
            return printed(expression, lambda name: title_of(contract, name) if name in levels else said(name))
        case _:
            assert_never(made)


def _term(contract: Contract, part: Expression, levels: tuple[str, ...]) -> str:
    """One side of a share, in brackets where it is made of several figures."""
    words = printed(part, lambda name: title_of(contract, name) if name in levels else said(name))
    return f"({words})" if isinstance(part, Binary) else words


def conditional(contract: Contract, asked_for: Condition, own: str) -> str:
    """A condition that opens a sentence: `When it is missed`, `Unless ...`."""
    match asked_for:
        case All(()):
            return "Always"
        case Any(()):
            return "Never"
        case Not(part) if not isinstance(part, Is | Compares | Not):
            return f"Unless {condition(contract, part, own)}"
        case _:
            return f"When {condition(contract, asked_for, own)}"


def condition(contract: Contract, asked_for: Condition, own: str) -> str:
    """A condition in words; `own` is the level that asks, which needs no name."""
    match asked_for:
        case Is() | Compares():
            return _fact(contract, asked_for, own, "is")
        case All(parts):
            return _all(contract, parts, own)
        case Any(parts):
            return " or ".join(_part(contract, part, own) for part in parts) or "never"
        case Not(part):
            return _not(contract, part, own)
        case InARow(part, times, no_data):
            return f"{_part(contract, part, own)} for {_windows(contract, part, times)} in a row{GAPS[no_data]}"
        case TimesIn(part, times, windows, then):
            after = ", counted afresh after that" if then is Then.START_OVER else ""
            often = "once" if times == 1 else f"{times} times"
            last = _windows(contract, part, windows)
            return f"{_part(contract, part, own)} at least {often} in the last {last}{after}"
        case _:
            assert_never(asked_for)


def _fact(contract: Contract, fact: Is | Compares, own: str, verb: str) -> str:
    """`it is missed`, `“Abandoned calls” is not at most 3 %`."""
    subject = "it" if fact.level == own else title_of(contract, fact.level)
    match fact:
        case Is(_, names):
            return f"{subject} {verb} {listed([WITHOUT.get(name, name) for name in names], 'or')}"
        case Compares(level, wanted):
            unit = contract.index[level].unit if level in contract.index else ""
            return f"{subject} {verb} {range_in_words(wanted, unit)}"


def _all(contract: Contract, parts: tuple[Condition, ...], own: str) -> str:
    """`a and b, unless c`."""
    held = [_part(contract, part, own) for part in parts if not _is_exception(part)]
    unless = [_part(contract, part.part, own) for part in parts if isinstance(part, Not) and _is_exception(part)]
    return ", unless ".join(filter(None, (" and ".join(held) or "always", " or ".join(unless))))


def _not(contract: Contract, part: Condition, own: str) -> str:
    if isinstance(part, Is | Compares):
        return _fact(contract, part, own, "is not")
    return f"not ({condition(contract, part, own)})"


def _is_exception(part: Condition) -> bool:
    """Whether it reads as `unless`: a whole condition that must not hold, and not just an outcome."""
    return isinstance(part, Not) and not isinstance(part.part, Is | Compares | Not)


def _windows(contract: Contract, part: Condition, count: int) -> str:
    """`3 months`, `1 quarter`, `13 periods`: so many windows of the level that a history is about."""
    level = contract.index.get(next(iter(asked(part)), ""))
    name = "windows" if level is None else "periods" if level.window.weeks > 1 else f"{level.window.every}s"
    return counted(Decimal(count), name)


def _part(contract: Contract, part: Condition, own: str) -> str:
    """A part of a condition, in brackets where it has parts of its own."""
    words = condition(contract, part, own)
    return f"({words})" if isinstance(part, All | Any) and len(part.parts) > 1 else words
