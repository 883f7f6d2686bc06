"""Tables of who wishes to be told what, and how far the telling has come."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Integer, String, Table, Text, UniqueConstraint

from sla.store.columns import Moment, metadata, number, refers

subscription = Table(
    "subscription",
    metadata,
    number(),
    refers("person", "person", index=True),
    Column("way", String, nullable=False),
    Column("url", String, nullable=False),
    Column("kinds", String, nullable=False),
    Column("secret", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("secret"),
    CheckConstraint("way IN ('webhook', 'mail')", name="way"),
)

subscription_end = Table(
    "subscription_end",
    metadata,
    number(),
    refers("subscription", "subscription"),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("subscription"),
)

progress = Table(
    "progress",
    metadata,
    refers("subscription", "subscription", primary_key=True),
    # The last entry of the log that was looked at for it, and the last day of which it was told what waits.
    Column("entry", Integer, nullable=False),
    Column("day", Date),
    Column("failing_at", Moment),
    Column("stopped_at", Moment),
)

delivery = Table(
    "delivery",
    metadata,
    number(),
    refers("subscription", "subscription"),
    # What it is about: an entry of the log, a day, or a test. Nothing is told twice on purpose.
    Column("about", String, nullable=False),
    Column("name", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("entry", Integer),
    Column("body", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    # Empty once it is over.
    Column("due_at", Moment, index=True),
    Column("tries", Integer, nullable=False),
    Column("arrived_at", Moment),
    UniqueConstraint("subscription", "about"),
)

delivery_try = Table(
    "delivery_try",
    metadata,
    number(),
    refers("delivery", "delivery", index=True),
    Column("at", Moment, nullable=False),
    Column("status", Integer),
    Column("says", String, nullable=False),
)
