"""A decision on a period: what it looks at is loaded and held, it is taken and kept, in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from sla.cycle import Cycle, Person
from sla.cycle.refusal import changed_meanwhile
from sla.operations.answers import one, unknown
from sla.operations.figures import Case, load_case
from sla.store.books import Books
from sla.values import Finding, Findings

Decide = Callable[[Connection, Case], Cycle | Finding]


def decided(
    books: Books, agreement: int, period: str, by: Person, seen: int | None, decide: Decide
) -> Cycle | Findings:
    """Take it; `seen` is the revision that the person looked at, if the door knows it."""
    with books.writing(by) as connection:
        case = load_case(connection, by, agreement, period, hold=True)
        if case is None:
            return unknown("period", period)
        if seen is not None and seen != case.cycle.revision:
            return one(changed_meanwhile(case.cycle))
        result = decide(connection, case)
        return one(result) if isinstance(result, Finding) else result
