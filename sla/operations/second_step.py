"""The second step after the password: one-time codes by time (RFC 6238), and codes to recover with.

The secret that makes somebody's codes is not in the books: it follows from a key that lies in the instance's folder.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest

from sqlalchemy import Connection

from sla.cycle import Person
from sla.operations import patience
from sla.operations.answers import refused
from sla.store import credentials, log
from sla.store.books import Books
from sla.store.credentials import Credential, Kind
from sla.values import Findings

STEPS = frozenset({Kind.CODE, Kind.RECOVERY})
RECOVERY_CODES = 10
EARLY_OR_LATE = (0, -1, 1)
"""Steps of thirty seconds by which a clock may be off."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret before it is turned on: as text, and as the address that apps scan. It stays the same until then."""

    handle: str
    secret: str
    scanned: str


def offer(books: Books, key: bytes, *, by: Person) -> Offer:
    """A secret for one's app, which was nobody's before."""
    from pyotp import TOTP

    with books.reading(None) as connection:
        handle = f"{by.id}-{credentials.ever_kept(connection, by.id, Kind.CODE)}"
    secret = _secret(key, handle)
    return Offer(handle, secret, TOTP(secret).provisioning_uri(name=by.email, issuer_name="sla"))


def turn_on(books: Books, key: bytes, code: str, *, by: Person, at: datetime) -> tuple[str, ...] | Findings:
    """Ask for codes of the offered secret from now on; codes to recover with, shown once and kept nowhere."""
    made = offer(books, key, by=by)
    step = _step(made.secret, code, at)
    if step is None:
        remedy = "Scan it again and write the six digits that your app shows now; look whether its clock is right."
        return refused("code.wrong", "This is not the code of this moment", remedy=remedy)
    recovery = tuple(_recovery_code() for _ in range(RECOVERY_CODES))
    with books.writing(None) as connection:
        credentials.end(connection, _mine(connection, by), at)
        credentials.keep_credential(connection, by.id, Kind.CODE, "app", made.handle, at)
        for each in recovery:
            credentials.keep_credential(connection, by.id, Kind.RECOVERY, "", _digest(each), at)
        log.record(connection, "one-time codes turned on", by, at, person=by.email)
    return recovery


def turn_off(books: Books, key: bytes, code: str, *, by: Person, at: datetime, address: str = "") -> Findings | None:
    """Ask for no more codes; it takes one."""
    answer = _shown(books, key, code, by, "one-time codes turned off", at, address, ends=True)
    return answer if isinstance(answer, Findings) else None


def passed(books: Books, key: bytes, code: str, *, by: Person, at: datetime, address: str = "") -> Person | Findings:
    """The second step of somebody whose password fits: a one-time code or one to recover with. They are signed in."""
    return _shown(books, key, code, by, "signed in", at, address)


def is_on(connection: Connection, by: Person) -> bool:
    """Whether a password is not enough for this person."""
    return any(each.kind is Kind.CODE for each in _mine(connection, by))


def state(books: Books, *, by: Person) -> tuple[datetime | None, int]:
    """Since when codes are asked for, and how many codes to recover with are left."""
    with books.reading(None) as connection:
        mine = _mine(connection, by)
    since = next((each.made for each in mine if each.kind is Kind.CODE), None)
    return since, sum(each.kind is Kind.RECOVERY and each.used is None for each in mine)


def _shown(
    books: Books, key: bytes, code: str, by: Person, act: str, at: datetime, address: str, *, ends: bool = False
) -> Person | Findings:
    """Take a code for an act, with as much patience as at the door; each code is good once."""
    subject = f"code of {by.id}"
    if wait := patience.counted(books, subject, address, at):
        return wait
    with books.writing(None) as connection:
        mine = _mine(connection, by)
        way = next((each.name or "recovery code" for each in mine if _takes(connection, key, each, code, at)), None)
        if way is None:
            remedy = "Write the six digits that your app shows now, or a recovery code that was not used."
            return refused("code.wrong", "This is not the code of this moment", remedy=remedy)
        if ends:
            credentials.end(connection, mine, at)
        log.record(connection, act, by, at, way="one-time code" if way == "app" else way)
    patience.succeeded(books, subject, address, at)
    return by


def _takes(connection: Connection, key: bytes, known: Credential, code: str, at: datetime) -> bool:
    """Whether a credential answers to a code that was not used before; then it is used now."""
    if known.kind is Kind.RECOVERY:
        fits = known.used is None and compare_digest(known.handle, _digest(code))
        return fits and credentials.use(connection, known, 1, at)
    step = _step(_secret(key, known.handle), code, at)
    return step is not None and step > known.counter and credentials.use(connection, known, step, at)


def _mine(connection: Connection, by: Person) -> tuple[Credential, ...]:
    return tuple(each for each in credentials.credentials_of(connection, by.id) if each.kind in STEPS)


def _step(secret: str, code: str, at: datetime) -> int | None:
    """The number of the thirty seconds whose code this is."""
    from pyotp import TOTP

    codes, said = TOTP(secret), "".join(code.split())
    right = (off for off in EARLY_OR_LATE if compare_digest(codes.at(at, counter_offset=off).encode(), said.encode()))
    off = next(right, None)
    return None if off is None else codes.timecode(at) + off


def _recovery_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def _digest(code: str) -> str:
    plain = "".join(filter(str.isalnum, code.lower()))
    return sha256(plain.encode(errors="surrogatepass")).hexdigest()


def _secret(key: bytes, handle: str) -> str:
    """Twenty bytes in base 32, as apps take them."""
    derived = digest(key, f"sla one-time codes {handle}".encode(), "sha256")
    return base64.b32encode(derived[:20]).decode()
