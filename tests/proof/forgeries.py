"""Every way to tamper with the log itself and with the archive, from a clumsy one to one that covers its traces."""

from __future__ import annotations

import json
import random
from pathlib import Path

from sla.store.audit import Audit
from sla.store.digests import rows, rows_with
from sla.store.log import START, chained, commitment
from tests.proof.scene import EVENT, HEAD, Scene
from tests.proof.tamperings import Done, Tamper, another, key, pick, put


def entry_changed(scene: Scene, dice: random.Random) -> Done:
    while True:
        row = dice.choice(scene.rows(EVENT))
        column = dice.choice([each.name for each in EVENT.columns])
        new = another(row[column], dice) if row[column] is not None else dice.randint(1, 99)
        if new != row[column]:
            put(scene, EVENT, row, **{column: new})
            # An entry under another number is missing under its own, or stands where none belongs.
            numbers = {row["id"], new} if column == "id" else {row["id"]}
            # What belongs to an entry that was moved past others is missed there first.
            return Done(f"event.{column}", tuple(f"entry {number} of the log " for number in sorted(numbers)))


def entry_deleted(scene: Scene, dice: random.Random) -> Done:
    row = dice.choice(scene.rows(EVENT))
    scene.say("DELETE FROM event WHERE id = :id", id=row["id"])
    return Done("event", (f"entry {row['id']} of the log is missing",))


def entries_exchanged(scene: Scene, dice: random.Random) -> Done:
    one, two = dice.sample(scene.rows(EVENT), 2)
    put(scene, EVENT, one, id=-1)
    put(scene, EVENT, two, id=one["id"])
    put(scene, EVENT, {"id": -1}, id=two["id"])
    return Done("event", (f"entry {min(one['id'], two['id'])} of the log ",))


def entry_added(scene: Scene, dice: random.Random) -> Done:
    found = scene.rows(EVENT)
    row = {**dice.choice(found), "id": dice.choice((0, -3, len(found) + 1, len(found) + 5))}
    row |= {name: f"{dice.getrandbits(256):064x}" for name in ("digest", "previous")}
    names = ", ".join(row)
    scene.say(f"INSERT INTO event ({names}) VALUES ({', '.join(f':{name}' for name in row)})", **row)
    return Done("event", tuple(f"entry {number} of the log " for number in (row["id"], len(found) + 1)))


def truncated(scene: Scene, dice: random.Random) -> Done:
    """The end of the log cut off; the head still knows of it."""
    last = dice.randrange(len(scene.rows(EVENT)))
    scene.say("DELETE FROM event WHERE id > :last", last=last)
    return Done("event", (f"entry {last + 1} of the log is missing",))


def head_changed(scene: Scene, dice: random.Random) -> Done:
    """The head rolled back, changed, doubled or taken away."""
    found = scene.rows(EVENT)
    match dice.randrange(4):
        case 0:
            older = dice.choice(found[:-1])
            scene.say("UPDATE log_head SET entries = :id, digest = :digest", id=older["id"], digest=older["digest"])
        case 1:
            (row,) = scene.rows(HEAD)
            column = dice.choice(("entries", "digest"))
            put(scene, HEAD, row, **{column: another(row[column], dice)})
        case 2:
            scene.say("INSERT INTO log_head VALUES (2, 0, :digest)", digest=START)
        case _:
            scene.say("DELETE FROM log_head")
    return Done("log_head", ("the end of the log", f"entry {len(found) + 1} of the log is missing"))


def rolled_back(scene: Scene, dice: random.Random) -> Done:
    """The end of the log cut off and the head with it: the rows that were written since tell."""
    found = scene.rows(EVENT)
    last = dice.randrange(len(found))
    forgotten = {
        f"{table} {name} "
        for each in found[last:]
        for table, written in json.loads(each["written"]).items()
        for name in written
    }
    scene.say("DELETE FROM event WHERE id > :last", last=last)
    digest = found[last - 1]["digest"] if last else START
    scene.say("UPDATE log_head SET entries = :last, digest = :digest", last=last, digest=digest)
    if not forgotten:
        return Done("event", exposes=_exposing(scene, last + 1))
    return Done("event", tuple(sorted(forgotten)))


def _exposing(scene: Scene, number: int) -> tuple[str, ...]:
    """What the receipts say of a history that is another from this entry on."""
    known = [each["log"]["entry"] for each in scene.receipts if each["log"]["entry"] >= number]
    return tuple(f"history was rewritten: up to entry {each} " for each in known) + tuple(
        f"the log ends before entry {each}" for each in known
    )


def rewritten(scene: Scene, dice: random.Random) -> Done:
    """An entry changed, taken out or moved, and every hash after it computed anew: only a receipt tells."""
    last = max(each["log"]["entry"] for each in scene.receipts)
    number = dice.randint(1, last - 1)
    match dice.randrange(4):
        case 0:
            row = scene.rows(EVENT)[number - 1]
            column = dice.choice(("at", "act", "detail", "period", "salt", "person"))
            new = row[column]
            while new == row[column]:
                new = another(row[column], dice) if column != "detail" else json.dumps({"x": dice.random()})
            put(scene, EVENT, row, **{column: new})
        case 1:
            scene.say("DELETE FROM event WHERE id = :id", id=number)
            scene.say("UPDATE event SET id = -id WHERE id > :id", id=number)
            scene.say("UPDATE event SET id = -id - 1 WHERE id < 0")
        case 2:
            for old, new in ((number, -1), (number + 1, number), (-1, number + 1)):
                scene.say("UPDATE event SET id = :new WHERE id = :old", new=new, old=old)
        case _:
            return _covered_up(scene, dice)
    rehashed(scene)
    return Done("event", exposes=_exposing(scene, number))


def _covered_up(scene: Scene, dice: random.Random) -> Done:
    """A row changed, its digest in the log changed with it, and every hash since then."""
    last = max(each["log"]["entry"] for each in scene.receipts)
    while True:
        table, found = pick(scene, dice)
        row, column = dice.choice(found), dice.choice(list(table.columns))
        name = key(table, row)
        walk = Audit(scene.books, scene.connection)
        assert walk.broken() is None
        sealed = walk.sealed[table.name][name]
        if (
            column.primary_key
            or sealed.entry > last
            or (new := another(row[column.name], dice)) in (None, row[column.name])
        ):
            continue
        put(scene, table, row, **{column.name: new})
        typed = tuple(row[each.name] for each in table.primary_key)
        digest = rows_with(scene.connection, table, [typed])[name].digest(table.name)
        entry = scene.rows(EVENT)[sealed.entry - 1]
        put(scene, EVENT, entry, written=entry["written"].replace(sealed.digest, digest))
        rehashed(scene)
        return Done(f"{table.name}.{column.name}", exposes=_exposing(scene, sealed.entry))


def rehashed(scene: Scene) -> None:
    """Every hash of the log computed anew, and the head set to the last."""
    digest, number = START, 0
    for number, row in enumerate(list(rows(scene.connection, EVENT)), 1):
        previous, digest = digest, chained(digest, commitment(row.says))
        put(scene, EVENT, {"id": number}, previous=f"-{number}", digest=f"-{number}")
        put(scene, EVENT, {"id": number}, previous=previous, digest=digest)
    scene.say("UPDATE log_head SET entries = :number, digest = :digest", number=number, digest=digest)


def filed(scene: Scene, dice: random.Random) -> Done:
    """A file of the archive: bytes turned, cut, added, the whole replaced, exchanged or taken away."""
    names = {row["sha256"]: row["number"] for row in scene.rows(scene.tables[0].metadata.tables["statement"])}
    one, two = dice.sample(sorted(scene.archive.rglob("*.pdf")), 2)
    content = one.read_bytes()
    place = dice.randrange(len(content))
    match dice.randrange(7):
        case 0:
            made = content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :]
        case 1:
            made = content[:place]
        case 2:
            made = content + dice.randbytes(dice.randint(1, 9))
        case 3:
            made = two.read_bytes()
        case 4:
            made = b""
        case 5:
            one.unlink()
            return Done("file", (f"the file of statement {names[one.stem]} is gone",))
        case _:
            stray = one.with_name(f"{dice.getrandbits(256):064x}.pdf")
            stray.write_bytes(content)
            return Done("file", (f"{stray} is not a file that was kept here",))
    Path(one).chmod(0o644)
    one.write_bytes(made)
    return Done("file", (f"the file of statement {names[one.stem]} is not the one that was sealed",))


LOG: dict[str, tuple[Tamper, int]] = {
    "entry changed": (entry_changed, 4),
    "entry deleted": (entry_deleted, 1),
    "entries exchanged": (entries_exchanged, 1),
    "entry added": (entry_added, 1),
    "log cut off": (truncated, 1),
    "head changed": (head_changed, 2),
    "log and head rolled back": (rolled_back, 2),
    "history rewritten": (rewritten, 3),
    "file changed": (filed, 3),
}
"""Each with how often it comes, in parts."""
