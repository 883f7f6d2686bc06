"""In how many business days a period is approved, as the contract said when it opened."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add cycle.approve_days; a period that was opened before names none."""
    op.add_column("cycle", sa.Column("approve_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("cycle", "approve_days")
