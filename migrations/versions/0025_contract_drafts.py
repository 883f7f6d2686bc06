"""Contract texts that are not in force: written, proposed and dropped; on PostgreSQL their customer's alone."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "contract_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["customer"], ["organisation.id"], name="fk_contract_draft_customer"),
        sa.ForeignKeyConstraint(["edited_by"], ["person.id"], name="fk_contract_draft_edited_by"),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name="fk_contract_draft_proposed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_contract_draft"),
    )
    op.create_index("ix_contract_draft_customer", "contract_draft", ["customer"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE contract_draft ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE contract_draft FORCE ROW LEVEL SECURITY")
        op.execute("CREATE POLICY own_company ON contract_draft USING (customer = (SELECT seen_as('c')))")


def downgrade() -> None:
    """Take it away."""
    op.drop_table("contract_draft")
