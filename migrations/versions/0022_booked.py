"""Booked among the records of finance: a statement stands in other books, or was taken out of them again."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

DEEDS = "'claimed', 'paid', 'set off', 'lapsed'"
NEW = "'booked', 'booking taken back'"


def upgrade() -> None:
    """Let a record say so, of a statement over nothing too."""
    _allowed(f"deed IN ({DEEDS}, {NEW})", f"minor > 0 OR minor = 0 AND deed IN ({NEW})")


def downgrade() -> None:
    """Only where there is none: ValueError, because no record is ever deleted."""
    booked = sa.text("SELECT count(*) FROM booking WHERE deed LIKE 'book%'")
    kept = op.get_bind().execute(booked).scalar_one()
    if kept:
        raise ValueError(f"{kept} records of what is booked have no place in the schema before; keep this one")
    _allowed(f"deed IN ({DEEDS})", "minor > 0")


def _allowed(deed: str, minor: str) -> None:
    """SQLite writes the table anew for this, and its triggers go with the old one."""
    with op.batch_alter_table("booking") as booking:
        for name, condition in (("deed", deed), ("minor", minor)):
            booking.drop_constraint(op.f(f"ck_booking_{name}"), type_="check")
            booking.create_check_constraint(op.f(f"ck_booking_{name}"), condition)
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER booking_no_{act.lower()} BEFORE {act} ON booking "
                "BEGIN SELECT RAISE(ABORT, 'booking is append-only'); END"
            )
