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
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from sla.document.contents import enclosed, printed, recomputed
from sla.document.doubtful import DOUBTFUL
from sla.document.envelope import Contents, Located, Malformed, Uncovered, attributes, located, opened
from sla.document.moments import moments
from sla.document.register import Known, common_name
from sla.document.stamps import Unstamped
from sla.document.trust import Trust
from sla.document.verdict import Check, Facts, Refused, Verdict
from sla.values import Saying, joined

LARGEST = 50_000_000
"""No statement is longer, in bytes."""


def verify(pdf: bytes, trust: Trust, logged: datetime | None = None) -> Verdict:
    """The verdict on a file. `trust` says whose seals, and whose timestamps, are believed.

    `logged` is when the issuer's own log, which was followed, took this very file in.
    """
    looking = _Looking(pdf, trust, (logged,) if logged else ())
    checks: list[Check] = []
    try:
        for check in looking.all():
            checks.append(check)  # noqa: PERF402 - those before a refusal are kept
    except Refused as refused:
        checks.append(Check(refused.name, passed=False, says=refused.says))
    return Verdict(hashlib.sha256(pdf).hexdigest(), tuple(checks), looking.facts)


@dataclass(slots=True)
class _Looking:
    """The checks in their order; each raises `Refused` or says what it saw."""

    pdf: bytes
    trust: Trust
    logged: tuple[datetime, ...] = ()
    facts: Facts | None = None

    def all(self) -> Iterator[Check]:
        """From the outside in."""
        yield Check("file", passed=True, says=_file(self.pdf))
        places = _places(self.pdf)
        yield Check(
            "coverage",
            passed=True,
            says=Saying("The seal covers all {amount} bytes of the file.", amount=f"{len(self.pdf):,}"),
        )
        parts = _parts(places[0])
        yield Check("seal", passed=True, says="The seal is written as this program writes it, and names this file.")
        owner = _signed(parts)
        yield Check("unchanged", passed=True, says="No byte was changed since it was sealed.")
        _vouched(owner, self.trust.roots)
        yield Check(
            "signer",
            passed=True,
            says=Saying("The seal belongs to “{name}”, vouched for by a trusted root.", name=common_name(owner)),
        )
        confirmed = _confirmed(self.pdf, self.trust)
        at = _certified(self.pdf, self.trust, confirmed[0] if confirmed else None)
        yield Check("certification", passed=True, says="The seal forbids every change; pyHanko accepts it too.")
        yield Check("time", passed=True, says=_when(at, confirmed))
        if self.trust.known:
            yield Check("key", passed=True, says=_in_force(owner, self.trust.known, at, (*confirmed[:1], *self.logged)))
        # Only what the seal covers is read; an archive's timestamp behind it adds nothing to read.
        yield from self._inside(self.pdf[: places[0].whole], common_name(owner), at)

    def _inside(self, sealed: bytes, sealer: str, at: datetime) -> Iterator[Check]:
        paper, calculation = enclosed(sealed)
        yield Check("attachments", passed=True, says="The calculation and the figures are attached, and agree.")
        self.facts = recomputed(calculation, sealer, at)
        yield Check("amounts", passed=True, says="Every amount was computed again from the figures, to the cent.")
        printed(paper, calculation)
        yield Check("printed", passed=True, says="The first page shows these amounts.")


def _file(pdf: bytes) -> str:
    """It begins and ends as a PDF of this program does."""
    if len(pdf) > LARGEST:
        raise Refused(
            "file", Saying("The file is longer than {amount} bytes: it is not a statement.", amount=f"{LARGEST:,}")
        )
    if not pdf.startswith(b"%PDF-1.7\n"):
        raise Refused("file", "This is not a PDF: take the file as it was issued.")
    if not pdf.endswith(b"%%EOF\n"):
        raise Refused("coverage", "The file does not end where it should: it was cut off, or something was added.")
    return Saying("It is a PDF.")


def _places(pdf: bytes) -> tuple[Located, ...]:
    """Where the seal lies, once nothing of the file is outside of it."""
    try:
        return located(pdf)
    except Malformed as wrong:
        name = "coverage" if isinstance(wrong, Uncovered) else "seal"
        raise Refused(name, Saying("The seal is not whole: {why}.", why=wrong.args[0])) from wrong


def _parts(place: Located) -> Contents:
    """The seal taken apart, once it has named this very file."""
    try:
        parts = opened(place.contents)
        wanted = attributes(place.digest, parts.certificate)
    except Malformed as wrong:
        raise Refused("seal", Saying("The seal is not whole: {why}.", why=wrong.args[0])) from wrong
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
    except DOUBTFUL as wrong:
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
        except DOUBTFUL:
            continue
        return
    raise Refused(
        "signer", Saying("The seal is a stranger's: no trusted root vouches for “{name}”.", name=common_name(owner))
    )


def _confirmed(pdf: bytes, trust: Trust) -> tuple[datetime, ...]:
    """When authorities saw the seal."""
    try:
        return moments(pdf, trust)
    except (Unstamped, Malformed) as wrong:
        raise Refused(
            "time", Saying("The timestamp of the seal cannot be relied on: {why}.", why=wrong.args[0])
        ) from wrong


def _when(at: datetime, confirmed: tuple[datetime, ...]) -> str:
    if not confirmed:
        return Saying("The seal says {name}; no other authority confirms the time.", name=f"{at:%Y-%m-%d %H:%M:%S} UTC")
    seen, *archived = (f"{each:%Y-%m-%d %H:%M:%S} UTC" for each in confirmed)
    whole = joined([Saying(", and the whole file at {name}", name=each) for each in archived], "")
    return Saying("A trusted authority saw the seal at {name}{whole}.", name=seen, whole=whole)


def _in_force(owner: x509.Certificate, known: tuple[Known, ...], at: datetime, proofs: tuple[datetime, ...]) -> str:
    """The key was in its issuer's hands when it sealed; `proofs` are moments at which others saw the seal."""
    found = [each for each in known if each.certificate == owner]
    if not found:
        raise Refused("key", "The seal was made with a key that is not in the issuer's register of keys.")
    (key,) = found
    seen = min(proofs, default=at)
    if key.compromised:
        lost = f"{key.compromised:%Y-%m-%d %H:%M} UTC"
        if max(at, seen) >= key.compromised:
            raise Refused(
                "key", Saying("It was sealed after the key was stolen ({name}): anybody may have made it.", name=lost)
            )
        if not proofs:
            raise Refused(
                "key",
                Saying(
                    "The key was stolen ({name}), and nothing but the seal itself says that it is older: ask the "
                    "issuer to hold the file against its log.",
                    name=lost,
                ),
            )
        return Saying("The key was stolen on {name}; this seal was seen before.", name=lost)
    if key.retired and seen > key.retired:
        raise Refused(
            "key", Saying("It was sealed after the key was retired ({name}).", name=f"{key.retired:%Y-%m-%d %H:%M} UTC")
        )
    if key.seals:
        return Saying("The key was in force.")
    return Saying("The key was in force when it sealed; it has been retired since.")


def _certified(pdf: bytes, trust: Trust, confirmed: datetime | None) -> datetime:
    from sla.document.certification import Uncertified, certified

    try:
        return certified(pdf, trust, confirmed)
    except Uncertified as wrong:
        raise Refused("certification", Saying("{Why}.", why=wrong.args[0])) from wrong
