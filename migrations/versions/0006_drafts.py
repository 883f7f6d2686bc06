"""Files that were looked at and not sent yet: one for each person and period, replaced or dropped at will."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add draft, on PostgreSQL visible with its period only."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_draft_cycle"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_draft_person"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("cycle", "person", name="uq_draft_cycle_person"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE draft ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE draft FORCE ROW LEVEL SECURITY")
        op.execute("CREATE POLICY own_company ON draft USING (cycle IN (SELECT id FROM cycle))")


def downgrade() -> None:
    """Take it away."""
    op.drop_table("draft")
