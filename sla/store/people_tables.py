"""Tables of companies, their people, and how these come in: state that changes in place; the log answers for it."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, String, Table, UniqueConstraint

from sla.store.columns import Moment, metadata, number, refers

organisation = Table("organisation", metadata, number(), Column("name", String, nullable=False, unique=True))

person = Table(
    "person",
    metadata,
    number(),
    refers("organisation", "organisation", index=True),
    Column("name", String, nullable=False),
    Column("email", String, nullable=False, unique=True),
    # The log answers for it without knowing it: it is given the hash that the database's function makes of it.
    Column("password", String, nullable=False, info={"secret": "password_digest"}),
    Column("active", Boolean, nullable=False),
    # Counted up whenever all sessions of the person end; a session carries the one that it began with.
    Column("generation", Integer, nullable=False, info={"unsaid": 0}),
    # Of the pages and of the mails to them; empty while their browser's counts.
    Column("language", String),
)

membership = Table(
    "membership",
    metadata,
    refers("person", "person", primary_key=True),
    Column("role", String, primary_key=True),
    CheckConstraint("role IN ('partner', 'manager', 'finance', 'auditor', 'administrator')", name="role"),
)

invitation = Table(
    "invitation",
    metadata,
    number(),
    refers("person", "person", index=True),
    # Of the secret in the link, which is long and made by chance, only the SHA-256.
    Column("digest", String, nullable=False),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    # Once it was used, or another one took its place.
    Column("ended_at", Moment),
    UniqueConstraint("digest"),
)

letter = Table(
    "letter",
    metadata,
    refers("invitation", "invitation", primary_key=True),
    # When it is tried next; the row goes when it arrived.
    Column("due_at", Moment, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
)

credential = Table(
    "credential",
    metadata,
    number(),
    refers("person", "person", index=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    # What finds it: the id of a passkey, the hash of a recovery code, the subject at a provider; unique in its kind.
    Column("handle", String, nullable=False),
    # What checks it: the public key of a passkey; of others nothing is kept.
    Column("secret", String, nullable=False),
    # How often a passkey was used, or which time step the last one-time code was of: neither ever goes back.
    Column("counter", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("ended_at", Moment),
    UniqueConstraint("kind", "handle"),
    CheckConstraint("kind IN ('code', 'recovery', 'passkey', 'provider')", name="kind"),
)
