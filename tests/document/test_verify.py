"""What `verify` accepts, and everything that it refuses, by name: one flipped byte anywhere included."""

import io
import random
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from pyhanko.sign.general import SigningError

from sla.document import keys
from sla.document.envelope import ranges
from sla.document.seal import seal
from sla.document.trust import Trust
from sla.document.verdict import Verdict
from sla.document.verify import verify
from tests.document import sample

CHECKS = "file coverage seal unchanged signer certification time attachments amounts printed".split()


def look(pdf: bytes) -> Verdict:
    return verify(pdf, Trust((sample.key().root,)))


def refused(pdf: bytes) -> str:
    """Name of the check that failed; there is one, with a sentence, and nothing after it was looked at."""
    verdict = look(pdf)
    (failed,) = verdict.wrong
    assert verdict.checks[-1] == failed
    assert failed.says.endswith(".")
    return failed.name


def flipped(pdf: bytes, at: int, mask: int) -> bytes:
    changed = bytearray(pdf)
    changed[at] ^= mask
    return bytes(changed)


def test_a_genuine_statement_passes_every_check() -> None:
    verdict = look(sample.sealed())
    assert verdict.ok
    assert [check.name for check in verdict.checks] == CHECKS
    assert verdict.facts is not None
    assert verdict.facts.number == "STM-000123"
    assert verdict.facts.decision == sample.statement().decision
    assert verdict.facts.sealed_at == sample.SEALED_AT


def test_one_flipped_byte_anywhere_in_the_seal_is_refused() -> None:
    ((start, end, _),) = ranges(sample.sealed())
    for at in range(start, end):
        assert refused(flipped(sample.sealed(), at, 0x01)) in {"coverage", "seal", "unchanged"}
        assert refused(flipped(sample.sealed(), at, 0x20)) in {"coverage", "seal", "unchanged"}


def test_one_flipped_byte_anywhere_else_is_refused() -> None:
    ((start, end, _),) = ranges(sample.sealed())
    chance = random.Random(7)
    outside = [*chance.sample(range(start), 400), *range(end, len(sample.sealed()))]
    for at in outside:
        assert refused(flipped(sample.sealed(), at, 1 << chance.randrange(8))) in {
            "file",
            "coverage",
            "seal",
            "unchanged",
        }


def test_every_byte_of_the_way_to_the_seal_counts() -> None:
    at = sample.sealed().index(b"/ByteRange")
    for place in range(at, at + 75):
        assert refused(flipped(sample.sealed(), place, 0x02)) in {"coverage", "seal", "unchanged"}


@pytest.mark.parametrize("tail", [b"\n", b" ", b"junk", b"%%EOF\n", b"\n%%EOF\n"])
def test_something_added_at_the_end(tail: bytes) -> None:
    assert refused(sample.sealed() + tail) in {"file", "coverage", "seal"}


@pytest.mark.parametrize("length", [0, 8, 1000, 30_000, -1, -2, -7])
def test_a_truncated_file(length: int) -> None:
    assert refused(sample.sealed()[:length]) in {"file", "coverage", "seal"}


def test_the_file_before_it_was_sealed() -> None:
    assert refused(sample.printed()) == "seal"


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF\n", b"PK\x03\x04", b"\x00" * 100])
def test_what_is_no_statement(content: bytes) -> None:
    assert refused(content) in {"file", "coverage", "seal"}


def test_a_file_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sla.document.verify.LARGEST", 1000)
    assert refused(sample.sealed()) == "file"


def test_a_change_appended_as_pdf_allows_it() -> None:
    tail = b"2 0 obj\n<</Type /Catalog /Pages 1 0 R>>\nendobj\ntrailer\n<</Root 2 0 R>>\nstartxref\n0\n%%EOF\n"
    assert refused(sample.sealed() + tail) == "coverage"


def test_a_file_written_anew() -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.sealed())) as pdf:
        pdf.save(output)
    assert refused(output.getvalue()) in {"file", "coverage", "seal", "unchanged"}


def test_a_strangers_seal_under_the_same_names(tmp_path: Path) -> None:
    stranger = keys.make(tmp_path, sample.SEALED_AT)
    assert stranger.certificate.subject == sample.key().certificate.subject
    assert stranger.root.subject == sample.key().root.subject
    forged = seal(sample.printed(), stranger, sample.SEALED_AT)
    assert refused(forged) == "signer"
    assert verify(forged, Trust((stranger.root,))).ok


def test_without_a_root_nobody_is_believed() -> None:
    (failed,) = verify(sample.sealed(), Trust()).wrong
    assert failed.name == "signer"
    assert "ask the issuer" in failed.says


def test_a_second_trusted_root_does_no_harm(tmp_path: Path) -> None:
    other = keys.make(tmp_path, sample.SEALED_AT).root
    assert verify(sample.sealed(), Trust((other, sample.key().root))).ok


@pytest.mark.parametrize("days", [-3, 365 * 21])
def test_a_seal_from_before_or_after_the_certificate(days: int) -> None:
    pdf = seal(sample.printed(), sample.key(), sample.SEALED_AT + timedelta(days=days))
    assert refused(pdf) == "certification"


def test_a_root_does_not_seal() -> None:
    assert isinstance(sample.key().root, x509.Certificate)
    (failed,) = verify(sample.sealed(), Trust((sample.key().certificate,))).wrong
    assert failed.name == "signer"


def test_a_sealed_file_is_not_sealed_again() -> None:
    with pytest.raises(SigningError, match="filled already"):
        seal(sample.sealed(), sample.key(), sample.SEALED_AT)


def test_a_second_seal_is_refused() -> None:
    assert refused(sample.sealed().replace(b"%%EOF\n", b"%/ByteRange [0 1 2 3]\n%%EOF\n")) == "seal"
