"""A second opinion on the seal from pyHanko: chain, key usage, coverage, and that the file forbids every change.

Only `sla.document.verify` imports this module, after its own checks have passed: pyHanko takes a second to load.
"""

from __future__ import annotations

import io
from datetime import datetime

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from sla.document.envelope import ARCHIVED, FIELD
from sla.document.trust import Trust
from sla.values import Saying


class Uncertified(ValueError):
    """pyHanko does not accept the seal. The message says why."""


def certified(pdf: bytes, trust: Trust, confirmed: datetime | None = None) -> datetime:
    """The time that the seal states, if pyHanko finds nothing wrong; raises `Uncertified` otherwise.

    `confirmed` is when an authority saw the seal, if one did.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=True)
        embedded, *archived = reader.embedded_signatures
        at: datetime | None = embedded.self_reported_timestamp
        if embedded.field_name != FIELD or at is None or [each.field_name for each in archived] not in ([], [ARCHIVED]):
            raise Uncertified("the seal is not in the field, or not dated, the way this program does it")
        stamps = _context(trust.stamps, confirmed) if confirmed else None
        _judge(validate_pdf_signature(embedded, _context(trust.roots, at), stamps), archived=bool(archived))
        for each in archived:
            seen = validate_pdf_timestamp(each, stamps)
            if not (
                seen.intact and seen.valid and seen.trusted and seen.coverage is SignatureCoverageLevel.ENTIRE_FILE
            ):
                raise Uncertified("the archive's timestamp is not valid")
        permitted = embedded.docmdp_level
    except (PdfError, SignatureValidationError, ValidationError, ValueError, KeyError, TypeError) as wrong:
        if isinstance(wrong, Uncertified):
            raise
        raise Uncertified(Saying("the seal cannot be validated: {name}", name=wrong)) from wrong
    if permitted is not MDPPerm.NO_CHANGES or reader.root.get("/Perms", {}).get("/DocMDP") is None:
        raise Uncertified("the seal does not certify the file against every change")
    return at


def _context(roots: tuple[x509.Certificate, ...], moment: datetime) -> ValidationContext:
    trusted = [Certificate.load(root.public_bytes(Encoding.DER)) for root in roots]
    return ValidationContext(trust_roots=trusted, moment=moment, allow_fetching=False)


def _judge(status: PdfSignatureStatus, *, archived: bool) -> None:
    """Without an archive's timestamp the seal covers the whole file; with one, nothing else came after it."""
    if not (status.intact and status.valid):
        raise Uncertified("the signature does not fit the file")
    if not status.trusted:
        raise Uncertified("the certificate of the seal is not vouched for by a trusted root")
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE and not (
        archived and status.modification_level is ModificationLevel.LTA_UPDATES
    ):
        raise Uncertified("the seal does not cover the whole file")
    if not status.bottom_line:
        raise Uncertified(Saying("the seal is not valid: {name}", name=status.summary()))
