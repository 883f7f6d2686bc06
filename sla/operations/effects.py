"""What each thing that was granted adds to a period's net, one after another."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from sla.contract.model import Contract
from sla.cycle.matter import Correction, Decision, Kind, Matter, State
from sla.measurement.relief import Relief
from sla.operations.figures import Case, figures_of
from sla.operations.wording import in_words
from sla.settlement.disputed import disputed
from sla.settlement.model import Settlement
from sla.settlement.waiver import Waiver
from sla.statement.disputes import in_dispute
from sla.statement.model import Claim, InDispute
from sla.values import Money


def effects(connection: Connection, case: Case) -> tuple[tuple[Matter, Money], ...]:
    """What each thing granted about this period adds to its net, in the order in which it was asked for.

    The effects add up to the difference between the net without any of them and the net as it stands.
    """
    entries = figures_of(connection, case)
    here = [each for each in case.granted if each.period == case.cycle.period and each.kind is not Kind.CORRECTION]
    others = tuple(each for each in case.matters if each not in here)
    found: list[tuple[Matter, Money]] = []
    net = replace(case, matters=others).basis(entries).settled()[-1].net
    for at, each in enumerate(here, 1):
        more = replace(case, matters=tuple(sorted((*others, *here[:at]), key=lambda one: one.id)))
        now = more.basis(entries).settled()[-1].net
        found.append((each, now - net))
        net = now
    return tuple(found)


def open_disputes(case: Case) -> tuple[Matter, ...]:
    """Disputes about this period that nobody has decided yet, in the order in which they were opened."""
    here = (each for each in case.matters if each.period == case.cycle.period)
    return tuple(each for each in here if each.kind is Kind.DISPUTE and each.state is State.OPEN)


def disputes(connection: Connection, case: Case) -> InDispute | None:
    """What is in dispute about a period that has a result: payable now, the range, and each outcome; or None."""
    waiting = open_disputes(case)
    if not waiting or not (case.cycle.stage.is_settled or case.cycle.restates):
        return None
    entries = figures_of(connection, case)

    def settled(upheld: tuple[int, ...]) -> Settlement:
        return replace(case, matters=tuple(_as_if(each, upheld) for each in case.matters)).basis(entries).settled()[-1]

    found = disputed(tuple(each.number for each in waiting), settled)
    return in_dispute(case.contract, found, tuple(_claim(case.contract, each) for each in waiting))


def _as_if(matter: Matter, upheld: tuple[int, ...]) -> Matter:
    """The matter as it would stand if these disputes had been upheld as asked."""
    if matter.number not in upheld:
        return matter
    return replace(matter, decision=Decision(matter.opened, State.GRANTED, matter.asked, ""))


def _claim(contract: Contract, matter: Matter) -> Claim:
    return Claim(matter.number, about(contract, matter), in_words(matter.asked), matter.opened.name)


def about(contract: Contract, matter: Matter) -> str:
    """The title of the level that a matter is about, or that it is about the text."""
    asked = matter.granted or matter.asked
    if isinstance(asked, Correction):
        return "The figures"
    level = contract.index.get(asked.level) if isinstance(asked, Relief | Waiver) else None
    return level.title if level else "The contract's text"
