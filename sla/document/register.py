"""The register of keys: every certificate that ever sealed here, since when, until when, and whether it was stolen.

It lies as `keys.json` in the folder of keys, and is public: whoever verifies is given a copy, which also holds the
roots. A folder that never changed its key needs none.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

ROOT, STAMPS, CERTIFICATE, REGISTER = "root.pem", "timestamps.pem", "seal.pem", "keys.json"
FORMAT = "sla keys 1"
Certificates = tuple[x509.Certificate, ...]


class Unregistered(ValueError):
    """This is no register of keys. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """One key by its certificate. `retired` and `compromised` are when it stopped sealing, and when it got lost."""

    certificate: x509.Certificate
    since: datetime
    retired: datetime | None = None
    compromised: datetime | None = None

    @property
    def name(self) -> str:
        """The beginning of its fingerprint; the folder of a later key is called so."""
        return fingerprint(self.certificate)[:12]

    @property
    def seals(self) -> bool:
        """Whether it may still seal."""
        return self.retired is None and self.compromised is None

    def place(self, folder: Path) -> Path:
        """Where its private key lies."""
        own = folder / self.name
        return own if own.is_dir() else folder


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, in hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def common_name(certificate: x509.Certificate) -> str:
    """Whom a certificate names."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def register(folder: Path) -> tuple[Known, ...]:
    """Every key of a folder, oldest first; of one without a register, the one key that there is.

    Raises `Unregistered`, or OSError if there is nothing at all.
    """
    file = folder / REGISTER
    if file.exists():
        return registered(file.read_text())[2]
    try:
        certificate = x509.load_pem_x509_certificate((folder / CERTIFICATE).read_bytes())
    except ValueError as wrong:
        raise Unregistered(f"{folder / CERTIFICATE} holds no certificate: put it back") from wrong
    return (Known(certificate, certificate.not_valid_before_utc),)


def registered(text: str) -> tuple[Certificates, Certificates, tuple[Known, ...]]:
    """Roots of seals, roots of timestamps, and keys, as a register tells them. Raises `Unregistered`."""
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise Unregistered(f"this is “{said['format']}”, not “{FORMAT}”: take the issuer's {REGISTER}")
        roots, stamps = (tuple(map(_certificate, said[name])) for name in ("roots", "timestamps"))
        return roots, stamps, tuple(map(_known, said["keys"]))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        if isinstance(wrong, Unregistered):
            raise
        raise Unregistered(f"this is no register of keys: take the issuer's {REGISTER}") from wrong


def _known(said: dict[str, str | None]) -> Known:
    when = (datetime.fromisoformat(moment) if (moment := said[name]) else None for name in ("retired", "compromised"))
    return Known(_certificate(str(said["certificate"])), datetime.fromisoformat(str(said["since"])), *when)


def _certificate(pem: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem.encode())


def published(folder: Path) -> str:
    """The register as it is handed to whoever verifies; also of a folder that needs none for itself."""
    file = folder / REGISTER
    return file.read_text() if file.exists() else _written(folder, register(folder))


def _written(folder: Path, keys: tuple[Known, ...]) -> str:
    def pems(name: str) -> list[str]:
        file = folder / name
        held = x509.load_pem_x509_certificates(file.read_bytes()) if file.exists() else []
        return [_pem(each) for each in held]

    said = {
        "format": FORMAT,
        "roots": pems(ROOT),
        "timestamps": pems(STAMPS),
        "keys": [
            {
                "name": each.name,
                "certificate": _pem(each.certificate),
                "since": each.since.isoformat(),
                "retired": each.retired and each.retired.isoformat(),
                "compromised": each.compromised and each.compromised.isoformat(),
            }
            for each in keys
        ],
    }
    return json.dumps(said, indent=1) + "\n"


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def keep(folder: Path, keys: tuple[Known, ...]) -> None:
    """Write the register; whoever reads meanwhile sees the old one or the new one, whole."""
    aside = folder / f".{REGISTER}"
    with aside.open("w") as file:
        file.write(_written(folder, keys))
        file.flush()
        os.fsync(file.fileno())
    aside.chmod(0o644)
    aside.replace(folder / REGISTER)


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """One change at a time."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
