"""One period down to the ground: with the files that its figures stand in, so that a line leads to its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sla.contract.definition import Definition
from sla.cycle import Person
from sla.operations.figures import load_case
from sla.operations.pages import Scorecard, card
from sla.statement.recompute import Basis
from sla.store import uploads
from sla.store.books import Books
from sla.store.uploads import Filed


@dataclass(frozen=True, slots=True)
class Ground:
    """The scorecard of a period with what stands below it: the contract's files, and those of the figures."""

    card: Scorecard
    definition: Definition
    basis: Basis | None
    """What the settlement follows from; None before figures."""
    files: tuple[Filed, ...]
    """The file that counts of each period up to this one, oldest first."""

    def standing_in(self) -> dict[int, Filed]:
        """The file that each entry stands in, by its identity: two files may say the same."""
        return {id(entry): file for file in self.files for entry in file.entries}


def ground(
    books: Books, number: int, period: str, *, by: Person, at: datetime, known: datetime | None = None
) -> Ground | None:
    """All of it, now or as it was `known` at a moment; None where there is none to see."""
    with books.reading(by) as connection:
        case = load_case(connection, by, number, period, as_known=known)
        if case is None:
            return None
        files = uploads.filed(connection, case.counted, known) if case.cycle.counting else ()
        basis = case.basis(tuple(entry for each in files for entry in each.entries)) if files else None
        return Ground(card(connection, case, basis, by, at), case.definition, basis, files)
