"""The log as a person may read it: acts on agreements that they see, and what else their own company did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Join, func, or_, select

from sla.cycle import Person
from sla.store.tables import agreement, event, person
from sla.store.visible import visible


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; what is empty does not narrow."""

    act: str = ""
    series: str = ""
    email: str = ""
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act; `series` names its agreement, and is empty where it is about none."""

    number: int
    at: datetime
    name: str
    act: str
    series: str
    period: str
    detail: Mapping[str, str]
    digest: str


def entries(connection: Connection, by: Person, wanted: Wanted, first: int, size: int) -> tuple[Entry, ...]:
    """So many entries after the `first`, the newest first."""
    columns = (event.c.id, event.c.at, event.c.act, event.c.period, event.c.detail, event.c.digest)
    rows = connection.execute(
        select(*columns, person.c.name, agreement.c.series)
        .select_from(_joined())
        .where(_readable(by), *_narrowed(wanted))
        .order_by(event.c.id.desc())
        .offset(first)
        .limit(size)
    )
    return tuple(
        Entry(row.id, row.at, row.name or "", row.act, row.series or "", row.period, json.loads(row.detail), row.digest)
        for row in rows
    )


def count(connection: Connection, by: Person, wanted: Wanted) -> int:
    """How many there are."""
    counted = select(func.count(event.c.id)).select_from(_joined()).where(_readable(by), *_narrowed(wanted))
    return int(connection.execute(counted).scalar_one())


def acts(connection: Connection, by: Person) -> tuple[str, ...]:
    """Every kind of act among them."""
    kinds = select(event.c.act).select_from(_joined()).where(_readable(by)).distinct().order_by(event.c.act)
    return tuple(connection.execute(kinds).scalars())


def _joined() -> Join:
    acted = event.outerjoin(person, person.c.id == event.c.person)
    return acted.outerjoin(agreement, agreement.c.id == event.c.agreement)


def _readable(by: Person) -> ColumnElement[bool]:
    own = event.c.agreement.is_(None) & (event.c.organisation == by.organisation)
    return or_(own, visible(by))


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.act:
        found.append(event.c.act == wanted.act)
    if wanted.series:
        found.append(func.lower(agreement.c.series) == wanted.series.lower())
    if wanted.email:
        found.append(person.c.email == wanted.email.lower())
    if wanted.since:
        found.append(event.c.at >= wanted.since)
    if wanted.before:
        found.append(event.c.at < wanted.before)
    return found
