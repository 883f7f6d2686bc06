"""Tables of what the two sides ask of each other: opened, talked about, decided, withdrawn, accepted; never edited."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, LargeBinary, String, Table, Text, UniqueConstraint

from sla.store.columns import Moment, metadata, number, refers

matter = Table(
    "matter",
    metadata,
    number(),
    refers("cycle", "cycle", index=True),
    Column("kind", String, nullable=False),
    Column("side", String, nullable=False),
    Column("asked", Text, nullable=False),
    Column("reason", Text, nullable=False),
    refers("opened_by", "person"),
    Column("opened_at", Moment, nullable=False),
    Column("answer_by", Moment),
    CheckConstraint("kind IN ('relief', 'dispute', 'waiver', 'correction')", name="kind"),
    CheckConstraint("side IN ('customer', 'vendor')", name="side"),
)

remark = Table(
    "remark",
    metadata,
    number(),
    refers("matter", "matter", index=True),
    Column("side", String, nullable=False),
    Column("text", Text, nullable=False),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
    CheckConstraint("side IN ('customer', 'vendor')", name="side"),
)

evidence = Table(
    "evidence",
    metadata,
    number(),
    refers("remark", "remark", index=True),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    number(),
    refers("matter", "matter"),
    Column("state", String, nullable=False),
    Column("granted", Text),
    Column("reason", Text, nullable=False),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("matter"),
    CheckConstraint("state IN ('granted', 'partly granted', 'refused')", name="state"),
    CheckConstraint("(granted IS NULL) = (state = 'refused')", name="granted"),
)

withdrawal = Table(
    "withdrawal",
    metadata,
    number(),
    refers("matter", "matter"),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("matter"),
)

acceptance = Table(
    "acceptance",
    metadata,
    number(),
    refers("cycle", "cycle", index=True),
    # Each line as it reads, in canonical JSON: what is accepted is not a place but what stands there.
    Column("lines", Text, nullable=False),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
)
