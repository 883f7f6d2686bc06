"""What the vendor accepted of settlements: rows into values and back. Rows are only ever added."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from sla.cycle import Act, Cycle
from sla.cycle.accepting import Acceptance
from sla.store.tables import acceptance, cycle, person


def keep_acceptance(connection: Connection, on: Cycle, new: Acceptance) -> None:
    """Keep an act of accepting."""
    lines = json.dumps(new.lines, ensure_ascii=False)
    connection.execute(insert(acceptance).values(cycle=on.id, lines=lines, person=new.act.person, at=new.act.at))


def acceptances_of(connection: Connection, on: Cycle, known: datetime | None = None) -> tuple[Acceptance, ...]:
    """Every act of accepting about a period that was loaded for a person, in all its rounds, oldest first.

    With `known`, those up to that moment.
    """
    until = known or datetime.max.replace(tzinfo=UTC)
    rows = connection.execute(
        select(acceptance.c.lines, acceptance.c.person, acceptance.c.at, person.c.name)
        .join_from(acceptance, cycle, cycle.c.id == acceptance.c.cycle)
        .join(person, person.c.id == acceptance.c.person)
        .where(cycle.c.agreement == on.agreement, cycle.c.period_start == on.period.start, acceptance.c.at <= until)
        .order_by(acceptance.c.id)
    )
    return tuple(Acceptance(tuple(json.loads(row.lines)), Act(row.person, row.name, row.at)) for row in rows)
