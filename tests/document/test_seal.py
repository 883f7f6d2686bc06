"""The seal: appended, dated, accepted by other programs, in one form."""

import hashlib
import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from sla.document.envelope import located, low, opened
from sla.document.seal import seal
from tests.document import sample


def test_the_sealed_file_begins_with_the_printed_one() -> None:
    assert sample.sealed().startswith(sample.printed())
    assert len(sample.sealed()) - len(sample.printed()) < 6_000


def test_pdfsig_accepts_it(tmp_path: Path) -> None:
    file = tmp_path / "statement.pdf"
    file.write_bytes(sample.sealed())
    run = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False)
    assert "Signature Validation: Signature is Valid." in run.stdout
    assert "Total document signed" in run.stdout
    assert "Signature Type: ETSI.CAdES.detached" in run.stdout
    assert run.stdout.count("Signature #") == 1


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "statement.pdf"
    file.write_bytes(sample.sealed())
    run = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No syntax or stream encoding errors found" in run.stdout


def test_the_seal_forbids_changes_states_its_time_and_is_invisible() -> None:
    with pikepdf.open(io.BytesIO(sample.sealed())) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert [float(edge) for edge in field.Rect] == [0, 0, 0, 0]
        assert str(field.V.M) == "D:20260404070000Z"
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
        assert int(field.V.Reference[0].TransformParams.P) == 1
        assert pdf.Root.Perms.DocMDP.objgen == field.V.objgen


def test_the_seal_changes_neither_title_nor_dates() -> None:
    with pikepdf.open(io.BytesIO(sample.sealed())) as after, pikepdf.open(io.BytesIO(sample.printed())) as before:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert {key: str(value) for key, value in after.docinfo.items()} == {
            key: str(value) for key, value in before.docinfo.items()
        }


def test_every_seal_is_written_in_the_one_form_and_only_its_own_certificate_is_inside() -> None:
    for minute in range(4):
        pdf = seal(sample.printed(), sample.key(), datetime(2026, 4, 4, 7, minute, tzinfo=UTC))
        parts = opened(located(pdf)[0].contents)
        assert low(parts.signature) == parts.signature
        assert hashlib.sha256(parts.certificate).hexdigest() == sample.key().sealer.fingerprint
