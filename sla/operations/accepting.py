"""Accepting: the vendor says line by line, or at once, that what was settled is right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from sla.cycle import Person
from sla.cycle.accepting import Acceptance, LineState, accept, line_states
from sla.cycle.intime import disputable_until
from sla.operations.answers import one, unknown
from sla.operations.figures import Case, load_case, standing
from sla.settlement.model import Line
from sla.store import acceptances, log
from sla.store.books import Books
from sla.values import Finding, Findings


def accept_lines(
    books: Books, agreement: int, period: str, chosen: Iterable[str], *, by: Person, at: datetime
) -> Acceptance | Findings:
    """Accept the lines of these keys (`LineState.key`); one entry in the log, whatever their number."""
    with books.writing(by) as connection:
        case = load_case(connection, by, agreement, period, hold=True)
        if case is None:
            return unknown("period", period)
        made = accept(case.cycle, chosen, lines_now(connection, case, at), by=by, at=at)
        if isinstance(made, Finding):
            return one(made)
        acceptances.keep_acceptance(connection, case.cycle, made)
        log.record(connection, "lines accepted", by, at, case.cycle, lines=str(len(made.lines)))
        return made


def lines_now(connection: Connection, case: Case, at: datetime) -> tuple[LineState, ...]:
    """The lines of the settlement that stands, with what was said to each; none before there is one."""
    if not case.cycle.stage.is_settled:
        return ()
    return lines_as(connection, case, standing(connection, case).settled()[-1].lines, at)


def lines_as(connection: Connection, case: Case, lines: Iterable[Line], at: datetime) -> tuple[LineState, ...]:
    """The same for lines at hand."""
    here = (each for each in case.matters if each.period == case.cycle.period)
    said = acceptances.acceptances_of(connection, case.cycle, case.as_known)
    return line_states(lines, said, here, at=at, last=disputable_until(case.contract, case.cycle, case.calendar))
