"""Who wishes to be told what: rows into values and back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from sla.cycle import Person
from sla.cycle.news import News, Subscription, Way
from sla.store.tables import log_head, progress, subscription, subscription_end


def keep_subscription(connection: Connection, new: Subscription) -> int:
    """Keep a wish; its number. It is told from the next entry of the log on, once `begin` was called."""
    values = {
        "person": new.person,
        "way": str(new.way),
        "url": new.url,
        "kinds": " ".join(sorted(new.kinds)),
        "secret": new.secret,
        "made_at": new.made,
    }
    number: int = connection.execute(insert(subscription).values(values).returning(subscription.c.id)).scalar_one()
    return number


def begin(connection: Connection, number: int, day: date) -> None:
    """From here on it is told: of entries after the last one, and of days after this one."""
    last = select(log_head.c.entries).scalar_subquery()
    connection.execute(insert(progress).values(subscription=number, entry=last, day=day))


def end_subscription(connection: Connection, of: Subscription, by: int, at: datetime) -> None:
    """Keep that it ended."""
    connection.execute(insert(subscription_end).values(subscription=of.id, person=by, at=at))


def subscriptions_of(connection: Connection, by: Person) -> tuple[Subscription, ...]:
    """Every wish of a person that has not ended, the newest first."""
    return _found(connection, (subscription.c.person == by.id) & subscription_end.c.at.is_(None))


def subscription_numbered(connection: Connection, number: int) -> Subscription | None:
    """One of them, ended or not."""
    return next(iter(_found(connection, subscription.c.id == number)), None)


def subscription_with(connection: Connection, secret: str) -> Subscription | None:
    """The one with this secret."""
    return next(iter(_found(connection, subscription.c.secret == secret)), None)


def behind(connection: Connection) -> tuple[tuple[Subscription, int, date | None], ...]:
    """Every wish that is told at present, with the last entry and the last day that it was told of."""
    told = {row.subscription: (row.entry, row.day) for row in connection.execute(select(progress))}
    on = subscription_end.c.at.is_(None) & progress.c.stopped_at.is_(None)
    return tuple((each, *told[each.id]) for each in _found(connection, on))


def failed(connection: Connection, of: Subscription, failing: datetime | None, stopped: datetime | None) -> None:
    """Since when nothing arrives, and when it was given up; None twice once something arrives again."""
    values = {"failing_at": failing, "stopped_at": stopped}
    connection.execute(update(progress).where(progress.c.subscription == of.id).values(values))


def _found(connection: Connection, condition: ColumnElement[bool]) -> tuple[Subscription, ...]:
    rows = connection.execute(
        select(subscription, subscription_end.c.at.label("ended"), progress.c.failing_at, progress.c.stopped_at)
        .join_from(subscription, progress)
        .join(subscription_end, isouter=True)
        .where(condition)
        .order_by(subscription.c.id.desc())
    )
    return tuple(
        Subscription(
            row.id,
            row.person,
            Way(row.way),
            row.url,
            frozenset(News(kind) for kind in row.kinds.split()),
            row.secret,
            row.made_at,
            row.ended,
            row.failing_at,
            row.stopped_at,
        )
        for row in rows
    )
