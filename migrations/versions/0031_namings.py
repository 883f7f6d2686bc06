"""Parties of an agreement, its tax and the buyer's reference, each as recorded from a day on."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, which only grows, and on PostgreSQL shows to each company its own."""
    op.create_table(
        "naming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.id"], name="fk_naming_agreement"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_naming_person"),
        sa.PrimaryKeyConstraint("id", name="pk_naming"),
    )
    op.create_index("ix_naming_agreement", "naming", ["agreement"])
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER naming_no_{act.lower()} BEFORE {act} ON naming "
            "BEGIN SELECT RAISE(ABORT, 'naming is append-only'); END"
        )


def _postgresql() -> None:
    op.execute(
        "CREATE TRIGGER naming_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON naming "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute("ALTER TABLE naming ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE naming FORCE ROW LEVEL SECURITY")
    above = "SELECT FROM agreement AS above WHERE above.id = naming.agreement"
    op.execute(f"CREATE POLICY own_company ON naming USING (EXISTS ({above}))")


def downgrade() -> None:
    """Take it away; ValueError where something was recorded, which has no place before."""
    recorded = op.get_bind().execute(sa.text("SELECT count(*) FROM naming")).scalar_one()
    if recorded:
        raise ValueError(f"{recorded} changes of parties have no place in the schema before; keep this one")
    op.drop_table("naming")
