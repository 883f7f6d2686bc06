"""Corrections among the matters: figures that a vendor offers for a period that is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

AFTER = "kind IN ('relief', 'dispute', 'waiver', 'correction')"
BEFORE = "kind IN ('relief', 'dispute', 'waiver')"


def upgrade() -> None:
    """Let a matter be a correction."""
    _kinds(AFTER)


def downgrade() -> None:
    """Only where there is none: ValueError, because nothing of a matter is ever deleted."""
    kept = op.get_bind().execute(sa.text("SELECT count(*) FROM matter WHERE kind = 'correction'")).scalar_one()
    if kept:
        raise ValueError(f"{kept} corrections have no place in the schema before; keep this one")
    _kinds(BEFORE)


def _kinds(allowed: str) -> None:
    """SQLite writes the table anew for this, and its triggers go with the old one."""
    with op.batch_alter_table("matter") as matter:
        matter.drop_constraint(op.f("ck_matter_kind"), type_="check")
        matter.create_check_constraint(op.f("ck_matter_kind"), allowed)
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER matter_no_{act.lower()} BEFORE {act} ON matter "
                "BEGIN SELECT RAISE(ABORT, 'matter is append-only'); END"
            )
