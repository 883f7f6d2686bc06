"""Verification: for everybody against the seal, for those concerned against the books too."""

import hashlib
import io
from dataclasses import replace

from werkzeug.test import TestResponse

from sla.document.reading import Paper
from sla.document.register import registered
from sla.operations.restating import restate_period
from sla.operations.sealing import SealingPress
from sla.values import Findings
from sla.web.pace import AT_ONCE
from sla.web.visitor import Desk
from tests.operations.house import MARCH, NOW, figures
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


def test_what_was_looked_at_is_said_in_german(site: Site) -> None:
    content, browser = sealed(site), site.visit(None)
    browser.client.set_cookie("language", "de")
    said = held(browser, content)
    assert "Northline schuldet Harbour City USD 2.500,00 als Vertragsstrafen." in said
    assert "Jeder Betrag wurde aus den Zahlen neu berechnet, auf den Cent." in said
    assert "Die Datei wurde nach dem Siegeln geändert." in held(browser, content[:-20000] + b"x" + content[-19999:])


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


def asked(site: Site, **question: str) -> TestResponse:
    return site.visit().client.get("/verify", query_string=question)


def test_by_hash_or_by_code_anybody_learns_whether_it_stands_and_nothing_else(site: Site) -> None:
    content = sealed(site)
    digest = hashlib.sha256(content).hexdigest()
    code = hashlib.sha256(Paper(content).attachments()["calculation.json"]).hexdigest()
    grouped = " ".join(code[:16][at : at + 4] for at in range(0, 16, 4)).upper()
    for question in ({"sha256": digest}, {"sha256": f" {digest.upper()} "}, {"number": "north-0001 ", "code": grouped}):
        answer = asked(site, **question)
        assert answer.status_code == 200
        assert "Issued here, and it stands" in words(answer)
        for secret in ("USD", "2,500", "Harbour", "Northline", "March"):
            assert secret not in words(answer)
    for question in (
        {"sha256": "0" * 64},
        {"number": "NORTH-0002", "code": code},
        {"number": "NORTH-0001", "code": "0" * 16},
    ):
        assert "Not known here" in words(asked(site, **question))


def test_what_is_neither_hash_nor_code_is_said(site: Site) -> None:
    for question, says in (
        ({"sha256": "abc"}, "This is no SHA-256"),
        ({"number": "NORTH-0001", "code": "12"}, "This is no code"),
        ({"code": "0" * 16}, "This is no code"),
        ({"number": "<b>", "code": "%" * 16}, "This is no code"),
    ):
        answer = asked(site, **question)
        assert answer.status_code == 422
        assert says in words(answer)
        assert "<b>" not in answer.text


def test_a_stranger_who_asks_too_often_waits_and_nobody_else(site: Site) -> None:
    question = {"sha256": "0" * 64}
    assert [asked(site, **question).status_code for _ in range(AT_ONCE)] == [200] * AT_ONCE
    answer = asked(site, **question)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Wait 60 seconds" in words(answer)
    assert site.visit().post("/verify", file=(io.BytesIO(b"hello"), "paper.pdf")).status_code == 429
    assert asked(site).status_code == 200
    assert site.visit(site.house.pat).client.get("/verify", query_string=question).status_code == 200


def test_a_restated_one_is_superseded_to_anybody(site: Site) -> None:
    house = site.house
    first = house.issued()
    assert not isinstance(restate_period(house.books, house.north.id, MARCH, "late", by=house.mia, at=NOW), Findings)
    second = house.issued(content=figures(MARCH, answered=610, complaints=12))
    assert "Issued here, and superseded" in words(asked(site, sha256=first.sha256))
    assert "Issued here, and it stands" in words(asked(site, sha256=second.sha256))


def test_anybody_may_have_the_verifier_and_the_keys(site: Site) -> None:
    nobody = site.visit()
    assert nobody.get("/verify/keys.json").status_code == 404, "there is no key yet"
    sealed(site)
    keys = nobody.get("/verify/keys.json")
    assert len(registered(keys.text)[2]) == 1
    assert "PRIVATE" not in keys.text
    package = nobody.get("/verify/verifier")
    assert package.data.startswith(b"PK")
    assert ".whl" in package.headers["Content-Disposition"]
