"""Table of contract texts that are not in force."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from sla.store.columns import Moment, metadata, number, refers

contract_draft = Table(
    "contract_draft",
    metadata,
    number(),
    refers("customer", "organisation", index=True),
    Column("contract", String, nullable=False),
    Column("files", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    refers("edited_by", "person"),
    Column("edited_at", Moment, nullable=False),
    Column("proposed_by", ForeignKey("person.id")),
    Column("proposed_at", Moment),
    Column("reason", Text, nullable=False),
)
