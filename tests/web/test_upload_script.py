"""In a real browser: a file is dropped, stopped and sent; whatever happens on the way, it stays chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.operations.house import MARCH, figures
from tests.web.browser import COMPLAINTS, chromium, served
from tests.web.site import UPLOAD, Site
from tests.web.test_contracts_walk import visited

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
DROP = """text => {
  const files = new DataTransfer();
  files.items.add(new File([text], "march.csv"));
  const event = {dataTransfer: files, bubbles: true, cancelable: true};
  for (const kind of ["dragenter", "dragover", "drop"])
    document.getElementById("upload").dispatchEvent(new DragEvent(kind, event));
}"""


def test_the_file_is_never_lost_on_its_way(site: Site, tmp_path: Path) -> None:
    with served(site.app) as address, chromium() as browser, visited(site, browser, address, site.house.pat) as page:
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{address}{UPLOAD}")
        too_large(page, tmp_path)
        page.evaluate(DROP, figures(MARCH, calls=-1).decode())
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("heading", name="problem")).to_be_visible()
        assert page.title().startswith("Error: ")
        assert page.evaluate(COMPLAINTS) == []
        page.evaluate(DROP, figures(MARCH).decode())
        lost_and_sent_again(page)
        page.wait_for_url("**/check")
        assert "USD 2,500.00" in page.inner_text("main")
        assert [each for each in complaints if not each.startswith("Failed to load resource")] == []


def too_large(page: Page, folder: Path) -> None:
    """What the server would refuse is told before anything is sent."""
    large = folder / "large.csv"
    large.write_bytes(b"x" * 25_000_001)
    page.get_by_label("Your file").set_input_files(large)
    assert "25.0 MB" in page.get_by_label("Your file").evaluate("it => it.validationMessage")


def lost_and_sent_again(page: Page) -> None:
    """Stopped by hand, lost with the connection, and held at the door of somebody who was signed out meanwhile."""
    button, said = page.get_by_role("button", name="Look at it"), page.locator(".travel [role=status]")
    page.route("**/upload", lambda _: None, times=1)
    button.click()
    page.get_by_role("button", name="Stop").click()
    expect(said).to_contain_text("Stopped.")
    page.route("**/upload", lambda route: route.abort(), times=1)
    button.click()
    expect(said).to_contain_text("did not arrive")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    button.click()
    expect(said).to_contain_text("You are signed out.")
    page.context.add_cookies([{"name": each["name"], "value": each["value"], "url": page.url} for each in cookies])
    button.click()
