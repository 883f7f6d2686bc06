"""Tables of the ledger: every posting, and what became of claims; only ever added to."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, String, Table, UniqueConstraint

from sla.store.columns import Moment, metadata, minor, number, refers

posting = Table(
    "posting",
    metadata,
    number(),
    Column("posting_key", String, nullable=False, unique=True),
    Column("entry", String, nullable=False),
    Column("account", String, nullable=False),
    minor("minor"),
    Column("currency", String, nullable=False),
    refers("agreement", "agreement", index=True),
    refers("cycle", "cycle", index=True),
    Column("level", String, nullable=False),
    Column("clause", String, nullable=False),
    Column("statement", ForeignKey("statement.number"), nullable=False, index=True),
    Column("posted_at", Moment, nullable=False),
)

booking = Table(
    "booking",
    metadata,
    number(),
    Column("statement", ForeignKey("statement.number"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("deed", String, nullable=False),
    minor("minor"),
    Column("currency", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("reference", String, nullable=False),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("statement", "sequence"),
    CheckConstraint(
        "deed IN ('claimed', 'paid', 'set off', 'lapsed', 'booked', 'booking taken back')",
        name="deed",
    ),
    CheckConstraint("minor > 0 OR minor = 0 AND deed IN ('booked', 'booking taken back')", name="minor"),
)
