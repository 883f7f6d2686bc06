"""Every way to tamper with rows; each says which names an honest audit may give to it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Table

from sla.store.digests import key_of
from tests.proof.scene import Raw, Scene


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and how the audit's first finding may begin; or, if only a receipt tells, what is exposed."""

    what: str
    names: tuple[str, ...] = ()
    exposes: tuple[str, ...] = ()


Value = bool | int | str | bytes | datetime | date | None
Tamper = Callable[[Scene, random.Random], Done]


def another(value: Value, dice: random.Random) -> Value:
    """A value that is not the same, and looks as if it could be one; None for None."""
    new = value
    while value is not None and new == value:
        new = _another(value, dice)
    return new


def _another(value: Value, dice: random.Random) -> Value:
    match value:
        case None:
            return None
        case bool():
            return not value
        case int():
            return value + dice.choice((-1, 1, 100, -value * 2 or 7))
        case datetime():
            return value + timedelta(microseconds=dice.choice((1, -1, 3_600_000_000)))
        case date():
            return value + timedelta(days=dice.choice((1, -1, 31)))
        case bytes():
            place = dice.randrange(len(value))
            return value[:place] + bytes([value[place] ^ 1 << dice.randrange(8)]) + value[place + 1 :]
        case str():
            place = dice.randrange(len(value) + 1)
            sign = dice.choice("0123456789abcXYZ -é")
            return dice.choice((value[:place] + sign + value[place + 1 :], value[:place] + sign + value[place:], "?"))


def pick(scene: Scene, dice: random.Random, *, least: int = 1) -> tuple[Table, list[Raw]]:
    """A table that has so many rows at least, and its rows."""
    while True:
        table = dice.choice(scene.tables)
        found = scene.rows(table)
        if len(found) >= least:
            return table, found


def key(table: Table, row: Raw) -> str:
    return key_of(tuple(row[column.name] for column in table.primary_key))


def where(table: Table, row: Raw) -> tuple[str, dict[str, object]]:
    """A condition that finds one row."""
    names = [column.name for column in table.primary_key]
    return " AND ".join(f"{name} = :k_{name}" for name in names), {f"k_{name}": row[name] for name in names}


def put(scene: Scene, table: Table, row: Raw, **values: object) -> None:
    """Change one row."""
    condition, known = where(table, row)
    settings = ", ".join(f"{name} = :{name}" for name in values)
    assert scene.say(f"UPDATE {table.name} SET {settings} WHERE {condition}", **values, **known) == 1


def value(scene: Scene, dice: random.Random) -> Done:
    """One value in one row."""
    while True:
        table, found = pick(scene, dice)
        row, column = dice.choice(found), dice.choice(list(table.columns))
        if (new := another(row[column.name], dice)) not in (None, row[column.name]):
            put(scene, table, row, **{column.name: new})
            names = (key(table, row), key(table, {**row, column.name: new}))
            return Done(f"{table.name}.{column.name}", tuple(f"{table.name} {each} " for each in names))


def emptied(scene: Scene, dice: random.Random) -> Done:
    """A value taken away, or put where there was none."""
    while True:
        table, found = pick(scene, dice)
        row, column = dice.choice(found), dice.choice([*table.columns])
        if column.nullable:
            old = row[column.name]
            like = next((each[column.name] for each in found if each[column.name] is not None), 7)
            put(scene, table, row, **{column.name: like if old is None else None})
            return Done(f"{table.name}.{column.name}", (f"{table.name} {key(table, row)} ",))
        if dice.random() < 0.05:  # few columns may be empty: do not look for ever in a table that has none
            return value(scene, dice)


def of_another_kind(scene: Scene, dice: random.Random) -> Done:
    """On SQLite: a value that means the same to a careless reader, or nothing at all."""
    if not scene.sqlite:
        return value(scene, dice)
    table, found = pick(scene, dice)
    columns = [each for each in table.columns if not each.primary_key]
    if not columns:
        return of_another_kind(scene, dice)
    place, column = dice.randrange(len(found)), dice.choice(columns)
    old = found[place][column.name]
    put(
        scene,
        table,
        found[place],
        **{column.name: dice.choice((b"\x00", "garbage", 0.5, 10**15, f"{old} ", f"0{old}"))},
    )
    if scene.rows(table)[place][column.name] == old:  # the column made the old value of it
        return of_another_kind(scene, dice)
    return Done(f"{table.name}.{column.name}", (f"{table.name} {key(table, found[place])} ",))


def deleted(scene: Scene, dice: random.Random) -> Done:
    table, found = pick(scene, dice)
    row = dice.choice(found)
    condition, known = where(table, row)
    assert scene.say(f"DELETE FROM {table.name} WHERE {condition}", **known) == 1
    return Done(table.name, (f"{table.name} {key(table, row)} is gone",))


def inserted(scene: Scene, dice: random.Random) -> Done:
    """A row like another, under a number of its own."""
    table, found = pick(scene, dice)
    row = dict(dice.choice(found))
    if scene.sqlite or dice.random() < 0.8:
        for column in table.columns:
            row[column.name] = _unlike(row[column.name], dice)
    names = ", ".join(row)
    scene.say(f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(f':{name}' for name in row)})", **row)
    return Done(table.name, (f"{table.name} {key(table, row)} ",))


def _unlike(old: Value, dice: random.Random) -> Value:
    """So far away that no rule of uniqueness is in the way."""
    match old:
        case bool() | None | bytes():
            return old
        case int():
            return old + dice.randint(1_000, 1_000_000)
        case str():
            return f"{old} {dice.random()}" if not old[:4].isdecimal() else old
        case _:
            return old


def swapped(scene: Scene, dice: random.Random) -> Done:
    """A value of two rows, exchanged."""
    while True:
        table, found = pick(scene, dice, least=2)
        one, two = dice.sample(found, 2)
        column = dice.choice([each.name for each in table.columns if not each.primary_key] or [""])
        if column and one[column] != two[column] and None not in (one[column], two[column]):
            put(scene, table, one, **{column: another(one[column], dice)})
            put(scene, table, two, **{column: one[column]})
            put(scene, table, one, **{column: two[column]})
            return Done(f"{table.name}.{column}", tuple(f"{table.name} {key(table, each)} " for each in (one, two)))


def reordered(scene: Scene, dice: random.Random) -> Done:
    """Two rows that stand in each other's place."""
    while True:
        table, found = pick(scene, dice, least=2)
        if [column.name for column in table.primary_key] == ["id"]:
            one, two = dice.sample(found, 2)
            put(scene, table, one, id=-1)
            put(scene, table, two, id=one["id"])
            put(scene, table, {"id": -1}, id=two["id"])
            return Done(table.name, tuple(f"{table.name} {each['id']} " for each in (one, two)))


ROWS: dict[str, tuple[Tamper, int]] = {
    "value changed": (value, 6),
    "value taken or given": (emptied, 1),
    "value of another kind": (of_another_kind, 2),
    "row deleted": (deleted, 3),
    "row added": (inserted, 3),
    "values exchanged": (swapped, 2),
    "rows exchanged": (reordered, 2),
}
"""Each with how often it comes, in parts."""
