"""Companies, their people, what they agreed on."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Add organisation, person, membership, contract_version and agreement."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name="fk_person_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_index("ix_person_organisation", "person", ["organisation"])
    op.create_table(
        "membership",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role IN ('partner', 'manager', 'finance', 'auditor', 'administrator')", name=op.f("ck_membership_role")
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_membership_person"),
        sa.PrimaryKeyConstraint("person", "role", name="pk_membership"),
    )
    op.create_table(
        "contract_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("activated_by", sa.Integer(), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activated_by"], ["person.id"], name="fk_contract_version_activated_by"),
        sa.ForeignKeyConstraint(["customer"], ["organisation.id"], name="fk_contract_version_customer"),
        sa.PrimaryKeyConstraint("id", name="pk_contract_version"),
        sa.UniqueConstraint(
            "customer", "definition", "effective", name="uq_contract_version_customer_definition_effective"
        ),
        sa.UniqueConstraint("customer", "definition", "file", name="uq_contract_version_customer_definition_file"),
        sa.UniqueConstraint(
            "customer", "definition", "version", name="uq_contract_version_customer_definition_version"
        ),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("readings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["customer"], ["organisation.id"], name="fk_agreement_customer"),
        sa.ForeignKeyConstraint(["vendor"], ["organisation.id"], name="fk_agreement_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("customer", "reference", name="uq_agreement_customer_reference"),
        sa.UniqueConstraint("series", name="uq_agreement_series"),
    )
    op.create_index("ix_agreement_definition", "agreement", ["definition"])
    op.create_index("ix_agreement_vendor", "agreement", ["vendor"])


def downgrade() -> None:
    """Take them away, the last one first."""
    for table in ("agreement", "contract_version", "membership", "person", "organisation"):
        op.drop_table(table)
