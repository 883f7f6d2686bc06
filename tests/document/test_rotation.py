"""Keys that follow each other, that retire, and that are stolen: what stays genuine, and what does not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sla.config import Profile, Sealing
from sla.document import keys
from sla.document.register import Known, Unregistered, published, register, registered
from sla.document.rotation import Unknown, compromise, retire, rotate
from sla.document.seal import seal
from sla.document.trust import Untrustworthy, trusted
from sla.document.verdict import Check
from sla.document.verify import verify
from tests.document import sample
from tests.document.authority import Authority

NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With one key, as it is made on first run."""
    keys.make(tmp_path / "keys", NOW - 24 * HOUR)
    return tmp_path / "keys"


def looked(pdf: bytes, trust: Path, logged: datetime | None = None) -> Check:
    """What was found about the key; everything before it is well."""
    verdict = verify(pdf, trusted(trust), logged)
    (check,) = [each for each in verdict.checks if each.name == "key"]
    assert verdict.ok == check.passed, verdict.wrong
    return check


def test_new_statements_carry_the_new_key_and_old_ones_stay_genuine(folder: Path) -> None:
    old = keys.load(folder)
    before = seal(sample.printed(), old, NOW - HOUR)
    new = rotate(folder, NOW)
    key = keys.load(folder)
    assert key.certificate == new.certificate != old.certificate
    assert keys.sealer(folder) == key.sealer
    assert looked(before, folder).says == "The key was in force when it sealed; it has been retired since."
    assert looked(seal(sample.printed(), key, NOW + HOUR), folder).says == "The key was in force."
    late = looked(seal(sample.printed(), old, NOW + HOUR), folder)
    assert not late.passed
    assert "after the key was retired" in late.says


def test_who_was_given_only_the_roots_believes_both(folder: Path) -> None:
    before = seal(sample.printed(), keys.load(folder), NOW - HOUR)
    rotate(folder, NOW)
    for pdf in (before, seal(sample.printed(), keys.load(folder), NOW)):
        assert verify(pdf, trusted(folder / "root.pem")).ok


def test_a_stolen_key(folder: Path) -> None:
    key = keys.load(folder)
    early, late = (seal(sample.printed(), key, NOW + each) for each in (-3 * HOUR, HOUR))
    compromise(folder, register(folder)[0].name, NOW)
    after = looked(late, folder)
    assert (after.passed, "sealed after the key was stolen" in after.says) == (False, True)
    unproved = looked(early, folder)
    assert (unproved.passed, "nothing but the seal itself says that it is older" in unproved.says) == (False, True)
    assert looked(early, folder, NOW - 2 * HOUR).passed
    assert not looked(early, folder, NOW + 2 * HOUR).passed
    with pytest.raises(keys.UnusableKey, match="sla keys rotate"):
        keys.load(folder)
    rotate(folder, NOW + HOUR)
    assert looked(seal(sample.printed(), keys.load(folder), NOW + 2 * HOUR), folder).passed
    assert not looked(early, folder).passed


def test_a_timestamp_from_before_the_theft_proves_that_it_is_older(folder: Path, authority: Authority) -> None:
    authority.name_root(folder / "timestamps.pem")
    stamped = Sealing(Profile.STAMPED, authority.stamps)
    pdf = seal(sample.printed(), keys.load(folder), NOW, stamped, trusted(folder))
    (name,) = (each.name for each in register(folder))
    compromise(folder, name, NOW + HOUR)
    assert "this seal was seen before" in looked(pdf, folder).says
    compromise(folder, name, NOW - HOUR)
    assert not looked(pdf, folder).passed


def test_a_key_is_retired_by_the_beginning_of_its_name(folder: Path) -> None:
    (one,) = register(folder)
    assert retire(folder, one.name[:4], NOW).retired == NOW
    with pytest.raises(keys.UnusableKey, match="no key to seal with"):
        keys.load(folder)
    for name in ("", "zz"):
        with pytest.raises(Unknown, match=one.name):
            retire(folder, name, NOW)


def test_a_prepared_key_is_taken_over_and_only_once(folder: Path, tmp_path: Path) -> None:
    prepared = keys.make(tmp_path / "next", NOW)
    assert rotate(folder, NOW, prepared=tmp_path / "next").certificate == prepared.certificate
    assert keys.load(folder).root == prepared.root
    with pytest.raises(keys.UnusableKey, match="already"):
        rotate(folder, NOW, prepared=tmp_path / "next")
    assert len(register(folder)) == 2


def test_a_key_that_cannot_seal_is_not_taken_over(folder: Path, tmp_path: Path) -> None:
    keys.make(tmp_path / "next", NOW)
    (tmp_path / "next" / "passphrase").write_text("another")
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(keys.UnusableKey):
        rotate(folder, NOW, prepared=tmp_path / "next")
    assert sorted(path.name for path in folder.iterdir()) == before


def test_the_register_is_handed_out_whole(folder: Path, tmp_path: Path, authority: Authority) -> None:
    authority.name_root(folder / "timestamps.pem")
    pdf = seal(sample.printed(), keys.load(folder), NOW)
    given = tmp_path / "keys.json"
    given.write_text(published(folder))
    assert looked(pdf, given).passed
    rotate(folder, NOW + HOUR)
    given.write_text(published(folder))
    roots, stamps, known = registered(given.read_text())
    assert (len(roots), stamps, len(known)) == (2, (authority.root,), 2)
    assert trusted(given) == trusted(folder)
    assert "PRIVATE" not in given.read_text()


def test_a_key_that_the_register_does_not_know(folder: Path, tmp_path: Path) -> None:
    stranger = keys.make(tmp_path / "other", NOW)
    rotate(folder, NOW)
    trust = trusted(folder)
    both = type(trust)((*trust.roots, stranger.root), (), trust.known)
    (failed,) = verify(seal(sample.printed(), stranger, NOW), both).wrong
    assert (failed.name, "not in the issuer's register" in failed.says) == ("key", True)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "other"}', '{"format": "sla keys 1", "roots": 1}'])
def test_what_is_no_register(text: str, tmp_path: Path) -> None:
    with pytest.raises(Unregistered, match=r"keys\.json"):
        registered(text)
    (tmp_path / "keys.json").write_text(text)
    with pytest.raises(Untrustworthy):
        trusted(tmp_path / "keys.json")


def test_a_key_has_a_name() -> None:
    known = Known(sample.key().certificate, NOW)
    assert known.seals
    assert sample.key().sealer.fingerprint.startswith(known.name)
