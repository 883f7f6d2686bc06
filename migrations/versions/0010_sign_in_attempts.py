"""Attempts to sign in, counted for all processes together."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add attempt; on PostgreSQL only the house itself, acting for nobody, sees it."""
    op.create_table(
        "attempt",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_attempt"),
    )
    op.create_index("ix_attempt_last", "attempt", ["last"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE attempt ENABLE ROW LEVEL SECURITY")
        op.execute("CREATE POLICY own_company ON attempt USING ((SELECT seen_as('h')) IS NOT NULL)")


def downgrade() -> None:
    """Take it away."""
    op.drop_table("attempt")
