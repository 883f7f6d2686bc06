"""Matters: rows into values and back. Rows are only ever added; what a matter has come to follows from them."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import assert_never

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select

from sla.cycle import Act, Cycle, Person
from sla.cycle.matter import Answer, Asked, Correction, Decision, Evidence, Kind, Matter, Remark, Side, State
from sla.measurement.relief import Relief
from sla.settlement.waiver import Waiver
from sla.statement.allowed import relief_of, waiver_of, written_relief, written_waiver
from sla.store.cycles import same_period
from sla.store.tables import agreement, cycle, decision, evidence, matter, person, remark, withdrawal
from sla.store.visible import visible
from sla.values import Period

_earlier, _at = matter.alias("earlier"), cycle.alias("at")

File = tuple[str, bytes]
"""Name and content of a file laid before the other side."""


def keep_matter(connection: Connection, new: Matter) -> int:
    """Keep a matter that was opened; its number."""
    values = {
        "cycle": new.cycle,
        "kind": str(new.kind),
        "side": str(new.side),
        "asked": written(new.asked),
        "reason": new.reason,
        "opened_by": new.opened.person,
        "opened_at": new.opened.at,
        "answer_by": new.answer_by,
    }
    number: int = connection.execute(insert(matter).values(**values).returning(matter.c.id)).scalar_one()
    return number


def keep_remark(connection: Connection, of: Matter, said: Remark, files: tuple[File, ...]) -> None:
    """Keep the last remark of a matter with its files."""
    values = {"matter": of.id, "side": str(said.side), "text": said.text, "person": said.act.person, "at": said.act.at}
    number = connection.execute(insert(remark).values(**values).returning(remark.c.id)).scalar_one()
    for name, content in files:
        row = {"remark": number, "file_name": name, "sha256": sha256(content).hexdigest(), "content": content}
        connection.execute(insert(evidence).values(**row))


def keep_decision(connection: Connection, of: Matter, decided: Decision) -> None:
    """Keep the one decision of a matter."""
    connection.execute(
        insert(decision).values(
            matter=of.id,
            state=str(decided.state),
            granted=None if decided.granted is None else written(decided.granted),
            reason=decided.reason,
            person=decided.act.person,
            at=decided.act.at,
        )
    )


def keep_withdrawal(connection: Connection, of: Matter, act: Act) -> None:
    """Keep that a matter was withdrawn."""
    connection.execute(insert(withdrawal).values(matter=of.id, person=act.person, at=act.at))


def load_matter(connection: Connection, by: Person, number: int) -> Matter | None:
    """One matter, or None where there is none that this person may see."""
    return next(iter(_load(connection, (matter.c.id == number) & visible(by))), None)


def matters_of(
    connection: Connection, by: Person, agreement_id: int, on: Cycle | None = None, known: datetime | None = None
) -> tuple[Matter, ...]:
    """Every matter of an agreement, or of one period of it, in the order in which they were opened.

    With `known`, as they stood at that moment: what was opened, decided or withdrawn later is not there yet.
    """
    condition = (agreement.c.id == agreement_id) & visible(by)
    if on is not None:
        condition &= cycle.c.period == on.period.key
    return _load(connection, condition, known)


def open_matters(connection: Connection, by: Person) -> tuple[Matter, ...]:
    """Every matter that waits for an answer, of all agreements that the person may see."""
    decided, gone = select(decision.c.matter), select(withdrawal.c.matter)
    theirs = exists().where(cycle.c.id == matter.c.cycle, agreement.c.id == cycle.c.agreement, visible(by))
    # Named first: a database that knows no figures about its tables would look for them in every period there is.
    waiting = select(matter.c.id).where(matter.c.id.not_in(decided), matter.c.id.not_in(gone), theirs)
    return _load(connection, visible(by) & matter.c.id.in_(connection.execute(waiting).scalars().all()))


def is_disputed(connection: Connection, on: Cycle) -> bool:
    """Whether there ever was a dispute about a period, in any of its rounds."""
    here = cycle.alias("here")
    query = (
        select(matter.c.id)
        .join(cycle, cycle.c.id == matter.c.cycle)
        .join(here, same_period(cycle, here))
        .where(here.c.id == on.id, matter.c.kind == str(Kind.DISPUTE))
    )
    return connection.execute(query.limit(1)).first() is not None


def evidence_file(connection: Connection, of: Matter, digest: str) -> File | None:
    """A file of a matter that was loaded for a person, by its hash."""
    row = connection.execute(
        select(evidence.c.file_name, evidence.c.content)
        .join(remark)
        .where(remark.c.matter == of.id, evidence.c.sha256 == digest)
    ).first()
    return None if row is None else (row.file_name, row.content)


def written(asked: Asked) -> str:
    """What is asked for, as canonical JSON under the name of its kind."""
    whole: dict[str, object]
    match asked:
        case Relief():
            whole = {"relief": written_relief(asked)}
        case Waiver():
            whole = {"waiver": written_waiver(asked)}
        case Answer(reading, answer):
            whole = {"reading": reading, "answer": answer}
        case Correction(file_name, digest, matching):
            whole = {"file": file_name, "sha256": digest}
            whole |= {"matching": matching} if matching else {}
        case _:
            assert_never(asked)
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def asked_of(text: str) -> Asked:
    """The same read back."""
    match json.loads(text):
        case {"relief": dict(relief)}:
            return relief_of(relief)
        case {"waiver": dict(waiver)}:
            return waiver_of(waiver)
        case {"reading": str(reading), "answer": str(answer)}:
            return Answer(reading, answer)
        case {"file": str(file_name), "sha256": str(digest), **more}:
            return Correction(file_name, digest, str(more.get("matching", "")))
        case other:
            raise ValueError(f"nothing that can be asked for: {str(other)[:200]}")


def _load(connection: Connection, condition: ColumnElement[bool], known: datetime | None = None) -> tuple[Matter, ...]:
    """In a constant number of queries."""
    until = known or datetime.max.replace(tzinfo=UTC)
    rows = connection.execute(
        select(
            matter,
            cycle.c.agreement,
            cycle.c.period_start,
            cycle.c.period_end,
            agreement.c.customer,
            agreement.c.vendor,
            person.c.name,
            _number().label("number"),
        )
        .join(cycle, cycle.c.id == matter.c.cycle)
        .join(agreement, agreement.c.id == cycle.c.agreement)
        .join(person, person.c.id == matter.c.opened_by)
        .where(condition, matter.c.opened_at <= until)
        .order_by(matter.c.id)
    ).all()
    here = [row.id for row in rows]
    remarks = _remarks(connection, here, until)
    decided = {
        row.matter: Decision(
            Act(row.person, row.name, row.at),
            State(row.state),
            None if row.granted is None else asked_of(row.granted),
            row.reason,
        )
        for row in connection.execute(
            select(decision, person.c.name).join(person).where(decision.c.matter.in_(here), decision.c.at <= until)
        )
    }
    gone = {
        row.matter: Act(row.person, row.name, row.at)
        for row in connection.execute(
            select(withdrawal, person.c.name)
            .join(person)
            .where(withdrawal.c.matter.in_(here), withdrawal.c.at <= until)
        )
    }
    return tuple(
        Matter(
            kind=Kind(row.kind),
            agreement=row.agreement,
            cycle=row.cycle,
            customer=row.customer,
            vendor=row.vendor,
            period=Period(row.period_start, row.period_end),
            side=Side(row.side),
            opened=Act(row.opened_by, row.name, row.opened_at),
            asked=asked_of(row.asked),
            reason=row.reason,
            remarks=tuple(remarks[row.id]),
            decision=decided.get(row.id),
            withdrawn=gone.get(row.id),
            answer_by=row.answer_by,
            id=row.id,
            number=row.number,
        )
        for row in rows
    )


def _number() -> ColumnElement[int]:
    """How many matters of the agreement there are up to this one."""
    return (
        select(func.count())
        .select_from(_earlier)
        .join(_at, _at.c.id == _earlier.c.cycle)
        .where(_at.c.agreement == cycle.c.agreement, _earlier.c.id <= matter.c.id)
        .correlate(cycle, matter)
        .scalar_subquery()
    )


def _remarks(connection: Connection, here: list[int], until: datetime) -> dict[int, list[Remark]]:
    files: dict[int, list[Evidence]] = defaultdict(list)
    size = func.length(evidence.c.content).label("size")
    columns = select(evidence.c.remark, evidence.c.file_name, evidence.c.sha256, size)
    for row in connection.execute(columns.join(remark).where(remark.c.matter.in_(here)).order_by(evidence.c.id)):
        files[row.remark].append(Evidence(row.file_name, row.sha256, row.size))
    found: dict[int, list[Remark]] = defaultdict(list)
    rows = connection.execute(
        select(remark, person.c.name)
        .join(person)
        .where(remark.c.matter.in_(here), remark.c.at <= until)
        .order_by(remark.c.id)
    )
    for row in rows:
        said = Remark(Act(row.person, row.name, row.at), Side(row.side), row.text, tuple(files[row.id]))
        found[row.matter].append(said)
    return found
