"""Periods as they were known at a moment: brought forward again from the log, and from what was written until then.

Nothing is ever edited, so all of it is still there. Only the stage of a round is kept as it is now; the log's entries
say which rows each act wrote, and so how far the round had come by then.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Row, select

from sla.cycle import Act, Approval, Cycle, Person, Preparation, Role, Sent, Stage
from sla.cycle.rules import complete
from sla.store.calendars import thawed
from sla.store.tables import agreement, approval, cycle, event, person, settlement, statement, submission
from sla.store.visible import visible
from sla.values import Period

Found = Row[tuple[object, ...]]
Written = Mapping[str, Mapping[str, str]]
"""The rows that an act wrote, by table and number."""


@dataclass(slots=True)
class _Round:
    """A round of a period on its way."""

    row: Found
    stage: Stage
    closes: datetime | None
    revision: int = 0
    sent: list[Sent] = field(default_factory=list)
    settled: list[tuple[int, Preparation]] = field(default_factory=list)
    """Number of each settlement, and how it was prepared; the last one stands, if the stage says so."""
    signed: dict[int, list[Approval]] = field(default_factory=lambda: defaultdict(list))
    """Signatures by the settlement that they stand under."""
    statement: tuple[str, int, Act] | None = None
    """Number, version of the figures, and who issued it when."""

    def moved(self, act: str, written: Written, detail: Mapping[str, str]) -> None:
        """What an act did to it that wrote these rows."""
        self.revision += 1
        match act:
            case "extended":
                self.closes = _moment(detail.get("closes"))
            case "reopened":
                self.stage, self.closes = Stage.SUBMITTED, None
            case "unsettled":
                self.stage = Stage.SUBMITTED
            case "dropped":
                self.stage = Stage.DROPPED
            case "issued":
                self.stage = Stage.ISSUED
            case _ if "settlement" in written:
                self.stage = Stage.SETTLED
            case _ if "submission" in written:
                self.stage = Stage.SUBMITTED
            case _:
                pass  # a signature, a number: what was written itself says so

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The signatures under the settlement that stands."""
        return tuple(self.signed[self.settled[-1][0]]) if self.settled and self.stage.is_settled else ()

    @property
    def reached(self) -> Stage:
        """Its stage, once signatures are counted."""
        return Stage.APPROVED if self.stage is Stage.SETTLED and complete(self.approvals) else self.stage


def cycles_known(connection: Connection, by: Person, agreement_id: int, known: datetime) -> tuple[Cycle, ...]:
    """Every period of an agreement that this person may see, oldest first, each in the round that was the latest."""
    rows = connection.execute(
        select(cycle, agreement.c.customer, agreement.c.vendor)
        .join(agreement)
        .where(cycle.c.agreement == agreement_id, visible(by))
        .order_by(cycle.c.period_start, cycle.c.round)
    ).all()
    found = _replayed(connection, {row.id: row for row in rows}, agreement_id, known)
    _written_until(connection, found, known)
    periods: dict[object, list[_Round]] = defaultdict(list)
    for row in rows:
        if row.id in found:
            periods[row.period_start].append(found[row.id])
    return tuple(_latest(rounds) for rounds in periods.values())


def settlement_known(connection: Connection, on: Cycle, known: datetime) -> str:
    """The settlement of a round that stood, in canonical JSON, as it was kept."""
    kept: str = connection.execute(
        select(settlement.c.content)
        .where(settlement.c.cycle == on.id, settlement.c.prepared_at <= known)
        .order_by(settlement.c.attempt.desc())
        .limit(1)
    ).scalar_one()
    return kept


def _replayed(
    connection: Connection, rows: Mapping[int, Found], agreement_id: int, known: datetime
) -> dict[int, _Round]:
    """Every round that was open by then, by its row, at the stage to which the log's entries brought it."""
    found: dict[int, _Round] = {}
    for act, written, detail in _entries(connection, agreement_id, known) if rows else ():
        for number in map(int, written.get("cycle", {})):
            if number in found:
                found[number].moved(act, written, detail)
            else:
                found[number] = _opened(rows[number], detail)
    return found


def _entries(
    connection: Connection, agreement_id: int, known: datetime
) -> Iterator[tuple[str, Written, Mapping[str, str]]]:
    rows = connection.execute(
        select(event.c.act, event.c.written, event.c.detail)
        .where(event.c.agreement == agreement_id, event.c.at <= known)
        .order_by(event.c.id)
    )
    return ((row.act, json.loads(row.written), json.loads(row.detail)) for row in rows)


def _opened(row: Found, detail: Mapping[str, str]) -> _Round:
    """As it began. A first entry that tells no last moment is from before it did: then it is the one that stands."""
    if row.round:
        return _Round(row, Stage.SUBMITTED, None)
    return _Round(row, Stage.OPEN, _moment(detail["closes"]) if "closes" in detail else row.closes)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _written_until(connection: Connection, found: Mapping[int, _Round], known: datetime) -> None:
    """Uploads, settlements, signatures and statements of these rounds that were there by then."""
    sent = select(submission, person.c.name).join(person).where(submission.c.sent_at <= known)
    for row in connection.execute(sent.where(submission.c.cycle.in_(found)).order_by(submission.c.version)):
        act = Act(row.sent_by, row.name, row.sent_at)
        found[row.cycle].sent.append(Sent(row.version, row.sha256, act, row.matching or ""))
    versions, rounds = dict[int, int](), dict[int, _Round]()
    settled = (
        select(settlement, submission.c.version, person.c.name)
        .join(submission, submission.c.id == settlement.c.submission)
        .join(person, person.c.id == settlement.c.prepared_by)
        .where(settlement.c.cycle.in_(found), settlement.c.prepared_at <= known)
    )
    for row in connection.execute(settled.order_by(settlement.c.attempt)):
        act = Act(row.prepared_by, row.name, row.prepared_at)
        prepared = Preparation(row.version, tuple(json.loads(row.waiting_for)), act)
        found[row.cycle].settled.append((row.id, prepared))
        versions[row.id], rounds[row.id] = row.version, found[row.cycle]
    signed = select(approval, person.c.name).join(person).where(approval.c.at <= known)
    for row in connection.execute(signed.where(approval.c.settlement.in_(versions)).order_by(approval.c.id)):
        given = Approval(Role(row.role), Act(row.person, row.name, row.at))
        rounds[row.settlement].signed[row.settlement].append(given)
    issued = select(statement, person.c.name).join(person).where(statement.c.issued_at <= known)
    for row in connection.execute(issued.where(statement.c.cycle.in_(found))):
        act = Act(row.issued_by, row.name, row.issued_at)
        found[row.cycle].statement = (row.number, versions[row.settlement], act)


def _latest(rounds: list[_Round]) -> Cycle:
    """The period in the last of its rounds that was not dropped by then."""
    at = max(place for place, each in enumerate(rounds) if each.stage is not Stage.DROPPED)
    here, before = rounds[at], rounds[:at]
    counted = [each for each in before if each.stage is not Stage.DROPPED]
    cited = next((each.statement for each in reversed(before) if each.statement), None)
    stage, row = here.reached, here.row
    number, _, issued = here.statement or ("", 0, None)
    return Cycle(
        agreement=row.agreement,
        customer=row.customer,
        vendor=row.vendor,
        period=Period(row.period_start, row.period_end),
        stage=stage,
        revision=here.revision,
        round=row.round,
        restates=cited[0] if cited else "",
        closes=here.closes,
        calendar=thawed(row.calendar),
        approve_days=row.approve_days,
        sent=tuple(_sent([*counted, here])),
        prepared=here.settled[-1][1] if stage.is_settled else None,
        approvals=here.approvals,
        number=number,
        issued=issued,
        settled_before=cited[1] if cited else 0,
        id=row.id,
    )


def _sent(rounds: Iterable[_Round]) -> list[Sent]:
    return sorted((sent for each in rounds for sent in each.sent), key=lambda each: each.version)
