"""Rehearsals: how far the clock of a demonstration has been put forward. Only its database has a row here."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add rehearsal."""
    op.create_table(
        "rehearsal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ahead", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rehearsal"),
        sa.CheckConstraint("id = 1", name="ck_rehearsal_one"),
        sa.CheckConstraint("ahead >= 0", name="ck_rehearsal_forward"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("rehearsal")
