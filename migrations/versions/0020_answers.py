"""Answers to programs, kept under the key of their request, so that asking twice does a thing once."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the table; on PostgreSQL only the house itself, acting for nobody, sees it."""
    op.create_table(
        "answer",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_answer_person"),
        sa.PrimaryKeyConstraint("person", "key", name="pk_answer"),
    )
    op.create_index("ix_answer_until", "answer", ["until"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE answer ENABLE ROW LEVEL SECURITY")
        op.execute("CREATE POLICY own_company ON answer USING ((SELECT seen_as('h')) IS NOT NULL)")


def downgrade() -> None:
    """Take it away."""
    op.drop_table("answer")
