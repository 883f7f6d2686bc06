"""Parts of sentences about a contract: names, formulas, ranges, measures and conditions in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import assert_never

from sla.contract.expression import Binary, Expression, Number, printed
from sla.contract.lists import listed, one_of
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
from sla.contract.vocabulary import MADE_OF, outcome_in_words, windows_in_words
from sla.values import Saying, joined, plain, shown
from sla.values.money import places_of
from sla.values.rounding import written

GAPS = {
    Gap.PAUSES: "",
    Gap.RESETS: Saying(", none of them without an outcome"),
    Gap.COUNTS: Saying(", those without an outcome included"),
}
_BETWEEN = {" % of ": Saying(" % of "), ", ": Saying(", ")}


def led_by(clause: str, sentence: str) -> str:
    """A sentence, with its clause before it where there is one."""
    return Saying("{clause}: {sentence}", clause=clause, sentence=sentence) if clause else sentence


def said(name: str) -> str:
    """A name of the file as words: `calls_offered` is "calls offered"."""
    return name.replace("_", " ")


def quoted(title: str) -> Saying:
    """A title in quotation marks, since titles run over several words."""
    return Saying("“{name}”", name=title)


def title_of(contract: Contract, key: str) -> Saying:
    """A level's title, or its key in words."""
    level = contract.index.get(key)
    return quoted(level.title if level else said(key))


def both(first: str, second: str) -> Saying:
    """`a and b`, where each may be long."""
    return Saying("{first} and {second}", first=first, second=second)


def either(first: str, second: str) -> Saying:
    """`a or b`, where each may be long."""
    return Saying("{first} or {second}", first=first, second=second)


def one(unit: str) -> str:
    """A unit of one: `call` for `calls`, `delivery` for `deliveries`, `percentage point` for `%`."""
    if unit == "%":
        return Saying("percentage point")
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


def value(contract: Contract, expression: Expression) -> Saying:
    """A formula or price in words; a plain number is an amount of money."""
    if isinstance(expression, Number) and expression.unit != "%":
        amount = amount_in_words(contract.currency, expression.value)
        return Saying("{currency} {amount}", currency=contract.currency, amount=amount)
    named = {each.name: quoted(said(each.name).capitalize()) for each in contract.amounts}
    named |= {
        f"share of {each.name}": Saying("its share of “{name}”", name=said(each.name).capitalize())
        for each in contract.pools
    }
    return formula(expression, lambda name: named.get(name, said(name)))


def formula(expression: Expression, name: Callable[[str], str] = said) -> Saying:
    """A formula as a person would write it, with what `name` says for each name in it."""
    parts = printed(expression, "\0{}\0".format).split("\0")  # every second part is a name
    pieces = list[str]()
    for index, part in enumerate(parts):
        if index % 2:
            pieces.append(name(part))
        else:
            cut = filter(None, re.split(r"( % of |, )", part))
            pieces += [_BETWEEN.get(each) or Saying("{number}", number=each) for each in cut]
    return joined(pieces, "")


def range_in_words(wanted: Range, unit: str = "") -> str:
    """`at least 70 %`, `above 3 % and at most 5 %`."""
    low = f"{'at least' if wanted.low_in else 'above'} {_edge(wanted.low, unit)}" if wanted.low is not None else ""
    high = f"{'at most' if wanted.high_in else 'below'} {_edge(wanted.high, unit)}" if wanted.high is not None else ""
    return " and ".join(part for part in (low, high) if part)


def _edge(edge: Decimal, unit: str) -> str:
    return f"{plain(edge)} {one(unit) if edge == 1 and unit != '%' else unit}".rstrip()


def measure(contract: Contract, made: Measure) -> Saying:
    """How a result is made: `answered in 30s as a share of calls`."""
    match made:
        case Points(levels):
            return Saying("the points of {levels}", levels=listed([title_of(contract, level) for level in levels]))
        case MetShare(level):
            return Saying("the share of windows in which {level} was met", level=title_of(contract, level))
        case OverLast(level, how, 0):
            return Saying("{how} of all results of {level} in it", how=MADE_OF[how], level=title_of(contract, level))
        case OverLast(level, how, windows):
            title, last = title_of(contract, level), str(windows)
            return Saying("{how} of the last {number} results of {level}", how=MADE_OF[how], number=last, level=title)
        case Formula(Binary("/", Binary("*", Number(hundred, _), part), whole), levels) if hundred == 100:
            of = _term(contract, whole, levels)
            return Saying("{share} as a share of {whole}", share=_term(contract, part, levels), whole=of)
        case Formula(expression, levels):
            return formula(expression, lambda name: title_of(contract, name) if name in levels else said(name))
        case _:
            assert_never(made)


def _term(contract: Contract, part: Expression, levels: tuple[str, ...]) -> Saying:
    """One side of a share, in brackets where it is made of several figures."""
    words = formula(part, lambda name: title_of(contract, name) if name in levels else said(name))
    return Saying("({term})", term=words) if isinstance(part, Binary) else words


def conditional(contract: Contract, asked_for: Condition, own: str) -> Saying:
    """A condition that opens a sentence: `When it is missed`, `Unless ...`."""
    match asked_for:
        case All(()):
            return Saying("Always")
        case Any(()):
            return Saying("Never")
        case Not(part) if not isinstance(part, Is | Compares | Not):
            return Saying("Unless {condition}", condition=condition(contract, part, own))
        case _:
            return Saying("When {condition}", condition=condition(contract, asked_for, own))


def condition(contract: Contract, asked_for: Condition, own: str) -> str:
    """A condition in words; `own` is the level that asks, which needs no name."""
    match asked_for:
        case Is() | Compares():
            return _fact(contract, asked_for, own)
        case All(parts):
            return _all(contract, parts, own)
        case Any(parts):
            return reduce(either, [_part(contract, part, own) for part in parts] or [Saying("never")])
        case Not(Is() | Compares() as part):
            return _fact_not(contract, part, own)
        case Not(part):
            return Saying("not ({condition})", condition=condition(contract, part, own))
        case InARow(part, times, no_data):
            held, windows = _part(contract, part, own), _windows(contract, part, times)
            return Saying(
                "{condition} for {windows} in a row{gaps}", condition=held, windows=windows, gaps=GAPS[no_data]
            )
        case TimesIn():
            return _times(contract, asked_for, own)
        case _:
            assert_never(asked_for)


def _times(contract: Contract, asked_for: TimesIn, own: str) -> Saying:
    """`it is missed at least twice ...`: a count over the last windows."""
    often = Saying("once") if asked_for.times == 1 else Saying("{number} times", number=str(asked_for.times))
    after = Saying(", counted afresh after that") if asked_for.then is Then.START_OVER else ""
    return Saying(
        "{condition} at least {often} in the last {windows}{after}",
        condition=_part(contract, asked_for.part, own),
        often=often,
        windows=_windows(contract, asked_for.part, asked_for.windows),
        after=after,
    )


def _fact(contract: Contract, fact: Is | Compares, own: str) -> Saying:
    """`it is missed`, `“Abandoned calls” is at most 3 %`."""
    level = _subject(contract, fact, own)
    match fact:
        case Is(_, names):
            return Saying("{level} is {outcomes}", level=level, outcomes=one_of([*map(outcome_in_words, names)]))
        case Compares(key, wanted):
            return Saying("{level} is {range}", level=level, range=range_in_words(wanted, _unit(contract, key)))


def _fact_not(contract: Contract, fact: Is | Compares, own: str) -> Saying:
    """`it is not missed`, `“Abandoned calls” is not at most 3 %`."""
    level = _subject(contract, fact, own)
    match fact:
        case Is(_, names):
            return Saying("{level} is not {outcomes}", level=level, outcomes=one_of([*map(outcome_in_words, names)]))
        case Compares(key, wanted):
            return Saying("{level} is not {range}", level=level, range=range_in_words(wanted, _unit(contract, key)))


def _subject(contract: Contract, fact: Is | Compares, own: str) -> Saying:
    return Saying("it") if fact.level == own else title_of(contract, fact.level)


def _unit(contract: Contract, key: str) -> str:
    return contract.index[key].unit if key in contract.index else ""


def _all(contract: Contract, parts: tuple[Condition, ...], own: str) -> str:
    """`a and b, unless c`."""
    held = [_part(contract, part, own) for part in parts if not _is_exception(part)]
    unless = [_part(contract, part.part, own) for part in parts if isinstance(part, Not) and _is_exception(part)]
    every = reduce(both, held or [Saying("always")])
    return (
        Saying("{condition}, unless {exception}", condition=every, exception=reduce(either, unless))
        if unless
        else every
    )


def _is_exception(part: Condition) -> bool:
    """Whether it reads as `unless`: a whole condition that must not hold, and not just an outcome."""
    return isinstance(part, Not) and not isinstance(part.part, Is | Compares | Not)


def _windows(contract: Contract, part: Condition, count: int) -> Saying:
    """So many windows of the level that a history is about."""
    level = contract.index.get(next(iter(asked(part)), ""))
    return windows_in_words(level.window if level else None, count)


def _part(contract: Contract, part: Condition, own: str) -> str:
    """A part of a condition, in brackets where it has parts of its own."""
    words = condition(contract, part, own)
    return Saying("({condition})", condition=words) if isinstance(part, All | Any) and len(part.parts) > 1 else words
