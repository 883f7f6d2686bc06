"""What is to be told: read from the log for whoever may see it, kept until it has arrived, tried again in between.

The log is the outbox: an act and the news of it are one entry, written in the act's own transaction.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sla.cycle import Person
from sla.cycle.news import ACTS, News, Subscription, Way
from sla.store.tables import (
    agreement,
    delivery,
    delivery_try,
    event,
    log_head,
    person,
    progress,
    subscription,
    subscription_end,
)
from sla.store.visible import visible


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the log that is news."""

    entry: int
    kind: News
    at: datetime
    act: str
    name: str
    series: str
    period: str
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class New:
    """Something to tell: `about` is what it is about, `name` goes along with it each time it is sent."""

    about: str
    name: str
    kind: News
    body: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that is told to somebody, as far as it has come."""

    id: int
    subscription: int
    name: str
    kind: News
    entry: int | None
    body: str
    made: datetime
    due: datetime | None
    tries: int
    arrived: datetime | None


@dataclass(frozen=True, slots=True)
class Try:
    """One try at it: an HTTP status where there was an answer, and what happened in words."""

    delivery: int
    at: datetime
    status: int | None
    says: str


def last_entry(connection: Connection) -> int:
    """The number of the log's last entry."""
    return int(connection.execute(select(log_head.c.entries)).scalar_one())


def news(connection: Connection, by: Person, kinds: Iterable[News], after: int, most: int) -> tuple[Told, ...]:
    """Entries after this one that a person may see and wishes to know, oldest first; so many at most."""
    wanted = set(kinds)
    rows = connection.execute(
        select(event, agreement.c.series, person.c.name)
        .join_from(event, agreement, agreement.c.id == event.c.agreement)
        .join(person, person.c.id == event.c.person, isouter=True)
        .where(event.c.id > after, event.c.act.in_([act for act, kind in ACTS.items() if kind in wanted]), visible(by))
        .order_by(event.c.id)
        .limit(most)
    )
    return tuple(
        Told(row.id, ACTS[row.act], row.at, row.act, row.name or "", row.series, row.period, json.loads(row.detail))
        for row in rows
    )


def still_seen(connection: Connection, by: Person, entry: int) -> bool:
    """Whether a person may see what an entry is about."""
    query = select(event.c.id).join(agreement, agreement.c.id == event.c.agreement)
    return connection.execute(query.where(event.c.id == entry, visible(by))).first() is not None


def add(connection: Connection, to: int, every: Iterable[New], at: datetime) -> None:
    """Put these before somebody; what is there already stays as it is."""
    insert_new = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(delivery)
    for each in every:
        values = {
            "subscription": to,
            "about": each.about,
            "name": each.name,
            "kind": str(each.kind),
            "entry": each.entry,
            "body": each.body,
            "made_at": at,
            "due_at": at,
            "tries": 0,
        }
        connection.execute(insert_new.values(values).on_conflict_do_nothing())


def told_until(connection: Connection, of: int, entry: int, day: date | None) -> None:
    """Remember how far it was told."""
    connection.execute(update(progress).where(progress.c.subscription == of).values(entry=entry, day=day))


def take(connection: Connection, at: datetime, until: datetime, ways: Collection[Way]) -> Delivery | None:
    """The next one that is due by one of the ways, for whoever takes it alone.

    If nothing is heard of it, it is due again `until` then.
    """
    due = (
        select(delivery)
        .join(progress, progress.c.subscription == delivery.c.subscription)
        .join(subscription, subscription.c.id == delivery.c.subscription)
        .join(subscription_end, subscription_end.c.subscription == delivery.c.subscription, isouter=True)
        .where(delivery.c.due_at <= at, progress.c.stopped_at.is_(None), subscription_end.c.at.is_(None))
        .where(subscription.c.way.in_([str(way) for way in ways]))
        .order_by(delivery.c.due_at, delivery.c.id)
        .limit(1)
        .with_for_update(of=delivery, skip_locked=True)
    )
    row = connection.execute(due).one_or_none()
    if row is None:
        return None
    values = {"due_at": until, "tries": row.tries + 1}
    connection.execute(update(delivery).where(delivery.c.id == row.id).values(values))
    return Delivery(
        row.id, row.subscription, row.name, News(row.kind), row.entry, row.body, row.made_at, until, row.tries + 1, None
    )


def arrived(connection: Connection, each: Delivery, at: datetime) -> None:
    """It is over: it arrived."""
    connection.execute(update(delivery).where(delivery.c.id == each.id).values(due_at=None, arrived_at=at))


def again(connection: Connection, each: Delivery, due: datetime | None) -> None:
    """It is tried again then, or no more."""
    connection.execute(update(delivery).where(delivery.c.id == each.id).values(due_at=due))


def note(connection: Connection, tried: Try) -> None:
    """Keep what came of a try."""
    values = {"delivery": tried.delivery, "at": tried.at, "status": tried.status, "says": tried.says}
    connection.execute(insert(delivery_try).values(values))


def revive(connection: Connection, of: Subscription, at: datetime) -> None:
    """Everything that has not arrived is due."""
    missing = and_(delivery.c.subscription == of.id, delivery.c.arrived_at.is_(None))
    connection.execute(update(delivery).where(missing).values(due_at=at, tries=0))


def deliveries_of(connection: Connection, of: Subscription, most: int) -> tuple[tuple[Delivery, tuple[Try, ...]], ...]:
    """The latest, each with its tries, the newest first."""
    mine = select(delivery).where(delivery.c.subscription == of.id).order_by(delivery.c.id.desc()).limit(most)
    rows = connection.execute(mine).all()
    tried: dict[int, list[Try]] = {row.id: [] for row in rows}
    within = select(delivery_try).where(delivery_try.c.delivery.in_(tried)).order_by(delivery_try.c.id)
    for row in connection.execute(within):
        tried[row.delivery].append(Try(row.delivery, row.at, row.status, row.says))
    return tuple(
        (
            Delivery(
                row.id,
                row.subscription,
                row.name,
                News(row.kind),
                row.entry,
                row.body,
                row.made_at,
                row.due_at,
                row.tries,
                row.arrived_at,
            ),
            tuple(tried[row.id]),
        )
        for row in rows
    )


def forget(connection: Connection, before: datetime) -> None:
    """Drop what is long over, with its tries."""
    over = select(delivery.c.id).where(delivery.c.due_at.is_(None), delivery.c.made_at < before)
    connection.execute(delete(delivery_try).where(delivery_try.c.delivery.in_(over)))
    connection.execute(delete(delivery).where(delivery.c.due_at.is_(None), delivery.c.made_at < before))


def is_due(connection: Connection, at: datetime) -> bool:
    """Whether anything may be to send; looking holds up nobody who writes."""
    return connection.execute(select(delivery.c.id).where(delivery.c.due_at <= at).limit(1)).first() is not None


def is_over(connection: Connection, before: datetime) -> bool:
    """Whether anything is there to forget."""
    over = select(delivery.c.id).where(delivery.c.due_at.is_(None), delivery.c.made_at < before)
    return connection.execute(over.limit(1)).first() is not None
