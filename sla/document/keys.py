"""The key that seals: made by the program for itself on first run, or put into the folder by whoever runs it.

The folder holds `root.pem` (the certificates to hand to whoever verifies), `seal.pem` (that of the seal), and its
private key: `seal.p12`, encrypted, or `token.json`, which says where in a PKCS #11 token it lies. The passphrase, or
the token's PIN, comes from the settings or lies beside it in `passphrase`. Keys are P-256: small, and sealing costs
a fraction of what RSA costs. Keys that came later lie in folders of their own within, named after their certificate.
"""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

from sla.config import PLAIN, Sealing
from sla.document.making import MARK, self_made
from sla.document.register import CERTIFICATE, ROOT, Known, Unregistered, common_name, fingerprint, register
from sla.document.token import TOKEN, TokenKey, Unready, token_key
from sla.statement.model import Sealer

KEY, PASSPHRASE = "seal.p12", "passphrase"


class UnusableKey(ValueError):
    """The folder does not hold a key that can seal. The message says what to do."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """A private key, here or in a token, with its certificate and the root that vouches for it."""

    private: ec.EllipticCurvePrivateKey | TokenKey
    certificate: x509.Certificate
    root: x509.Certificate

    def sign(self, content: bytes) -> bytes:
        """ECDSA over SHA-256 of the content; DER."""
        if isinstance(self.private, TokenKey):
            return self.private.sign(content)
        return self.private.sign(content, ec.ECDSA(hashes.SHA256()))

    @property
    def sealer(self) -> Sealer:
        """What the paper says about it."""
        return _sealer(self.certificate, self.root)


def _sealer(certificate: x509.Certificate, root: x509.Certificate) -> Sealer:
    name = common_name(certificate)
    return Sealer(name, fingerprint(certificate), fingerprint(root), name.startswith(MARK))


def signature(key: SealKey, content: bytes) -> tuple[str, str]:
    """A signature over SHA-256 of the content, in base64, and the certificate it is checked with, in PEM."""
    certificate = key.certificate.public_bytes(serialization.Encoding.PEM).decode()
    return b64encode(key.sign(content)).decode(), certificate


def keyring(folder: Path, at: datetime, sealing: Sealing = PLAIN) -> SealKey:
    """The key of this installation; made on first run, as a test key that says so. Raises `UnusableKey`."""
    if not is_there(folder):
        make(folder, at, sealing)
    return load(folder, sealing)


def is_there(folder: Path) -> bool:
    """Whether a key was ever made or put there."""
    return any((folder / name).exists() for name in (KEY, TOKEN))


def sealer(folder: Path) -> Sealer:
    """Whose seal statements carry from now on; read from certificates alone. Raises `UnusableKey`."""
    certificate = _standing(folder).certificate
    return _sealer(certificate, _root(folder, certificate))


def load(folder: Path, sealing: Sealing = PLAIN) -> SealKey:
    """The key that seals now. Raises `UnusableKey` when a file is missing, open to others or does not fit."""
    try:
        standing = _standing(folder)
        place = standing.place(folder)
        private, certificate = _private(place, standing, sealing)
        root = _root(folder, standing.certificate)
    except OSError as wrong:
        raise UnusableKey(
            f"{wrong.filename} cannot be read: put it back, or empty {folder} to have a new key"
        ) from wrong
    except Unready as wrong:
        raise UnusableKey(str(wrong)) from wrong
    except ValueError as wrong:
        if isinstance(wrong, UnusableKey):
            raise
        raise UnusableKey(f"{folder} does not hold a usable key ({wrong}): put back the files as they were") from wrong
    if certificate != standing.certificate:
        raise UnusableKey(f"{place} holds another certificate than {CERTIFICATE}: put back the files as they were")
    return SealKey(private, standing.certificate, root)


def _private(
    place: Path, standing: Known, sealing: Sealing
) -> tuple[ec.EllipticCurvePrivateKey | TokenKey, x509.Certificate]:
    """The private key, and the certificate that it belongs to."""
    if (place / TOKEN).exists():
        return token_key(place / TOKEN, passphrase(place, sealing), standing.certificate), standing.certificate
    _closed(place / KEY)
    held, certificate, _ = pkcs12.load_key_and_certificates((place / KEY).read_bytes(), passphrase(place, sealing))
    if not isinstance(held, ec.EllipticCurvePrivateKey) or not isinstance(held.curve, ec.SECP256R1):
        raise UnusableKey(f"{place / KEY} is not a P-256 key: make one, other kinds are not used for sealing")
    if certificate is None or certificate.public_key() != held.public_key():
        raise UnusableKey(f"{place / KEY} holds no certificate for its key: put both into it")
    return held, certificate


def passphrase(place: Path, sealing: Sealing) -> bytes:
    """What opens the key: from the settings, from the file they name, or from the file beside the key."""
    if sealing.passphrase:
        return sealing.passphrase.encode()
    file = sealing.passphrase_file or place / PASSPHRASE
    _closed(file)
    return file.read_bytes().strip()


def _closed(file: Path) -> None:
    if file.stat().st_mode & 0o077:
        raise UnusableKey(f"{file} can be read by others: make a new key, this one may be known")


def _standing(folder: Path) -> Known:
    """The key that seals now."""
    try:
        standing = [each for each in register(folder) if each.seals]
    except Unregistered as wrong:
        raise UnusableKey(str(wrong)) from wrong
    if not standing:
        raise UnusableKey(f"{folder} has no key to seal with: have a new one with `sla keys rotate`")
    return standing[-1]


def _root(folder: Path, certificate: x509.Certificate) -> x509.Certificate:
    """The root that vouches for a certificate."""
    roots = x509.load_pem_x509_certificates((folder / ROOT).read_bytes())
    for root in roots:
        if root.subject == certificate.issuer:
            try:
                certificate.verify_directly_issued_by(root)
            except Exception:  # noqa: BLE001, S112 -- another root of the same name, which is not this one's
                continue
            return root
    raise UnusableKey(f"{folder / ROOT} holds no certificate that vouches for the seal: put it back")


def make(folder: Path, at: datetime, sealing: Sealing = PLAIN) -> SealKey:
    """Make a root and a seal certificate, which appear in `folder` together or not at all.

    Raises `UnusableKey` if there is something in it already; if another process was faster, its key is the key.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UnusableKey(f"{folder} is not empty: a key that sealed statements is never replaced in place")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = SealKey(*self_made(at.astimezone(UTC).replace(microsecond=0)))
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".keys-", ignore_cleanup_errors=True) as aside:
        _keep(Path(aside), made, sealing.passphrase)
        try:
            Path(aside).rename(folder)
        except OSError as taken:
            if taken.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
                raise
            return load(folder, sealing)
    return made


def _keep(folder: Path, made: SealKey, given: str = "") -> None:
    """Write a key and its certificates; with a passphrase of its own unless the settings give one."""
    assert isinstance(made.private, ec.EllipticCurvePrivateKey)  # noqa: S101 -- for the type: it was made just now
    opens = given.encode() or secrets.token_urlsafe(32).encode()
    encrypted = pkcs12.serialize_key_and_certificates(
        b"seal", made.private, made.certificate, None, serialization.BestAvailableEncryption(opens)
    )
    _write(folder / ROOT, made.root.public_bytes(serialization.Encoding.PEM), 0o644)
    _write(folder / CERTIFICATE, made.certificate.public_bytes(serialization.Encoding.PEM), 0o644)
    if not given:
        _write(folder / PASSPHRASE, opens, 0o600)
    _write(folder / KEY, encrypted, 0o600)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a file that did not exist, with its permissions from the first moment on."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
