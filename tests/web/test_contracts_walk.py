"""In a real browser: a target is changed, a mistake mended, the text tried, signed by two, and the next month paid."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page, expect

from sla.cycle import Person
from tests.operations.house import APRIL, TEXT
from tests.web.browser import COMPLAINTS, chromium, served
from tests.web.site import Site

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
AMENDED = (
    TEXT.replace("version: 1", "version: 2\neffective: 2026-04-01")
    .replace("at least 70", "at least 55")
    .replace("2500.00", "2000.00")
    .replace("period: 2026-01", "period: 2026-04")
)


def test_from_a_changed_target_to_the_month_that_is_paid_under_it(site: Site) -> None:
    house = site.house
    house.issued()
    with served(site.app) as address, chromium() as browser:
        with visited(site, browser, address, house.mia) as page:
            write(page)
            a_mistake_is_told_and_mended(page)
            what_may_stand_here_is_offered(page)
            tried_on_march(page)
            page.get_by_role("link", name="Review and propose").click()
            page.get_by_label("Reason").fill("Amendment 1")
            page.get_by_role("button", name="Propose").click()
            expect(page.get_by_role("heading", name="Proposed")).to_be_visible()
        with visited(site, browser, address, house.max, scripts=False) as page:
            page.locator("main").get_by_role("link", name="draft 1").click()
            assert "Amendment 1" in page.inner_text("main")
            page.get_by_role("button", name="Bring it into force").click()
            assert "In force: Harbour City contact centre" in page.inner_text("main")
        house.settled(APRIL)
        with visited(site, browser, address, house.audrey, scripts=False) as page:
            page.goto(f"{address}/p/north/{APRIL}")
            assert "USD 2,000.00" in page.inner_text("main")
            assert "Target at least 55 %: met" in page.inner_text("main")


@contextmanager
def visited(site: Site, browser: Browser, address: str, person: Person, *, scripts: bool = True) -> Iterator[Page]:
    """Somebody who is signed in already looks at the contracts."""
    interface = site.app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    signer = interface.get_signing_serializer(site.app)
    assert signer
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies([{"name": "sla", "value": str(signer.dumps({"_user_id": str(person.id)})), "url": address}])
    page = context.new_page()
    page.goto(f"{address}/contracts")
    yield page
    context.close()


def write(page: Page) -> None:
    page.get_by_role("link", name="Harbour City contact centre").click()
    page.get_by_label("Takes effect on").fill("2026-04-01")
    page.get_by_role("button", name="Write it").click()
    expect(page.get_by_text("Nothing is to be said against it")).to_be_visible()
    assert page.evaluate(COMPLAINTS) == []


def a_mistake_is_told_and_mended(page: Page) -> None:
    """Without a reload, at the line; the link leads to it."""
    here = page.evaluate("performance.timeOrigin")
    page.locator("#text").fill(AMENDED.replace("at least 55", "at lest 55"))
    page.get_by_role("link", name="Line 23, column 13").click()
    chosen = "document.getElementById('text').value.slice(text.selectionStart, text.selectionEnd)"
    assert page.evaluate(chosen) == "at lest 55"
    assert page.locator(".gutter .told").inner_text().strip().endswith("23")
    page.locator("#text").fill(AMENDED)
    expect(page.get_by_text("Target: at least 55 %.")).to_be_visible()
    expect(page.get_by_text("Saved and checked")).to_be_visible()
    assert page.evaluate("performance.timeOrigin") == here, "nothing was loaded anew"
    page.reload()
    assert page.locator("#text").input_value() == AMENDED


def what_may_stand_here_is_offered(page: Page) -> None:
    text = page.locator("#text")
    text.evaluate("(at) => { const place = at.value.indexOf('    target:'); at.setSelectionRange(place, place) }")
    text.press_sequentially("    mi")
    page.get_by_role("button", name="missing").wait_for()
    text.fill(AMENDED)
    expect(page.get_by_text("Saved and checked")).to_be_visible()


def tried_on_march(page: Page) -> None:
    page.get_by_role("link", name="What it would have paid").click()
    expect(page.get_by_role("row", name="Northline")).to_contain_text("+500.00")
    assert page.evaluate(COMPLAINTS) == []
    page.get_by_role("link", name="Northline").click()
    assert "below 65 % gives USD 2,000.00" in page.inner_text("main")
    page.go_back()
    page.go_back()
