"""Whether what is asked for fits the contract and the period: level, days, figure, cause, answer."""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.model import Contract, Direction, Formula
from sla.cycle.matter import Answer, Asked, Correction
from sla.measurement.measure import figure_names
from sla.measurement.relief import Days, First, Forgiven, Less, Records, Relief
from sla.settlement.waiver import Waiver
from sla.values import Finding, Findings, Period, plain
from sla.values.money import unit_of


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
        yield _wrong("level", "The contract has no such level", level, " | ".join(contract.index), "Choose a level.")


def _relief(contract: Contract, period: Period, asked: Relief) -> Iterator[Finding]:
    level = contract.index.get(asked.level)
    windows = level.window.closing_in(period, contract.term) if level else ()
    if level is not None and not any(window in asked.within for window in windows):
        expected = "days that hold a window of the level which closes in this period"
        yield _wrong("window", "No window of the level lies in these days", str(asked.within), expected, "Widen them.")
    elif windows and asked.within not in Period(min(w.start for w in windows), max(w.end for w in windows)):
        expected = "days of the windows that close in this period"
        remedy = "Narrow them, and ask for the other periods by themselves."
        yield _wrong("beyond", "These days reach into another period", str(asked.within), expected, remedy)
    yield from _cause(contract, asked)
    match asked.extent:
        case First(count) if count < 1:
            yield _wrong("count", "The first none are no relief", str(count), "1 or more", "Say how many.")
        case Forgiven(points) if points <= 0:
            yield _wrong("points", "No points are no relief", str(points), "more than 0", "Say how many points.")
        case Days(days) if not days.overlap(asked.within):
            yield _wrong("days", "These days are not part of it", str(days), str(asked.within), "Correct the days.")
        case Records(rows) if not rows:
            yield _wrong("records", "No record is named", "none", "at least one", "Choose the records.")
        case Less(figure, by):
            used = level.measure if level else None
            known = figure_names(used.expression, contract) if isinstance(used, Formula) else ()
            if figure not in known:
                expected = " | ".join(known) or "a level that is made of figures"
                yield _wrong("figure", "The level is not made of this figure", figure, expected, "Choose a figure.")
            if not by:
                yield _wrong("by", "A figure that is 0 less is the same", "0", "another number", "Say how many.")
        case _:
            pass


def _cause(contract: Contract, asked: Relief) -> Iterator[Finding]:
    """A cause is one of the contract's list, and excuses this level; a contract without a list knows any."""
    if not contract.causes or not asked.cause:
        return
    known = {each.name: each for each in contract.causes}
    if asked.cause not in known:
        yield _wrong("cause", "The contract knows no such cause", asked.cause, " | ".join(known), "Choose a cause.")
    elif not known[asked.cause].excuses(asked.level):
        expected = " | ".join(known[asked.cause].levels)
        yield _wrong("cause-level", "This cause does not excuse the level", asked.level, expected, "Choose another.")


def _waiver(contract: Contract, asked: Waiver) -> Iterator[Finding]:
    """The customer lets go of what it is owed, and of nothing that it owes."""
    if asked.direction is not Direction.PENALTY:
        remedy = "Choose a penalty; what the vendor has earned is disputed."
        yield _wrong("direction", "This is not the customer's to waive", str(asked.direction), "a penalty", remedy)
    if asked.most is not None and asked.most <= 0:
        yield _wrong("most", "Nothing is let go", str(asked.most), "an amount above 0", "Say how much, or all.")
    elif asked.most is not None and asked.most % unit_of(contract.currency):
        unit = plain(unit_of(contract.currency))
        expected = f"a multiple of {contract.currency} {unit}"
        yield _wrong("most-finer", "Nobody can pay this amount", str(asked.most), expected, "Round it.")


def _answer(contract: Contract, asked: Answer) -> Iterator[Finding]:
    offered = {each.name: tuple(name for name, _ in each.choices) for each in contract.readings}
    if asked.answer not in offered.get(asked.reading, ()):
        expected = "; ".join(f"{name}: {' or '.join(answers)}" for name, answers in offered.items()) or "no question"
        found = f"{asked.reading}: {asked.answer}"
        yield _wrong("reading", "The contract leaves no such question open", found, expected, "Choose one of these.")


def _wrong(code: str, message: str, found: str, expected: str, remedy: str) -> Finding:
    return Finding(f"matter.{code}", message, found=found[:200], expected=expected[:400], remedy=remedy)
