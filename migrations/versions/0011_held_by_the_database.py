"""PostgreSQL holds what the application's role could still bend: the end of the log, and whose password it digests."""

from alembic import op

revision = "0011"
down_revision = "0010"

END = """
CREATE FUNCTION end_of_log() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF session_user <> (SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'log_head')
        AND NOT EXISTS (
            SELECT FROM log_head AS head JOIN event ON event.id = head.entries AND event.digest = head.digest
        ) THEN
        RAISE EXCEPTION 'the log ends with its last entry';
    END IF;
    RETURN NULL;
END $$
"""
"""Looked at when a transaction ends, by whoever is not the owner: the head names an entry that is there."""

DIGEST = """
CREATE OR REPLACE FUNCTION password_digest(who integer) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS
$$ SELECT encode(sha256(convert_to(password, 'UTF8')), 'hex') FROM person WHERE id = who{} $$
"""


def upgrade() -> None:
    """Add the trigger, and the condition."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(END)
    op.execute(
        "CREATE CONSTRAINT TRIGGER log_head_ends AFTER UPDATE ON log_head DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION end_of_log()"
    )
    op.execute(DIGEST.format(" AND coalesce(seen_as('h'), seen_as('a')) IS NOT NULL"))


def downgrade() -> None:
    """Take them away."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("DROP TRIGGER log_head_ends ON log_head")
    op.execute("DROP FUNCTION end_of_log()")
    op.execute(DIGEST.format(""))
