"""Periods on their way are found by agreement and stage."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index them."""
    op.create_index("ix_cycle_agreement_stage", "cycle", ["agreement", "stage"])


def downgrade() -> None:
    """Take the index away."""
    op.drop_index("ix_cycle_agreement_stage", "cycle")
