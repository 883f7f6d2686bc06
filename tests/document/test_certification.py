"""The second opinion stands on its own: it refuses what is not certified, and says why."""

import io

import pikepdf
import pytest

from sla.document.certification import Uncertified, certified
from sla.document.trust import Trust
from tests.document import sample


def test_it_gives_the_time_of_the_seal() -> None:
    assert certified(sample.sealed(), Trust((sample.key().root,))) == sample.SEALED_AT


def test_a_changed_file_an_unsealed_one_and_no_trust() -> None:
    changed = sample.sealed().replace(b"/Lang (en)", b"/Lang (de)")
    assert changed != sample.sealed()
    for pdf, roots in (
        (changed, Trust((sample.key().root,))),
        (sample.printed(), Trust((sample.key().root,))),
        (sample.sealed(), Trust()),
    ):
        with pytest.raises(Uncertified):
            certified(pdf, roots)


def test_a_signature_that_allows_changes_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    from sla.document import pades
    from sla.document.seal import seal

    loose = PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    monkeypatch.setattr(pades, "_FORM", loose)
    with pytest.raises(Uncertified, match="certify"):
        certified(seal(sample.printed(), sample.key(), sample.SEALED_AT), Trust((sample.key().root,)))


def test_a_seal_in_another_field(monkeypatch: pytest.MonkeyPatch) -> None:
    from sla.document import certification

    monkeypatch.setattr(certification, "FIELD", "Stamp")
    with pytest.raises(Uncertified, match="field"):
        certified(sample.sealed(), Trust((sample.key().root,)))
    with pikepdf.open(io.BytesIO(sample.sealed())) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].T) == "Seal"
