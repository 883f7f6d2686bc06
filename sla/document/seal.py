"""Seals a printed statement: a PAdES signature that certifies the file and forbids every later change.

The seal is appended, so the sealed file begins with the printed one byte for byte. Its field is invisible: what the
reader must know about the seal is printed on the last page, and the file stays PDF/A-3 and PDF/UA-1.
"""

from __future__ import annotations

from datetime import datetime

from sla.config.sealing import PLAIN, Profile, Sealing
from sla.document.keys import SealKey
from sla.document.moments import moments
from sla.document.stamps import Unstamped
from sla.document.trust import NOBODY, Trust


class Unsealed(Exception):
    """No seal of the wanted kind could be had now. Nothing is lost; the message says who did not do their part."""


def seal(pdf: bytes, key: SealKey, at: datetime, sealing: Sealing = PLAIN, trust: Trust = NOBODY) -> bytes:
    """The sealed file. `at` is the time that the seal states; an authority may confirm it. Raises `Unsealed`.

    `trust` says whose timestamps are believed: a seal that our own verifier would refuse is not given out.
    """
    from sla.document.pades import Unconfirmed, confirmed, sealed

    if sealing.profile is Profile.PLAIN:
        return sealed(pdf, key, at)
    try:
        made = confirmed(pdf, key, at, sealing, trust)
        moments(made, trust)
    except (Unconfirmed, Unstamped) as wrong:
        raise Unsealed(str(wrong)) from wrong
    return made
