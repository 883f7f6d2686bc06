"""Claims: when a statement is due and until when it is claimed, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add statement.due, statement.claim_until and booking; a statement that was issued before names no day."""
    for name in ("due", "claim_until"):
        op.add_column("statement", sa.Column(name, sa.Date(), nullable=True))
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("deed IN ('claimed', 'paid', 'set off', 'lapsed')", name=op.f("ck_booking_deed")),
        sa.CheckConstraint("minor > 0", name=op.f("ck_booking_minor")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_booking_person"),
        sa.ForeignKeyConstraint(["statement"], ["statement.number"], name="fk_booking_statement"),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        sa.UniqueConstraint("statement", "sequence", name="uq_booking_statement_sequence"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER booking_no_{act.lower()} BEFORE {act} ON booking "
            "BEGIN SELECT RAISE(ABORT, 'booking is append-only'); END"
        )


def _postgresql() -> None:
    op.execute(
        "CREATE TRIGGER booking_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON booking "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute("ALTER TABLE booking ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE booking FORCE ROW LEVEL SECURITY")
    above = "SELECT FROM statement AS above WHERE above.number = booking.statement"
    op.execute(f"CREATE POLICY own_company ON booking USING (EXISTS ({above}))")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("booking")
    for name in ("claim_until", "due"):
        op.drop_column("statement", name)
