"""What anybody may ask of a statement without being told whose it is: whether it was issued here, and still stands."""

from __future__ import annotations

import re
from enum import StrEnum

from sla.operations.answers import refused
from sla.store import sealed
from sla.store.books import Books
from sla.values import Findings

DIGEST = re.compile(r"[0-9a-f]{64}")
CODE = re.compile(r"[0-9a-f]{16,64}")


class Standing(StrEnum):
    """The only three answers."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


def by_file(books: Books, digest: str) -> Standing | Findings:
    """The file with this SHA-256, in hex."""
    wanted = digest.strip().lower()
    if not DIGEST.fullmatch(wanted):
        remedy = "Choose the file itself, or copy the 64 digits that sha256sum prints."
        return refused("verify.hash", "This is no SHA-256", found=digest[:80], expected="64 digits", remedy=remedy)
    with books.reading(None) as connection:
        return _standing(sealed.by_digest(connection, wanted))


def by_paper(books: Books, number: str, code: str) -> Standing | Findings:
    """The statement of this number, if the code printed on it is this one."""
    wanted = re.sub(r"[\s-]", "", code).lower()
    if not number.strip() or not CODE.fullmatch(wanted):
        expected = "a number, as NORTH-0001, and 16 digits from 0 to f"
        remedy = "Copy both from the last page of the statement; spaces do not matter."
        return refused("verify.code", "This is no code", found=code[:80], expected=expected, remedy=remedy)
    with books.reading(None) as connection:
        return _standing(sealed.by_code(connection, number.strip().upper(), wanted))


def _standing(found: sealed.Sealed | None) -> Standing:
    if found is None:
        return Standing.UNKNOWN
    return Standing.SUPERSEDED if found.later else Standing.ISSUED
