"""Verification: for everybody against the seal, for those concerned against the books too."""

import io
from dataclasses import replace

from sla.operations.sealing import SealingPress
from sla.web.visitor import Desk
from tests.web.site import Browser, Site, words


def sealed(site: Site) -> bytes:
    """The statement of March with a real seal of this installation."""
    desk = site.app.extensions["sla"]
    assert isinstance(desk, Desk)
    press = SealingPress(desk.config.keys, desk.config.archive)
    issued = replace(site.house, press=press).issued()  # type: ignore[arg-type]  # the real press for the plain one
    return press.taken(issued.sha256)


def held(browser: Browser, content: bytes) -> str:
    answer = browser.post("/verify", file=(io.BytesIO(content), "paper.pdf"))
    assert answer.status_code == 200
    return words(answer)


def test_a_genuine_statement_is_known_to_everybody(site: Site) -> None:
    content = sealed(site)
    said = held(site.visit(), content)
    assert "paper.pdf is statement NORTH-0001" in said
    assert "Northline owes Harbour City USD 2,500.00" in said
    for check in ("Seal", "Unchanged", "Signer", "Attachments", "Amounts", "Printed"):
        assert f"Passed {check}" in said
    assert "Books" not in said
    own = held(site.visit(site.house.pat), content)
    assert "Passed Books It is the file that was issued as NORTH-0001." in own
    assert "Open statement NORTH-0001" in own
    foreign = held(site.visit(site.house.sam), content)
    assert "Open statement" not in foreign
    assert "Failed Books" in foreign


def test_one_bit_is_enough(site: Site) -> None:
    content = bytearray(sealed(site))
    content[len(content) // 3] ^= 4
    said = held(site.visit(), bytes(content))
    assert "paper.pdf is not to be relied on" in said
    assert "Failed" in said
    assert "USD" not in said, "what a changed file says is not repeated"


def test_anything_else_is_no_statement(site: Site) -> None:
    for content in (b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04"):
        assert "is not to be relied on" in held(site.visit(), content)


def test_without_a_file_it_asks_for_one(site: Site) -> None:
    answer = site.visit().post("/verify")
    assert answer.status_code == 422
    assert "Choose the PDF as you received it" in words(answer)
