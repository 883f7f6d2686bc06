"""Forms that people are filling in: their fields and files, one row for each person and form. Nothing rests on them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sla.cycle import Person
from sla.store.matters import File
from sla.store.tables import agreement, cycle, organisation, unsent, unsent_file
from sla.store.visible import visible
from sla.values import Period


@dataclass(frozen=True, slots=True)
class Form:
    """Which form: the agreement and the period that it is about, and its name among theirs, as `ask/relief`."""

    agreement: int
    period: str
    name: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was put into a form; `size` in bytes."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """What stands in a form; `revision` counts how often it was kept."""

    fields: Mapping[str, str]
    revision: int
    at: datetime
    files: tuple[Attached, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that was begun and not sent, in a list of them."""

    series: str
    vendor: str
    period: Period
    name: str
    kept: Unsent


def load_unsent(connection: Connection, form: Form, by: Person) -> Unsent | None:
    """What this person was writing there."""
    row = connection.execute(select(unsent).where(_mine(form, by))).first()
    return _read(row, _files(connection, [row.id])) if row else None


def _files(connection: Connection, numbers: Collection[int]) -> dict[int, list[Attached]]:
    """The files of some forms, without their content."""
    found: dict[int, list[Attached]] = {number: [] for number in numbers}
    size = func.length(unsent_file.c.content).label("size")
    query = select(unsent_file.c.unsent, unsent_file.c.id, unsent_file.c.file_name, size)
    for of, *each in connection.execute(query.where(unsent_file.c.unsent.in_(numbers)).order_by(unsent_file.c.id)):
        found[of].append(Attached(*each))
    return found


def _read(row: Row[Any], files: dict[int, list[Attached]]) -> Unsent:
    return Unsent(json.loads(row.fields), row.revision, row.kept_at, tuple(files[row.id]))


def keep_unsent(
    connection: Connection, form: Form, by: Person, fields: Mapping[str, str], revision: int, at: datetime
) -> None:
    """Keep its fields in place of those before."""
    where = {"person": by.id, "agreement": form.agreement, "period": form.period, "form": form.name}
    kept = {"fields": json.dumps(dict(fields), ensure_ascii=False), "revision": revision, "kept_at": at}
    new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    begun = new(unsent).values(**where, **kept).on_conflict_do_nothing()
    connection.execute(begun)
    connection.execute(update(unsent).where(_mine(form, by)).values(**kept))


def attach(connection: Connection, form: Form, by: Person, files: Collection[File]) -> None:
    """Keep files with it; one that is there already is not kept twice."""
    number = connection.execute(select(unsent.c.id).where(_mine(form, by))).scalar_one()
    known = select(unsent_file.c.sha256, unsent_file.c.file_name).where(unsent_file.c.unsent == number)
    there = {tuple(row) for row in connection.execute(known)}
    for name, content in files:
        digest = sha256(content).hexdigest()
        if (digest, name) not in there:
            row = {"unsent": number, "file_name": name, "sha256": digest, "content": content}
            connection.execute(insert(unsent_file).values(**row))
            there.add((digest, name))


def leave_out(connection: Connection, form: Form, by: Person, numbers: Collection[int]) -> None:
    """Forget some of its files."""
    mine = unsent_file.c.unsent.in_(select(unsent.c.id).where(_mine(form, by)))
    connection.execute(delete(unsent_file).where(mine, unsent_file.c.id.in_(numbers)))


def attached(connection: Connection, form: Form, by: Person) -> tuple[File, ...]:
    """Its files, byte for byte."""
    query = select(unsent_file.c.file_name, unsent_file.c.content).join(unsent).where(_mine(form, by))
    return tuple((row.file_name, row.content) for row in connection.execute(query.order_by(unsent_file.c.id)))


def drop_unsent(connection: Connection, form: Form, by: Person) -> None:
    """Forget all of it."""
    mine = select(unsent.c.id).where(_mine(form, by))
    connection.execute(delete(unsent_file).where(unsent_file.c.unsent.in_(mine)))
    connection.execute(delete(unsent).where(_mine(form, by)))


def waiting(connection: Connection, by: Person) -> tuple[Waiting, ...]:
    """Every form that this person has begun and not sent, about what they may see, the last one first."""
    rows = connection.execute(
        select(unsent, agreement.c.series, organisation.c.name, cycle.c.period_start, cycle.c.period_end)
        .join(agreement, unsent.c.agreement == agreement.c.id)
        .join(organisation, organisation.c.id == agreement.c.vendor)
        .join(cycle, (cycle.c.agreement == agreement.c.id) & (cycle.c.period == unsent.c.period))
        .where(unsent.c.person == by.id, visible(by), cycle.c.round == 0)
        .order_by(unsent.c.kept_at.desc(), unsent.c.id)
    )
    found = rows.all()
    files = _files(connection, [row.id for row in found]) if found else {}
    return tuple(
        Waiting(row.series, row.name, Period(row.period_start, row.period_end), row.form, _read(row, files))
        for row in found
    )


def _mine(form: Form, by: Person) -> ColumnElement[bool]:
    here = (unsent.c.agreement == form.agreement) & (unsent.c.period == form.period) & (unsent.c.form == form.name)
    return here & (unsent.c.person == by.id)
