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

FIELD = "Seal"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256's base point: a signature (r, s) has a twin (r, order - s), and only the lower one is taken."""
_SEQUENCE, _SET, _OCTETS, _IMPLICIT, _DIRECTORY_NAME = 0x30, 0x31, 0x04, 0xA0, 0xA4
_DATA = bytes.fromhex("06092a864886f70d010701")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910022f")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_ECDSA = bytes.fromhex("300a06082a8648ce3d040302")
_VERSION = bytes.fromhex("020101")
_RANGE = re.compile(rb"/ByteRange \[0 ([1-9]\d{0,11}) ([1-9]\d{0,11}) ([1-9]\d{0,11})\]")


def low(signature: bytes) -> bytes:
    """The signature or its twin: the one with the lower half, so that nobody else can write it another way."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, ORDER - s))


@dataclass(frozen=True, slots=True)
class Located:
    """Where the seal lies: the file is `pdf[:start]`, the seal in angle brackets, and `pdf[end:]`."""

    start: int
    end: int
    contents: bytes
    """What stands between, angle brackets included."""
    digest: bytes
    """SHA-256 of everything else."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The free parts of a seal: whose certificate, which signature, over which statement about the file."""

    certificate: bytes
    """DER."""
    signature: bytes
    """DER of r and s."""
    signed: bytes
    """DER of the signed attributes, which name the file's digest and the certificate."""


class Malformed(ValueError):
    """The seal is not written the way this program writes it. The message says which part."""


def ranges(pdf: bytes) -> tuple[int, int, int]:
    """The three numbers that the file's one seal gives: its start, its end, and how many bytes follow."""
    found = _RANGE.findall(pdf)
    if pdf.count(b"/ByteRange") != 1 or len(found) != 1:
        raise Malformed("there must be exactly one seal, and it must say which bytes it covers")
    start, end, rest = map(int, found[0])
    return start, end, rest


def located(pdf: bytes) -> Located:
    """Find the seal of a file of which it must leave nothing out. Raises `Malformed`."""
    start, end, rest = ranges(pdf)
    if not start < end <= len(pdf) or end + rest != len(pdf):
        raise Malformed(f"the seal covers {end + rest:,} bytes of a file of {len(pdf):,}")
    digest = hashlib.sha256(pdf[:start])
    digest.update(memoryview(pdf)[end:])
    return Located(start, end, pdf[start:end], digest.digest())


def opened(contents: bytes) -> Contents:
    """Take the seal apart. Raises `Malformed` unless putting it together again gives the same bytes."""
    if not re.fullmatch(rb"<(?:[0-9A-F]{2})+>", contents):
        raise Malformed("the seal must be written in capital hexadecimal digits, without spaces")
    der, padding = _parted(bytes.fromhex(contents[1:-1].decode()))
    if padding.strip(b"\0"):
        raise Malformed("the space left over behind the seal must be empty")
    try:
        parts = _parts(cms.ContentInfo.load(der, strict=True))
        again, lower = _assembled(parts), low(parts.signature)
    except (ValueError, TypeError, KeyError, IndexError) as wrong:
        raise Malformed("the seal cannot be read as a signature") from wrong
    if again != der:
        raise Malformed("the wrapping of the seal was changed")
    if lower != parts.signature:
        raise Malformed("the signature was replaced by its twin")
    return parts


def attributes(digest: bytes, certificate: bytes) -> bytes:
    """What is signed: that the file has this digest, under this certificate; DER of the attributes as a set."""
    named = _der(
        _SEQUENCE,
        _der(_OCTETS, hashlib.sha256(certificate).digest()),
        _issued_as(certificate, _der(_SEQUENCE, _der(_DIRECTORY_NAME, _issuer(certificate)))),
    )
    stated = (
        (_CONTENT_TYPE, _DATA),
        (_MESSAGE_DIGEST, _der(_OCTETS, digest)),
        (_SIGNING_CERTIFICATE, _der(_SEQUENCE, _der(_SEQUENCE, named))),
    )
    return _der(_SET, *sorted(_der(_SEQUENCE, kind, _der(_SET, value)) for kind, value in stated))


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
    )


def _assembled(parts: Contents) -> bytes:
    """The one way to write a seal with these parts."""
    signer = _der(
        _SEQUENCE,
        _VERSION,
        _issued_as(parts.certificate, _issuer(parts.certificate)),
        _SHA256,
        bytes([_IMPLICIT]) + parts.signed[1:],
        _ECDSA,
        _der(_OCTETS, parts.signature),
    )
    content = _der(
        _SEQUENCE,
        _VERSION,
        _der(_SET, _SHA256),
        _der(_SEQUENCE, _DATA),
        _der(_IMPLICIT, parts.certificate),
        _der(_SET, signer),
    )
    return _der(_SEQUENCE, _SIGNED_DATA, _der(_IMPLICIT, content))


def _issued_as(certificate: bytes, issuer: bytes) -> bytes:
    """An issuer, and the number it gave the certificate."""
    return _der(_SEQUENCE, issuer, x509.Certificate.load(certificate)["tbs_certificate"]["serial_number"].dump())


def _issuer(certificate: bytes) -> bytes:
    return bytes(x509.Certificate.load(certificate).issuer.dump())


def _der(tag: int, *parts: bytes) -> bytes:
    """One value in distinguished encoding: its tag, its length in as few bytes as can be, its parts."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 128 + len(length)]) + length + content
