"""Passkeys in a real browser, with an authenticator of its own: made, used to come in, removed."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from sla.operations import passkeys
from tests.web.browser import chromium, served
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def cookie(app: Flask, site: Site) -> str:
    """The session of somebody who is signed in, as the browser holds it."""
    signing = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # of our own cookies
    return str(signing.dumps({"_user_id": str(site.house.pat.id)}))


def test_made_used_and_removed(site: Site) -> None:
    with served(site.app) as address, chromium() as browser:
        here = address.replace("127.0.0.1", "localhost")
        context = browser.new_context()
        context.add_cookies([{"name": "sla", "value": cookie(site.app, site), "url": here}])
        page = context.new_page()
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        made(page, here)
        context.clear_cookies()
        came_in(page, here)
        removed(page, here)
        context.clear_cookies()
        kept_out(page, here)


def made(page: Page, here: str) -> None:
    page.goto(f"{here}/settings/security/passkeys")
    page.get_by_label("What you call it").fill("Blue phone")
    page.get_by_role("button", name="Make it").click()
    page.get_by_text("The passkey is kept.").wait_for()
    assert "Blue phone, kept 6 July 2026" in page.inner_text("main")
    page.goto(f"{here}/settings/security/passkeys")
    page.get_by_role("button", name="Make it").click()
    page.get_by_text("It may have one already").wait_for()


def came_in(page: Page, here: str) -> None:
    page.goto(f"{here}/sign-in")
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_text("Pat Partner, vendor").wait_for()


def removed(page: Page, here: str) -> None:
    page.goto(f"{here}/settings/security")
    assert "last used 6 July 2026" in page.inner_text("main")
    page.get_by_role("button", name="Remove Blue phone").click()
    page.get_by_text("Blue phone lets nobody in any more.").wait_for()


def kept_out(page: Page, here: str) -> None:
    page.goto(f"{here}/sign-in/passkey")
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("heading", name="You are not signed in").wait_for()


def test_whatever_else_comes_back_lets_nobody_in(site: Site) -> None:
    for answer in ("", "{}", "[]", "null", '{"id": 1}', '{"id":"AA","rawId":"AA","response":{},"type":"public-key"}'):
        visitor = site.visit()
        assert "data-options" in visitor.page("/sign-in/passkey")
        refused = visitor.post("/sign-in/passkey", answer=answer)
        assert (refused.status_code, "This passkey does not let you in" in words(refused)) == (422, True), answer
        pat = site.visit(site.house.pat)
        pat.page("/settings/security/passkeys")
        assert pat.post("/settings/security/passkeys", answer=answer, name="x").status_code == 422
    assert passkeys.mine(site.house.books, by=site.house.pat) == ()


def test_without_a_question_there_is_no_answer(site: Site) -> None:
    assert site.visit().post("/sign-in/passkey", answer="{}").status_code == 422
    assert site.visit(site.house.pat).post("/settings/security/passkeys/1").status_code == 404


def test_a_bare_number_has_no_passkeys(site: Site) -> None:
    said = site.app.test_client().get("/sign-in/passkey", base_url="http://192.0.2.1")
    assert "reached by a name and encrypted" in words(said)
    assert "data-options" not in said.text
