"""One agreement, one period: uploads, settlements, approvals."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add cycle, submission, settlement and approval."""
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("closes", sa.DateTime(timezone=True), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("penalties", sa.BigInteger(), nullable=True),
        sa.Column("incentives", sa.BigInteger(), nullable=True),
        sa.Column("net", sa.BigInteger(), nullable=True),
        sa.Column("met", sa.Integer(), nullable=True),
        sa.Column("missed", sa.Integer(), nullable=True),
        sa.Column("unknown", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "stage IN ('open', 'submitted', 'settled', 'approved', 'issued')", name=op.f("ck_cycle_stage")
        ),
        sa.CheckConstraint("net = incentives - penalties", name=op.f("ck_cycle_net")),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.id"], name="fk_cycle_agreement"),
        sa.PrimaryKeyConstraint("id", name="pk_cycle"),
        sa.UniqueConstraint("agreement", "period", name="uq_cycle_agreement_period"),
        sa.UniqueConstraint("agreement", "period_start", name="uq_cycle_agreement_period_start"),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_submission_cycle"),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name="fk_submission_sent_by"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("cycle", "version", name="uq_submission_cycle_version"),
    )
    op.create_table(
        "settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("contract_version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("waiting_for", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("penalties", sa.BigInteger(), nullable=False),
        sa.Column("incentives", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contract_version"], ["contract_version.id"], name="fk_settlement_contract_version"),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_settlement_cycle"),
        sa.ForeignKeyConstraint(["prepared_by"], ["person.id"], name="fk_settlement_prepared_by"),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name="fk_settlement_submission"),
        sa.PrimaryKeyConstraint("id", name="pk_settlement"),
        sa.UniqueConstraint("cycle", "attempt", name="uq_settlement_cycle_attempt"),
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("settlement", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_approval_person"),
        sa.ForeignKeyConstraint(["settlement"], ["settlement.id"], name="fk_approval_settlement"),
        sa.PrimaryKeyConstraint("id", name="pk_approval"),
        sa.UniqueConstraint("settlement", "person", name="uq_approval_settlement_person"),
        sa.UniqueConstraint("settlement", "role", name="uq_approval_settlement_role"),
    )


def downgrade() -> None:
    """Take them away, the last one first."""
    for table in ("approval", "settlement", "submission", "cycle"):
        op.drop_table(table)
