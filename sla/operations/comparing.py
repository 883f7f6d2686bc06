"""One period as it was known at a moment, held against what is known now: what changed, and for which cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sla.contract.model import Contract
from sla.cycle import Person
from sla.operations.answers import one, unknown
from sla.operations.figures import accepted, load_case
from sla.settlement.model import Settlement
from sla.statement.apart import Part, parts
from sla.statement.recompute import Basis
from sla.store.books import Books
from sla.submission.figures import Figures
from sla.values import Finding, Findings


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the contract in force, the figures up to the period, and its settlements with those before."""

    contract: Contract
    figures: Figures
    settlements: tuple[Settlement, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides, and what each cause changes between them."""

    then: Side
    now: Side
    parts: tuple[Part, ...]


def compare(books: Books, number: int, period: str, then: datetime, *, by: Person) -> Compared | Findings:
    """What changed since a moment; findings where there were no figures yet, or are none now."""
    with books.reading(by) as connection:
        cases = [load_case(connection, by, number, period, as_known=moment) for moment in (then, None)]
        if cases[1] is None:
            return unknown("period", period)
        bases = [accepted(connection, case) if case else None for case in cases]
    before, after = bases
    if before is None or after is None:
        return one(_nothing())
    return Compared(_side(before), _side(after), parts(before, after)[1])


def _side(basis: Basis) -> Side:
    return Side(basis.definition.on(basis.period, dict(basis.readings)), basis.figures, basis.settled())


def _nothing() -> Finding:
    return Finding(
        "compare.no-figures",
        "There were no figures of this period then",
        found="nothing to compare with",
        expected="a moment after the first figures",
        remedy="Choose a later moment.",
    )
