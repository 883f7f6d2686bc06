"""Seals a printed statement: a PAdES signature that certifies the file and forbids every later change.

The seal is appended, so the sealed file begins with the printed one byte for byte. Its field is invisible: what the
reader must know about the seal is printed on the last page, and the file stays PDF/A-3 and PDF/UA-1.
"""

from __future__ import annotations

from datetime import datetime

from sla.document.keys import SealKey


def seal(pdf: bytes, key: SealKey, at: datetime) -> bytes:
    """The sealed file. `at` is the time that the seal states."""
    from sla.document.pades import sealed

    return sealed(pdf, key, at)
