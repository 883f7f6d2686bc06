"""Tables of contract texts that are not in force, and of forms that are being filled in."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

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

unsent = Table(
    "unsent",
    metadata,
    number(),
    refers("person", "person"),
    refers("agreement", "agreement"),
    Column("period", String, nullable=False),
    Column("form", String, nullable=False),
    Column("fields", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kept_at", Moment, nullable=False),
    UniqueConstraint("person", "agreement", "period", "form"),
)

unsent_file = Table(
    "unsent_file",
    metadata,
    number(),
    refers("unsent", "unsent"),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("unsent", "sha256", "file_name"),
)
