"""The keys that seal, as the pages know them: from the public register alone, never from the folder's private part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sla.document.register import Unregistered, common_name, fingerprint, registered
from sla.operations.verifying import believed


@dataclass(frozen=True, slots=True)
class SealingKey:
    """One key: whom its certificate names, and what became of it."""

    owner: str
    fingerprint: str
    since: datetime
    retired: datetime | None
    compromised: datetime | None
    until: datetime
    """When its certificate ends."""


def sealing_keys(trust: Path) -> tuple[SealingKey, ...]:
    """Every key that ever sealed here, the newest first; none before the first statement."""
    try:
        keys = registered(text)[2] if (text := believed(trust)) else ()
    except Unregistered:
        return ()
    return tuple(
        SealingKey(
            common_name(each.certificate),
            fingerprint(each.certificate),
            each.since,
            each.retired,
            each.compromised,
            each.certificate.not_valid_after_utc,
        )
        for each in reversed(keys)
    )
