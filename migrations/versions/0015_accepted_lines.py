"""Lines that the vendor accepted, each as it reads."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the table: only added to, and seen with the period that it belongs to."""
    op.create_table(
        "acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_acceptance_cycle"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_acceptance_person"),
        sa.PrimaryKeyConstraint("id", name="pk_acceptance"),
    )
    op.create_index("ix_acceptance_cycle", "acceptance", ["cycle"])
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER acceptance_no_{act.lower()} BEFORE {act} ON acceptance "
            "BEGIN SELECT RAISE(ABORT, 'acceptance is append-only'); END"
        )


def _postgresql() -> None:
    op.execute(
        "CREATE TRIGGER acceptance_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptance "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute("ALTER TABLE acceptance ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE acceptance FORCE ROW LEVEL SECURITY")
    seen = "EXISTS (SELECT FROM cycle AS above WHERE above.id = acceptance.cycle)"
    op.execute(f"CREATE POLICY own_company ON acceptance USING ({seen})")


def downgrade() -> None:
    """Take it away."""
    op.drop_table("acceptance")
