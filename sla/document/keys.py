"""The key that seals: made by the program for itself on first run, or put into the folder by whoever runs it.

The folder holds `root.pem` (the certificate to hand to whoever verifies), `seal.pem` (the certificate of the seal),
`seal.p12` (its private key, encrypted) and `passphrase` (readable by its owner only). Keys are P-256: small, and
sealing costs a fraction of what RSA costs. The private key of a root that the program makes is not kept.
"""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from sla.document.trust import ROOT
from sla.statement.model import Sealer

MARK = "TEST"
"""How the common name of a key begins that the program made for itself."""
CERTIFICATE, KEY, PASSPHRASE = "seal.pem", "seal.p12", "passphrase"
_ROOT_YEARS, _SEAL_YEARS = 25, 20


class UnusableKey(ValueError):
    """The folder does not hold a key that can seal. The message says what to do."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """A private key with its certificate and the root that vouches for it."""

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def sealer(self) -> Sealer:
        """What the paper says about it."""
        name = common_name(self.certificate)
        return Sealer(name, fingerprint(self.certificate), fingerprint(self.root), name.startswith(MARK))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, in hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def signature(key: SealKey, content: bytes) -> tuple[str, str]:
    """A signature over SHA-256 of the content, in base64, and the certificate it is checked with, in PEM."""
    signed = key.private.sign(content, ec.ECDSA(hashes.SHA256()))
    return b64encode(signed).decode(), key.certificate.public_bytes(serialization.Encoding.PEM).decode()


def keyring(folder: Path, at: datetime) -> SealKey:
    """The key of this installation; made on first run, as a test key that says so. Raises `UnusableKey`."""
    if not (folder / KEY).exists():
        make(folder, at)
    return load(folder)


def load(folder: Path) -> SealKey:
    """Read the key from its folder. Raises `UnusableKey` when a file is missing, open to others or does not fit."""
    try:
        for name in (KEY, PASSPHRASE):
            if (folder / name).stat().st_mode & 0o077:
                raise UnusableKey(f"{folder / name} can be read by others: make a new key, this one may be known")
        passphrase = (folder / PASSPHRASE).read_bytes().strip()
        private, certificate, _ = pkcs12.load_key_and_certificates((folder / KEY).read_bytes(), passphrase)
        root = x509.load_pem_x509_certificate((folder / ROOT).read_bytes())
    except OSError as wrong:
        raise UnusableKey(
            f"{wrong.filename} cannot be read: put it back, or empty {folder} to have a new key"
        ) from wrong
    except ValueError as wrong:
        raise UnusableKey(f"{folder} does not hold a usable key ({wrong}): put back the files as they were") from wrong
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise UnusableKey(f"{folder / KEY} is not a P-256 key: make one, other kinds are not used for sealing")
    if certificate is None or certificate.public_key() != private.public_key():
        raise UnusableKey(f"{folder / KEY} holds no certificate for its key: put both into it")
    return SealKey(private, certificate, root)


def make(folder: Path, at: datetime) -> SealKey:
    """Make a root and a seal certificate, which appear in `folder` together or not at all.

    Raises `UnusableKey` if there is something in it already; if another process was faster, its key is the key.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UnusableKey(f"{folder} is not empty: a key that sealed statements is never replaced in place")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = _made(at.astimezone(UTC).replace(microsecond=0))
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".keys-", ignore_cleanup_errors=True) as aside:
        _keep(Path(aside), made)
        try:
            Path(aside).rename(folder)
        except OSError as taken:
            if taken.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
                raise
            return load(folder)
    return made


def _keep(folder: Path, made: SealKey) -> None:
    passphrase = secrets.token_urlsafe(32).encode()
    encrypted = pkcs12.serialize_key_and_certificates(
        b"seal", made.private, made.certificate, None, serialization.BestAvailableEncryption(passphrase)
    )
    _write(folder / ROOT, made.root.public_bytes(serialization.Encoding.PEM), 0o644)
    _write(folder / CERTIFICATE, made.certificate.public_bytes(serialization.Encoding.PEM), 0o644)
    _write(folder / PASSPHRASE, passphrase, 0o600)
    _write(folder / KEY, encrypted, 0o600)


def _made(at: datetime) -> SealKey:
    """A P-384 root that signs one P-256 certificate and is then forgotten."""
    above, private = ec.generate_private_key(ec.SECP384R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name("demonstration root"), _name("demonstration key")
    begins = at - timedelta(days=1)
    root = (
        _certificate(root_name, root_name, above.public_key(), begins, _ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certify=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA384())
    )
    certificate = (
        _certificate(name, root_name, private.public_key(), begins, _SEAL_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certify=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA384())
    )
    return SealKey(private, certificate, root)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=365 * years))
    )


def _usage(*, certify: bool) -> x509.KeyUsage:
    """A root signs certificates; a seal signs documents and cannot deny it."""
    return x509.KeyUsage(
        digital_signature=not certify,
        content_commitment=not certify,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certify,
        crl_sign=certify,
        encipher_only=False,
        decipher_only=False,
    )


def _name(says: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{MARK} — {says}")])


def common_name(certificate: x509.Certificate) -> str:
    """Whom a certificate names."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a file that did not exist, with its permissions from the first moment on."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
