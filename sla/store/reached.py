"""How far agreements have come: the last period of each that is open, in one query."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, true

from sla.cycle import Person
from sla.store.tables import agreement, cycle, organisation
from sla.store.visible import visible


@dataclass(frozen=True, slots=True)
class Reached:
    """An agreement, and the first day after the last of its periods that is open; None before there is any."""

    agreement: int
    series: str
    definition: str
    reference: str
    vendor: str
    readings: tuple[tuple[str, str], ...]
    end: date | None


def reached(connection: Connection, by: Person, until: date | None = None) -> tuple[Reached, ...]:
    """How far every agreement has come of which the person's company is the customer, by contract and vendor.

    Only those that have come no further than `until`, if it is given.
    """
    last = cycle.c.period_start.desc()
    end = select(cycle.c.period_end).where(cycle.c.agreement == agreement.c.id).order_by(last).limit(1)
    come = end.correlate(agreement).scalar_subquery()
    names = (agreement.c.series, agreement.c.definition, agreement.c.reference, organisation.c.name.label("vendor"))
    query = (
        select(agreement.c.id, *names, agreement.c.readings, come.label("end"))
        .join(organisation, organisation.c.id == agreement.c.vendor)
        .where(visible(by), agreement.c.customer == by.organisation)
        .where(true() if until is None else come.is_(None) | (come <= until))
        .order_by(agreement.c.definition, organisation.c.name, agreement.c.reference)
    )
    return tuple(
        Reached(
            agreement=row.id,
            series=row.series,
            definition=row.definition,
            reference=row.reference,
            vendor=row.vendor,
            readings=tuple(json.loads(row.readings).items()),
            end=row.end,
        )
        for row in connection.execute(query)
    )
