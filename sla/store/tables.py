"""Every table, in the order in which a period passes through them.

Rows are not domain types: `books` turns them into values and back. The same schema is built by the numbered
revisions in `migrations/`, and a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sla.store.answer_tables import answer
from sla.store.closing_tables import closing, closing_item
from sla.store.columns import Moment, metadata, minor, number, refers
from sla.store.draft_tables import contract_draft, unsent, unsent_file
from sla.store.ledger_tables import booking, posting
from sla.store.matter_tables import acceptance, decision, evidence, matter, remark, withdrawal
from sla.store.naming_tables import naming
from sla.store.people_tables import credential, invitation, letter, membership, organisation, person
from sla.store.sending_tables import delivery, delivery_try, progress, subscription, subscription_end
from sla.store.token_tables import token, token_end

__all__ = [
    "acceptance",
    "agreement",
    "answer",
    "approval",
    "booking",
    "closing",
    "closing_item",
    "contract_draft",
    "contract_version",
    "credential",
    "cycle",
    "decision",
    "delivery",
    "delivery_try",
    "draft",
    "event",
    "evidence",
    "invitation",
    "letter",
    "log_head",
    "matter",
    "membership",
    "metadata",
    "naming",
    "organisation",
    "person",
    "posting",
    "progress",
    "receipt",
    "remark",
    "scope_key",
    "series",
    "settlement",
    "statement",
    "submission",
    "subscription",
    "subscription_end",
    "token",
    "token_end",
    "unsent",
    "unsent_file",
    "withdrawal",
]

contract_version = Table(
    "contract_version",
    metadata,
    number(),
    refers("customer", "organisation"),
    Column("definition", String, nullable=False),
    Column("version", String, nullable=False),
    Column("effective", Date, nullable=False),
    Column("file", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String, nullable=False),
    refers("activated_by", "person"),
    Column("activated_at", Moment, nullable=False),
    UniqueConstraint("customer", "definition", "version"),
    UniqueConstraint("customer", "definition", "effective"),
    UniqueConstraint("customer", "definition", "file"),
)

agreement = Table(
    "agreement",
    metadata,
    number(),
    Column("definition", String, nullable=False, index=True),
    refers("customer", "organisation"),
    refers("vendor", "organisation", index=True),
    Column("reference", String, nullable=False),
    Column("series", String, nullable=False, unique=True),
    Column("parties", Text, nullable=False),
    Column("readings", Text, nullable=False),
    UniqueConstraint("customer", "reference"),
)

cycle = Table(
    "cycle",
    metadata,
    number(),
    refers("agreement", "agreement"),
    Column("period", String, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("round", Integer, nullable=False),
    Column("stage", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("closes", Moment),
    Column("calendar", Text),
    Column("approve_days", Integer),
    Column("number", String, nullable=False),
    # The roll-up: what the settlement that stands comes to, so that a portfolio reads one row per period.
    Column("currency", String),
    minor("penalties", nullable=True),
    minor("incentives", nullable=True),
    minor("net", nullable=True),
    Column("met", Integer),
    Column("missed", Integer),
    Column("unknown", Integer),
    UniqueConstraint("agreement", "period", "round"),
    UniqueConstraint("agreement", "period_start", "round"),
    CheckConstraint("stage IN ('open', 'submitted', 'settled', 'approved', 'issued', 'dropped')", name="stage"),
    CheckConstraint("net = incentives - penalties", name="net"),
    # Of an agreement's many periods a few are still on their way; every page counts them.
    Index("ix_cycle_agreement_stage", "agreement", "stage"),
)

submission = Table(
    "submission",
    metadata,
    number(),
    refers("cycle", "cycle"),
    Column("version", Integer, nullable=False),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("entries", Text, nullable=False),
    # How a layout of the vendor's own was read; nothing where the file used the contract's names.
    Column("matching", Text),
    refers("sent_by", "person"),
    Column("sent_at", Moment, nullable=False),
    UniqueConstraint("cycle", "version"),
)

receipt = Table(
    "receipt",
    metadata,
    number(),
    Column("submission", ForeignKey("submission.id"), nullable=False, unique=True),
    Column("says", Text, nullable=False),
    Column("signature", String, nullable=False),
    Column("certificate", Text, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    number(),
    refers("cycle", "cycle"),
    refers("person", "person"),
    Column("file_name", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("matching", Text),
    Column("kept_at", Moment, nullable=False),
    UniqueConstraint("cycle", "person"),
)

settlement = Table(
    "settlement",
    metadata,
    number(),
    refers("cycle", "cycle"),
    Column("attempt", Integer, nullable=False),
    refers("submission", "submission"),
    refers("contract_version", "contract_version"),
    # What it follows from: uploads, reliefs, waivers, readings, versions of the text.
    Column("basis", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("waiting_for", Text, nullable=False),
    Column("currency", String, nullable=False),
    minor("penalties"),
    minor("incentives"),
    minor("net"),
    refers("prepared_by", "person"),
    Column("prepared_at", Moment, nullable=False),
    UniqueConstraint("cycle", "attempt"),
)

approval = Table(
    "approval",
    metadata,
    number(),
    refers("settlement", "settlement"),
    Column("role", String, nullable=False),
    refers("person", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("settlement", "role"),
    UniqueConstraint("settlement", "person"),
)

series = Table(
    "series",
    metadata,
    Column("name", String, primary_key=True),
    Column("last", Integer, nullable=False),
)

statement = Table(
    "statement",
    metadata,
    number(),
    Column("number", String, nullable=False, unique=True),
    Column("series", ForeignKey("series.name"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("cycle", ForeignKey("cycle.id"), nullable=False),
    refers("settlement", "settlement"),
    Column("sha256", String),
    Column("path", String),
    refers("issued_by", "person"),
    Column("issued_at", Moment, nullable=False),
    # As the contract says on the day of issue, counted with the period's holidays.
    Column("due", Date),
    Column("claim_until", Date),
    UniqueConstraint("series", "sequence"),
    UniqueConstraint("cycle"),
)

log_head = Table(
    "log_head",
    metadata,
    number(),
    Column("entries", Integer, nullable=False),
    Column("digest", String, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("person", Integer),
    Column("organisation", Integer),
    Column("act", String, nullable=False),
    Column("agreement", Integer),
    Column("period", String, nullable=False),
    Column("detail", Text, nullable=False),
    # The digest of every row that the act wrote, by table and key, in JSON.
    Column("written", Text, nullable=False),
    Column("salt", String, nullable=False),
    Column("previous", String, nullable=False, unique=True),
    Column("digest", String, nullable=False, unique=True),
    Index("ix_event_agreement_period", "agreement", "period"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("subject", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", Moment, nullable=False),
    Column("last", Moment, nullable=False, index=True),
)

scope_key = Table(
    "scope_key",
    metadata,
    Column("role", String, primary_key=True),
    Column("key", String, nullable=False),
)

rehearsal = Table(
    "rehearsal",
    metadata,
    number(),
    minor("ahead"),
    CheckConstraint("id = 1", name="one"),
    CheckConstraint("ahead >= 0", name="forward"),
)
