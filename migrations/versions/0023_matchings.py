"""How a vendor's own layout was read is kept with the figures, and with the file that is not sent yet."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

TABLES = ("submission", "draft")


def upgrade() -> None:
    """Add the columns; what was sent before used the contract's own names."""
    for table in TABLES:
        op.add_column(table, sa.Column("matching", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    for table in reversed(TABLES):
        op.drop_column(table, "matching")
