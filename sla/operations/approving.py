"""Approving many settlements at once: one person's signature under each, each under the same rules as alone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sla.cycle import Cycle, Person, Stage
from sla.operations.deciding import approve_period
from sla.operations.pages import portfolio
from sla.store.books import Books
from sla.values import Findings


@dataclass(frozen=True, slots=True)
class Signed:
    """One agreement's settlement, and what became of the signature under it."""

    agreement: int
    reference: str
    answer: Cycle | Findings


def approve_many(
    books: Books,
    period: str,
    *,
    by: Person,
    at: datetime,
    references: Collection[str] = (),
    progress: Callable[[Signed], None] | None = None,
) -> tuple[Signed, ...]:
    """Sign every settlement of a period that the person sees, or those of the agreements named.

    A refusal stops no other. Repeated, what is signed already is refused and stays as it is.
    """
    found = []
    for cell in portfolio(books, by=by):
        if cell.period.key != period or cell.stage is not Stage.SETTLED:
            continue
        if references and cell.reference not in references:
            continue
        answer = approve_period(books, cell.agreement, period, by=by, at=at)
        found.append(Signed(cell.agreement, cell.reference, answer))
        if progress:
            progress(found[-1])
    return tuple(found)
