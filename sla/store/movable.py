"""What a person can move on now, asked of the database, so that of very many periods those of one page are loaded.

The rules are those of `sla.cycle`, said once more about rows; a test lets people act at random and holds both together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, False_, case, exists, false, func, or_, select

from sla.cycle import Person, Role, Stage
from sla.cycle.rules import SIGNATURES
from sla.store.calendars import thawed
from sla.store.cycles import counts, latest_round, same_period
from sla.store.tables import agreement, approval, cycle, organisation, settlement, submission
from sla.store.visible import visible
from sla.values import Money

WAY = (Stage.OPEN, Stage.SUBMITTED, Stage.SETTLED, Stage.APPROVED)
"""The stages at which a period waits for somebody, in their order."""

# Named once: every page asks what waits, and to give a table another name costs more than to ask the database.
_earlier, _later, _sent_for = cycle.alias("earlier"), cycle.alias("later_round"), cycle.alias("sent_for")
_sent, _after = submission.alias("sent"), settlement.alias("after")


@dataclass(frozen=True, slots=True)
class Place:
    """A period in the list of those that can be moved on: its number, its stage, and what it comes to once settled."""

    number: int
    stage: Stage
    net: Money | None


def places(connection: Connection, wanted: ColumnElement[bool]) -> tuple[Place, ...]:
    """All that are wanted, by stage, then contract, vendor and time; one lean query, since each is weighed anyway."""
    vendor = organisation.alias()
    rows = connection.execute(
        select(cycle.c.id, cycle.c.stage, cycle.c.net, cycle.c.currency)
        .join(agreement)
        .join(vendor, vendor.c.id == agreement.c.vendor)
        .where(wanted)
        .order_by(case({str(stage): rank for rank, stage in enumerate(WAY)}, value=cycle.c.stage))
        .order_by(agreement.c.definition, vendor.c.name, agreement.c.reference, cycle.c.period_start)
    )
    return tuple(
        Place(number, Stage(stage), Money.from_minor(net, currency) if currency else None)
        for number, stage, net, currency in rows
    )


def counted(connection: Connection, wanted: ColumnElement[bool]) -> dict[Stage, int]:
    """How many are wanted at each stage, in the order of the stages."""
    rows = connection.execute(
        select(cycle.c.stage, func.count().label("periods")).join(agreement).where(wanted).group_by(cycle.c.stage)
    )
    found = {row.stage: row.periods for row in rows}
    return {stage: found[stage] for stage in WAY if stage in found}


def late(connection: Connection, wanted: ColumnElement[bool], at: datetime) -> frozenset[int]:
    """Those among them whose business days to be settled and approved are over; what is open late is shut."""
    last = select(func.max(submission.c.sent_at)).where(submission.c.cycle == cycle.c.id).scalar_subquery()
    rows = connection.execute(
        select(cycle.c.id, cycle.c.calendar, cycle.c.approve_days, last.label("sent"))
        .join(agreement)
        .where(wanted, cycle.c.stage.in_([str(Stage.SUBMITTED), str(Stage.SETTLED)]), cycle.c.round == 0)
        .where(cycle.c.approve_days.is_not(None), cycle.c.calendar.is_not(None), last.is_not(None))
    )
    # So many business days are at least as many days: most are known not to be late without a calendar.
    old = (row for row in rows if row.sent + timedelta(days=row.approve_days) <= at)
    return frozenset(
        row.id
        for row in old
        if (calendar := thawed(row.calendar)) and calendar.deadline(row.sent, row.approve_days) <= at
    )


def movable(by: Person, at: datetime, stages: Collection[Stage] = WAY) -> ColumnElement[bool]:
    """A condition on `cycle` and `agreement`: the person can take the next step of the period now."""
    steps = {
        Stage.OPEN: _submits(by, at),
        Stage.SUBMITTED: _settles(by),
        Stage.SETTLED: _approves(by),
        Stage.APPROVED: _issues(by),
    }
    chosen = [stage for stage, step in steps.items() if stage in stages and not isinstance(step, False_)]
    # Named apart as well, so that an index finds the few that are on their way.
    here = visible(by) & cycle.c.stage.in_(map(str, chosen)) & latest_round
    return here & or_(false(), *((cycle.c.stage == str(stage)) & steps[stage] for stage in chosen))


def _buys(by: Person, *roles: Role) -> ColumnElement[bool]:
    return agreement.c.customer == by.organisation if any(by.is_a(role) for role in roles) else false()


def _submits(by: Person, at: datetime) -> ColumnElement[bool]:
    if not by.is_a(Role.PARTNER):
        return false()
    return (agreement.c.vendor == by.organisation) & (cycle.c.closes.is_(None) | (cycle.c.closes > at))


def _settles(by: Person) -> ColumnElement[bool]:
    """No earlier period is unsettled; one that is only settled again holds up nothing but restatements."""
    superseded = exists().where(
        same_period(_later, _earlier), _later.c.round > _earlier.c.round, _later.c.stage != str(Stage.DROPPED)
    )
    behind = exists().where(
        _earlier.c.agreement == cycle.c.agreement,
        _earlier.c.period_start < cycle.c.period_start,
        _earlier.c.stage.in_([str(Stage.OPEN), str(Stage.SUBMITTED)]),
        (_earlier.c.round == 0) | (cycle.c.round > 0),
        ~superseded,
    )
    return _buys(by, Role.MANAGER) & ~behind


def _approves(by: Person) -> ColumnElement[bool]:
    """They neither sent it in nor prepared it, have a signature to give, and nothing is unknown."""
    mine = [str(role) for role in SIGNATURES if by.is_a(role)]
    took_part = exists().where(
        _sent.c.cycle == _sent_for.c.id,
        same_period(_sent_for, cycle),
        _sent_for.c.round <= cycle.c.round,
        counts(_sent_for, cycle),
        _sent.c.sent_by == by.id,
    )
    prepared = exists().where(_stands(), settlement.c.prepared_by == by.id)
    given = select(func.count()).select_from(approval).join(settlement).where(_stands(), approval.c.role.in_(mine))
    signed = exists().where(approval.c.settlement == settlement.c.id, _stands(), approval.c.person == by.id)
    left = given.correlate(cycle).scalar_subquery() < len(mine)
    return _buys(by, *SIGNATURES) & ~took_part & ~prepared & left & ~signed & ~_waits()


def _issues(by: Person) -> ColumnElement[bool]:
    """Both signatures stand: no person and no role gives two under one settlement."""
    both = select(func.count()).select_from(approval).join(settlement).where(_stands())
    return _buys(by, Role.FINANCE) & (both.correlate(cycle).scalar_subquery() == len(SIGNATURES)) & ~_waits()


def _waits() -> ColumnElement[bool]:
    return exists().where(_stands(), settlement.c.waiting_for != "[]")


def _stands() -> ColumnElement[bool]:
    """Whether a settlement is the last of its period."""
    later = exists().where(_after.c.cycle == settlement.c.cycle, _after.c.attempt > settlement.c.attempt)
    return (settlement.c.cycle == cycle.c.id) & ~later
