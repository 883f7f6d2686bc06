"""Views: what a page shows at a glance, read from the roll-up row of each period in one query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, select

from sla.cycle import Person, Stage
from sla.evaluation.model import Outcome
from sla.settlement.model import Settlement
from sla.store.cycles import latest_round
from sla.store.tables import agreement, cycle, organisation
from sla.store.visible import visible
from sla.values import Money, Period


@dataclass(frozen=True, slots=True)
class Result:
    """What a settled period comes to at a glance. Amounts are made when somebody looks: a portfolio has thousands."""

    currency: str
    penalties_minor: int
    incentives_minor: int
    met: int
    missed: int
    unknown: int

    @property
    def penalties(self) -> Money:
        """Owed to the customer."""
        return Money.from_minor(self.penalties_minor, self.currency)

    @property
    def incentives(self) -> Money:
        """Owed to the vendor."""
        return Money.from_minor(self.incentives_minor, self.currency)

    @property
    def net(self) -> Money:
        """Incentives less penalties."""
        return Money.from_minor(self.incentives_minor - self.penalties_minor, self.currency)


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
        .where(visible(by), latest_round)
        .order_by(agreement.c.definition, vendor.c.name, agreement.c.reference, cycle.c.period_start)
    )
    if definition is not None:
        query = query.where(agreement.c.definition == definition)
    spans = cache(Period)
    return tuple(
        Cell(
            agreement=row.agreement,
            series=row.series,
            definition=row.definition,
            reference=row.reference,
            customer=row.customer,
            vendor=row.vendor,
            period=spans(row.period_start, row.period_end),
            stage=Stage(row.stage),
            number=row.number,
            result=None
            if row.currency is None
            else Result(row.currency, row.penalties, row.incentives, row.met, row.missed, row.unknown),
        )
        for row in connection.execute(query)
    )


def agreement_of_series(connection: Connection, by: Person, series: str) -> int | None:
    """The number of the agreement whose statements count in a series; None if the person may not see it."""
    query = select(agreement.c.id).where(visible(by), agreement.c.series == series)
    return connection.execute(query).scalar_one_or_none()


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
