"""Links to come in by that are on their way by mail: which, and when it is tried next. No secret lies here."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; on PostgreSQL only the house itself, acting for nobody, sees it."""
    op.create_table(
        "letter",
        sa.Column("invitation", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invitation"], ["invitation.id"], name="fk_letter_invitation"),
        sa.PrimaryKeyConstraint("invitation", name="pk_letter"),
    )
    op.create_index("ix_letter_due_at", "letter", ["due_at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE letter ENABLE ROW LEVEL SECURITY")
        op.execute("CREATE POLICY own_company ON letter USING ((SELECT seen_as('h')) IS NOT NULL)")


def downgrade() -> None:
    """Take it away."""
    op.drop_table("letter")
