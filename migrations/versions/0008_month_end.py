"""Month end: what a closing has to do and how far it has come, and on PostgreSQL the queue its workers take it from."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add closing and closing_item; on PostgreSQL, for their customer only, and the queue in a schema of its own."""
    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("ordered_by", sa.Integer(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["customer"], ["organisation.id"], name="fk_closing_customer"),
        sa.ForeignKeyConstraint(["ordered_by"], ["person.id"], name="fk_closing_ordered_by"),
        sa.PrimaryKeyConstraint("id", name="pk_closing"),
    )
    op.create_index("ix_closing_ordered_by_period", "closing", ["ordered_by", "period"])
    op.create_table(
        "closing_item",
        sa.Column("closing", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("chunk", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer()),
        sa.ForeignKeyConstraint(["closing"], ["closing.id"], name="fk_closing_item_closing"),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.id"], name="fk_closing_item_agreement"),
        sa.PrimaryKeyConstraint("closing", "agreement", name="pk_closing_item"),
        sa.CheckConstraint(
            "result IN ('open', 'settled', 'issued', 'waiting', 'refused')", name="ck_closing_item_result"
        ),
    )
    if op.get_bind().dialect.name == "postgresql":
        _scope()
        _queue()


def _scope() -> None:
    policies = {
        "closing": "customer = (SELECT seen_as('c'))",
        "closing_item": "EXISTS (SELECT FROM closing AS above WHERE above.id = closing_item.closing)",
    }
    for table, condition in policies.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_company ON {table} USING ({condition})")


def _queue() -> None:
    """The queue's own tables and functions, out of the way of ours."""
    op.execute("CREATE SCHEMA jobs")
    op.execute("SET LOCAL search_path TO jobs")
    # Straight to the driver: it is many statements, and its per cent signs are none of ours to read.
    op.get_bind().connection.cursor().execute(SchemaManager.get_schema())
    op.execute("SET LOCAL search_path TO DEFAULT")


def downgrade() -> None:
    """Take it away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA jobs CASCADE")
    op.drop_table("closing_item")
    op.drop_table("closing")
