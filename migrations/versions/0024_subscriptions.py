"""Who wishes to be told what, by webhook or by mail, and how far the telling has come."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

RECORDS = ("subscription", "subscription_end")
TABLES = (*RECORDS, "progress", "delivery", "delivery_try")


def upgrade() -> None:
    """Add the tables; on PostgreSQL only the house itself, acting for nobody, sees them."""
    _wishes()
    _deliveries()
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_company ON {table} USING ((SELECT seen_as('h')) IS NOT NULL)")
    for table in RECORDS:
        _append_only(table)


def _wishes() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('webhook', 'mail')", name=op.f("ck_subscription_way")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_subscription_person"),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
        sa.UniqueConstraint("secret", name="uq_subscription_secret"),
    )
    op.create_index("ix_subscription_person", "subscription", ["person"])
    op.create_table(
        "subscription_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.id"], name="fk_subscription_end_subscription"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_subscription_end_person"),
        sa.PrimaryKeyConstraint("id", name="pk_subscription_end"),
        sa.UniqueConstraint("subscription", name="uq_subscription_end_subscription"),
    )
    op.create_table(
        "progress",
        sa.Column("subscription", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("failing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.id"], name="fk_progress_subscription"),
        sa.PrimaryKeyConstraint("subscription", name="pk_progress"),
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.id"], name="fk_delivery_subscription"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("name", name="uq_delivery_name"),
        sa.UniqueConstraint("subscription", "about", name="uq_delivery_subscription_about"),
    )
    op.create_index("ix_delivery_due_at", "delivery", ["due_at"])
    op.create_table(
        "delivery_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("says", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"], name="fk_delivery_try_delivery"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_try"),
    )
    op.create_index("ix_delivery_try_delivery", "delivery_try", ["delivery"])


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def downgrade() -> None:
    """Take them away, the last one first."""
    for table in reversed(TABLES):
        op.drop_table(table)
