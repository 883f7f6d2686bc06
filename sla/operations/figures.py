"""From what was sent in to what it comes to: the basis of one period's settlement, out of the books."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from sla.contract.definition import Definition
from sla.contract.model import Contract
from sla.cycle import Agreement, Cycle, Person
from sla.operations.activation import definition_of
from sla.operations.answers import unknown
from sla.statement.recompute import Basis
from sla.store import agreements, cycles, uploads
from sla.store.books import Books
from sla.submission.figures import Entry, Figures
from sla.values import Findings


@dataclass(frozen=True, slots=True)
class Case:
    """One period with all that a decision on it looks at."""

    agreement: Agreement
    definition: Definition
    cycle: Cycle
    earlier: tuple[Cycle, ...]
    later: tuple[Cycle, ...]

    @property
    def contract(self) -> Contract:
        """The contract in force for the period, with these parties on it."""
        return self.agreement.under(self.definition.on(self.cycle.period, dict(self.agreement.readings)))

    @property
    def before(self) -> tuple[tuple[Cycle, int], ...]:
        """The earlier periods that have figures, and the version of them that counts.

        All of them are settled before this one is; until then a price that looks back is provisional.
        """
        return tuple((each, version) for each in self.earlier if (version := each.counting))

    def basis(self, entries: tuple[Entry, ...]) -> Basis:
        """What the period's settlement follows from, given all figures up to it."""
        past = tuple(each.period for each, _ in self.before)
        return Basis(self.definition, Figures(entries), self.cycle.period, past, self.agreement.readings)


def load_case(connection: Connection, by: Person, agreement: int, period: str, *, hold: bool = False) -> Case | None:
    """The period of that key with its neighbours, or None where there is none that this person may see."""
    known = agreements.load_agreement(connection, by, agreement, hold=hold)
    if known is None:
        return None
    all_cycles = cycles.cycles_of(connection, by, agreement)
    here = next((each for each in all_cycles if each.period.key == period), None)
    if here is None:
        return None
    earlier = tuple(each for each in all_cycles if each.period < here.period)
    later = tuple(each for each in all_cycles if each.period > here.period)
    return Case(known, definition_of(connection, known), here, earlier, later)


def read_case(books: Books, by: Person, agreement: int, period: str) -> Case | Findings:
    """The same in a transaction of its own; findings where there is nothing to see."""
    with books.reading(by) as connection:
        return load_case(connection, by, agreement, period) or unknown("period", period)


def accepted(connection: Connection, case: Case) -> Basis | None:
    """The basis with the upload that counts; None before there is any."""
    version = case.cycle.counting
    if not version:
        return None
    return case.basis(uploads.entries_of(connection, (*case.before, (case.cycle, version))))
