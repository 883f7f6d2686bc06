"""The language that a person chose, for pages and mails."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; nobody has chosen any."""
    op.add_column("person", sa.Column("language", sa.String(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("person", "language")
