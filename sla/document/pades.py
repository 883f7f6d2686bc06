"""How pyHanko is made to seal: one certificate, one form of signature, no clock, and the paper's metadata untouched.

Only `sla.document.seal` imports this module, and only when it seals, because pyHanko takes a second to load.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfSigningSession,
    SigDSSPlacementPreference,
    TimestampDSSContentSettings,
)
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from sla.config.sealing import Profile, Sealing
from sla.document.envelope import ARCHIVED, FIELD, low
from sla.document.keys import SealKey
from sla.document.trust import Trust

_FORM = PdfSignatureMetadata(
    field_name=FIELD,
    md_algorithm="sha256",
    subfilter=SigSeedSubFilter.PADES,
    certify=True,
    docmdp_permissions=MDPPerm.NO_CHANGES,
)
PATIENCE = 10
"""Seconds in which an authority must have answered."""


class Unconfirmed(Exception):
    """The authority, or whoever vouches for a certificate, did not confirm what the profile asks for."""


class _KeptKey(Signer):
    """Signs with the key object at hand; pyHanko's own would read the key again for every signature."""

    def __init__(self, key: SealKey) -> None:
        super().__init__(
            signing_cert=Certificate.load(key.certificate.public_bytes(serialization.Encoding.DER)), embed_roots=False
        )
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature in its lower form; for a dry run one of the largest size."""
        if digest_algorithm != "sha256":
            raise ValueError(f"a seal is made with SHA-256, not {digest_algorithm}")
        if dry_run:
            return bytes(72)
        return low(self._key.sign(data))


class _Appended(IncrementalPdfFileWriter):
    """Appends to the file and leaves its title and dates as printed: they are those of the issue."""

    def _update_meta(self) -> None:
        pass


class _At(PdfSigner):
    """Seals at a given time instead of asking the clock."""

    def __init__(
        self, signer: Signer, at: datetime, form: PdfSignatureMetadata, clock: HTTPTimeStamper | None = None
    ) -> None:
        super().__init__(form, signer, timestamper=clock)
        self._at = at

    def register_extensions(
        self,
        pdf_out: BasePdfFileWriter,
        *,
        md_algorithm: str,  # noqa: ARG002  pyHanko passes it
    ) -> None:
        """Declare PAdES and nothing of PDF 2.0, to which PDF/A-3 does not reach."""
        pdf_out.register_extension(ESIC_EXTENSION_1)

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def sealed(pdf: bytes, key: SealKey, at: datetime) -> bytes:
    """The file with its seal appended."""
    output = io.BytesIO()
    _At(_KeptKey(key), at, _FORM).sign_pdf(_Appended(io.BytesIO(pdf)), output=output)
    return output.getvalue()


def confirmed(pdf: bytes, key: SealKey, at: datetime, sealing: Sealing, trust: Trust) -> bytes:
    """The same with the time confirmed by an authority, as the profile wants it. Raises `Unconfirmed`.

    What is needed to check the certificates later goes into the same revision as the seal, and is covered by it.
    """
    clock, lasting = HTTPTimeStamper(sealing.authority, timeout=PATIENCE), sealing.profile is not Profile.STAMPED
    form = _lasting(trust) if lasting else _FORM
    output, archived = io.BytesIO(), io.BytesIO()
    try:
        _At(_KeptKey(key), at, form, clock).sign_pdf(_Appended(io.BytesIO(pdf)), output=output)
        if sealing.profile is not Profile.ARCHIVED:
            return output.getvalue()
        PdfTimeStamper(clock, field_name=ARCHIVED).timestamp_pdf(
            _Appended(output),
            "sha256",
            _context(trust),
            output=archived,
            dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
        )
    except (OSError, TimestampRequestError, SigningError, ValidationError, ValueError) as wrong:
        raise Unconfirmed(f"{sealing.authority}: {wrong}") from wrong
    return archived.getvalue()


def _lasting(trust: Trust) -> PdfSignatureMetadata:
    """The form of a seal that carries what is needed to check its certificates."""
    together = SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
    return replace(
        _FORM,
        embed_validation_info=True,
        validation_context=_context(trust),
        dss_settings=DSSContentSettings(placement=together, include_vri=False),
    )


def _context(trust: Trust) -> ValidationContext:
    """Whoever vouches for the seal and its time is asked now whether they still do."""
    roots = [Certificate.load(each.public_bytes(serialization.Encoding.DER)) for each in (*trust.roots, *trust.stamps)]
    return ValidationContext(trust_roots=roots, allow_fetching=True, revocation_mode="require")
