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
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from sla.document.envelope import FIELD


class Uncertified(ValueError):
    """pyHanko does not accept the seal. The message says why."""


def certified(pdf: bytes, roots: tuple[x509.Certificate, ...]) -> datetime:
    """The time that the seal states, if pyHanko finds nothing wrong; raises `Uncertified` otherwise."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=True)
        (embedded,) = reader.embedded_signatures
        at: datetime | None = embedded.self_reported_timestamp
        if embedded.field_name != FIELD or at is None:
            raise Uncertified("the seal is not in the field, or not dated, the way this program does it")
        trusted = [Certificate.load(root.public_bytes(Encoding.DER)) for root in roots]
        context = ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False)
        _judge(validate_pdf_signature(embedded, context))
        permitted = embedded.docmdp_level
    except (PdfError, SignatureValidationError, ValidationError, ValueError, KeyError, TypeError) as wrong:
        if isinstance(wrong, Uncertified):
            raise
        raise Uncertified(f"the seal cannot be validated: {wrong}") from wrong
    if permitted is not MDPPerm.NO_CHANGES or reader.root.get("/Perms", {}).get("/DocMDP") is None:
        raise Uncertified("the seal does not certify the file against every change")
    return at


def _judge(status: PdfSignatureStatus) -> None:
    if not (status.intact and status.valid):
        raise Uncertified("the signature does not fit the file")
    if not status.trusted:
        raise Uncertified("the certificate of the seal is not vouched for by a trusted root")
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise Uncertified("the seal does not cover the whole file")
    if not status.bottom_line:
        raise Uncertified(f"the seal is not valid: {status.summary()}")
