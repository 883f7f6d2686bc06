"""The page of the keys that seal."""

from pathlib import Path

import pytest

from sla.config import Sealing
from sla.operations import keyring
from tests.operations.house import NOW
from tests.web.site import Site

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def test_they_are_listed_with_their_state(site: Site, tmp_path: Path) -> None:
    mia = site.visit(site.house.mia)
    assert "No key yet" in mia.page("/keys")
    keyring.rotate(tmp_path / "instance/keys", Sealing(), NOW)
    page = mia.page("/keys")
    assert "2 keys, the newest first." in page
    assert "retired 6 July 2026" in page
