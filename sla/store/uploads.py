"""What was sent in and what it was settled to: files with their figures, settlements, signatures."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, case, func, insert, select, true, tuple_

from sla.cycle import Approval, Cycle, Person, Preparation, Sent, Stage
from sla.settlement.canonical import as_dict
from sla.settlement.model import Settlement
from sla.store.tables import agreement, approval, cycle, person, settlement, submission
from sla.store.visible import visible
from sla.submission.figures import Entry
from sla.submission.matching import Matching
from sla.values import Period

REMEMBERED = 40
"""So many files of a vendor are looked back at for how they were read."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was received."""

    version: int
    file_name: str
    sha256: str
    content: bytes
    sender: str
    at: datetime
    matching: Matching | None = None
    """How it was read, where its layout is the vendor's own."""


def keep_submission(
    connection: Connection, on: Cycle, sent: Sent, file_name: str, content: bytes, entries: Iterable[Entry]
) -> None:
    """Add an upload: the bytes as they came, how they were read, and the figures read from them."""
    connection.execute(
        insert(submission).values(
            cycle=on.id,
            version=sent.version,
            file_name=file_name,
            sha256=sent.digest,
            content=content,
            entries=json.dumps([written_entry(entry) for entry in entries], ensure_ascii=False),
            matching=sent.matching or None,
            sent_by=sent.act.person,
            sent_at=sent.act.at,
        )
    )


def upload(connection: Connection, on: Cycle, version: int, known: datetime | None = None) -> Upload | None:
    """One version of what was sent in for a period that was loaded for a person, as far as it was `known`."""
    rows = connection.execute(
        select(submission, person.c.name).join(person).where(is_version(on, version), _until(known))
    )
    row = rows.mappings().first()
    return None if row is None else _upload(row, row["content"])


def uploads(connection: Connection, on: Cycle, known: datetime | None = None) -> tuple[Upload, ...]:
    """Every version without its bytes, oldest first."""
    columns = (submission.c.version, submission.c.file_name, submission.c.sha256, submission.c.matching)
    rows = connection.execute(
        select(*columns, submission.c.sent_at, person.c.name)
        .join_from(submission, person)
        .where(_of(on), _until(known))
        .order_by(submission.c.version)
    )
    return tuple(_upload(row, b"") for row in rows.mappings())


def _upload(row: RowMapping, content: bytes) -> Upload:
    matching = Matching.read(row["matching"]) if row["matching"] else None
    of = (row["version"], row["file_name"], row["sha256"], content, row["name"], row["sent_at"])
    return Upload(*of, matching)


def matchings(connection: Connection, on: Cycle, by: Person) -> tuple[Matching, ...]:
    """How the files of this vendor were read lately: those of the same agreement first, then the newest ones."""
    here = case((cycle.c.agreement == on.agreement, 0), else_=1)
    vendors = select(agreement.c.vendor).where(agreement.c.id == on.agreement)
    rows = connection.execute(
        select(submission.c.matching)
        .join(cycle, cycle.c.id == submission.c.cycle)
        .join(agreement, agreement.c.id == cycle.c.agreement)
        .where(agreement.c.vendor.in_(vendors), visible(by), submission.c.matching.is_not(None))
        .order_by(here, submission.c.id.desc())
        .limit(REMEMBERED)
    )
    return tuple(Matching.read(text) for text in dict.fromkeys(rows.scalars()))


@dataclass(frozen=True, slots=True)
class Filed:
    """The figures of one period as they stand in the file that counts for it."""

    period: Period
    version: int
    file_name: str
    entries: tuple[Entry, ...]


def filed(
    connection: Connection, versions: Iterable[tuple[Cycle, int]], known: datetime | None = None
) -> tuple[Filed, ...]:
    """The figures of a version of each period up to its round, in the order of the periods; as they were `known`."""
    rounds = {(on.agreement, on.period.key, version): on.round for on, version in versions}
    columns = (submission.c.version, submission.c.file_name, submission.c.entries)
    named = (cycle.c.agreement, cycle.c.period, submission.c.version)
    rows = connection.execute(
        select(cycle.c.agreement, cycle.c.period, cycle.c.round, cycle.c.period_start, cycle.c.period_end, *columns)
        .join(cycle)
        .where(tuple_(*named).in_(rounds), _until(known))
        .order_by(cycle.c.period_start, cycle.c.round)
    )
    # A version of a restatement that was given up gives way to one of its number that came after it, and stays
    # what it was for whatever was settled on it.
    last = {row.period_start: row for row in rows if row.round <= rounds[row.agreement, row.period, row.version]}
    return tuple(
        Filed(
            Period(row.period_start, row.period_end),
            row.version,
            row.file_name,
            _entries(row.entries),
        )
        for row in last.values()
    )


def entries_of(
    connection: Connection, versions: Iterable[tuple[Cycle, int]], known: datetime | None = None
) -> tuple[Entry, ...]:
    """The same without the files."""
    return tuple(entry for file in filed(connection, versions, known) for entry in file.entries)


def _of(on: Cycle) -> ColumnElement[bool]:
    """Uploads of a period up to its round, as far as they count."""
    rounds = (
        select(cycle.c.id)
        .where(cycle.c.agreement == on.agreement, cycle.c.period_start == on.period.start, cycle.c.round <= on.round)
        .where((cycle.c.id == on.id) | (cycle.c.stage != str(Stage.DROPPED)))
    )
    return submission.c.cycle.in_(rounds)


def _until(known: datetime | None) -> ColumnElement[bool]:
    """Uploads that were there by then."""
    return true() if known is None else submission.c.sent_at <= known


def is_version(on: Cycle, version: int) -> ColumnElement[bool]:
    """One version of what was sent in for a period, in whichever of its rounds up to this one."""
    return _of(on) & (submission.c.version == version)


def keep_settlement(
    connection: Connection, on: Cycle, prepared: Preparation, settled: Settlement, version_row: int, basis: str
) -> None:
    """Add a settlement beside those that were taken back. `basis` says what it follows from."""
    attempts = select(func.count()).select_from(settlement).where(settlement.c.cycle == on.id)
    sent = select(submission.c.id).where(is_version(on, prepared.version))
    connection.execute(
        insert(settlement).values(
            cycle=on.id,
            attempt=connection.execute(attempts).scalar_one() + 1,
            submission=connection.execute(sent).scalar_one(),
            contract_version=version_row,
            basis=basis,
            content=canonical(settled),
            waiting_for=json.dumps(prepared.waiting_for),
            currency=settled.currency,
            penalties=settled.penalties.minor,
            incentives=settled.incentives.minor,
            net=settled.net.minor,
            prepared_by=prepared.act.person,
            prepared_at=prepared.act.at,
        )
    )


def canonical(settled: Settlement) -> str:
    """The settlement's public form, in canonical JSON."""
    return json.dumps(as_dict((settled,)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A settlement as it was kept. `basis` says what it follows from, `content` is its canonical JSON."""

    number: int
    basis: str
    content: str

    def comes_to(self, settled: Settlement) -> bool:
        """Whether another settlement has the same results, outcomes and amounts, whatever text led to them."""
        return _told(json.loads(self.content)) == _told(json.loads(canonical(settled)))


def standing_settlement(connection: Connection, on: Cycle) -> Kept:
    """The settlement of a round that stands."""
    row = connection.execute(
        select(settlement.c.id, settlement.c.basis, settlement.c.content)
        .where(settlement.c.cycle == on.id)
        .order_by(settlement.c.attempt.desc())
        .limit(1)
    ).one()
    return Kept(row.id, row.basis, row.content)


def _told(content: dict[str, Any]) -> list[dict[str, Any]]:
    """What a settlement says to its reader: without the workings of its lines, and without the version of the text."""
    return [
        {**each, "lines": [{name: of for name, of in line.items() if name != "workings"} for line in each["lines"]]}
        for each in content["settlements"]
    ]


def keep_approval(connection: Connection, on: Cycle, given: Approval) -> None:
    """Put a signature under the settlement that stands."""
    number = standing_settlement(connection, on).number
    connection.execute(
        insert(approval).values(settlement=number, role=str(given.role), person=given.act.person, at=given.act.at)
    )


def written_entry(entry: Entry) -> list[object]:
    """One figure as plain data, every number as text but that of its row."""
    span = (entry.when.start.isoformat(), entry.when.end.isoformat())
    return [*span, entry.figure, format(entry.value, "f"), [list(pair) for pair in entry.scope], entry.row, entry.stamp]


def _entries(kept: str) -> tuple[Entry, ...]:
    """A file has many rows of few days and places: each of those is made once."""

    @cache
    def span(start: str, end: str) -> Period:
        return Period(date.fromisoformat(start), date.fromisoformat(end))

    scope = cache(lambda *pairs: pairs)
    return tuple(
        Entry(span(start, end), figure, Decimal(value), scope(*map(tuple, pairs)), row, stamp)
        for start, end, figure, value, pairs, row, stamp in json.loads(kept)
    )
