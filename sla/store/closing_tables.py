"""Tables of month end: which agreements a closing is about, and what has become of each."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Text

from sla.store.columns import Moment, metadata, number, refers

closing = Table(
    "closing",
    metadata,
    number(),
    refers("customer", "organisation"),
    Column("period", String, nullable=False),
    refers("ordered_by", "person"),
    Column("ordered_at", Moment, nullable=False),
    Index("ix_closing_ordered_by_period", "ordered_by", "period"),
)

closing_item = Table(
    "closing_item",
    metadata,
    refers("closing", "closing", primary_key=True),
    refers("agreement", "agreement", primary_key=True),
    Column("chunk", Integer, nullable=False),
    Column("result", String, nullable=False),
    Column("says", Text, nullable=False),
    # The order in which results came, so that progress is told once and in order.
    Column("turn", Integer),
    CheckConstraint("result IN ('open', 'settled', 'issued', 'waiting', 'refused')", name="result"),
)
