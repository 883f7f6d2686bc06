"""A file and what else one has: newer statements, the log, receipts; the verdict on the file from all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sla.document.logged import Log, logged
from sla.document.trust import Trust
from sla.document.verdict import Verdict
from sla.document.verify import verify


def judged(
    content: bytes, trust: Trust, taken: datetime | None = None, newer: Iterable[bytes] = (), log: Log | None = None
) -> Verdict:
    """The verdict, as `verify` has it, and with a log whether it was issued.

    A newer file counts if it is genuine and names the one before by its hash; `taken` is as in `verify`.
    """
    found = logged(content, log, trust.roots) if log else None
    verdict = verify(content, trust, taken or (found.at if found else None))
    if found and verdict.ok:
        verdict = replace(verdict, checks=(*verdict.checks, found.check), later=found.later)
    if not verdict.ok:
        return verdict
    later = {each.facts.restates: each for each in (verify(file, trust) for file in newer) if each.ok and each.facts}
    number, digest = verdict.later, verdict.digest
    while (after := later.pop(digest, None)) and after.facts:
        number, digest = after.facts.number, after.digest
    return replace(verdict, later=number)
