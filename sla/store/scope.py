"""What PostgreSQL is told about a transaction: for whom it is, signed, so that no statement inside it says otherwise.

The database believes a role of which it keeps a key only with that key's signature; `sla.store.rights` keeps it
there. The key follows from the password of the role, which whoever opens the database has and a statement never sees.
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, text

from sla.cycle import Person, Role
from sla.store.database import address
from sla.store.visible import as_customer, as_vendor

_DECLARED = text(
    "SELECT set_config('sla.scope', :scope, true), set_config('enable_seqscan', 'off', true), "
    "set_config('jit', 'off', true)"
)
"""Tables are read by index: what a query costs follows from what the person may see, and not from what else there is.

Compiling is off because it is asked for by the cost of what is switched off.
"""
HOUSE = "0|h"
"""Nobody in particular: the installation itself looks after people and the log, and sees no agreement."""


def key_of(url: str) -> str:
    """The key of the role in a database's address; empty where it has no password."""
    password = address(url).password
    return sha256(f"sla scope {password}".encode()).hexdigest() if password else ""


def declare(connection: Connection, by: Person | None, key: str) -> None:
    """Say it, for as long as the transaction lasts."""
    if connection.dialect.name == "postgresql":
        connection.execute(_DECLARED, {"scope": _signed(_plain(by), key)})


def _plain(by: Person | None) -> str:
    """`5|cv`: somebody of company 5 who looks as its customer side (c) and as its vendor side (v), as in `visible`.

    An administrator (a) looks after people.
    """
    if by is None:
        return HOUSE
    sides = {"a": by.is_a(Role.ADMINISTRATOR), "c": as_customer(by), "v": as_vendor(by)}
    return f"{by.organisation}|{''.join(side for side, taken in sides.items() if taken)}"


def _signed(plain: str, key: str) -> str:
    """The text with its signature; hashed twice, so that nothing can be hung onto it."""
    once = sha256(f"{key}{plain}".encode()).hexdigest()
    return f"{plain}|{sha256(f'{key}{once}'.encode()).hexdigest()}"
