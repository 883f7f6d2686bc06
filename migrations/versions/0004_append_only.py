"""What was once written stays: the database itself refuses to change or delete it."""

from alembic import op

revision = "0004"
down_revision = "0003"

APPEND_ONLY = ("contract_version", "submission", "settlement", "approval", "posting", "event")


def upgrade() -> None:
    """Refuse UPDATE and DELETE on records, and any change of a statement that is sealed."""
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _sqlite() -> None:
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(
        "CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement WHEN OLD.sha256 IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'statement is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement "
        "BEGIN SELECT RAISE(ABORT, 'statement is append-only'); END"
    )


def _postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement FOR EACH ROW "
        "WHEN (OLD.sha256 IS NOT NULL) EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER statement_no_delete BEFORE DELETE OR TRUNCATE ON statement "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Allow it again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change CASCADE")
        return
    for table in (*APPEND_ONLY, "statement"):
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{act}")
