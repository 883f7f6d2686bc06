"""Timestamps of RFC 3161: what an authority signed about a hash, in the one form that is taken.

As with the seal itself, the wrapping is not protected by the signature. It is therefore put together again from its
free parts and must come out the same, and every certificate within must have been signed by one that is trusted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from sla.document.der import CONSTRUCTED, OCTETS, SEQUENCE, SET, SIGNED_DATA, VERSION_1, VERSION_3, der
from sla.document.doubtful import DOUBTFUL

_TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_DIGESTS = {
    der(SEQUENCE, bytes.fromhex(f"060960864801650304020{number}"), *null)
    for number in (1, 2, 3)
    for null in ((), (b"\x05\x00",))
}
"""SHA-256, SHA-384 and SHA-512, with and without a null behind them: both are in use."""
_SIGNATURES = {
    der(SEQUENCE, bytes.fromhex(f"06092a864886f70d0101{number}"), b"\x05\x00") for number in ("01", "0b", "0c", "0d")
} | {der(SEQUENCE, bytes.fromhex(f"06082a8648ce3d04030{number}")) for number in (2, 3, 4)}
"""RSA with PKCS #1 v1.5, and ECDSA."""


class Unstamped(ValueError):
    """The timestamp is not one to rely on. The message says why."""


def stamped(token: bytes, imprint: bytes, trust: Sequence[x509.Certificate]) -> datetime:
    """When an authority that `trust` vouches for saw this SHA-256. Raises `Unstamped`."""
    if not trust:
        raise Unstamped("its authority is not known: name the root certificate of the authority among those to trust")
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        (signer,) = signed["signer_infos"]
        within = [x509.load_der_x509_certificate(each.chosen.dump()) for each in signed["certificates"]]
        if _assembled(signed, signer) != token:
            raise Unstamped("its wrapping is not written the way that is taken, or was changed")
        owner = _owner(signer, within)
        said = signed["encap_content_info"]["content"].parsed
        _signed(signer, said.dump(), owner)
        at = _seen(said, imprint)
    except DOUBTFUL as wrong:
        if isinstance(wrong, Unstamped):
            raise
        raise Unstamped("it cannot be read, or does not fit its signature") from wrong
    _vouched(owner, within, trust, at)
    return at


def _assembled(signed: cms.SignedData, signer: cms.SignerInfo) -> bytes:
    """The one way to write a token with these parts."""
    digest, method = signer["digest_algorithm"].dump(), signer["signature_algorithm"].dump()
    if digest not in _DIGESTS or method not in _SIGNATURES:
        raise Unstamped("it is signed in a way that is not taken")
    stated = der(
        SEQUENCE,
        VERSION_1,
        signer["sid"].dump(),
        digest,
        bytes([CONSTRUCTED]) + signer["signed_attrs"].untag().dump()[1:],
        method,
        der(OCTETS, signer["signature"].native),
    )
    said = signed["encap_content_info"]["content"].contents
    content = der(
        SEQUENCE,
        VERSION_3,
        der(SET, digest),
        der(SEQUENCE, _TST_INFO, der(CONSTRUCTED, der(OCTETS, said))),
        der(CONSTRUCTED, *(each.chosen.dump() for each in signed["certificates"])),
        der(SET, stated),
    )
    return der(SEQUENCE, SIGNED_DATA, der(CONSTRUCTED, content))


def _owner(signer: cms.SignerInfo, within: Sequence[x509.Certificate]) -> x509.Certificate:
    """The certificate that the signed part names by its hash."""
    named = {each["type"].native: each["values"][0] for each in signer["signed_attrs"]}
    if len(named) != len(signer["signed_attrs"]):
        raise Unstamped("it says something twice")
    if "signing_certificate_v2" in named:
        identity = named["signing_certificate_v2"]["certs"][0]
        kind = identity["hash_algorithm"]["algorithm"].native
    else:
        identity, kind = named["signing_certificate"]["certs"][0], "sha1"
    for each in within:
        whole = each.public_bytes(Encoding.DER)
        if hashlib.new(kind, whole).digest() == identity["cert_hash"].native and _is(signer["sid"], whole):
            return each
    raise Unstamped("it does not hold the certificate of its authority")


def _is(sid: cms.SignerIdentifier, certificate: bytes) -> bool:
    """Whether a signer is named by this issuer and number, the only way that is taken."""
    read = asn1_x509.Certificate.load(certificate)
    issuer, number = read.issuer.dump(), read["tbs_certificate"]["serial_number"].dump()
    return bool(sid.dump() == der(SEQUENCE, issuer, number))


def _signed(signer: cms.SignerInfo, said: bytes, owner: x509.Certificate) -> None:
    """The owner of the certificate signed these words."""
    named = {each["type"].native: each["values"][0].native for each in signer["signed_attrs"]}
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, said).digest()
    if named["content_type"] != "tst_info" or named["message_digest"] != digest:
        raise Unstamped("it was changed")
    key, stated, signature = owner.public_key(), signer["signed_attrs"].untag().dump(), signer["signature"].native
    method = signer["signature_algorithm"]
    kind = signer["digest_algorithm"] if method["algorithm"].native == "rsassa_pkcs1v15" else method
    hashed = _HASHES[kind["algorithm"].native if kind is not method else method.hash_algo]
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, stated, padding.PKCS1v15(), hashed)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, stated, ec.ECDSA(hashed))
        if encode_dss_signature(*decode_dss_signature(signature)) != signature:
            raise Unstamped("its signature is written in another way")
    else:
        raise Unstamped("it is signed in a way that is not taken")


def _seen(said: tsp.TSTInfo, imprint: bytes) -> datetime:
    """When the authority saw the hash."""
    seen = said["message_imprint"]
    if seen["hash_algorithm"]["algorithm"].native != "sha256" or seen["hashed_message"].native != imprint:
        raise Unstamped("it confirms the time of something else")
    at = said["gen_time"].native
    if not isinstance(at, datetime):
        raise Unstamped("it names no time")
    return at.astimezone(UTC)


def _vouched(
    owner: x509.Certificate, within: Sequence[x509.Certificate], trust: Sequence[x509.Certificate], at: datetime
) -> None:
    """Each certificate was signed by a trusted one, or by another that was; the owner's is for timestamps only."""
    usage = owner.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise Unstamped("its certificate is not one for timestamps")
    if not owner.not_valid_before_utc <= at <= owner.not_valid_after_utc:
        raise Unstamped("its certificate was not valid at that time")
    believed, left = list(trust), [each for each in within if each not in trust]
    while left:
        sure = [each for each in left if any(_issued(each, by) for by in believed)]
        if not sure:
            raise Unstamped("no trusted authority vouches for it")
        believed += [each for each in sure if _may_issue(each)]
        left = [each for each in left if each not in sure]


def _issued(certificate: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except DOUBTFUL:
        return False
    return True


def _may_issue(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False
