"""Tables of the tokens by which machines act for a person; never edited, and ended by a row of its own."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, UniqueConstraint

from sla.store.columns import Moment, metadata, number, refers

token = Table(
    "token",
    metadata,
    number(),
    refers("person", "person", index=True),
    Column("name", String, nullable=False),
    Column("scopes", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    UniqueConstraint("digest"),
)

token_end = Table(
    "token_end",
    metadata,
    number(),
    refers("token", "token"),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("token"),
)
