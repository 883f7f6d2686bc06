"""Whom a verifier believes: the roots of those who seal, the roots of those who confirm the time, and known keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from sla.document.register import REGISTER, ROOT, STAMPS, Known, Unregistered, register, registered


class Untrustworthy(ValueError):
    """What was given to be trusted cannot be used. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates to believe. The two kinds are apart: who confirms the time may not seal for it."""

    roots: tuple[x509.Certificate, ...] = ()
    stamps: tuple[x509.Certificate, ...] = ()
    """Roots of timestamp authorities; a seal that carries a timestamp is only believed if they vouch for it."""
    known: tuple[Known, ...] = ()
    """The keys that the issuer ever sealed with, and what became of them; empty where nobody told."""


NOBODY = Trust()


def trusted(place: Path) -> Trust:
    """What a folder of keys, a file of keys (`keys.json`), or root certificates (`root.pem`) say is to be trusted.

    Nothing if there is no such place. Raises `Untrustworthy` for a file that is something else.
    """
    try:
        if place.is_dir():
            known = register(place) if (place / REGISTER).exists() else ()
            return Trust(certificates(place / ROOT), certificates(place / STAMPS), known)
        if place.suffix == ".json":
            return Trust(*registered(place.read_text()))
    except (Unregistered, OSError) as wrong:
        raise Untrustworthy(str(wrong)) from wrong
    return Trust(certificates(place))


def certificates(file: Path) -> tuple[x509.Certificate, ...]:
    """The certificates in a PEM file; none if there is no file. Raises `Untrustworthy`."""
    if not file.exists():
        return ()
    try:
        return tuple(x509.load_pem_x509_certificates(file.read_bytes()))
    except ValueError as wrong:
        raise Untrustworthy(f"{file} holds no certificate: name the issuer's {ROOT}") from wrong
