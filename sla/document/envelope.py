"""The form of a seal to the last byte: where it lies in the file, and the one way its contents may be written.

A signature does not protect its own wrapping: padding, version numbers, lists of algorithms and the case of the digits
can change and every reader still calls it valid. Here the wrapping is made again from its only free parts, the
certificate and the signature, and must come out the same.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from sla.document.der import CONSTRUCTED, DIRECTORY_NAME, OCTETS, SECOND, SEQUENCE, SET, SIGNED_DATA, VERSION_1, der
from sla.values import Saying

FIELD, ARCHIVED = "Seal", "Archived"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256's base point: a signature (r, s) has a twin (r, order - s), and only the lower one is taken."""
_DATA = bytes.fromhex("06092a864886f70d010701")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910022f")
_TIMESTAMP = bytes.fromhex("060b2a864886f70d010910020e")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_ECDSA = bytes.fromhex("300a06082a8648ce3d040302")
_RANGE = re.compile(rb"/ByteRange \[0 ([1-9]\d{0,11}) ([1-9]\d{0,11}) ([1-9]\d{0,11})\]")


def low(signature: bytes) -> bytes:
    """The signature or its twin: the one with the lower half, so that nobody else can write it another way."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, ORDER - s))


@dataclass(frozen=True, slots=True)
class Located:
    """Where a seal lies: its revision is `pdf[:start]`, the seal in angle brackets, and `pdf[end:whole]`."""

    start: int
    end: int
    contents: bytes
    """What stands between, angle brackets included."""
    digest: bytes
    """SHA-256 of everything else."""
    whole: int
    """Where the revision that it covers ends."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The free parts of a seal: whose certificate, which signature, over which statement about the file."""

    certificate: bytes
    """DER."""
    signature: bytes
    """DER of r and s."""
    signed: bytes
    """DER of the signed attributes, which name the file's digest and the certificate."""
    stamp: bytes = b""
    """DER of an authority's timestamp of the signature; empty without one."""


class Malformed(ValueError):
    """The seal is not written the way this program writes it. The message says which part."""


class Uncovered(Malformed):
    """There is more, or less, in the file than the seal covers."""


def ranges(pdf: bytes) -> tuple[tuple[int, int, int], ...]:
    """The three numbers that each signature of a file gives: its start, its end, and how many bytes follow.

    The first is the seal; a second one may follow it, the timestamp of an archive.
    """
    found = _RANGE.findall(pdf)
    if pdf.count(b"/ByteRange") != len(found) or not 1 <= len(found) <= 2:
        raise Malformed("there must be exactly one seal, and it must say which bytes it covers")
    return tuple((int(start), int(end), int(rest)) for start, end, rest in found)


def located(pdf: bytes) -> tuple[Located, ...]:
    """Find the seal, and the archive's timestamp if there is one; the last leaves nothing of the file out.

    Raises `Malformed` if the form is wrong, and `Uncovered` if there are bytes that nothing covers.
    """
    before, places = 0, []
    for start, end, rest in ranges(pdf):
        whole = end + rest
        if not before <= start < end <= whole <= len(pdf) or not pdf[:whole].endswith(b"%%EOF\n"):
            raise Uncovered(
                Saying(
                    "the seal covers {amount} bytes of a file of {amount2}",
                    amount=f"{whole:,}",
                    amount2=f"{len(pdf):,}",
                )
            )
        digest = hashlib.sha256(pdf[:start])
        digest.update(memoryview(pdf)[end:whole])
        places.append(Located(start, end, pdf[start:end], digest.digest(), whole))
        before = whole
    if before != len(pdf):
        raise Uncovered(
            Saying(
                "the seal covers {amount} bytes of a file of {amount2}", amount=f"{before:,}", amount2=f"{len(pdf):,}"
            )
        )
    return tuple(places)


def unwrapped(contents: bytes) -> bytes:
    """What stands in the angle brackets, without the empty space behind it. Raises `Malformed`."""
    if not re.fullmatch(rb"<(?:[0-9A-F]{2})+>", contents):
        raise Malformed("the seal must be written in capital hexadecimal digits, without spaces")
    content, padding = _parted(bytes.fromhex(contents[1:-1].decode()))
    if padding.strip(b"\0"):
        raise Malformed("the space left over behind the seal must be empty")
    return content


def opened(contents: bytes) -> Contents:
    """Take the seal apart. Raises `Malformed` unless putting it together again gives the same bytes."""
    content = unwrapped(contents)
    try:
        parts = _parts(cms.ContentInfo.load(content, strict=True))
        again, lower = _assembled(parts), low(parts.signature)
    except (ValueError, TypeError, KeyError, IndexError) as wrong:
        raise Malformed("the seal cannot be read as a signature") from wrong
    if again != content:
        raise Malformed("the wrapping of the seal was changed")
    if lower != parts.signature:
        raise Malformed("the signature was replaced by its twin")
    return parts


def attributes(digest: bytes, certificate: bytes) -> bytes:
    """What is signed: that the file has this digest, under this certificate; DER of the attributes as a set."""
    named = der(
        SEQUENCE,
        der(OCTETS, hashlib.sha256(certificate).digest()),
        _issued_as(certificate, der(SEQUENCE, der(DIRECTORY_NAME, _issuer(certificate)))),
    )
    stated = (
        (_CONTENT_TYPE, _DATA),
        (_MESSAGE_DIGEST, der(OCTETS, digest)),
        (_SIGNING_CERTIFICATE, der(SEQUENCE, der(SEQUENCE, named))),
    )
    return der(SET, *sorted(der(SEQUENCE, kind, der(SET, value)) for kind, value in stated))


def _parted(content: bytes) -> tuple[bytes, bytes]:
    """The signature's own bytes, as long as their first bytes say, and what lies behind."""
    if len(content) < 4 or content[:2] != b"\x30\x82":
        raise Malformed("the seal cannot be read as a signature")
    length = 4 + int.from_bytes(content[2:4])
    return content[:length], content[length:]


def _parts(envelope: cms.ContentInfo) -> Contents:
    signed = envelope["content"]
    signer = signed["signer_infos"][0]
    return Contents(
        certificate=signed["certificates"][0].chosen.dump(),
        signature=signer["signature"].native,
        signed=signer["signed_attrs"].untag().dump(),
        stamp=signer["unsigned_attrs"][0]["values"][0].dump() if signer["unsigned_attrs"] else b"",
    )


def _assembled(parts: Contents) -> bytes:
    """The one way to write a seal with these parts."""
    signer = der(
        SEQUENCE,
        VERSION_1,
        _issued_as(parts.certificate, _issuer(parts.certificate)),
        _SHA256,
        bytes([CONSTRUCTED]) + parts.signed[1:],
        _ECDSA,
        der(OCTETS, parts.signature),
        *([der(SECOND, der(SEQUENCE, _TIMESTAMP, der(SET, parts.stamp)))] if parts.stamp else []),
    )
    content = der(
        SEQUENCE,
        VERSION_1,
        der(SET, _SHA256),
        der(SEQUENCE, _DATA),
        der(CONSTRUCTED, parts.certificate),
        der(SET, signer),
    )
    return der(SEQUENCE, SIGNED_DATA, der(CONSTRUCTED, content))


def _issued_as(certificate: bytes, issuer: bytes) -> bytes:
    """An issuer, and the number it gave the certificate."""
    return der(SEQUENCE, issuer, x509.Certificate.load(certificate)["tbs_certificate"]["serial_number"].dump())


def _issuer(certificate: bytes) -> bytes:
    return bytes(x509.Certificate.load(certificate).issuer.dump())
