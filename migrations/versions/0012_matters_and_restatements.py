"""Matters between the two sides, restatements as further rounds of a period, and what each settlement follows from."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

STAGES = "stage IN ('open', 'submitted', 'settled', 'approved', 'issued', 'dropped')"
BEFORE = "stage IN ('open', 'submitted', 'settled', 'approved', 'issued')"
TABLES = ("matter", "remark", "evidence", "decision", "withdrawal")
ABOVE = {
    "matter": ("cycle", "cycle"),
    "remark": ("matter", "matter"),
    "evidence": ("remark", "remark"),
    "decision": ("matter", "matter"),
    "withdrawal": ("matter", "matter"),
}
"""A row is seen with the row that it belongs to: the column that refers to it, and its table."""


def upgrade() -> None:
    """Add the tables, the round of a cycle and the basis of a settlement."""
    with op.batch_alter_table("cycle") as cycle:
        cycle.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
        cycle.drop_constraint("uq_cycle_agreement_period", type_="unique")
        cycle.drop_constraint("uq_cycle_agreement_period_start", type_="unique")
        cycle.create_unique_constraint("uq_cycle_agreement_period_round", ["agreement", "period", "round"])
        cycle.create_unique_constraint("uq_cycle_agreement_period_start_round", ["agreement", "period_start", "round"])
        cycle.drop_constraint(op.f("ck_cycle_stage"), type_="check")
        cycle.create_check_constraint(op.f("ck_cycle_stage"), STAGES)
    op.add_column("settlement", sa.Column("basis", sa.Text(), nullable=False, server_default=""))
    _tables()
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            _postgresql(table)
        else:
            _sqlite(table)


def _tables() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('relief', 'dispute', 'waiver')", name=op.f("ck_matter_kind")),
        sa.CheckConstraint("side IN ('customer', 'vendor')", name=op.f("ck_matter_side")),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_matter_cycle"),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name="fk_matter_opened_by"),
        sa.PrimaryKeyConstraint("id", name="pk_matter"),
    )
    op.create_index("ix_matter_cycle", "matter", ["cycle"])
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("side IN ('customer', 'vendor')", name=op.f("ck_remark_side")),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"], name="fk_remark_matter"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_remark_person"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_matter", "remark", ["matter"])
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["remark"], ["remark.id"], name="fk_evidence_remark"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_remark", "evidence", ["remark"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("granted", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('granted', 'partly granted', 'refused')", name=op.f("ck_decision_state")),
        sa.CheckConstraint("(granted IS NULL) = (state = 'refused')", name=op.f("ck_decision_granted")),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"], name="fk_decision_matter"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_decision_person"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("matter", name="uq_decision_matter"),
    )
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"], name="fk_withdrawal_matter"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_withdrawal_person"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawal"),
        sa.UniqueConstraint("matter", name="uq_withdrawal_matter"),
    )


def _sqlite(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    column, above = ABOVE[table]
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    seen = f"EXISTS (SELECT FROM {above} AS above WHERE above.id = {table}.{column})"
    op.execute(f"CREATE POLICY own_company ON {table} USING ({seen})")


def downgrade() -> None:
    """Take them away, the last one first; ValueError where there are restatements, which have no place before."""
    rounds = op.get_bind().execute(sa.text("SELECT count(*) FROM cycle WHERE round > 0")).scalar_one()
    if rounds:
        raise ValueError(f"{rounds} restatements have no place in the schema before; keep this one")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("settlement", "basis")
    with op.batch_alter_table("cycle") as cycle:
        cycle.drop_constraint("uq_cycle_agreement_period_round", type_="unique")
        cycle.drop_constraint("uq_cycle_agreement_period_start_round", type_="unique")
        cycle.drop_column("round")
        cycle.create_unique_constraint("uq_cycle_agreement_period", ["agreement", "period"])
        cycle.create_unique_constraint("uq_cycle_agreement_period_start", ["agreement", "period_start"])
        cycle.drop_constraint(op.f("ck_cycle_stage"), type_="check")
        cycle.create_check_constraint(op.f("ck_cycle_stage"), BEFORE)
