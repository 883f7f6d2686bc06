"""What an example comes to instead of what it says: every difference in one finding, with the workings behind it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from sla.contract.model import Contract, Direction, Example
from sla.evaluation.model import Evaluation
from sla.settlement.canonical import money, scope
from sla.settlement.model import Line, Settlement
from sla.settlement.workings import sentence
from sla.values import Finding, Money, Saying, joined

TOTALS = {"penalties": (Direction.PENALTY,), "incentives": (Direction.INCENTIVE,), "net": (*Direction,)}
CORRECT = Saying("Correct the rule or the example; one of them is wrong.")
MOST_WORKINGS = 6


class Difference(NamedTuple):
    """One thing that an example says otherwise: what it is about, what comes out, and what it says."""

    about: str
    """A level's key, the name of a total, or nothing."""
    found: str
    expected: str


def disproved(contract: Contract, settlement: Settlement, example: Example) -> Iterator[Finding]:
    """One finding with every difference between an example and its settlement; none where they agree."""
    found = [*_outcomes(settlement, example), *_follows(settlement, example), *_amounts(settlement, example)]
    if found:
        yield Finding(
            "contract.example-fails",
            Saying("the example `{name}` does not come out as it says", name=example.says),
            example.place,
            found="; ".join(each.found for each in found),
            expected="; ".join(each.expected for each in found),
            remedy=joined((*_workings(contract, settlement, {each.about for each in found}), CORRECT), " "),
        )


def _outcomes(settlement: Settlement, example: Example) -> Iterator[Difference]:
    for level, outcome in example.outcomes:
        came = [(str(each.outcome), each.grades) for each in settlement.evaluations if each.measurement.level == level]
        if not came or not all(outcome == name or (outcome,) == grades for name, grades in came):
            names = sorted({" ".join((name, *grades)) for name, grades in came})
            yield Difference(level, f"{level} {', '.join(names) or 'closes no window'}", f"{level} {outcome}")


def _follows(settlement: Settlement, example: Example) -> Iterator[Difference]:
    follows = {says for _, says in settlement.consequences}
    if example.follows is not None and follows != {*example.follows}:
        yield Difference("", "; ".join(sorted(follows)) or "nothing", "; ".join(example.follows) or "nothing")


def _amounts(settlement: Settlement, example: Example) -> Iterator[Difference]:
    for name, wanted in example.pays:
        paid = amount_of(settlement, name)
        if paid.amount != wanted:
            text = f"{name} {money(paid)}"
            levels = dict.fromkeys(line.level for line in _about(settlement, name) if line.level and line.amount)
            if name in TOTALS and len(levels) > 1:
                text += f" ({', '.join(f'{key} {money(amount_of(settlement, key))}' for key in levels)})"
            yield Difference(name, text, f"{name} {wanted}")


def _about(settlement: Settlement, name: str) -> Iterator[Line]:
    """The lines that a total or a level is made of."""
    for line in settlement.lines:
        if line.level == name or (line.direction in TOTALS.get(name, ()) and line.level):
            yield line


def _workings(contract: Contract, settlement: Settlement, names: set[str]) -> Iterator[str]:
    """How the amounts came about: those that move money first, and no more than can be read."""
    known: dict[object, Evaluation] = {
        (each.measurement.level, each.measurement.window, each.measurement.scope): each
        for each in settlement.evaluations
    }
    wanted = {id(line) for name in names for line in _about(settlement, name) if name not in TOTALS or _moves(line)}
    lines = [line for line in settlement.lines if id(line) in wanted]
    ordered = sorted(lines, key=lambda line: not _moves(line))
    for line in ordered[:MOST_WORKINGS]:
        where = f" [{scope(line.scope)}]" if line.scope else ""
        when = "" if line.window == settlement.period else f" ({line.window.label})"
        why = sentence(contract, line, known.get((line.level, line.window, line.scope)))
        yield Saying("{name}: {phrase}", name=f"{line.level}{where}{when}", phrase=why)
    if len(ordered) > MOST_WORKINGS:
        yield Saying("And {number} lines more.", number=len(ordered) - MOST_WORKINGS)


def _moves(line: Line) -> bool:
    """Whether the line has to do with money here."""
    return bool(line.amount or line.cuts or line.missing)


def amount_of(settlement: Settlement, name: str) -> Money:
    """`penalties`, `incentives`, `net`, or a level's own net amount (penalties negative)."""
    if name in TOTALS:
        return {"penalties": settlement.penalties, "incentives": settlement.incentives, "net": settlement.net}[name]
    signed = (
        line.amount if line.direction is Direction.INCENTIVE else -line.amount
        for line in settlement.lines
        if line.level == name
    )
    return sum(signed, start=Money(Decimal(0), settlement.currency))
