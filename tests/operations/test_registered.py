"""The keys that seal, by their public register."""

from datetime import timedelta
from pathlib import Path

from sla.config import Sealing
from sla.operations import keyring
from sla.operations.registered import sealing_keys
from sla.values import Findings
from tests.operations.house import NOW


def test_each_key_is_there_with_what_became_of_it(tmp_path: Path) -> None:
    assert sealing_keys(tmp_path) == ()
    folder = tmp_path / "keys"
    keyring.rotate(folder, Sealing(), NOW)
    second = keyring.rotate(folder, Sealing(), NOW + timedelta(1))
    assert not isinstance(second, Findings)
    new, old, first = sealing_keys(folder)
    assert (new.since, new.retired) == (NOW + timedelta(1), None)
    assert (old.since, old.retired) == (NOW, NOW + timedelta(1))
    assert new.owner
    assert new.fingerprint.startswith(second.name)
    assert not isinstance(keyring.compromised(folder, first.fingerprint[:12], NOW), Findings)
    assert sealing_keys(folder)[2].compromised == NOW
    register = tmp_path / "copy.json"
    register.write_text("{}")
    assert sealing_keys(register) == ()
