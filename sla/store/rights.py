"""What the application's own role may do on PostgreSQL: add records and read them; change what is state; own nothing.

Two roles: one owns the tables and brings the schema up to date, the other serves people. Where both are one, or on
SQLite, there is nothing to grant.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from sla.store.database import address, migrate, open_database
from sla.store.scope import key_of
from sla.store.tables import metadata

DROPPED = frozenset(
    {"answer", "attempt", "contract_draft", "delivery", "delivery_try", "draft", "letter", "membership"}
    | {"unsent", "unsent_file"}
)
"""Tables of ours whose rows may be deleted."""
NARROWED = {
    "alembic_version": "SELECT",
    "scope_key": "",
    "log_head": "SELECT, UPDATE",
    "statement": "SELECT, INSERT, UPDATE (sha256, path)",
    "person": "SELECT (id, organisation, name, email, active, generation, language), INSERT, "
    "UPDATE (password, active, generation, language)",
    "invitation": "SELECT, INSERT, UPDATE (ended_at)",
    "credential": "SELECT, INSERT, UPDATE (counter, used_at, ended_at)",
}
"""Tables with rights of their own."""
RECORDS = text(
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE proname = 'refuse_change' AND NOT tgisinternal AND tgtype & 1 = 0 AND tgtype & 16 = 16"
)
"""Tables that refuse every UPDATE, by their triggers."""
OWNED = text(
    "SELECT schemaname, tablename FROM pg_tables WHERE tableowner = current_user AND schemaname IN ('public', 'jobs')"
)
TOO_MUCH = text(
    "SELECT rolsuper OR rolbypassrls OR pg_has_role(oid, current_user, 'MEMBER') FROM pg_roles WHERE rolname = :role"
)


class Overpowered(ValueError):
    """The application's role could look past the policies; says which and what to do."""


def prepare(owner: str, application: str, revision: str = "head") -> None:
    """Bring the schema to a revision as its owner; if it is the newest, let the application's role in."""
    migrate(owner, revision)
    if revision == "head":
        admit(owner, application)


def admit(owner: str, application: str) -> None:
    """Grant the application's role what it needs and nothing else, and keep the key of its signature."""
    role = address(application).username
    if address(owner).get_backend_name() != "postgresql" or role in (None, address(owner).username):
        return
    engine = open_database(owner, pooled=False)
    with engine.begin() as connection:
        _refuse_power(connection, str(role))
        quoted = connection.dialect.identifier_preparer.quote(str(role))
        for grant in _grants(connection, quoted):
            connection.execute(text(grant))
        connection.execute(
            text("INSERT INTO scope_key VALUES (:role, :key) ON CONFLICT (role) DO UPDATE SET key = :key"),
            {"role": role, "key": key_of(application)},
        )


def _refuse_power(connection: Connection, role: str) -> None:
    powerful = connection.execute(TOO_MUCH, {"role": role}).scalar_one_or_none()
    if powerful is None:
        raise Overpowered(f"there is no role {role}: an administrator of the server makes it (docs/postgresql.md)")
    if powerful:
        raise Overpowered(
            f"the role {role} is a superuser, bypasses row-level security or is a member of the owner: "
            "choose a plain role for SLA_DATABASE (docs/postgresql.md)"
        )


def _grants(connection: Connection, role: str) -> Iterator[str]:
    quote = connection.dialect.identifier_preparer.quote
    yield f"REVOKE TEMPORARY ON DATABASE {quote(str(connection.engine.url.database))} FROM PUBLIC"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    owned = connection.execute(OWNED).all()
    for schema in sorted({row.schemaname for row in owned}):
        yield f"GRANT USAGE ON SCHEMA {quote(schema)} TO {role}"
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {quote(schema)} TO {role}"
    records = set(connection.execute(RECORDS).scalars())
    for schema, table in owned:
        named = f"{quote(schema)}.{quote(table)}"
        yield f"REVOKE ALL ON {named} FROM {role}"
        if rights := _rights(table, records):
            yield f"GRANT {rights} ON {named} TO {role}"


def _rights(table: str, records: set[str]) -> str:
    if table in NARROWED:
        return NARROWED[table]
    if table in records:
        return "SELECT, INSERT"
    if table in metadata.tables and table not in DROPPED:
        return "SELECT, INSERT, UPDATE"
    return "SELECT, INSERT, UPDATE, DELETE"  # or the queue of work, whose tables are its own affair
