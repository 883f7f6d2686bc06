"""What somebody might send to PostgreSQL who got hold of a transaction of the application.

Reads, changes, and ways out; each attempt is one transaction of one or more statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from sla.store.tables import metadata

Attempt = tuple[str, ...]
TABLES = tuple(metadata.tables)

READS = (
    "SELECT * FROM {t}",
    "SELECT string_agg(one::text, '/') FROM {t} AS one",
    "SELECT json_agg(row_to_json(one)) FROM (SELECT * FROM ONLY {t}) AS one",
    "WITH RECURSIVE all_of AS (SELECT to_jsonb(one) AS x FROM {t} AS one) SELECT x FROM all_of",
    "SELECT * FROM agreement RIGHT JOIN {t} AS one ON true",
    "SELECT query_to_xml('SELECT * FROM {t}', true, true, '')",
)
CHANGES = (
    "UPDATE {t} SET {c} = {c} || ''",
    "DELETE FROM {t}",
    "TRUNCATE {t} CASCADE",
    "DROP TABLE {t} CASCADE",
    "ALTER TABLE {t} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {t} DISABLE TRIGGER ALL",
)
"""By table; `c` is a column of it."""

FORGED = (
    "1|c|",
    "1|cv|",
    "1|c|0000000000000000000000000000000000000000000000000000000000000000",
    "0|h|",
    "0|h",
    "2|v|",
    "2|v|' OR true --",
    "1|",
    "||",
)
LOOKS = ("SELECT * FROM agreement", "SELECT * FROM event", "SELECT name, email FROM person")

ADDS_AGREEMENT = (
    "INSERT INTO agreement (definition, customer, vendor, reference, series, parties, readings) "
    "VALUES ('harbour', 1, 3, 'Mine', 'MINE', '{}', '{}')"
)
ADDS_SUBMISSION = (
    "INSERT INTO submission (cycle, version, file_name, sha256, content, entries, sent_by, sent_at) "
    "VALUES (1, 9, 'x', 'x', '', '[]', 1, now())"
)
ADDS_POSTING = (
    "INSERT INTO posting (posting_key, entry, account, minor, currency, agreement, cycle, level, clause, statement, "
    "posted_at) VALUES ('x', 'x', 'x', 1, 'USD', 1, 1, '', '', 'NORTH-0001', now())"
)
WAYS_OUT: tuple[Attempt, ...] = (
    ("SET LOCAL row_security = off", "SELECT * FROM agreement"),
    ("SET LOCAL ROLE tester", "SELECT * FROM agreement"),
    ("SET LOCAL ROLE postgres", "SELECT * FROM agreement"),
    ("SET SESSION AUTHORIZATION tester", "SELECT * FROM agreement"),
    ("RESET ROLE", "SELECT * FROM agreement"),
    ("SET LOCAL session_replication_role = replica", "DELETE FROM posting"),
    ("SET LOCAL search_path = pg_temp, public", "CREATE TEMP TABLE scope_key (role text, key text)"),
    ("CREATE TABLE mine (x text)",),
    ("CREATE VIEW mine AS SELECT * FROM agreement",),
    ("CREATE FUNCTION peek(text) RETURNS bool LANGUAGE sql COST 0.0001 AS 'SELECT true'",),
    ("DO $$ BEGIN EXECUTE 'ALTER TABLE agreement NO FORCE ROW LEVEL SECURITY'; END $$",),
    ("DROP POLICY own_company ON agreement",),
    ("ALTER POLICY own_company ON agreement USING (true)",),
    ("CREATE POLICY open_house ON agreement USING (true)",),
    ("ALTER TABLE agreement NO FORCE ROW LEVEL SECURITY",),
    ("ALTER TABLE agreement OWNER TO application",),
    ("CREATE OR REPLACE FUNCTION seen_as(side text) RETURNS integer LANGUAGE sql AS 'SELECT 1'",),
    ("CREATE OR REPLACE FUNCTION own_company() RETURNS integer LANGUAGE sql AS 'SELECT 1'",),
    ("ALTER FUNCTION seen_as(text) OWNER TO application",),
    ("DROP FUNCTION refuse_change() CASCADE",),
    ("CREATE TRIGGER mine BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()",),
    ("CREATE RULE mine AS ON INSERT TO event DO ALSO NOTHING",),
    ("ALTER ROLE application BYPASSRLS",),
    ("ALTER ROLE application SUPERUSER",),
    ("CREATE ROLE another LOGIN BYPASSRLS",),
    ("GRANT tester TO application",),
    ("GRANT ALL ON ALL TABLES IN SCHEMA public TO application", "SELECT * FROM scope_key"),
    ("CREATE EXTENSION dblink",),
    ("CREATE EXTENSION adminpack",),
    ("CREATE SCHEMA mine",),
    ("ALTER DATABASE postgres SET row_security = off",),
    ("SELECT pg_read_file('postgresql.conf')",),
    ("SELECT pg_read_binary_file('PG_VERSION')",),
    ("SELECT * FROM pg_ls_dir('.')",),
    ("SELECT lo_import('/etc/passwd')",),
    ("COPY agreement TO '/tmp/taken'",),
    ("COPY agreement TO PROGRAM 'cat'",),
    ("COPY posting FROM '/etc/passwd'",),
    ("SELECT * FROM pg_authid",),
    ("SELECT * FROM pg_shadow",),
    ("SELECT * FROM pg_statistic",),
    ("SELECT tablename, attname, most_common_vals FROM pg_stats WHERE schemaname = 'public'",),
    ("SELECT query FROM pg_stat_activity",),
    ("SELECT last_value FROM agreement_id_seq",),
    ("SELECT setval('agreement_id_seq', 1)",),
    ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",),
    ("SELECT table_to_xml('agreement', true, true, '')",),
    ("SELECT schema_to_xml('public', true, true, '')",),
    ("SELECT key FROM scope_key",),
    ("INSERT INTO scope_key VALUES ('application', '')",),
    ("SELECT password FROM person",),
    ("SELECT person.* FROM person",),
    ("SELECT password_of(id) FROM person",),
    ("SELECT password_of(one) FROM generate_series(1, 20) AS one",),
    ("SELECT password_digest(one) FROM generate_series(1, 20) AS one WHERE password_digest(one) IS NOT NULL",),
    ("UPDATE person SET password = 'mine'",),
    ("UPDATE log_head SET digest = repeat('0', 64)",),
    ("UPDATE log_head SET entries = entries + 1",),
    ("UPDATE log_head SET entries = 0, digest = repeat('0', 64)",),
    ("INSERT INTO membership VALUES ((SELECT id FROM person LIMIT 1), 'manager')",),
    ("INSERT INTO organisation (name) VALUES ('Mine')",),
    ("INSERT INTO person (organisation, name, email, password, active) VALUES (1, 'E', 'e@e', 'x', true)",),
    (ADDS_AGREEMENT,),
    ("INSERT INTO series VALUES ('MINE', 0)",),
    ("UPDATE series SET last = last + 1",),
    ("UPDATE statement SET number = 'MINE-0001'",),
    ("UPDATE statement SET sha256 = NULL",),
    ("UPDATE cycle SET stage = 'issued' WHERE id = 1",),
    ("INSERT INTO draft (cycle, person, file_name, content, kept_at) VALUES (1, 1, 'x', '', now())",),
    (ADDS_SUBMISSION,),
    (ADDS_POSTING,),
    ("INSERT INTO approval (settlement, role, person, at) VALUES (1, 'manager', 1, now())",),
)

ORACLES = (
    "SELECT count(*) FROM agreement WHERE reference = 'North'",
    "SELECT count(*) FROM agreement WHERE vendor = 2",
    "SELECT count(*) FROM organisation WHERE name IN ('Northline', 'Rival City')",
    "SELECT count(*) FROM person WHERE organisation IN (2, 4)",
    "SELECT count(*) FROM membership WHERE person NOT IN (SELECT id FROM person)",
    "SELECT count(*) FROM statement",
    "SELECT count(*) FROM posting",
    "SELECT count(*) FROM settlement",
    "SELECT count(*) FROM approval",
    "SELECT count(*) FROM submission",
    "SELECT count(*) FROM cycle",
    "SELECT count(*) FROM event WHERE agreement = 1",
    "SELECT count(*) FROM event WHERE organisation <> own_company()",
    "SELECT count(*) FROM series WHERE name = 'NORTH'",
    "SELECT count(*) FROM contract_version WHERE customer <> 1",
    "SELECT coalesce(sum(minor), 0) FROM posting",
    "SELECT count(*) FROM agreement WHERE reference ~ 'N.*th' OR series LIKE 'NOR%'",
    "SELECT count(*) FROM (SELECT 1 / (id - 1) AS x FROM agreement) AS divided WHERE x > 1",
    "SELECT count(*) FROM agreement WHERE id = 1 AND 1 / (id - 1) > 0",
    "SELECT count(*) FROM agreement AS a WHERE a.id = 1 OR (a.id = 1 AND a.parties::json IS NOT NULL)",
    "SELECT coalesce(company_named('Northline'), 0)",
    "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND has_table_privilege(oid, 'TRUNCATE')",
    "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)",
    "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)",
)
"""Questions about others, whose answer is 0 whatever is there."""


REPLAYED = (
    "regexp_replace(current_setting('sla.scope'), '^[0-9]+', '1')",
    "regexp_replace(current_setting('sla.scope'), '^[0-9]+', '2')",
    "replace(current_setting('sla.scope'), '|v|', '|cv|')",
    "replace(current_setting('sla.scope'), '|v|', '|h|')",
)
"""The signature that the transaction carries, put under something else."""


def attempts() -> Iterator[Attempt]:
    """Every one of them."""
    for table in TABLES:
        column = metadata.tables[table].columns.values()[-1].name
        yield from ((pattern.format(t=table, c=column),) for pattern in (*READS, *CHANGES))
    for scope in FORGED:
        yield from ((f"SELECT set_config('sla.scope', $${scope}$$, true)", look) for look in LOOKS)
    yield from ((f"SELECT set_config('sla.scope', {said}, true)", LOOKS[0]) for said in REPLAYED)
    yield from WAYS_OUT
