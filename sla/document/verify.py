"""Checks a sealed statement with nothing but the file and the roots to trust: no database, no network.

The cheap checks come first, and the first that fails ends it. Nothing inside the file is opened before the seal of a
trusted sealer has proved to cover all of it, so a stranger's file is never unpacked, let alone computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from sla.document.contents import enclosed, printed, recomputed
from sla.document.envelope import Contents, Malformed, attributes, located, opened
from sla.document.keys import common_name
from sla.document.verdict import Check, Facts, Refused, Verdict

LARGEST = 50_000_000
"""No statement is longer, in bytes."""


def verify(pdf: bytes, trust: tuple[x509.Certificate, ...]) -> Verdict:
    """The verdict on a file. `trust` holds the root certificates whose seals are believed."""
    looking = _Looking(pdf, trust)
    checks: list[Check] = []
    try:
        for check in looking.all():
            checks.append(check)  # noqa: PERF402 - those before a refusal are kept
    except Refused as refused:
        checks.append(Check(refused.name, passed=False, says=str(refused)))
    return Verdict(hashlib.sha256(pdf).hexdigest(), tuple(checks), looking.facts)


@dataclass(slots=True)
class _Looking:
    """The checks in their order; each raises `Refused` or says what it saw."""

    pdf: bytes
    trust: tuple[x509.Certificate, ...]
    facts: Facts | None = None

    def all(self) -> Iterator[Check]:
        """From the outside in."""
        yield Check("file", passed=True, says=_file(self.pdf))
        parts = _parts(self.pdf)
        yield Check("seal", passed=True, says=f"One seal covers all {len(self.pdf):,} bytes of the file.")
        owner = _signed(parts)
        yield Check("unchanged", passed=True, says="No byte was changed since it was sealed.")
        _vouched(owner, self.trust)
        yield Check(
            "signer", passed=True, says=f"The seal belongs to “{common_name(owner)}”, vouched for by a trusted root."
        )
        at = _certified(self.pdf, self.trust)
        yield Check("certification", passed=True, says="The seal forbids every change; pyHanko accepts it too.")
        yield from self._inside(common_name(owner), at)

    def _inside(self, sealer: str, at: datetime) -> Iterator[Check]:
        paper, calculation = enclosed(self.pdf)
        yield Check("attachments", passed=True, says="The calculation and the figures are attached, and agree.")
        self.facts = recomputed(calculation, sealer, at)
        yield Check("amounts", passed=True, says="Every amount was computed again from the figures, to the cent.")
        printed(paper, calculation)
        yield Check("printed", passed=True, says="The first page shows these amounts.")


def _file(pdf: bytes) -> str:
    """It begins and ends as a PDF of this program does."""
    if len(pdf) > LARGEST:
        raise Refused("file", f"The file is longer than {LARGEST:,} bytes: it is not a statement.")
    if not pdf.startswith(b"%PDF-1.7\n"):
        raise Refused("file", "This is not a PDF: take the file as it was issued.")
    if not pdf.endswith(b"%%EOF\n"):
        raise Refused("file", "The file does not end where it should: it was cut off, or something was added.")
    return "It is a PDF."


def _parts(pdf: bytes) -> Contents:
    """The seal taken apart, once it has named this very file."""
    try:
        place = located(pdf)
        parts = opened(place.contents)
        wanted = attributes(place.digest, parts.certificate)
    except Malformed as wrong:
        raise Refused("seal", f"The seal is not whole: {wrong}.") from wrong
    except ValueError as wrong:
        raise Refused("seal", "The seal is not whole: its certificate cannot be read.") from wrong
    if wanted != parts.signed:
        raise Refused("unchanged", "The file was changed after it was sealed.")
    return parts


def _signed(parts: Contents) -> x509.Certificate:
    """The owner of the certificate, once the signature has proved to be made with its key."""
    try:
        owner = x509.load_der_x509_certificate(parts.certificate)
        key = owner.public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise Refused("unchanged", "The seal was not made with a P-256 key, as this program makes it.")
        key.verify(parts.signature, parts.signed, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError) as wrong:
        if isinstance(wrong, Refused):
            raise
        raise Refused("unchanged", "The file or its seal was changed: the signature does not fit.") from wrong
    return owner


def _vouched(owner: x509.Certificate, trust: tuple[x509.Certificate, ...]) -> None:
    """Some trusted root signed the owner's certificate; a root of the same name is not enough."""
    if not trust:
        raise Refused("signer", "No root certificate to trust was given: ask the issuer for theirs, and name it.")
    for root in trust:
        try:
            owner.verify_directly_issued_by(root)
        except (InvalidSignature, ValueError, TypeError):
            continue
        return
    raise Refused("signer", f"The seal is a stranger's: no trusted root vouches for “{common_name(owner)}”.")


def _certified(pdf: bytes, trust: tuple[x509.Certificate, ...]) -> datetime:
    from sla.document.certification import Uncertified, certified

    try:
        return certified(pdf, trust)
    except Uncertified as wrong:
        raise Refused("certification", f"{str(wrong)[0].upper()}{str(wrong)[1:]}.") from wrong
