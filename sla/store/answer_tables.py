"""The table of what programs were answered, so that whoever asks twice is answered once."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, String, Table, Text

from sla.store.columns import Moment, metadata, refers

answer = Table(
    "answer",
    metadata,
    refers("person", "person", primary_key=True),
    Column("key", String, primary_key=True),
    Column("request", String, nullable=False),
    # Empty as long as it is being done.
    Column("status", Integer),
    Column("headers", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("until", Moment, nullable=False, index=True),
)
