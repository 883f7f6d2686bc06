"""Whether what is asked for fits the contract and the period: level, days, figure, cause, answer."""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.model import Contract, Direction, Formula
from sla.cycle.matter import Answer, Asked, Correction
from sla.measurement.measure import figure_names
from sla.measurement.relief import Days, First, Forgiven, Less, Records, Relief
from sla.settlement.waiver import Waiver
from sla.submission.headings import either
from sla.values import Finding, Findings, Period, Saying, plain
from sla.values.money import unit_of
from sla.values.saying import joined


def fits(contract: Contract, period: Period, asked: Asked) -> Findings:
    """Everything in it that the contract or the period does not know; nothing if it fits."""
    match asked:
        case Relief():
            return Findings((*_level(contract, asked.level), *_relief(contract, period, asked)))
        case Waiver():
            return Findings((*_level(contract, asked.level), *_waiver(contract, asked)))
        case Answer():
            return Findings(_answer(contract, asked))
        case Correction():
            return Findings()  # its figures are read with the contract, like those of any file


def _level(contract: Contract, level: str) -> Iterator[Finding]:
    if level not in contract.index:
        yield _wrong("level", level, " | ".join(contract.index))


def _relief(contract: Contract, period: Period, asked: Relief) -> Iterator[Finding]:
    level = contract.index.get(asked.level)
    windows = level.window.closing_in(period, contract.term) if level else ()
    if level is not None and not any(window in asked.within for window in windows):
        expected = Saying("days that hold a window of the level which closes in this period")
        yield _wrong("window", str(asked.within), expected)
    elif windows and asked.within not in Period(min(w.start for w in windows), max(w.end for w in windows)):
        yield _wrong("beyond", str(asked.within), Saying("days of the windows that close in this period"))
    yield from _cause(contract, asked)
    match asked.extent:
        case First(count) if count < 1:
            yield _wrong("count", str(count), Saying("1 or more"))
        case Forgiven(points) if points <= 0:
            yield _wrong("points", str(points), Saying("more than 0"))
        case Days(days) if not days.overlap(asked.within):
            yield _wrong("days", str(days), str(asked.within))
        case Records(rows) if not rows:
            yield _wrong("records", Saying("none"), Saying("at least one"))
        case Less(figure, by):
            used = level.measure if level else None
            known = figure_names(used.expression, contract) if isinstance(used, Formula) else ()
            if figure not in known:
                yield _wrong("figure", figure, " | ".join(known) or Saying("a level that is made of figures"))
            if not by:
                yield _wrong("by", "0", Saying("another number"))
        case _:
            pass


def _cause(contract: Contract, asked: Relief) -> Iterator[Finding]:
    """A cause is one of the contract's list, and excuses this level; a contract without a list knows any."""
    if not contract.causes or not asked.cause:
        return
    known = {each.name: each for each in contract.causes}
    if asked.cause not in known:
        yield _wrong("cause", asked.cause, " | ".join(known))
    elif not known[asked.cause].excuses(asked.level):
        yield _wrong("cause-level", asked.level, " | ".join(known[asked.cause].levels))


def _waiver(contract: Contract, asked: Waiver) -> Iterator[Finding]:
    """The customer lets go of what it is owed, and of nothing that it owes."""
    if asked.direction is not Direction.PENALTY:
        yield _wrong("direction", Saying("incentive"), Saying("a penalty"))
    if asked.most is not None and asked.most <= 0:
        yield _wrong("most", str(asked.most), Saying("an amount above 0"))
    elif asked.most is not None and asked.most % unit_of(contract.currency):
        amount = f"{contract.currency} {plain(unit_of(contract.currency))}"
        yield _wrong("most-finer", str(asked.most), Saying("a multiple of {amount}", amount=amount))


def _answer(contract: Contract, asked: Answer) -> Iterator[Finding]:
    offered = {each.name: tuple(name for name, _ in each.choices) for each in contract.readings}
    if asked.answer not in offered.get(asked.reading, ()):
        questions = (Saying("{name}: {answers}", name=name, answers=either(given)) for name, given in offered.items())
        expected = joined(questions, "; ") if offered else Saying("no question")
        yield _wrong("reading", f"{asked.reading}: {asked.answer}", expected)


_SAID = {
    "level": (Saying("The contract has no such level"), Saying("Choose a level.")),
    "window": (Saying("No window of the level lies in these days"), Saying("Widen them.")),
    "beyond": (
        Saying("These days reach into another period"),
        Saying("Narrow them, and ask for the other periods by themselves."),
    ),
    "count": (Saying("The first none are no relief"), Saying("Say how many.")),
    "points": (Saying("No points are no relief"), Saying("Say how many points.")),
    "days": (Saying("These days are not part of it"), Saying("Correct the days.")),
    "records": (Saying("No record is named"), Saying("Choose the records.")),
    "figure": (Saying("The level is not made of this figure"), Saying("Choose a figure.")),
    "by": (Saying("A figure that is 0 less is the same"), Saying("Say how many.")),
    "cause": (Saying("The contract knows no such cause"), Saying("Choose a cause.")),
    "cause-level": (Saying("This cause does not excuse the level"), Saying("Choose another.")),
    "direction": (
        Saying("This is not the customer's to waive"),
        Saying("Choose a penalty; what the vendor has earned is disputed."),
    ),
    "most": (Saying("Nothing is let go"), Saying("Say how much, or all.")),
    "most-finer": (Saying("Nobody can pay this amount"), Saying("Round it.")),
    "reading": (Saying("The contract leaves no such question open"), Saying("Choose one of these.")),
}
"""What is wrong and what to do, by code."""


def _wrong(code: str, found: str, expected: str) -> Finding:
    """A plain text is what was asked for, or the contract's own words."""
    message, remedy = _SAID[code]
    return Finding(f"matter.{code}", message, found=_as_it_is(found), expected=_as_it_is(expected), remedy=remedy)


def _as_it_is(text: str) -> Saying:
    return text if isinstance(text, Saying) else Saying("{text}", text=text[:400])
