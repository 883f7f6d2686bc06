"""Light and dark, as the visitor has it: chosen once, there from the first byte, and never on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla.operations.trail import entries
from sla.store.trail import Wanted
from tests.operations.house import House
from tests.web.browser import chromium, served
from tests.web.site import Site

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK, PAPER = "rgb(251, 251, 249)", "rgb(15, 20, 24)", "rgb(255, 255, 255)"


def test_the_choice_is_kept_and_beats_the_system(site: Site, house: House, tmp_path: Path) -> None:
    with served(site.app) as address, chromium() as browser:
        page = browser.new_context(java_script_enabled=True, color_scheme="light").new_page()
        page.goto(f"{address}/verify")
        assert page.evaluate(BACKGROUND) == LIGHT
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(BACKGROUND) == DARK
        page.get_by_role("button", name="light", exact=True).click()
        assert page.evaluate(BACKGROUND) == LIGHT
        page.get_by_role("button", name="dark", exact=True).click()
        page.emulate_media(color_scheme="light")
        assert page.evaluate(BACKGROUND) == DARK
        assert page.get_by_role("button", name="dark", exact=True).get_attribute("aria-current") == "true"
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(BACKGROUND) == PAPER
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"


def test_a_language_goes_with_the_person(site: Site, house: House) -> None:
    here, elsewhere = site.visit(house.mia), site.visit(house.mia)
    assert here.post("/tastes", language="de", back="/settings/security").location == "/settings/security"
    assert '<html lang="de"' in elsewhere.client.get("/approvals", headers={"Accept-Language": "en"}).text
    assert '<option value="de" lang="de" selected>' in elsewhere.page("/settings/security")
    assert '<html lang="en"' in site.visit(house.max).page("/approvals")
    here.post("/tastes", language="")
    assert '<html lang="en"' in elsewhere.page("/approvals")
    logged = entries(house.books, Wanted(act="language chosen"), 0, 9, by=house.audrey)
    assert [(each.name, dict(each.detail).get("language", "")) for each in logged] == [
        ("Mia Manager", ""),
        ("Mia Manager", "de"),
    ]


def test_only_what_there_is_can_be_chosen(site: Site, house: House) -> None:
    assert site.visit().post("/tastes", colours="sepia").status_code == 400
    assert site.visit().post("/tastes", colours="dark", back="/verify").location == "/verify"
    stranger = site.visit()
    stranger.client.set_cookie("colours", '"><script>')
    assert 'data-colours="auto"' in stranger.page("/verify")
