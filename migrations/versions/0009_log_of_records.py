"""The log answers for every row that an act writes, and whoever sends figures has a signed receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

HASHED = """
CREATE FUNCTION password_digest(who integer) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS
$$ SELECT encode(sha256(convert_to(password, 'UTF8')), 'hex') FROM person WHERE id = who $$
"""
"""What the log keeps of a password's hash, for a role that may not read the hash itself."""


def upgrade() -> None:
    """Add event.written, event.salt and receipt."""
    if op.get_bind().execute(sa.text("SELECT count(*) FROM event")).scalar_one():
        raise ValueError(
            "this database was made before the log answered for every record, and cannot be carried over: "
            "put it aside, and begin with an empty one"
        )
    for name, kind in (("written", sa.Text()), ("salt", sa.String())):
        op.add_column("event", sa.Column(name, kind, nullable=False, server_default=""))
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name="fk_receipt_submission"),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.UniqueConstraint("submission", name="uq_receipt_submission"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER receipt_no_{act.lower()} BEFORE {act} ON receipt "
            "BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END"
        )


def _postgresql() -> None:
    op.execute(HASHED)
    op.execute(
        "CREATE TRIGGER receipt_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute("ALTER TABLE receipt ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE receipt FORCE ROW LEVEL SECURITY")
    above = "SELECT FROM submission AS above WHERE above.id = receipt.submission"
    op.execute(f"CREATE POLICY own_company ON receipt USING (EXISTS ({above}))")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("receipt")
    for name in ("salt", "written"):
        op.drop_column("event", name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION password_digest(integer)")
