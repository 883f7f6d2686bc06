"""Views: what a page shows at a glance, read from the roll-up row of each period in one query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from sla.cycle import Person, Stage
from sla.evaluation.model import Outcome
from sla.settlement.model import Settlement
from sla.store.tables import agreement, cycle, organisation
from sla.store.visible import visible
from sla.values import Money, Period


@dataclass(frozen=True, slots=True)
class Result:
    """What a settled period comes to at a glance."""

    penalties: Money
    incentives: Money
    net: Money
    met: int
    missed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One agreement in one period. `result` is None until it is settled."""

    agreement: int
    series: str
    """Opens the agreement's statement numbers and, in lower case, names it in addresses."""
    definition: str
    reference: str
    customer: str
    vendor: str
    period: Period
    stage: Stage
    number: str
    result: Result | None


def portfolio(connection: Connection, by: Person, definition: str | None = None) -> tuple[Cell, ...]:
    """Every period of every agreement this person may see, by contract, vendor and time."""
    customer, vendor = organisation.alias(), organisation.alias()
    query = (
        select(
            cycle,
            agreement.c.series,
            agreement.c.definition,
            agreement.c.reference,
            customer.c.name.label("customer"),
            vendor.c.name.label("vendor"),
        )
        .join_from(cycle, agreement, agreement.c.id == cycle.c.agreement)
        .join(customer, customer.c.id == agreement.c.customer)
        .join(vendor, vendor.c.id == agreement.c.vendor)
        .where(visible(by))
        .order_by(agreement.c.definition, vendor.c.name, agreement.c.reference, cycle.c.period_start)
    )
    if definition is not None:
        query = query.where(agreement.c.definition == definition)
    return tuple(
        Cell(
            agreement=row.agreement,
            series=row.series,
            definition=row.definition,
            reference=row.reference,
            customer=row.customer,
            vendor=row.vendor,
            period=Period(row.period_start, row.period_end),
            stage=Stage(row.stage),
            number=row.number,
            result=None if row.currency is None else _result(row),
        )
        for row in connection.execute(query)
    )


def agreement_of_series(connection: Connection, by: Person, series: str) -> int | None:
    """The number of the agreement whose statements count in a series; None if the person may not see it."""
    query = select(agreement.c.id).where(visible(by), agreement.c.series == series)
    return connection.execute(query).scalar_one_or_none()


def _result(row: Row[Any]) -> Result:
    penalties, incentives, net = (
        Money.from_minor(minor, row.currency) for minor in (row.penalties, row.incentives, row.net)
    )
    return Result(penalties, incentives, net, row.met, row.missed, row.unknown)


def roll_up(settled: Settlement | None) -> dict[str, object]:
    """The columns of a period's roll-up: those of a settlement, or none after it was taken back."""
    if settled is None:
        return dict.fromkeys(("currency", "penalties", "incentives", "net", "met", "missed", "unknown"))
    outcomes = Counter(each.outcome for each in settled.evaluations)
    return {
        "currency": settled.currency,
        "penalties": settled.penalties.minor,
        "incentives": settled.incentives.minor,
        "net": settled.net.minor,
        "met": outcomes[Outcome.MET],
        "missed": outcomes[Outcome.MISSED],
        "unknown": len(settled.waiting_for),
    }
