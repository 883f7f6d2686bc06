"""PostgreSQL repeats the scope row by row: a transaction sees its own company's agreements and what hangs on them.

The company is a setting of the transaction (`sla.organisation`); where it is absent, no row is visible. SQLite has no
such thing and relies on `sla.store.visible` alone.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

POLICIES = {
    "agreement": "customer = (SELECT own_company()) OR vendor = (SELECT own_company())",
    "contract_version": "customer = (SELECT own_company()) OR "
    "(customer, definition) IN (SELECT customer, definition FROM agreement)",
    "cycle": "agreement IN (SELECT id FROM agreement)",
    "submission": "cycle IN (SELECT id FROM cycle)",
    "settlement": "cycle IN (SELECT id FROM cycle)",
    "approval": "settlement IN (SELECT id FROM settlement)",
    "statement": "cycle IN (SELECT id FROM cycle)",
    "posting": "agreement IN (SELECT id FROM agreement)",
}


def upgrade() -> None:
    """Force the policies, on the owner of the tables too."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE FUNCTION own_company() RETURNS integer LANGUAGE sql STABLE AS "
        "$$ SELECT nullif(current_setting('sla.organisation', true), '')::integer $$"
    )
    for table, condition in POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_company ON {table} USING ({condition})")


def downgrade() -> None:
    """Take the policies away."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in reversed(POLICIES):
        op.execute(f"DROP POLICY own_company ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP FUNCTION own_company()")
