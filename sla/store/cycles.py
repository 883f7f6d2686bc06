"""Cycles: rows into values and back. A change is one guarded update, so that of two who decide at once one wins."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, exists, func, insert, select, update

from sla.cycle import Act, Approval, Cycle, Person, Preparation, Role, Sent, Stage
from sla.cycle.refusal import changed_meanwhile
from sla.store.calendars import frozen, thawed
from sla.store.tables import agreement, approval, cycle, person, settlement, statement, submission
from sla.store.visible import visible
from sla.values import Finding, Period

_other = cycle.alias("another_round")
latest_round = (cycle.c.stage != str(Stage.DROPPED)) & ~exists().where(
    _other.c.agreement == cycle.c.agreement,
    _other.c.period_start == cycle.c.period_start,
    _other.c.round > cycle.c.round,
    _other.c.stage != str(Stage.DROPPED),
)
"""A period in its latest round that was not dropped."""
FEW = 500
"""Up to so many periods are asked about by their numbers."""
Here = list[int] | Select[tuple[int]]
"""The numbers of some periods, or the question for them."""


def open_cycle(connection: Connection, new: Cycle) -> Cycle:
    """Keep a new period, or a new round of one under the next free number.

    It overlaps no other period of its agreement; that was looked at while the agreement is held.
    """
    taken = select(func.max(cycle.c.round)).where(
        cycle.c.agreement == new.agreement, cycle.c.period_start == new.period.start
    )
    before = connection.execute(taken).scalar_one()
    connection.execute(
        insert(cycle).values(
            agreement=new.agreement,
            period=new.period.key,
            period_start=new.period.start,
            period_end=new.period.end,
            round=0 if before is None else before + 1,
            stage=str(new.stage),
            revision=new.revision,
            closes=new.closes,
            calendar=frozen(new.calendar),
            approve_days=new.approve_days,
            number="",
        )
    )
    condition = (cycle.c.agreement == new.agreement) & (cycle.c.period == new.period.key)
    return _load(connection, condition & latest_round)[0]


def load_cycle(connection: Connection, by: Person, agreement_id: int, period: str) -> Cycle | None:
    """One period by its key, in its latest round; None where there is none that this person may see."""
    condition = (cycle.c.agreement == agreement_id) & (cycle.c.period == period) & visible(by)
    return next(iter(_load(connection, condition & latest_round)), None)


def cycles_of(connection: Connection, by: Person, agreement_id: int) -> tuple[Cycle, ...]:
    """Every period of an agreement that this person may see, oldest first; in a constant number of queries.

    Each in its latest round: while it is restated, as it is being restated.
    """
    return _load(connection, (cycle.c.agreement == agreement_id) & visible(by) & latest_round)


def load_cited(connection: Connection, on: Cycle) -> Cycle:
    """The round of the statement that a restatement cites."""
    return load_numbered(connection, on.restates)


def load_numbered(connection: Connection, name: str) -> Cycle:
    """The round of a statement by its number."""
    number = select(statement.c.cycle).where(statement.c.number == name)
    return _load(connection, cycle.c.id == number.scalar_subquery())[0]


def cycles_at(
    connection: Connection, by: Person, stages: Iterable[Stage], most: int | None = None
) -> tuple[Cycle, ...]:
    """Every period at one of these stages that this person may see, oldest first; the first `most` of them."""
    condition = cycle.c.stage.in_([str(stage) for stage in stages]) & visible(by) & latest_round
    return _load(connection, condition, most)


def cycles_numbered(connection: Connection, by: Person, numbers: Collection[int]) -> tuple[Cycle, ...]:
    """Those periods that this person may see, by the numbers of their rows, oldest first."""
    return _load(connection, cycle.c.id.in_(numbers) & visible(by)) if numbers else ()


def advance(connection: Connection, before: Cycle, after: Cycle, **roll_up: object) -> Finding | None:
    """Move a period on, if nobody has moved it since `before` was read. `roll_up` are columns to set besides."""
    moved = connection.execute(
        update(cycle)
        .where(cycle.c.id == before.id, cycle.c.stage == str(before.stage), cycle.c.revision == before.revision)
        .values(stage=str(after.stage), revision=after.revision, closes=after.closes, number=after.number, **roll_up)
    )
    return None if moved.rowcount == 1 else changed_meanwhile(before)


def _load(connection: Connection, condition: ColumnElement[bool], most: int | None = None) -> tuple[Cycle, ...]:
    rows = connection.execute(
        select(cycle, agreement.c.customer, agreement.c.vendor)
        .join(agreement)
        .where(condition)
        .order_by(cycle.c.period_start, cycle.c.round)
        .limit(most)
    ).all()
    # What belongs to a few periods is found by their numbers; those of very many are asked for once more.
    few = [row.id for row in rows] if len(rows) <= FEW else None
    here: Here = few if few is not None else select(cycle.c.id).join(agreement).where(condition)
    sent = _sent(connection, here)
    before = _before(connection, here)
    prepared = _prepared(connection, here)
    approvals = _approvals(connection, here)
    issued = _issued(connection, here)
    return tuple(_cycle(row, sent, prepared, approvals, issued, before) for row in rows)


def _cycle(
    row: Row[tuple[object, ...]],
    sent: dict[int, list[Sent]],
    prepared: dict[int, tuple[int, Preparation]],
    approvals: dict[int, list[Approval]],
    issued: dict[int, Act],
    before: dict[int, tuple[str, int]],
) -> Cycle:
    stage = Stage(row.stage)
    attempt, preparation = prepared.get(row.id, (0, None))
    restates, settled_before = before.get(row.id, ("", 0))
    return Cycle(
        agreement=row.agreement,
        customer=row.customer,
        vendor=row.vendor,
        period=Period(row.period_start, row.period_end),
        stage=stage,
        revision=row.revision,
        round=row.round,
        restates=restates,
        closes=row.closes,
        calendar=thawed(row.calendar),
        approve_days=row.approve_days,
        sent=tuple(sent[row.id]),
        prepared=preparation if stage.is_settled else None,
        approvals=tuple(approvals[attempt]) if stage.is_settled else (),
        number=row.number,
        issued=issued.get(row.id),
        settled_before=settled_before,
        id=row.id,
    )


def _sent(connection: Connection, here: Here) -> dict[int, list[Sent]]:
    """The uploads of each period up to its round; those of a restatement that was dropped do not count."""
    found: dict[int, list[Sent]] = defaultdict(list)
    at = cycle.alias("at")
    columns = (submission.c.version, submission.c.sha256, submission.c.matching, submission.c.sent_by)
    rows = connection.execute(
        select(at.c.id, *columns, submission.c.sent_at, person.c.name)
        .join_from(submission, cycle, cycle.c.id == submission.c.cycle)
        .join(at, same_period(at, cycle) & (cycle.c.round <= at.c.round))
        .join(person, person.c.id == submission.c.sent_by)
        .where(at.c.id.in_(here), counts(cycle, at))
        .order_by(submission.c.version)
    )
    for row in rows:
        found[row.id].append(Sent(row.version, row.sha256, Act(row.sent_by, row.name, row.sent_at), row.matching or ""))
    return found


def same_period(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Whether two rows are rounds of one period."""
    return (one.c.agreement == other.c.agreement) & (one.c.period_start == other.c.period_start)


def counts(one: FromClause, at: FromClause) -> ColumnElement[bool]:
    """Whether the uploads of a round count for another: always for its own, and unless it was dropped."""
    return (one.c.id == at.c.id) | (one.c.stage != str(Stage.DROPPED))


def _before(connection: Connection, here: Here) -> dict[int, tuple[str, int]]:
    """Of each restatement the statement before it, and the version of the figures in it."""
    at = cycle.alias("at")
    rows = connection.execute(
        select(at.c.id, statement.c.number, submission.c.version)
        .join_from(statement, cycle, cycle.c.id == statement.c.cycle)
        .join(at, same_period(at, cycle) & (cycle.c.round < at.c.round))
        .join(settlement, settlement.c.id == statement.c.settlement)
        .join(submission, submission.c.id == settlement.c.submission)
        .where(at.c.id.in_(here))
        .order_by(cycle.c.round)
    )
    return {row.id: (row.number, row.version) for row in rows}


def _prepared(connection: Connection, here: Here) -> dict[int, tuple[int, Preparation]]:
    """The last settlement of each period, with its number."""
    columns = (settlement.c.id, settlement.c.cycle, settlement.c.waiting_for, settlement.c.prepared_by)
    rows = connection.execute(
        select(*columns, settlement.c.prepared_at, submission.c.version, person.c.name)
        .join(cycle, cycle.c.id == settlement.c.cycle)
        .join(submission, submission.c.id == settlement.c.submission)
        .join(person, person.c.id == settlement.c.prepared_by)
        .where(cycle.c.id.in_(here))
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


def _approvals(connection: Connection, here: Here) -> dict[int, list[Approval]]:
    """Signatures by the settlement they stand under."""
    found: dict[int, list[Approval]] = defaultdict(list)
    rows = connection.execute(
        select(approval, person.c.name)
        .join(settlement, settlement.c.id == approval.c.settlement)
        .join(cycle, cycle.c.id == settlement.c.cycle)
        .join(person, person.c.id == approval.c.person)
        .where(cycle.c.id.in_(here))
        .order_by(approval.c.id)
    )
    for row in rows:
        found[row.settlement].append(Approval(Role(row.role), Act(row.person, row.name, row.at)))
    return found


def _issued(connection: Connection, here: Here) -> dict[int, Act]:
    rows = connection.execute(
        select(statement.c.cycle, statement.c.issued_by, statement.c.issued_at, person.c.name)
        .join(cycle, cycle.c.id == statement.c.cycle)
        .join(person, person.c.id == statement.c.issued_by)
        .where(cycle.c.id.in_(here))
    )
    return {row.cycle: Act(row.issued_by, row.name, row.issued_at) for row in rows}
