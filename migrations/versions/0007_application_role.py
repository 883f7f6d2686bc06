"""PostgreSQL knows for whom a transaction is, believes it only when it is signed, and lets a role that owns nothing in.

The application connects as such a role; `sla.store.rights` grants it what it needs and keeps its key in `scope_key`.
A role without a key, as the owner of the tables, is believed without a signature. Policies look rows up by number:
what a query costs follows from what the person may see, and not from what there is besides.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

SEEN_AS = """
CREATE FUNCTION seen_as(side text) RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    said text := coalesce(current_setting('sla.scope', true), '');
    company text := split_part(said, '|', 1);
    sides text := split_part(said, '|', 2);
    known text;
BEGIN
    IF company !~ '^[0-9]{1,9}$' OR position(side IN sides) = 0 THEN
        RETURN NULL;
    END IF;
    SELECT key INTO known FROM scope_key WHERE role = session_user;
    IF FOUND AND split_part(said, '|', 3) <> encode(sha256(convert_to(
        known || encode(sha256(convert_to(known || company || '|' || sides, 'UTF8')), 'hex'), 'UTF8')), 'hex') THEN
        RETURN NULL;
    END IF;
    RETURN company::integer;
END $$
"""
"""The company of a transaction, if it looks as `side`: c customer, v vendor, a administrator, h the house itself."""

COMPANY_NAMED = """
CREATE FUNCTION company_named(called text) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS
$$ SELECT id FROM organisation WHERE name = called AND coalesce(seen_as('c'), seen_as('a'), seen_as('h')) IS NOT NULL $$
"""
"""The number of a company: two customers share a vendor without knowing of each other."""

HASH_OF = """
CREATE FUNCTION password_of(who integer) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS
$$ SELECT password FROM person WHERE id = who AND seen_as('h') IS NOT NULL $$
"""
"""The hash of a password, to the house itself, when somebody signs in."""

CUSTOMER = "(SELECT seen_as('c'))"
VENDOR = "(SELECT seen_as('v'))"
HOUSE = "((SELECT seen_as('h')) IS NOT NULL OR (SELECT seen_as('a')) IS NOT NULL)"
NAMES_COMPANIES = f"({HOUSE} OR {CUSTOMER} IS NOT NULL)"
OWN = "(SELECT own_company())"


def hangs_on(table: str, column: str, above: str) -> str:
    """A row is seen with the row that it belongs to."""
    return f"EXISTS (SELECT FROM {above} AS above WHERE above.id = {table}.{column})"


def signed_by_customer(table: str, column: str, path: str) -> str:
    """A row that only the customer's side adds."""
    return f"{hangs_on(table, column, path)} AND {CUSTOMER} IS NOT NULL"


CONTRACTS = (
    f"customer = {CUSTOMER} OR EXISTS (SELECT FROM agreement AS above "
    "WHERE above.customer = contract_version.customer AND above.definition = contract_version.definition)"
)
FORCED = {
    "agreement": (f"customer = {CUSTOMER} OR vendor = {VENDOR}", f"customer = {CUSTOMER}"),
    "contract_version": (CONTRACTS, f"customer = {CUSTOMER}"),
    "cycle": (hangs_on("cycle", "agreement", "agreement"), None),
    "submission": (hangs_on("submission", "cycle", "cycle"), None),
    "draft": (hangs_on("draft", "cycle", "cycle"), None),
    "settlement": (hangs_on("settlement", "cycle", "cycle"), None),
    "approval": (
        hangs_on("approval", "settlement", "settlement"),
        signed_by_customer("approval", "settlement", "settlement"),
    ),
    "statement": (hangs_on("statement", "cycle", "cycle"), signed_by_customer("statement", "cycle", "cycle")),
    "posting": (hangs_on("posting", "agreement", "agreement"), None),
}
"""What is seen, and what is added where that is less. The owner of the tables is bound by these too."""

MINE = (
    f"id = {OWN} OR EXISTS (SELECT FROM agreement AS above WHERE above.customer = organisation.id) "  # noqa: S608 - our own words
    "OR EXISTS (SELECT FROM agreement AS above WHERE above.vendor = organisation.id)"
)
LOGGED = (
    f"(SELECT seen_as('h')) IS NOT NULL OR (agreement IS NULL AND organisation = {OWN}) "
    f"OR {hangs_on('event', 'agreement', 'agreement')}"
)
ENABLED = {
    "organisation": (f"{HOUSE} OR {MINE}", NAMES_COMPANIES),
    "person": (f"{HOUSE} OR {hangs_on('person', 'organisation', 'organisation')}", HOUSE),
    "membership": (f"{HOUSE} OR {hangs_on('membership', 'person', 'person')}", HOUSE),
    "series": (
        "EXISTS (SELECT FROM agreement AS above WHERE above.series = series.name)",
        f"{CUSTOMER} IS NOT NULL",
    ),
    "event": (LOGGED, None),
}
"""The same for people and for what all share; the owner, who looks after them, is not bound."""

BEFORE = {
    "agreement": "customer = (SELECT own_company()) OR vendor = (SELECT own_company())",
    "contract_version": "customer = (SELECT own_company()) OR "
    "(customer, definition) IN (SELECT customer, definition FROM agreement)",
    "cycle": "agreement IN (SELECT id FROM agreement)",
    "submission": "cycle IN (SELECT id FROM cycle)",
    "draft": "cycle IN (SELECT id FROM cycle)",
    "settlement": "cycle IN (SELECT id FROM cycle)",
    "approval": "settlement IN (SELECT id FROM settlement)",
    "statement": "cycle IN (SELECT id FROM cycle)",
    "posting": "agreement IN (SELECT id FROM agreement)",
}


def upgrade() -> None:
    """Add keys, functions and policies."""
    op.create_table(
        "scope_key",
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("role", name="pk_scope_key"),
    )
    if op.get_bind().dialect.name != "postgresql":
        return
    for function in (SEEN_AS, COMPANY_NAMED, HASH_OF):
        op.execute(function)
    op.execute(
        "CREATE OR REPLACE FUNCTION own_company() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT seen_as('') $$"
    )
    for table, (seen, added) in FORCED.items():
        op.execute(f"DROP POLICY own_company ON {table}")
        _policy(table, seen, added)
    for table, (seen, added) in ENABLED.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        _policy(table, seen, added)


def _policy(table: str, seen: str, added: str | None) -> None:
    check = f" WITH CHECK ({added})" if added else ""
    op.execute(f"CREATE POLICY own_company ON {table} USING ({seen}){check}")


def downgrade() -> None:
    """Go back to the company as a setting that is believed."""
    if op.get_bind().dialect.name == "postgresql":
        for table in (*FORCED, *ENABLED):
            op.execute(f"DROP POLICY own_company ON {table}")
        for table in ENABLED:
            op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        op.execute(
            "CREATE OR REPLACE FUNCTION own_company() RETURNS integer LANGUAGE sql STABLE AS "
            "$$ SELECT nullif(current_setting('sla.organisation', true), '')::integer $$"
        )
        for table, condition in BEFORE.items():
            op.execute(f"CREATE POLICY own_company ON {table} USING ({condition})")
        for function in ("password_of(integer)", "company_named(text)", "seen_as(text)"):
            op.execute(f"DROP FUNCTION {function}")
    op.drop_table("scope_key")
