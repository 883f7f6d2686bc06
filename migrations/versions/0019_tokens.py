"""Tokens by which machines act for a person: only the hash of each is kept, and its end is a row of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

TABLES = ("token", "token_end")


def upgrade() -> None:
    """Add the tables; on PostgreSQL only the house itself, acting for nobody, sees them."""
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_token_person"),
        sa.PrimaryKeyConstraint("id", name="pk_token"),
        sa.UniqueConstraint("digest", name="uq_token_digest"),
    )
    op.create_index("ix_token_person", "token", ["person"])
    op.create_table(
        "token_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["token"], ["token.id"], name="fk_token_end_token"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_token_end_person"),
        sa.PrimaryKeyConstraint("id", name="pk_token_end"),
        sa.UniqueConstraint("token", name="uq_token_end_token"),
    )
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            _postgresql(table)
        else:
            _sqlite(table)


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
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_company ON {table} USING ((SELECT seen_as('h')) IS NOT NULL)")


def downgrade() -> None:
    """Take them away, the last one first."""
    for table in reversed(TABLES):
        op.drop_table(table)
