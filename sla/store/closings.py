"""Closings: what the closing of a period has to do, agreement by agreement, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from sla.cycle import Person
from sla.store.tables import agreement, closing, closing_item
from sla.store.visible import visible


class Result(StrEnum):
    """What became of one agreement; open until somebody worked on it."""

    OPEN = "open"
    SETTLED = "settled"
    ISSUED = "issued"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Closing:
    """One order to close a period. `chunks` are the parts of it that are not done yet."""

    id: int
    period: str
    ordered_at: datetime
    chunks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one agreement, in words. `turn` counts the results of a closing in the order they came."""

    agreement: int
    reference: str
    result: Result
    says: str
    turn: int


def keep_closing(
    connection: Connection, by: Person, period: str, agreements: Sequence[int], at: datetime, size: int
) -> Closing:
    """Order the closing of these agreements' period, in chunks of a size."""
    values = {"customer": by.organisation, "period": period, "ordered_by": by.id, "ordered_at": at}
    key = connection.execute(insert(closing).values(values).returning(closing.c.id)).scalar_one()
    items = [
        {"closing": key, "agreement": number, "chunk": index // size, "result": str(Result.OPEN), "says": ""}
        for index, number in enumerate(agreements)
    ]
    if items:
        connection.execute(insert(closing_item), items)
    return Closing(key, period, at, tuple(sorted({index // size for index in range(len(agreements))})))


def unfinished(connection: Connection, by: Person, period: str) -> Closing | None:
    """The latest closing of the period that this person ordered and that still has something to do."""
    row = connection.execute(
        select(closing.c.id, closing.c.ordered_at)
        .where(closing.c.ordered_by == by.id, closing.c.period == period)
        .order_by(closing.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    chunks = select(closing_item.c.chunk).where(_open(row.id)).distinct().order_by(closing_item.c.chunk)
    open_chunks = tuple(connection.execute(chunks).scalars())
    return Closing(row.id, period, row.ordered_at, open_chunks) if open_chunks else None


def period_of(connection: Connection, by: Person, key: int) -> str | None:
    """The period of a closing that this person ordered."""
    query = select(closing.c.period).where(closing.c.id == key, closing.c.ordered_by == by.id)
    return connection.execute(query).scalar_one_or_none()


def open_agreements(connection: Connection, key: int, chunk: int) -> tuple[int, ...]:
    """The agreements of a chunk that nobody has worked on to the end."""
    query = select(closing_item.c.agreement).where(_open(key), closing_item.c.chunk == chunk)
    return tuple(connection.execute(query.order_by(closing_item.c.agreement)).scalars())


def keep_result(connection: Connection, key: int, number: int, result: Result, says: str) -> bool:
    """Say what became of an agreement, once; False if somebody else has said so already."""
    came = select(func.count()).where(closing_item.c.closing == key, closing_item.c.turn.is_not(None))
    # Whoever holds the closing counts alone, so that no two results have the same turn.
    connection.execute(select(closing.c.id).where(closing.c.id == key).with_for_update())
    mine = (closing_item.c.closing == key) & (closing_item.c.agreement == number)
    kept = connection.execute(
        update(closing_item)
        .where(mine, closing_item.c.result == str(Result.OPEN))
        .values(result=str(result), says=says, turn=connection.execute(came).scalar_one() + 1)
    )
    return kept.rowcount == 1


def keep_trouble(connection: Connection, key: int, number: int, says: str) -> None:
    """Note why an agreement could not be worked on to the end; it stays open."""
    connection.execute(update(closing_item).where(_open(key), closing_item.c.agreement == number).values(says=says))


def results(connection: Connection, by: Person, key: int, after: int = 0) -> tuple[Item, ...]:
    """The results of a closing after a turn, in the order in which they came."""
    return _items(connection, by, key, closing_item.c.turn > after)


def troubles(connection: Connection, by: Person, key: int) -> tuple[Item, ...]:
    """The agreements that could not be worked on to the end, and why."""
    return _items(connection, by, key, (closing_item.c.result == str(Result.OPEN)) & (closing_item.c.says != ""))


def left(connection: Connection, key: int) -> int:
    """How many agreements are open still."""
    return connection.execute(select(func.count()).select_from(closing_item).where(_open(key))).scalar_one()


def _items(connection: Connection, by: Person, key: int, condition: ColumnElement[bool]) -> tuple[Item, ...]:
    rows = connection.execute(
        select(closing_item, agreement.c.reference)
        .join(agreement, agreement.c.id == closing_item.c.agreement)
        .where(closing_item.c.closing == key, visible(by), condition)
        .order_by(closing_item.c.turn, closing_item.c.agreement)
    )
    return tuple(Item(row.agreement, row.reference, Result(row.result), row.says, row.turn or 0) for row in rows)


def _open(key: int) -> ColumnElement[bool]:
    return (closing_item.c.closing == key) & (closing_item.c.result == str(Result.OPEN))
