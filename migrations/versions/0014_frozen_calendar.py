"""The business days of a period, as they were known when it opened: no deadline moves by a holiday learnt later."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add cycle.calendar; a period that was opened before counts by its contract."""
    op.add_column("cycle", sa.Column("calendar", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("cycle", "calendar")
