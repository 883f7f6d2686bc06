"""Cycles: rows into values and back. A change is one guarded update, so that of two who decide at once one wins."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from sla.cycle import Act, Approval, Cycle, Person, Preparation, Role, Sent, Stage
from sla.cycle.refusal import changed_meanwhile
from sla.store.tables import agreement, approval, cycle, person, settlement, statement, submission
from sla.store.visible import visible
from sla.values import Finding, Period


def open_cycle(connection: Connection, new: Cycle) -> Cycle:
    """Keep a new period. It overlaps no other of its agreement; that was looked at while the agreement is held."""
    connection.execute(
        insert(cycle).values(
            agreement=new.agreement,
            period=new.period.key,
            period_start=new.period.start,
            period_end=new.period.end,
            stage=str(new.stage),
            revision=new.revision,
            closes=new.closes,
            number="",
        )
    )
    condition = (cycle.c.agreement == new.agreement) & (cycle.c.period == new.period.key)
    return _load(connection, condition)[0]


def load_cycle(connection: Connection, by: Person, agreement_id: int, period: str) -> Cycle | None:
    """One period by its key, or None where there is none that this person may see."""
    condition = (cycle.c.agreement == agreement_id) & (cycle.c.period == period) & visible(by)
    return next(iter(_load(connection, condition)), None)


def cycles_of(connection: Connection, by: Person, agreement_id: int) -> tuple[Cycle, ...]:
    """Every period of an agreement that this person may see, oldest first; in a constant number of queries."""
    return _load(connection, (cycle.c.agreement == agreement_id) & visible(by))


def cycles_at(connection: Connection, by: Person, stages: Iterable[Stage]) -> tuple[Cycle, ...]:
    """Every period at one of these stages that this person may see, oldest first."""
    return _load(connection, cycle.c.stage.in_([str(stage) for stage in stages]) & visible(by))


def advance(connection: Connection, before: Cycle, after: Cycle, **roll_up: object) -> Finding | None:
    """Move a period on, if nobody has moved it since `before` was read. `roll_up` are columns to set besides."""
    moved = connection.execute(
        update(cycle)
        .where(cycle.c.id == before.id, cycle.c.stage == str(before.stage), cycle.c.revision == before.revision)
        .values(stage=str(after.stage), revision=after.revision, closes=after.closes, number=after.number, **roll_up)
    )
    return None if moved.rowcount == 1 else changed_meanwhile(before)


def _load(connection: Connection, condition: ColumnElement[bool]) -> tuple[Cycle, ...]:
    here = select(cycle.c.id).join(agreement).where(condition)
    rows = connection.execute(
        select(cycle, agreement.c.customer, agreement.c.vendor)
        .join(agreement)
        .where(condition)
        .order_by(cycle.c.period_start)
    ).all()
    sent = _sent(connection, cycle.c.id.in_(here))
    prepared = _prepared(connection, cycle.c.id.in_(here))
    approvals = _approvals(connection, cycle.c.id.in_(here))
    issued = _issued(connection, cycle.c.id.in_(here))
    return tuple(_cycle(row, sent, prepared, approvals, issued) for row in rows)


def _cycle(
    row: Row[tuple[object, ...]],
    sent: dict[int, list[Sent]],
    prepared: dict[int, tuple[int, Preparation]],
    approvals: dict[int, list[Approval]],
    issued: dict[int, Act],
) -> Cycle:
    stage = Stage(row.stage)
    attempt, preparation = prepared.get(row.id, (0, None))
    return Cycle(
        agreement=row.agreement,
        customer=row.customer,
        vendor=row.vendor,
        period=Period(row.period_start, row.period_end),
        stage=stage,
        revision=row.revision,
        closes=row.closes,
        sent=tuple(sent[row.id]),
        prepared=preparation if stage.is_settled else None,
        approvals=tuple(approvals[attempt]) if stage.is_settled else (),
        number=row.number,
        issued=issued.get(row.id),
        id=row.id,
    )


def _sent(connection: Connection, condition: ColumnElement[bool]) -> dict[int, list[Sent]]:
    found: dict[int, list[Sent]] = defaultdict(list)
    columns = (
        submission.c.cycle,
        submission.c.version,
        submission.c.sha256,
        submission.c.sent_by,
        submission.c.sent_at,
    )
    rows = connection.execute(
        select(*columns, person.c.name).join(cycle).join(person).where(condition).order_by(submission.c.version)
    )
    for row in rows:
        found[row.cycle].append(Sent(row.version, row.sha256, Act(row.sent_by, row.name, row.sent_at)))
    return found


def _prepared(connection: Connection, condition: ColumnElement[bool]) -> dict[int, tuple[int, Preparation]]:
    """The last settlement of each period, with its number."""
    columns = (settlement.c.id, settlement.c.cycle, settlement.c.waiting_for, settlement.c.prepared_by)
    rows = connection.execute(
        select(*columns, settlement.c.prepared_at, submission.c.version, person.c.name)
        .join(cycle, cycle.c.id == settlement.c.cycle)
        .join(submission, submission.c.id == settlement.c.submission)
        .join(person, person.c.id == settlement.c.prepared_by)
        .where(condition)
        .order_by(settlement.c.attempt)
    )
    return {
        row.cycle: (
            row.id,
            Preparation(
                row.version, tuple(json.loads(row.waiting_for)), Act(row.prepared_by, row.name, row.prepared_at)
            ),
        )
        for row in rows
    }


def _approvals(connection: Connection, condition: ColumnElement[bool]) -> dict[int, list[Approval]]:
    """Signatures by the settlement they stand under."""
    found: dict[int, list[Approval]] = defaultdict(list)
    rows = connection.execute(
        select(approval, person.c.name)
        .join(settlement, settlement.c.id == approval.c.settlement)
        .join(cycle, cycle.c.id == settlement.c.cycle)
        .join(person, person.c.id == approval.c.person)
        .where(condition)
        .order_by(approval.c.id)
    )
    for row in rows:
        found[row.settlement].append(Approval(Role(row.role), Act(row.person, row.name, row.at)))
    return found


def _issued(connection: Connection, condition: ColumnElement[bool]) -> dict[int, Act]:
    rows = connection.execute(
        select(statement.c.cycle, statement.c.issued_by, statement.c.issued_at, person.c.name)
        .join(cycle, cycle.c.id == statement.c.cycle)
        .join(person, person.c.id == statement.c.issued_by)
        .where(condition)
    )
    return {row.cycle: Act(row.issued_by, row.name, row.issued_at) for row in rows}
