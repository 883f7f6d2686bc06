"""Seals with a confirmed time: what they carry, that they last, and that not one bit of them can be turned."""

import asyncio
import io
import random
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import simulate_future_ades_lta_validation
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from sla.config.sealing import Profile, Sealing
from sla.document.envelope import located, opened
from sla.document.keys import SealKey
from sla.document.moments import moments
from sla.document.seal import Unsealed, seal
from sla.document.stamps import Unstamped, stamped
from sla.document.trust import Trust
from sla.document.verify import verify
from tests.document import sample
from tests.document.authority import Authority, serving
from tests.document.guard import flaws

LATER = (Profile.STAMPED, Profile.LASTING, Profile.ARCHIVED)


@pytest.fixture(scope="module")
def key(authority: Authority) -> SealKey:
    return authority.key()


@pytest.fixture(scope="module")
def files(authority: Authority, key: SealKey) -> dict[Profile, bytes]:
    """The statement of the sample under every profile that confirms the time."""
    now = datetime.now(UTC).replace(microsecond=0)
    return {
        profile: seal(sample.printed(), key, now, Sealing(profile, authority.stamps), authority.trust())
        for profile in LATER
    }


@pytest.mark.parametrize("profile", LATER)
def test_it_verifies_and_says_when_it_was_seen(
    profile: Profile, files: dict[Profile, bytes], authority: Authority, tmp_path: Path
) -> None:
    verdict = verify(files[profile], authority.trust())
    assert verdict.ok, verdict.wrong
    (time,) = [check.says for check in verdict.checks if check.name == "time"]
    assert time.startswith("A trusted authority saw the seal at ")
    assert ("the whole file" in time) == (profile is Profile.ARCHIVED)
    assert all(datetime.now(UTC) - at < timedelta(minutes=5) for at in moments(files[profile], authority.trust()))
    assert files[profile].startswith(sample.printed())
    assert flaws(files[profile]) == []
    file = tmp_path / "statement.pdf"
    file.write_bytes(files[profile])
    run = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False)
    assert "Signature Validation: Signature is Valid." in run.stdout
    assert ("Not total document signed" in run.stdout) == (profile is Profile.ARCHIVED)


def test_a_lasting_seal_holds_the_answers_about_its_certificates(files: dict[Profile, bytes]) -> None:
    for profile, content in files.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            store = pdf.Root.get("/DSS")
            assert (store is None) == (profile is Profile.STAMPED)
            assert store is None or (len(store["/OCSPs"]) >= 2 and "/VRI" not in store)


@pytest.mark.parametrize("years", [4, 10])
def test_an_archived_seal_can_be_checked_in_ten_years(
    years: int, files: dict[Profile, bytes], authority: Authority
) -> None:
    roots = SimpleTrustManager.build([Certificate.load(authority.root.public_bytes(Encoding.DER))])
    policy = CertValidationPolicySpec(roots, CertRevTrustPolicy(REQUIRE_REVINFO))
    spec = PdfSignatureValidationSpec(SignatureValidationSpec(policy))
    seal_of = PdfFileReader(io.BytesIO(files[Profile.ARCHIVED])).embedded_regular_signatures[0]
    then = datetime.now(UTC) + timedelta(days=365 * years)
    result = asyncio.run(simulate_future_ades_lta_validation(seal_of, spec, then))
    assert result.ades_subindic is AdESPassed.OK


@pytest.mark.parametrize("profile", LATER)
def test_no_bit_of_it_can_be_turned(profile: Profile, files: dict[Profile, bytes], authority: Authority) -> None:
    """Bits within the wrapping first of all: that is where a signature does not look."""
    content, chance = files[profile], random.Random(11)
    inside = [at for place in located(content) for at in range(place.start, place.end)]
    rest = range(len(sample.printed()), len(content))
    for at in [*chance.sample(inside, 250), *chance.sample(rest, 100)]:
        turned = bytearray(content)
        turned[at] ^= 1 << chance.randrange(8)
        assert not verify(bytes(turned), authority.trust()).ok, at


def test_without_the_authoritys_root_it_is_not_believed(files: dict[Profile, bytes], authority: Authority) -> None:
    (failed,) = verify(files[Profile.STAMPED], Trust((authority.root,))).wrong
    assert failed.name == "time"
    assert "name the root certificate of the authority" in failed.says


def test_a_strangers_authority_is_not_believed(files: dict[Profile, bytes], authority: Authority) -> None:
    with serving() as stranger:
        (failed,) = verify(files[Profile.STAMPED], Trust((authority.root,), (stranger.root,))).wrong
    assert (failed.name, "no trusted authority" in failed.says) == ("time", True)


def test_an_authority_for_time_may_not_seal(files: dict[Profile, bytes], authority: Authority) -> None:
    (failed,) = verify(files[Profile.STAMPED], Trust((), (authority.root,))).wrong
    assert failed.name == "signer"


def test_a_timestamp_of_something_else(files: dict[Profile, bytes], authority: Authority) -> None:
    token = opened(located(files[Profile.STAMPED])[0].contents).stamp
    with pytest.raises(Unstamped, match="something else"):
        stamped(token, bytes(32), (authority.root,))
    with pytest.raises(Unstamped, match="cannot be read"):
        stamped(token[:-1], bytes(32), (authority.root,))


def test_a_change_before_the_archives_timestamp_is_seen(files: dict[Profile, bytes], authority: Authority) -> None:
    """An archive's timestamp put over a changed file does not make it genuine."""
    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfTimeStamper
    from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

    writer = IncrementalPdfFileWriter(io.BytesIO(files[Profile.LASTING]))
    writer.root[NameObject("/Lang")] = TextStringObject("de")
    writer.mark_update(writer.root_ref)
    output = io.BytesIO()
    PdfTimeStamper(HTTPTimeStamper(authority.stamps), field_name="Archived").timestamp_pdf(
        writer, "sha256", output=output
    )
    (failed,) = verify(output.getvalue(), authority.trust()).wrong
    assert failed.name in {"coverage", "certification"}


@pytest.fixture
def silence(authority: Authority) -> Iterator[None]:
    authority.silent = True
    yield
    authority.silent = False


@pytest.mark.parametrize("profile", LATER)
def test_an_authority_that_does_not_answer(profile: Profile, authority: Authority, key: SealKey, silence: None) -> None:
    with pytest.raises(Unsealed, match=authority.stamps):
        seal(sample.printed(), key, sample.SEALED_AT, Sealing(profile, authority.stamps), authority.trust())


def test_a_revoked_seal_is_not_made_to_last(authority: Authority) -> None:
    gone = authority.key("Gone")
    authority.revoked.add(gone.certificate.serial_number)
    with pytest.raises(Unsealed, match="could not be validated"):
        seal(sample.printed(), gone, datetime.now(UTC), Sealing(Profile.LASTING, authority.stamps), authority.trust())


def test_a_timestamp_that_we_would_not_believe_is_not_sealed_with(authority: Authority, key: SealKey) -> None:
    with pytest.raises(Unsealed, match="authority is not known"):
        seal(
            sample.printed(),
            key,
            datetime.now(UTC),
            Sealing(Profile.STAMPED, authority.stamps),
            Trust((authority.root,)),
        )
