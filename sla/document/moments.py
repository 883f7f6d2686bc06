"""When others saw a seal: the timestamps that a file carries, each checked."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sla.document.envelope import located, opened, unwrapped
from sla.document.stamps import Unstamped, stamped
from sla.document.trust import Trust


def moments(pdf: bytes, trust: Trust) -> tuple[datetime, ...]:
    """When authorities confirmed the seal, and the archive's timestamp; empty for a plain seal. Raises `Unstamped`.

    The file is of the right form: `located` and `opened` have passed.
    """
    first, *later = located(pdf)
    parts = opened(first.contents)
    if not parts.stamp:
        if later:
            raise Unstamped("the archive's timestamp stands over a seal that has none")
        return ()
    confirmed = [stamped(parts.stamp, hashlib.sha256(parts.signature).digest(), trust.stamps)]
    confirmed += [stamped(unwrapped(each.contents), each.digest, trust.stamps) for each in later]
    return tuple(confirmed)
