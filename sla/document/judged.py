"""A file and newer ones: the verdict on the first, and which of the others took its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sla.document.trust import Trust
from sla.document.verdict import Verdict
from sla.document.verify import verify


def judged(content: bytes, trust: Trust, logged: datetime | None = None, newer: Iterable[bytes] = ()) -> Verdict:
    """The verdict, as `verify` has it; a newer file counts if it is genuine and names the one before by its hash."""
    verdict = verify(content, trust, logged)
    if not verdict.ok:
        return verdict
    later = {each.facts.restates: each for each in (verify(file, trust) for file in newer) if each.ok and each.facts}
    number, digest = "", verdict.digest
    while (after := later.pop(digest, None)) and after.facts:
        number, digest = after.facts.number, after.digest
    return replace(verdict, later=number)
