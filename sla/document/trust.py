"""Whom a verifier believes: the roots of those who seal, and the roots of those who confirm the time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

ROOT, STAMPS = "root.pem", "timestamps.pem"


class Untrustworthy(ValueError):
    """What was given to be trusted cannot be used. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates to believe. The two kinds are apart: who confirms the time may not seal for it."""

    roots: tuple[x509.Certificate, ...] = ()
    stamps: tuple[x509.Certificate, ...] = ()
    """Roots of timestamp authorities; a seal that carries a timestamp is only believed if they vouch for it."""


NOBODY = Trust()


def trusted(place: Path) -> Trust:
    """What a folder of keys, or a file of root certificates, says is to be trusted; nothing if there is none.

    Raises `Untrustworthy` for a file that is something else.
    """
    if place.is_dir():
        return Trust(certificates(place / ROOT), certificates(place / STAMPS))
    return Trust(certificates(place))


def certificates(file: Path) -> tuple[x509.Certificate, ...]:
    """The certificates in a PEM file; none if there is no file. Raises `Untrustworthy`."""
    if not file.exists():
        return ()
    try:
        return tuple(x509.load_pem_x509_certificates(file.read_bytes()))
    except ValueError as wrong:
        raise Untrustworthy(f"{file} holds no certificate: name the issuer's {ROOT}") from wrong
