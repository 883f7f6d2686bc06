"""The contract in plain sentences, made from its rules, so that both sides read the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from sla.contract.ceilings import limit_in_words
from sla.contract.lists import listed
from sla.contract.model import (
    Absent,
    Amount,
    Better,
    Cause,
    Contract,
    EarnBack,
    Figure,
    Index,
    Level,
    Moving,
    Pool,
    always_there,
    divides,
)
from sla.contract.order import asked
from sla.contract.payments import rule_in_words
from sla.contract.phrases import (
    both,
    conditional,
    formula,
    led_by,
    measure,
    range_in_words,
    said,
    title_of,
    value,
)
from sla.contract.promises import terms_in_words
from sla.contract.vocabulary import each_window, rounded, window_in_words
from sla.values import Saying, joined, plain

FRAME = Saying("In general")
REPORTED = Saying("The vendor reports")
LIMITS = Saying("Limits and consequences")
TERMS = Saying("Payment and deadlines")
PLAIN = (FRAME, LIMITS, TERMS)
"""Chapters that need no heading where nobody looks one up."""
_ABSENT = {
    Absent.HOLD: Saying("the result is waited for, and until then nothing is owed"),
    Absent.NOT_MEASURED: Saying("the level has no outcome and nothing is owed"),
    Absent.MET: Saying("the level counts as met"),
    Absent.MISSED: Saying("the level counts as missed"),
    Absent.WORST_BAND: Saying("the level counts as missed and costs what its worst band does"),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its sentences; `words` are the clause's own."""

    title: Saying
    sentences: tuple[str, ...]
    words: str = ""


def chapters(contract: Contract) -> Iterator[Chapter]:
    """The whole contract: its frame, what is reported, each level, and what holds over all of them."""
    yield Chapter(FRAME, tuple(_frame(contract)))
    yield Chapter(REPORTED, tuple(_reported(contract)))
    for level in contract.levels:
        yield Chapter(_title(level), tuple(_level(contract, level)), level.words)
    if contract.limits or contract.earn_backs or contract.consequences or contract.causes:
        yield Chapter(LIMITS, tuple(_over_all(contract)))
    yield Chapter(TERMS, tuple(terms_in_words(contract)))


def _title(level: Level) -> Saying:
    if not level.clause:
        return Saying("{name}", name=level.title)
    return Saying("{name} ({clause})", name=level.title, clause=level.clause)


def explain(contract: Contract) -> Iterator[str]:
    """The whole contract, one sentence a line, chapters parted by an empty line; headings end with a colon."""
    for chapter in chapters(contract):
        if chapter.title != FRAME:
            yield ""
        if chapter.title in PLAIN:
            yield from chapter.sentences
            continue
        yield f"{chapter.title}:"
        if chapter.words:
            yield f'  "{chapter.words}"'
        yield from (f"  {sentence}" for sentence in chapter.sentences)


def _frame(contract: Contract) -> Iterator[str]:
    version = str(contract.version)
    yield Saying("{name} ({key}, version {version}).", name=contract.title, key=contract.key, version=version)
    yield joined(_in_force(contract), " ")
    if contract.source:
        yield Saying("Source: {source}", source=contract.source)
    for reading in contract.readings:
        agreed = dict(reading.choices)[reading.chosen].rstrip(".")
        answer = Saying("{question} The parties have agreed: {answer}.", question=reading.says, answer=agreed)
        yield led_by(reading.clause, answer)
    for amount in contract.amounts:
        name = said(amount.name).capitalize()
        yield led_by(amount.clause, Saying("“{name}” means {amount}.", name=name, amount=_amount(contract, amount)))
    for pool in contract.pools:
        yield led_by(pool.clause, _pool(contract, pool))


def _in_force(contract: Contract) -> Iterator[Saying]:
    term, since = contract.term, max(contract.effective, contract.term.start)
    yield Saying("The term runs from {day} to {day2}.", day=term.start.isoformat(), day2=term.last_day.isoformat())
    yield Saying("This text is in force for statements from {day}.", day=since.isoformat())
    zone = contract.zone.key
    yield Saying("Amounts are in {currency}; days are those of {zone}.", currency=contract.currency, zone=zone)


def _pool(contract: Contract, pool: Pool) -> Saying:
    """What is shared among levels, and how."""
    shares = [
        Saying("{level} {number} %", level=title_of(contract, level), number=plain(weight))
        for level, weight in pool.weights
    ]
    name, whole = said(pool.name).capitalize(), value(contract, pool.of)
    means = Saying(
        "“{name}” means {amount}, shared by weight: {shares}", name=name, amount=whole, shares=listed(shares)
    )
    if pool.together:
        return Saying("{pool}; the shares of one window are rounded so that they add up.", pool=means)
    return Saying("{pool}.", pool=means)


def _amount(contract: Contract, amount: Amount) -> Saying:
    """What an amount is, of which period, and how it grows."""
    parts = [value(contract, amount.formula)]
    if amount.shift:
        later, earlier = Saying(" of the next statement period"), Saying(" of the statement period before")
        parts.append(later if amount.shift > 0 else earlier)
    if amount.index:
        window = window_in_words(amount.index.each)
        parts.append(Saying(", raised after each {window} by {rate}", window=window, rate=_rate(amount.index)))
    if amount.rounding:
        parts.append(Saying(", {rounded}", rounded=rounded(amount.rounding)))
    return joined(parts, "")


def _rate(index: Index) -> Saying:
    parts = [Saying("{formula} per cent", formula=formula(index.rate))]
    if index.least is not None:
        parts.append(Saying("at least {number} %", number=plain(index.least)))
    if index.most is not None:
        parts.append(Saying("at most {number} %", number=plain(index.most)))
    return joined(parts, ", ")


def _reported(contract: Contract) -> Iterator[str]:
    for figure in contract.figures:
        yield Saying("{figure}.", figure=_figure(figure))
    for name, values in contract.dimensions:
        each = joined(values, ", ")
        yield Saying("What is reported by {name} is reported for each of {values}.", name=said(name), values=each)


def _figure(figure: Figure) -> Saying:
    parts: list[str] = [said(figure.name)]
    if figure.unit not in (figure.name, said(figure.name)):
        parts.append(Saying(" ({unit})", unit=figure.unit))
    if figure.by:
        parts.append(Saying(", by {names}", names=listed([said(name) for name in figure.by])))
    more: list[str] = [figure.says.rstrip(".")] if figure.says else []
    if figure.rounding:
        more.append(rounded(figure.rounding))
    if figure.locked is not None:
        more.append(Saying("final {number} business days before the period", number=str(figure.locked)))
    return joined([*parts, *([": ", joined(more, ", ")] if more else [])], "")


def _level(contract: Contract, level: Level) -> Iterator[str]:
    yield _measured(contract, level)
    if level.target:
        yield Saying("Target: {range}.", range=range_in_words(level.target, level.unit))
    if level.moving:
        yield Saying("Target of each window: {target}.", target=_moving(level.moving))
    for grade in level.grades:
        there = range_in_words(grade.range, level.unit)
        yield Saying("A result {range} is graded {name}.", range=there, name=grade.name)
    if not always_there(level.measure, level.window):
        yield Saying("If nothing is reported, {absent}.", absent=_ABSENT[level.nothing_reported])
    if divides(level.measure):
        yield Saying("If there is nothing to divide by, {absent}.", absent=_ABSENT[level.zero_denominator])
    yield from _priced_when(contract, level)


def _measured(contract: Contract, level: Level) -> Saying:
    parts = [Saying("Measured {each}", each=each_window(level.window))]
    if level.by:
        parts.append(Saying(", for each {names}", names=listed([said(name) for name in level.by])))
    if level.only:
        only = [Saying("{name} {value}", name=said(name), value=each) for name, each in level.only]
        parts.append(Saying(", of {names} only", names=listed(only)))
    how = joined([measure(contract, level.measure), rounded(level.rounding)], ", ")
    if level.better is Better.HIGHER:
        return Saying("{measured}: {how}; higher is better.", measured=joined(parts, ""), how=how)
    return Saying("{measured}: {how}; lower is better.", measured=joined(parts, ""), how=how)


def _priced_when(contract: Contract, level: Level) -> Iterator[str]:
    """When the level is excused or not priced, and what it pays."""
    if level.excused:
        when = conditional(contract, level.excused, level.key)
        if when in {"Always", "Never"}:
            yield Saying("{when} excused.", when=when)
        else:
            yield Saying("{when}, it is excused: neither met nor missed.", when=when)
    if not level.priced:
        yield Saying("It is measured, and for the time being no money follows from it.")
    yield from (rule_in_words(contract, level, rule) for rule in level.pays)
    if level.priced_from:
        since = level.priced_from.isoformat()
        yield Saying("What begins before {day} is measured, and no money follows from it.", day=since)
    if not level.pays:
        yield Saying("No money follows from this level alone.")


def _moving(target: Moving) -> Saying:
    aim = formula(target.aim)
    match target.low, target.edge_in:
        case True, True:
            edge = Saying("at least {aim}", aim=aim)
        case True, False:
            edge = Saying("above {aim}", aim=aim)
        case False, True:
            edge = Saying("at most {aim}", aim=aim)
        case _:
            edge = Saying("below {aim}", aim=aim)
    parts = [edge, *([rounded(target.rounding)] if target.rounding else [])]
    absent = _ABSENT[target.first]
    return Saying("{target}; without an earlier result, {absent}", target=joined(parts, ", "), absent=absent)


def _over_all(contract: Contract) -> Iterator[str]:
    """Limits, what goes back, what else follows, and what excuses."""
    yield from (limit_in_words(contract, limit) for limit in contract.limits)
    yield from (_earn_back(contract, rule) for rule in contract.earn_backs)
    for each in contract.consequences:
        when, says = conditional(contract, each.when, ""), each.says.rstrip(".")
        yield led_by(each.clause, Saying("{when}: {consequence}.", when=when, consequence=says))
    yield from (_cause(contract, cause) for cause in contract.causes)


def _earn_back(contract: Contract, rule: EarnBack) -> str:
    back = Saying("the penalties")
    if rule.part != 100:
        back = Saying("{number} % of the penalties", number=plain(rule.part))
    if rule.levels:
        levels = listed([title_of(contract, key) for key in rule.levels])
        back = Saying("{penalties} from {levels}", penalties=back, levels=levels)
    when = conditional(contract, rule.when, "")
    if rule.within:
        window = window_in_words(rule.within)
        form = Saying("{when}, {back} of that {window} go back to the vendor.", when=when, back=back, window=window)
        return led_by(rule.clause, form)
    level = contract.index.get(next(iter(asked(rule.when)), ""))
    window = window_in_words(level.window) if level else Saying("window")
    form = Saying("{when}, {back} of the {window} before go back to the vendor.", when=when, back=back, window=window)
    return led_by(rule.clause, form)


def _cause(contract: Contract, cause: Cause) -> str:
    results = Saying("results")
    if cause.levels:
        titles = [title_of(contract, level) for level in cause.levels]
        results = Saying("results of {levels}", levels=reduce(both, titles))
    excused = Saying("{Results} may be excused for {name}", results=results, name=said(cause.name))
    if cause.ask_days is not None:
        days = str(cause.ask_days)
        excused = Saying("{excused}, if it is asked for within {number} business days", excused=excused, number=days)
    return led_by(cause.clause, Saying("{excused}: {cause}.", excused=excused, cause=cause.says.rstrip(".")))
