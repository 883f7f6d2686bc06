"""Keys, as an operation: what went wrong is a finding."""

from pathlib import Path

from sla.config import PLAIN
from sla.document import keys
from sla.document.register import Known
from sla.operations import keyring
from sla.operations.sealing import SealingPress
from sla.values import Findings
from tests.operations.house import NOW


def codes(answer: object) -> list[str]:
    assert isinstance(answer, Findings)
    return [each.code for each in answer]


def test_what_is_wrong_with_a_folder_is_a_finding(tmp_path: Path) -> None:
    assert keyring.list_keys(tmp_path / "none") == ()
    assert codes(keyring.list_keys(tmp_path)) == ["keys.unusable"]
    assert codes(keyring.published(tmp_path)) == ["keys.unusable"]
    assert codes(keyring.rotate(tmp_path, PLAIN, NOW)) == ["keys.unusable"]
    keys.make(tmp_path / "keys", NOW)
    assert codes(keyring.retire(tmp_path / "keys", "zz", NOW)) == ["keys.unknown"]
    assert codes(keyring.compromised(tmp_path / "keys", "", NOW)) == ["keys.unknown"]


def test_the_press_seals_with_the_new_key_at_once(tmp_path: Path) -> None:
    press = SealingPress(tmp_path / "keys", tmp_path / "archive")
    before, first = press.sealer(NOW), press.signed(b"hello", NOW)[1]
    new = keyring.rotate(tmp_path / "keys", PLAIN, NOW)
    assert isinstance(new, Known)
    assert keyring.owner(new).startswith("TEST")
    after, second = press.sealer(NOW), press.signed(b"hello", NOW)[1]
    assert before != after
    assert first != second
