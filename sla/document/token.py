"""A private key that never leaves its PKCS #11 token: the token signs, and hands out nothing.

A session belongs to the process that opened it, so it is opened when it is first needed, and again in every process.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

import pkcs11
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pkcs11.types import SignMixin

TOKEN = "token.json"  # noqa: S105 -- the name of a file


class Unready(Exception):
    """The token does not sign. The message says what to look at."""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """Where a private key lies: the library that speaks to the token, the token's label, the key's label."""

    library: str
    token: str
    key: str
    pin: str = field(repr=False)

    def sign(self, content: bytes) -> bytes:
        """ECDSA over SHA-256 of the content, as DER; the digest is made here, for not every token makes it."""
        try:
            found = _session(os.getpid(), self).get_key(pkcs11.ObjectClass.PRIVATE_KEY, label=self.key)
            pair = cast(SignMixin, found).sign(hashlib.sha256(content).digest(), mechanism=pkcs11.Mechanism.ECDSA)
        except (pkcs11.PKCS11Error, RuntimeError, OSError) as wrong:
            says = str(wrong) or type(wrong).__name__
            raise Unready(
                f"the token “{self.token}” did not sign ({says}): see that it is there and its PIN right"
            ) from wrong
        half = len(pair) // 2
        return encode_dss_signature(int.from_bytes(pair[:half]), int.from_bytes(pair[half:]))


def token_key(file: Path, pin: bytes, certificate: x509.Certificate) -> TokenKey:
    """The key that a file points to, once it has signed something that its certificate fits. Raises `Unready`."""
    try:
        said = json.loads(file.read_text())
        key = TokenKey(str(said["library"]), str(said["token"]), str(said["key"]), pin.decode())
    except (ValueError, KeyError, TypeError) as wrong:
        raise Unready(f"{file} does not say library, token and key: write it as the manual shows") from wrong
    public = certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise Unready(f"the certificate beside {file} is not of a P-256 key: make one, other kinds are not used")
    try:
        public.verify(key.sign(b"is it you?"), b"is it you?", ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as wrong:
        raise Unready(f"the key “{key.key}” in the token is not that of the certificate beside {file}") from wrong
    return key


@lru_cache(maxsize=4)
def _session(process: int, key: TokenKey) -> pkcs11.Session:
    """A session of this process."""
    library = pkcs11.lib(key.library)
    if _began.setdefault(key.library, process) != process:
        library.reinitialize()
        _began[key.library] = process
    token = library.get_token(token_label=key.token)
    try:
        return token.open(user_pin=key.pin)
    except pkcs11.UserAlreadyLoggedIn:  # with another key of the same token: a process has one login
        return token.open()


_began: dict[str, int] = {}
"""Which process a library was begun in: after a fork it has to be begun anew."""
