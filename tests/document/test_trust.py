"""Whom a verifier believes."""

from pathlib import Path

import pytest

from sla.document import keys
from sla.document.trust import Trust, Untrustworthy, trusted
from tests.document import sample
from tests.document.authority import Authority


def test_a_folder_of_keys_or_a_file_names_the_roots(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    assert trusted(folder) == Trust()
    made = keys.make(folder, sample.SEALED_AT)
    assert trusted(folder) == trusted(folder / "root.pem") == Trust((made.root,))


def test_who_confirms_the_time_is_apart_from_who_seals(tmp_path: Path, authority: Authority) -> None:
    folder = tmp_path / "keys"
    made = keys.make(folder, sample.SEALED_AT)
    authority.name_root(folder / "timestamps.pem")
    assert trusted(folder) == Trust((made.root,), (authority.root,))


def test_what_holds_no_certificate_cannot_be_trusted(tmp_path: Path) -> None:
    keys.make(tmp_path / "keys", sample.SEALED_AT)
    with pytest.raises(Untrustworthy, match="holds no certificate"):
        trusted(tmp_path / "keys" / "seal.p12")
