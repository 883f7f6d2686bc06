"""Keys lead along what is on the page, are silent while somebody writes, and can be turned off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from sla.web.visitor import Visitor
from tests.operations.house import APRIL, MARCH
from tests.web.browser import COMPLAINTS, chromium, served
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def at(page: Page) -> str:
    page.wait_for_load_state()
    return page.url.partition("//")[2].partition("/")[2]


def pressed(page: Page, *keys: str) -> str:
    """Where one is after some keys; a key that opens another page is the last."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
    return at(page)


def test_keys_lead_where_links_lead(site: Site) -> None:
    house = site.house
    house.settled()
    house.settled(APRIL)
    signing = site.app.session_interface.get_signing_serializer(site.app)  # type: ignore[attr-defined]  # of our cookies
    cookie = str(signing.dumps({"_user_id": Visitor(house.mia).get_id()}))
    with served(site.app) as address, chromium() as browser:
        context = browser.new_context()
        context.add_cookies([{"name": "sla", "value": cookie, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/p/north/{MARCH}/line/1")
        first = at(page)
        assert (pressed(page, "]"), pressed(page, "[")) == (first.replace("/1", "/2"), first)
        assert pressed(page, "g", "c") == "close"
        assert pressed(page, "?") == "shortcuts"
        assert page.evaluate(COMPLAINTS) == []
        assert pressed(page, "/") == "#find"
        page.keyboard.type("gc?")
        assert page.locator("#find").input_value() == "gc?"
        page.goto(f"{address}/c/north")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.textContent") == "March 2026"
        page.keyboard.press("k")
        assert pressed(page, "Enter") == f"p/north/{APRIL}"
        page.goto(f"{address}/c/north")
        with page.expect_download() as file:
            page.keyboard.press("e")
        assert file.value.suggested_filename.endswith(".csv")
        page.goto(f"{address}/shortcuts")
        page.get_by_role("button", name="Turn them off").click()
        page.wait_for_load_state()
        page.keyboard.press("g")
        page.keyboard.press("c")
        assert page.locator("script[src*=keys]").count() == 0
        assert at(page) == "shortcuts"


def test_they_can_be_turned_off_and_without_scripts_they_are_a_list(site: Site) -> None:
    mia, stranger = site.visit(site.house.mia), site.visit()
    assert 'href="/shortcuts"' in mia.page("/close")
    assert "They are on in this browser." in words(mia.get("/shortcuts"))
    assert "script-src 'self'" in mia.get("/close").headers["Content-Security-Policy"]
    assert mia.post("/tastes", keys="off", back="/shortcuts").location == "/shortcuts"
    assert "They are off in this browser." in words(mia.get("/shortcuts"))
    assert "keys.js" not in mia.page("/close")
    assert "script-src" not in mia.get("/close").headers["Content-Security-Policy"]
    assert mia.post("/tastes", keys="sideways").status_code == 400
    assert "static/keys.js" not in stranger.page("/verify")
    assert stranger.get("/shortcuts").status_code == 303
