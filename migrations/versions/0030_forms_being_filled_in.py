"""Forms that somebody is filling in, with their files: one for each person and form, gone when it is sent."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None
ABOVE = {"unsent": "agreement", "unsent_file": "unsent"}


def upgrade() -> None:
    """Add both tables, on PostgreSQL visible with the agreement only."""
    op.create_table(
        "unsent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_unsent_person"),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.id"], name="fk_unsent_agreement"),
        sa.PrimaryKeyConstraint("id", name="pk_unsent"),
        sa.UniqueConstraint("person", "agreement", "period", "form", name="uq_unsent_person_agreement_period_form"),
    )
    op.create_table(
        "unsent_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unsent", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["unsent"], ["unsent.id"], name="fk_unsent_file_unsent"),
        sa.PrimaryKeyConstraint("id", name="pk_unsent_file"),
        sa.UniqueConstraint("unsent", "sha256", "file_name", name="uq_unsent_file_unsent_sha256_file_name"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, above in ABOVE.items():
            seen = f"EXISTS (SELECT FROM {above} AS above WHERE above.id = {table}.{above})"
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_company ON {table} USING ({seen})")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("unsent_file")
    op.drop_table("unsent")
