"""The key that the program makes for itself, and keys that it refuses."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import BasicConstraints, KeyUsage

from sla.config import Sealing
from sla.document import keys

NOW = datetime(2026, 4, 4, 7, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_the_first_run_makes_a_key_and_the_second_finds_it(folder: Path) -> None:
    first, second = keys.keyring(folder, NOW), keys.keyring(folder, NOW + timedelta(days=400))
    assert first.certificate == second.certificate
    assert first.root == second.root
    assert isinstance(first.private, ec.EllipticCurvePrivateKey)
    assert isinstance(second.private, ec.EllipticCurvePrivateKey)
    assert first.private.private_numbers() == second.private.private_numbers()


def test_only_its_owner_can_read_it(folder: Path) -> None:
    keys.make(folder, NOW)
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {"root.pem": 0o644, "seal.pem": 0o644, "seal.p12": 0o600, "passphrase": 0o600}
    assert folder.stat().st_mode & 0o077 == 0


def test_it_says_that_it_is_a_test(folder: Path) -> None:
    sealer = keys.make(folder, NOW).sealer
    assert sealer.demonstration
    assert sealer.name == "TEST — demonstration key"
    assert len(sealer.fingerprint) == len(sealer.root) == 64


def test_the_certificate_seals_and_does_nothing_else(folder: Path) -> None:
    made = keys.make(folder, NOW)
    usage = made.certificate.extensions.get_extension_for_class(KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert not made.certificate.extensions.get_extension_for_class(BasicConstraints).value.ca
    assert isinstance(made.private, ec.EllipticCurvePrivateKey)
    assert isinstance(made.private.curve, ec.SECP256R1)
    made.certificate.verify_directly_issued_by(made.root)
    assert made.certificate.not_valid_before_utc < NOW < made.certificate.not_valid_after_utc


def test_a_key_is_never_replaced_in_place(folder: Path) -> None:
    keys.make(folder, NOW)
    with pytest.raises(keys.UnusableKey, match="never replaced"):
        keys.make(folder, NOW)


def test_the_folder_may_be_there_already(folder: Path) -> None:
    folder.mkdir()
    assert keys.keyring(folder, NOW).certificate == keys.load(folder).certificate


def test_of_two_first_runs_one_makes_the_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[keys.SealKey] = []
    really = keys._keep

    def overtaken(aside: Path, key: keys.SealKey, given: str) -> None:
        really(aside, key, given)
        if not made:
            made.append(key)
            made.append(keys.make(folder, NOW))

    monkeypatch.setattr(keys, "_keep", overtaken)
    assert keys.make(folder, NOW).certificate == made[1].certificate
    assert [path.name for path in folder.parent.iterdir()] == ["keys"]


def test_a_folder_without_its_key_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "root.pem").write_text("somebody's")
    with pytest.raises(keys.UnusableKey, match="not empty"):
        keys.keyring(folder, NOW)


@pytest.mark.parametrize("name", ["seal.p12", "passphrase"])
def test_a_key_that_others_can_read_is_refused(folder: Path, name: str) -> None:
    keys.make(folder, NOW)
    (folder / name).chmod(0o640)
    with pytest.raises(keys.UnusableKey, match="read by others"):
        keys.load(folder)


@pytest.mark.parametrize("name", ["root.pem", "passphrase"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    keys.make(folder, NOW)
    (folder / name).unlink()
    with pytest.raises(keys.UnusableKey, match=name):
        keys.load(folder)


def test_a_wrong_passphrase(folder: Path) -> None:
    keys.make(folder, NOW)
    (folder / "passphrase").write_bytes(b"another")
    with pytest.raises(keys.UnusableKey, match="usable"):
        keys.load(folder)


def test_other_kinds_of_key_are_refused(folder: Path) -> None:
    made = keys.make(folder, NOW)
    assert isinstance(made.private, ec.EllipticCurvePrivateKey)
    passphrase = (folder / "passphrase").read_bytes()
    other = rsa.generate_private_key(65537, 2048)
    encryption = serialization.BestAvailableEncryption(passphrase)
    (folder / "seal.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"seal", other, None, None, encryption))
    with pytest.raises(keys.UnusableKey, match="P-256"):
        keys.load(folder)
    (folder / "seal.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", made.private, None, None, encryption)
    )
    with pytest.raises(keys.UnusableKey, match="no certificate"):
        keys.load(folder)


def test_the_passphrase_may_come_from_the_settings(folder: Path, tmp_path: Path) -> None:
    given = Sealing(passphrase="a long walk home")
    made = keys.make(folder, NOW, given)
    assert not (folder / "passphrase").exists()
    assert keys.load(folder, given).certificate == made.certificate
    with pytest.raises(keys.UnusableKey, match="passphrase"):
        keys.load(folder)
    with pytest.raises(keys.UnusableKey, match="usable"):
        keys.load(folder, Sealing(passphrase="another"))
    file = tmp_path / "elsewhere"
    file.write_text("a long walk home\n")
    file.chmod(0o600)
    assert keys.load(folder, Sealing(passphrase_file=file)).certificate == made.certificate
    file.chmod(0o644)
    with pytest.raises(keys.UnusableKey, match="read by others"):
        keys.load(folder, Sealing(passphrase_file=file))


def test_a_passphrase_is_never_shown() -> None:
    assert "a long walk home" not in repr(Sealing(passphrase="a long walk home"))


def test_the_sealer_is_known_without_the_key(folder: Path) -> None:
    made = keys.make(folder, NOW)
    (folder / "seal.p12").unlink()
    assert keys.sealer(folder) == made.sealer


def test_the_certificate_beside_the_key_is_its_own(folder: Path, tmp_path: Path) -> None:
    keys.make(folder, NOW)
    other = keys.make(tmp_path / "other", NOW)
    for name, certificate in (("seal.pem", other.certificate), ("root.pem", other.root)):
        (folder / name).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    with pytest.raises(keys.UnusableKey, match="another certificate"):
        keys.load(folder)
