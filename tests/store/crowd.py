"""A crowd of strangers: one agreement with all that hangs on it, copied many times under another customer's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, UniqueConstraint, create_engine, insert, select, text
from sqlalchemy.pool import NullPool

from sla.store.database import address
from sla.store.tables import agreement, metadata, organisation

STEP = 1000
"""How far the numbers of a copy lie from those of the one before."""
Row = Mapping[str, Any]


def gather(url: str, original: int, customer: int, turns: range) -> None:
    """Add copies of an agreement, one for each turn, each with a vendor of its own, as the owner of the tables."""
    engine = create_engine(address(url), poolclass=NullPool)
    with engine.begin() as connection:
        seen = select(agreement.c.customer).where(agreement.c.id == original)
        _as(connection, 1)
        rows = _belongings(connection, original)
        own = connection.execute(seen).scalar_one()
        _as(connection, customer)
        vendors = [{"id": STEP * (turn + 1), "name": f"Crowd {turn}"} for turn in turns]
        connection.execute(insert(organisation), vendors)
        for table, found in rows.items():
            copies = [_copied(table, row, turn, own, customer) for turn in turns for row in found]
            if copies:
                connection.execute(insert(table), copies)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _as(connection: Connection, company: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT set_config('sla.scope', '{company}|cvah', true)"))


def _belongings(connection: Connection, number: int) -> dict[Table, list[Row]]:
    """The rows of every table that hang on an agreement, those they hang on first."""
    found: dict[Table, list[Row]] = {}
    for table in metadata.sorted_tables:
        above = [
            (column, each)
            for column in table.columns
            for each in found
            if column.references(each.c.id if "id" in each.c else next(iter(each.primary_key)))
        ]
        query = select(table)
        if table is agreement:
            query = query.where(agreement.c.id == number)
        elif table.name == "series":
            query = query.where(table.c.name.in_(select(agreement.c.series).where(agreement.c.id == number)))
        elif above:
            column, each = above[-1]
            key = next(iter(each.primary_key)).name
            query = query.where(column.in_([row[key] for row in found[each]]))
        elif table.name == "event":
            query = query.where(table.c.agreement == number)
        else:
            continue
        found[table] = [dict(row) for row in connection.execute(query).mappings()]
    return found


def _copied(table: Table, row: Row, turn: int, own: int, customer: int) -> dict[str, Any]:
    return {column.name: _value(table, column, row, turn, own, customer) for column in table.columns}


def _value(table: Table, column: Column[Any], row: Row, turn: int, own: int, customer: int) -> object:
    """What names the agreement or anything of it names the copy; companies are others; all else is the same."""
    value = row[column.name]
    if value is None:
        return None
    targets = {key.column.table.name for key in column.foreign_keys}
    if "organisation" in targets or column.name == "organisation":
        return customer if value == own else STEP * (turn + 1)
    if targets & {"person", "contract_version"} or (table.name, column.name) == ("event", "person"):
        return value
    if isinstance(column.type, Integer) and (column.primary_key or targets or column.name == "agreement"):
        return value + STEP * (turn + 1)
    return f"{value}-{turn}" if targets or _unique(table, column) else value


def _unique(table: Table, column: Column[Any]) -> bool:
    """Whether a word stands in the table once, or once for each customer."""
    if not isinstance(column.type, String):
        return False
    unique = [{column}] if column.unique or column.primary_key else []
    unique += [set(each.columns) for each in table.constraints if isinstance(each, UniqueConstraint)]
    return any(column in each and {other.name for other in each} <= {column.name, "customer"} for each in unique)
