"""A statement held against the issuer's log, offline: against whoever has the key, but could not rewrite what is known.

A seal says who sealed; the log says what was issued. The log is followed from its first entry to its last, and a
receipt from one's own drawer proves that up to its entry it is the log of then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from sla.document.standalone import prove
from sla.document.verdict import Check
from sla.values import Saying, joined

ISSUED = "issued"
UNREADABLE = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Log:
    """Lines of `sla audit export`, and receipts of one's own."""

    lines: tuple[str, ...]
    receipts: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Logged:
    """What the log says of a file: the check, when it was taken in, and which statement took its place.

    `at` is only there where a receipt proves that entry; anybody can write a log.
    """

    check: Check
    at: datetime | None = None
    later: str = ""


def logged(content: bytes, log: Log, roots: Iterable[x509.Certificate]) -> Logged:
    """Whether this very file was issued, by a log that is whole and is the one the receipts were made under."""
    try:
        entries = {number: (digest, says) for number, digest, says in prove.followed(log.lines)}
        trust = "".join(each.public_bytes(Encoding.PEM).decode() for each in roots)
        receipts = [prove.genuine(json.loads(each), trust) for each in log.receipts]
        for each in receipts:
            prove.held_against(each, entries)
        known = max((int(each["log"]["entry"]) for each in receipts), default=0)
        return _found(sha256(content).hexdigest(), entries, known)
    except prove.Exposed as wrong:
        return _wrong(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.")
    except UNREADABLE:
        return _wrong("The log or a receipt cannot be read: take them as `sla audit export` and the receipt page do.")


def _wrong(says: str) -> Logged:
    return Logged(Check("log", passed=False, says=says))


def _found(digest: str, entries: dict[int, tuple[str, dict[str, Any]]], known: int) -> Logged:
    """The entry about the file; `known` is the last one that a receipt proves, 0 for none."""
    issued = [(number, says, json.loads(says["detail"])) for number, (_, says) in entries.items() if _issues(says)]
    here = next((each for each in issued if each[2]["sha256"] == digest), None)
    if here is None:
        return _wrong("The log has no statement with this hash: it was sealed with the issuer's key, but not issued.")
    number, says, detail = here
    where = Saying(
        "Entry {amount} of {amount2}: issued as {name} with this very hash.",
        amount=f"{number:,}",
        amount2=f"{len(entries):,}",
        name=detail["number"],
    )
    since = [each["number"] for at, of, each in issued if at > number and _period(of) == _period(says)]
    later = since[-1] if since else ""
    if number > known:
        proof = Saying("No receipt is from after it, so believe it as far as you trust where you have the log from.")
        return Logged(Check("log", passed=True, says=joined([where, proof], " ")), later=later)
    proof = Saying("A receipt proves the log up to entry {amount}.", amount=f"{known:,}")
    return Logged(
        Check("log", passed=True, says=joined([where, proof], " ")), datetime.fromisoformat(says["at"]), later
    )


def _issues(says: dict[str, Any]) -> bool:
    return says.get("act") == ISSUED


def _period(says: dict[str, Any]) -> tuple[object, object]:
    return says.get("agreement"), says.get("period")
