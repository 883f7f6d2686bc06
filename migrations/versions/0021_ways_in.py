"""How people come in: invitations, second steps, passkeys; sessions that end; roles that can be taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

TABLES = ("invitation", "credential")
HOUSE = "(SELECT seen_as('h')) IS NOT NULL"


def upgrade() -> None:
    """Add them; on PostgreSQL only the house itself, acting for nobody, sees the tables."""
    op.add_column("person", sa.Column("generation", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_invitation_person"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_invitation_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("digest", name="uq_invitation_digest"),
    )
    op.create_index("ix_invitation_person", "invitation", ["person"])
    op.create_table(
        "credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('code', 'recovery', 'passkey', 'provider')", name=op.f("ck_credential_kind")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_credential_person"),
        sa.PrimaryKeyConstraint("id", name="pk_credential"),
        sa.UniqueConstraint("kind", "handle", name="uq_credential_kind_handle"),
    )
    op.create_index("ix_credential_person", "credential", ["person"])
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_company ON {table} USING ({HOUSE})")
        looked_after = f"{HOUSE} OR (SELECT seen_as('a')) IS NOT NULL"
        op.execute(f"CREATE POLICY looked_after ON membership AS RESTRICTIVE FOR DELETE USING ({looked_after})")


def downgrade() -> None:
    """Take them away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP POLICY looked_after ON membership")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("person", "generation")
