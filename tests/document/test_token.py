"""A key in a SoftHSM token: made there, never out of it, and signing from any process."""

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from sla.config import Sealing
from sla.document import keys
from sla.document.seal import seal
from sla.document.token import TokenKey, Unready
from sla.document.trust import Trust
from sla.document.verify import verify
from tests.document import sample
from tests.document.authority import Authority

LIBRARY, LABEL, PIN = "/usr/lib/softhsm/libsofthsm2.so", "sealing", "4711"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> ec.EllipticCurvePublicKey:
    """A token of its own for this run, with a P-256 key that cannot be taken out; its public half."""
    home = tmp_path_factory.mktemp("softhsm")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home}/tokens\n")
    pytest.MonkeyPatch().setenv("SOFTHSM2_CONF", str(home / "softhsm2.conf"))
    init = ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", "0000"]
    subprocess.run(init, check=True, capture_output=True)
    with pkcs11.lib(LIBRARY).get_token(token_label=LABEL).open(rw=True, user_pin=PIN) as session:
        curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        half, private = parameters.generate_keypair(store=True, label="seal")
        assert (private[pkcs11.Attribute.EXTRACTABLE], private[pkcs11.Attribute.SENSITIVE]) == (False, True)
        read = serialization.load_der_public_key(encode_ec_public_key(half))
    assert isinstance(read, ec.EllipticCurvePublicKey)
    return read


@pytest.fixture
def folder(public: ec.EllipticCurvePublicKey, authority: Authority, tmp_path: Path) -> Path:
    """A folder of keys whose private key is in the token."""
    write(tmp_path / "seal.pem", authority.issued("Harbour Bank", public))
    write(tmp_path / "root.pem", authority.root)
    pointer = {"library": LIBRARY, "token": LABEL, "key": "seal"}
    (tmp_path / "token.json").write_text(json.dumps(pointer))
    return tmp_path


def write(file: Path, certificate: x509.Certificate) -> None:
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def test_it_seals_and_the_key_stays_where_it_is(folder: Path) -> None:
    key = keys.load(folder, Sealing(passphrase=PIN))
    assert isinstance(key.private, TokenKey)
    assert PIN not in repr(key)
    verdict = verify(seal(sample.printed(), key, sample.SEALED_AT), Trust((key.root,)))
    assert verdict.ok, verdict.wrong


def test_the_pin_may_lie_in_a_file_that_nobody_else_can_read(folder: Path) -> None:
    (folder / "passphrase").write_text(PIN)
    (folder / "passphrase").chmod(0o600)
    assert isinstance(keys.load(folder).private, TokenKey)


def test_it_signs_in_a_process_that_was_forked(folder: Path) -> None:
    key = keys.load(folder, Sealing(passphrase=PIN))
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert isinstance(key.private, TokenKey)
        signed = pool.apply(key.private.sign, (b"hello",))
    public = key.certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signed, b"hello", ec.ECDSA(hashes.SHA256()))


def test_a_wrong_pin(folder: Path) -> None:
    """In a process of its own: one login counts for all of a process."""
    asks = "from sla.document.token import TokenKey; import sys; TokenKey(*sys.argv[1:]).sign(b'')"
    run = [sys.executable, "-c", asks, LIBRARY, LABEL, "seal"]
    assert subprocess.run([*run, PIN], capture_output=True, check=False).returncode == 0
    wrong = subprocess.run([*run, "0815"], capture_output=True, text=True, check=False)
    assert "PinIncorrect" in wrong.stderr
    assert "did not sign" in wrong.stderr


def test_a_missing_token_a_missing_key_and_no_library(folder: Path) -> None:
    for key in (
        TokenKey(LIBRARY, "elsewhere", "seal", PIN),
        TokenKey(LIBRARY, LABEL, "another", PIN),
        TokenKey("/nowhere.so", LABEL, "seal", PIN),
    ):
        with pytest.raises(Unready, match="did not sign"):
            key.sign(b"hello")


def test_the_certificate_must_be_that_of_the_key(folder: Path, authority: Authority) -> None:
    write(folder / "seal.pem", authority.issued("Somebody", ec.generate_private_key(ec.SECP256R1())))
    with pytest.raises(keys.UnusableKey, match="not that of the certificate"):
        keys.load(folder, Sealing(passphrase=PIN))
    write(folder / "seal.pem", authority.issued("Somebody", ec.generate_private_key(ec.SECP384R1())))
    with pytest.raises(keys.UnusableKey, match="not of a P-256 key"):
        keys.load(folder, Sealing(passphrase=PIN))


def test_a_file_that_points_nowhere(folder: Path) -> None:
    (folder / "token.json").write_text("{}")
    with pytest.raises(keys.UnusableKey, match="does not say"):
        keys.load(folder, Sealing(passphrase=PIN))
