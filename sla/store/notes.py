"""Notes every row that a transaction writes, so that the entry of the act can answer for it.

It listens to the engine: whatever is inserted, updated or deleted in a covered table is noted, whoever does it. A
transaction that wrote such a row and ends without an entry in the log is refused, so no act can forget its entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Delete, Engine, Executable, Insert, Table, Update, event, select, text

from sla.store.digests import is_covered

_NOTES = "sla.notes"
Key = tuple[Any, ...]
Notes = dict[Table, dict[Key, None]]
Parameters = Mapping[str, Any]
Many = Sequence[Parameters]


class Unlogged(LookupError):
    """A transaction would end with rows that no entry of the log answers for."""


def listen(engine: Engine) -> None:
    """Note what is written over this engine from now on."""
    event.listen(engine, "begin", _forget)
    event.listen(engine, "rollback", _forget)
    event.listen(engine, "commit", _refuse_unlogged)
    event.listen(engine, "before_execute", _before, retval=True)
    event.listen(engine, "after_execute", _after)


def taken(connection: Connection) -> Notes:
    """The keys noted since the last entry, by table; they are noted no longer."""
    notes: Notes = connection.info.pop(_NOTES, {})
    return notes


def _note(connection: Connection, table: Table, keys: Iterable[Key]) -> None:
    noted = connection.info.setdefault(_NOTES, {}).setdefault(table, {})
    noted.update(dict.fromkeys(keys))


def _forget(connection: Connection) -> None:
    connection.info.pop(_NOTES, None)


def _refuse_unlogged(connection: Connection) -> None:
    left = {table.name for table, keys in connection.info.get(_NOTES, {}).items() if keys}
    if left:
        raise Unlogged(f"rows of {', '.join(sorted(left))} were written without an entry: call log.record after them")


def _before(
    connection: Connection, statement: Executable, many: Many, parameters: Parameters, _options: Parameters
) -> tuple[Executable, Many, Parameters]:
    """Rows about to be changed or deleted are looked up while the condition still finds them, and held."""
    table = _covered(statement)
    if table is not None and isinstance(statement, Update | Delete):
        condition = statement.whereclause
        keys = select(*table.primary_key).with_for_update()
        found = connection.execute(keys if condition is None else keys.where(condition))
        _note(connection, table, (tuple(row) for row in found))
    elif table is not None and isinstance(statement, Insert) and many and not _keys(table, many):
        # Of many rows at once the keys are not told unless they are asked for.
        statement = statement.return_defaults(*table.primary_key)
    return statement, many, parameters


def _after(
    connection: Connection,
    statement: Executable,
    many: Many,
    _parameters: Parameters,
    options: Parameters,
    result: CursorResult[Any],
) -> None:
    """Rows just added are noted by the key they were given, or that the database counted up.

    What gives way to a row that is there already adds none; it asks for the count (`preserve_rowcount`) to know.
    """
    table = _covered(statement)
    gave_way = options.get("preserve_rowcount") and result.rowcount == 0
    if table is None or not isinstance(statement, Insert) or gave_way:
        return
    keys = _keys(table, result.context.compiled_parameters)
    if not keys and many:
        keys = [tuple(key) for key in result.inserted_primary_key_rows if key is not None]
    _note(connection, table, keys or [(_counted(connection, table),)])


def _keys(table: Table, given: Iterable[Mapping[str, Any]]) -> list[Key]:
    """The keys of the rows, if they are given and not counted up."""
    keys = [tuple(row.get(column.name) for column in table.primary_key) for row in given]
    return [] if any(None in key for key in keys) else keys


def _counted(connection: Connection, table: Table) -> int:
    """The number that the database has just given to a row of this table, on this connection."""
    if connection.dialect.name == "sqlite":
        asked = text("SELECT last_insert_rowid()")
    else:
        asked = text("SELECT currval(pg_get_serial_sequence(:table, 'id'))").bindparams(table=table.name)
    return int(connection.execute(asked).scalar_one())


def _covered(statement: Executable) -> Table | None:
    """The table that a statement writes to, if the log answers for it."""
    table = statement.table if isinstance(statement, Insert | Update | Delete) else None
    return table if isinstance(table, Table) and is_covered(table) else None
