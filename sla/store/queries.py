"""Views: what a page shows at a glance, read from the roll-up row of each period in one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import ColumnElement, Connection, FromClause, exists, func, or_, select, true

from sla.cycle import Person, Stage
from sla.evaluation.model import Outcome
from sla.settlement.model import Settlement
from sla.store.calendars import thawed
from sla.store.cycles import latest_round, same_period
from sla.store.tables import agreement, cycle, organisation
from sla.store.visible import visible
from sla.values import Calendar, Money, Period

ON_THE_WAY = tuple(str(each) for each in Stage if each not in (Stage.ISSUED, Stage.DROPPED))
"""The stages at which a period is not done yet."""


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


class Order(StrEnum):
    """In which order a portfolio has its agreements."""

    NAME = "name"
    """By contract, vendor and reference."""
    OWED = "owed"
    """Those whose vendors owe most, all periods together, first."""
    MISSED = "missed"
    """Those with the most misses first."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which agreements of a portfolio are wanted, in which order, and which of their periods."""

    definition: str = ""
    words: str = ""
    """Part of the name of a vendor or customer, or of a reference."""
    stage: Stage | None = None
    before: date | None = None
    """Only periods that begin before this day."""
    order: Order = Order.NAME


ALL = Sought()


def portfolio(connection: Connection, by: Person, definition: str | None = None) -> tuple[Cell, ...]:
    """Every period of every agreement this person may see, by contract, vendor and time."""
    condition = true() if definition is None else agreement.c.definition == definition
    return _cells(connection, cycle, visible(by) & latest_round & condition)


def cells_about(connection: Connection, by: Person, numbers: Collection[int]) -> tuple[Cell, ...]:
    """The same of the periods to which some rounds belong, named by the numbers of their rows."""
    named = cycle.alias("named")
    about = select(cycle).join(named, same_period(named, cycle)).where(named.c.id.in_(numbers), latest_round)
    return _cells(connection, about.distinct().subquery("about"), visible(by)) if numbers else ()


def cells_of(
    connection: Connection, by: Person, agreements: Sequence[int], wanted: Sought = ALL, most: int | None = None
) -> tuple[Cell, ...]:
    """The same of some agreements alone: of each its last `most` periods among those that are wanted."""
    here = cycle.c.agreement.in_(agreements) & latest_round
    if wanted.stage is not None:
        here &= cycle.c.stage == str(wanted.stage)
    if wanted.before is not None:
        here &= cycle.c.period_start < wanted.before
    back = func.row_number().over(partition_by=cycle.c.agreement, order_by=cycle.c.period_start.desc())
    ranked = select(cycle, back.label("back")).where(here).subquery("ranked")
    return _cells(connection, ranked, visible(by) & (true() if most is None else ranked.c.back <= most))


def agreements_in(connection: Connection, by: Person, wanted: Sought) -> tuple[int, ...]:
    """The numbers of all agreements with periods that are wanted, in the order that is wanted."""
    customer, vendor = organisation.alias(), organisation.alias()
    here = (cycle.c.agreement == agreement.c.id) & latest_round
    if wanted.stage is not None:
        here &= cycle.c.stage == str(wanted.stage)
    query = (
        select(agreement.c.id)
        .join(customer, customer.c.id == agreement.c.customer)
        .join(vendor, vendor.c.id == agreement.c.vendor)
        .where(visible(by), exists().where(here))
    )
    if wanted.definition:
        query = query.where(agreement.c.definition == wanted.definition)
    if wanted.words:
        told = (vendor.c.name, customer.c.name, agreement.c.reference)
        query = query.where(or_(*(column.icontains(wanted.words, autoescape=True) for column in told)))
    ranks = {Order.OWED: func.sum(cycle.c.net), Order.MISSED: -func.sum(cycle.c.missed)}
    if wanted.order in ranks:
        rank = select(func.coalesce(ranks[wanted.order], 0)).where(here).correlate(agreement).scalar_subquery()
        query = query.order_by(rank)
    query = query.order_by(agreement.c.definition, vendor.c.name, agreement.c.reference)
    return tuple(connection.execute(query).scalars())


def stages_of(connection: Connection, by: Person, definition: str = "") -> dict[Stage, int]:
    """How many periods stand at each stage on the way; those that are done are not counted."""
    query = (
        select(cycle.c.stage, func.count())
        .join(agreement)
        .where(visible(by), latest_round, cycle.c.stage.in_(ON_THE_WAY))
        .group_by(cycle.c.stage)
    )
    if definition:
        query = query.where(agreement.c.definition == definition)
    found = {Stage(name): count for name, count in connection.execute(query)}
    return {Stage(name): found.get(Stage(name), 0) for name in ON_THE_WAY}


def overdue(connection: Connection, by: Person, at: datetime) -> int:
    """How many periods have no figures yet although the last moment for them is over."""
    late = (cycle.c.stage == str(Stage.OPEN)) & (cycle.c.closes <= at)
    query = select(func.count()).select_from(cycle).join(agreement).where(visible(by), latest_round, late)
    return connection.execute(query).scalar_one()


@dataclass(frozen=True, slots=True)
class Frozen:
    """Periods of an agreement on their way that keep the same calendar: how many, the first and the last."""

    agreement: int
    calendar: Calendar
    periods: int
    first: Period
    last: Period


def frozen_calendars(connection: Connection, by: Person, customer: int, definition: str) -> tuple[Frozen, ...]:
    """What the periods of a contract keep that are not issued yet; those opened before that was kept are left out."""
    query = (
        select(cycle.c.agreement, cycle.c.calendar, cycle.c.period_start, cycle.c.period_end)
        .join(agreement)
        .where(visible(by), latest_round, cycle.c.stage.in_(ON_THE_WAY), cycle.c.calendar.is_not(None))
        .where(agreement.c.customer == customer, agreement.c.definition == definition)
        .order_by(cycle.c.agreement, cycle.c.period_start)
    )
    found: dict[tuple[int, str], list[Period]] = {}
    for row in connection.execute(query):
        found.setdefault((row.agreement, row.calendar), []).append(Period(row.period_start, row.period_end))
    known = cache(thawed)
    return tuple(
        Frozen(number, calendar, len(periods), periods[0], periods[-1])
        for (number, kept), periods in found.items()
        if (calendar := known(kept))
    )


def definitions_of(connection: Connection, by: Person) -> tuple[tuple[str, int, str], ...]:
    """Every contract among the agreements the person may see: its key, its customer's number and name."""
    query = (
        select(agreement.c.definition, agreement.c.customer, organisation.c.name)
        .join(organisation, organisation.c.id == agreement.c.customer)
        .where(visible(by))
        .distinct()
        .order_by(agreement.c.definition, organisation.c.name)
    )
    return tuple((row.definition, row.customer, row.name) for row in connection.execute(query))


def _cells(connection: Connection, periods: FromClause, condition: ColumnElement[bool]) -> tuple[Cell, ...]:
    """Cells of the rows of `periods`, which has the columns of a cycle, by contract, vendor and time."""
    customer, vendor = organisation.alias(), organisation.alias()
    query = (
        select(
            periods,
            agreement.c.series,
            agreement.c.definition,
            agreement.c.reference,
            customer.c.name.label("customer"),
            vendor.c.name.label("vendor"),
        )
        .join_from(periods, agreement, agreement.c.id == periods.c.agreement)
        .join(customer, customer.c.id == agreement.c.customer)
        .join(vendor, vendor.c.id == agreement.c.vendor)
        .where(condition)
        .order_by(agreement.c.definition, vendor.c.name, agreement.c.reference, agreement.c.id, periods.c.period_start)
    )
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
