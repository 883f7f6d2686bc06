"""The wrapping of a seal: one way to write it."""

import pytest
from asn1crypto import cms

from sla.document.envelope import ORDER, Malformed, attributes, located, low, opened
from tests.document import sample


def contents() -> bytes:
    return located(sample.sealed())[0].contents


def rewritten(der: bytes) -> bytes:
    """The contents with another signature in the same room."""
    room = len(contents()) - 2
    return b"<" + der.hex().upper().encode().ljust(room, b"0") + b">"


def envelope() -> cms.ContentInfo:
    return cms.ContentInfo.load(bytes.fromhex(contents()[1:-1].decode()))


def test_the_parts_of_a_seal() -> None:
    (place,) = located(sample.sealed())
    parts = opened(place.contents)
    assert attributes(place.digest, parts.certificate) == parts.signed
    assert rewritten(envelope().dump()) == place.contents


def with_another_version(signed: cms.SignedData) -> None:
    signed["version"] = "v3"


def with_an_unsigned_remark(signed: cms.SignedData) -> None:
    signed["signer_infos"][0]["unsigned_attrs"] = [{"type": "content_type", "values": ["data"]}]


def with_another_list_of_digests(signed: cms.SignedData) -> None:
    signed["digest_algorithms"] = [{"algorithm": "sha256"}, {"algorithm": "sha1"}]


def with_a_second_certificate(signed: cms.SignedData) -> None:
    signed["certificates"] = [*signed["certificates"], signed["certificates"][0]]


def with_a_second_signer(signed: cms.SignedData) -> None:
    signed["signer_infos"] = [*signed["signer_infos"], signed["signer_infos"][0]]


def with_the_content_inside(signed: cms.SignedData) -> None:
    signed["encap_content_info"] = {"content_type": "data", "content": b"x"}


def with_another_number(signed: cms.SignedData) -> None:
    signed["signer_infos"][0]["sid"].chosen["serial_number"] = 7


@pytest.mark.parametrize(
    "change",
    [
        with_another_version,
        with_an_unsigned_remark,
        with_another_list_of_digests,
        with_a_second_certificate,
        with_a_second_signer,
        with_the_content_inside,
        with_another_number,
    ],
)
def test_what_a_signature_does_not_protect_is_protected_here(change: object) -> None:
    assert callable(change)
    whole = envelope()
    change(whole["content"])
    with pytest.raises(Malformed):
        opened(rewritten(whole.dump(force=True)))


def test_the_twin_of_a_signature_is_refused() -> None:
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

    whole = envelope()
    signer = whole["content"]["signer_infos"][0]
    r, s = decode_dss_signature(signer["signature"].native)
    signer["signature"] = encode_dss_signature(r, ORDER - s)
    with pytest.raises(Malformed, match="twin"):
        opened(rewritten(whole.dump(force=True)))
    assert low(encode_dss_signature(r, ORDER - s)) == encode_dss_signature(r, s)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"<>",
        b"<00>",
        b"<3082>",
        b"<308200>",
        b"<30820000>",
        b"<zz>",
        b"[3082]",
    ],
)
def test_what_is_no_seal_is_refused(written: bytes) -> None:
    with pytest.raises(Malformed):
        opened(written)


def test_small_digits_spaces_and_filled_padding_are_refused() -> None:
    good = contents()
    for bad in (good.lower(), good.replace(b"A", b"a", 1), good[:-2] + b" >", good[:-3] + b"01>", b"< " + good[2:]):
        with pytest.raises(Malformed):
            opened(bad)


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.replace(b"/ByteRange [0 ", b"/ByteRange [0  ", 1),
        lambda pdf: pdf.replace(b"/ByteRange [0 ", b"/ByteRange [00 ", 1),
        lambda pdf: pdf + b"/ByteRange",
        lambda pdf: pdf + b"\n",
        lambda pdf: pdf[:-1],
        lambda pdf: pdf.replace(b"/ByteRange", b"/ByteRanges"),
        lambda _: b"/ByteRange [0 5 4 1]",
        lambda _: b"/ByteRange [0 500000 600000 1]",
    ],
)
def test_a_seal_that_leaves_something_out_is_refused(change: object) -> None:
    assert callable(change)
    with pytest.raises(Malformed):
        located(change(sample.sealed()))
