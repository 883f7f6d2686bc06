"""The whole way in a real browser, from the vendor's file to the sealed paper, with scripts off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.house import House
from tests.proof.pages_flows import TAKING_HOME, UPLOADING, Flows, opened, signed_in
from tests.web.hands import Hands, Mouse

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def test_three_people_reach_what_they_came_for_without_scripts(house: House, url: str, tmp_path: Path) -> None:
    """`make pages` does the same by keyboard alone."""
    with opened(house, url, tmp_path) as (browser, address):
        flows = Flows(house, browser, address, Mouse, scripts=False, folder=tmp_path)
        paper = flows.all()
        assert flows.clicks["file to receipt"] <= UPLOADING
        assert flows.clicks["sign-in to all statements"] <= TAKING_HOME
        with signed_in(browser, address, house.fay, Mouse, scripts=False) as fay:
            verified(fay, paper)


def verified(hands: Hands, paper: Path) -> None:
    """Held against seal and books, as it is and with one bit changed."""
    for content, says in ((paper.read_bytes(), "is statement NORTH-0001"), (flipped(paper), "is not to be relied on")):
        paper.write_bytes(content)
        hands.go("Verify")
        hands.hand_over("Statement", paper)
        hands.press("Verify")
        hands.page.get_by_text(says).first.wait_for()


def flipped(paper: Path) -> bytes:
    content = bytearray(paper.read_bytes())
    content[len(content) // 2] ^= 1
    return bytes(content)
