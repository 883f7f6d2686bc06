"""The table of who the parties of agreements are on paper from a day on; it only grows."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, Text

from sla.store.columns import Moment, metadata, number, refers

naming = Table(
    "naming",
    metadata,
    number(),
    refers("agreement", "agreement", index=True),
    Column("parties", Text, nullable=False),
    Column("since", Date, nullable=False),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
)
