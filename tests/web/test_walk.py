"""The whole way in a real browser: with scripts off from file to sealed PDF, and on a small screen every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page

from sla.config import Config
from sla.cycle import Cycle, Person
from sla.operations.agreements import open_period
from sla.operations.sealing import SealingPress
from sla.store import log, people
from sla.web import create_app
from sla.web.visitor import Desk
from tests.operations.beside import sealer
from tests.operations.house import APRIL, MARCH, NOW, House, figures
from tests.web.browser import COMPLAINTS, chromium, served

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def open_month(house: House, month: str) -> None:
    assert isinstance(open_period(house.books, house.north.id, month, by=house.mia, at=NOW), Cycle)


@contextmanager
def opened(house: House, url: str, folder: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, the pages, and a sealer beside them; everybody has the same password."""
    with house.books.writing(None) as connection:
        for person in (house.pat, house.mia, house.max, house.fay, house.audrey):
            people.renew_password(connection, person.id, PasswordHasher(1, 8, 1).hash(PASSWORD))
        log.record(connection, "passwords renewed", house.mia, NOW)
    with sealer(folder / "instance/keys") as place:
        settings = {"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance"), "SLA_SEALER": str(place)}
        app = create_app(Config.from_environment(settings), clock=lambda: NOW)
        with served(app) as address, chromium() as browser:
            yield browser, address
    desk = app.extensions["sla"]
    assert isinstance(desk, Desk)
    desk.books.close()


@contextmanager
def signed_in(browser: Browser, address: str, person: Person, *, scripts: bool, width: int = 1280) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Portfolio").wait_for()
    yield page
    context.close()


def test_from_file_to_sealed_paper_without_scripts(house: House, url: str, tmp_path: Path) -> None:
    file = tmp_path / "march.csv"
    file.write_bytes(figures(MARCH))
    open_month(house, MARCH)
    with opened(house, url, tmp_path) as (browser, address):
        with signed_in(browser, address, house.pat, scripts=False) as page:
            partner_sends(page, file)
        with signed_in(browser, address, house.mia, scripts=False) as page:
            decide(page, "Review and settle", "Settle")
        with signed_in(browser, address, house.max, scripts=False) as page:
            decide(page, "Review and approve", "Approve")
        with signed_in(browser, address, house.fay, scripts=False) as page:
            decide(page, "Review and approve", "Approve")
            page.get_by_role("link", name="Review and issue").click()
            page.get_by_role("button", name="Issue the statement").click()
            paper = finance_downloads(page, tmp_path)
            verified(page, paper)


def partner_sends(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Send figures").click()
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    assert "Northline owes Harbour City" in page.inner_text("main")
    assert "USD 2,500.00" in page.inner_text("main")
    page.get_by_role("button", name="Send March 2026").click()
    assert "The figures of March 2026 were received" in page.inner_text("main")


def decide(page: Page, review: str, button: str) -> None:
    page.get_by_role("link", name="Go through them").click()
    page.get_by_role("link", name=review).click()
    assert "Northline owes Harbour City" in page.inner_text("main")
    page.get_by_role("button", name=button).click()
    assert "Vendor owes USD 2,500.00." in page.inner_text("main")


def finance_downloads(page: Page, folder: Path) -> Path:
    page.get_by_role("heading", name="Statement NORTH-0001").wait_for()
    assert "Genuine, unchanged, and right to the cent" in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename == "2026-03_Northline_penalty_USD_2500.00_NORTH-0001.pdf"
    paper = folder / download.value.suggested_filename
    download.value.save_as(paper)
    assert paper.read_bytes().startswith(b"%PDF-1.7")
    return paper


def verified(page: Page, paper: Path) -> None:
    """Held against seal and books, as it is and with one bit changed."""
    for content, says in ((paper.read_bytes(), "is statement NORTH-0001"), (flipped(paper), "is not to be relied on")):
        paper.write_bytes(content)
        page.get_by_role("link", name="Verify", exact=True).click()
        page.get_by_label("Statement").set_input_files(paper)
        page.get_by_role("button", name="Verify").click()
        assert says in page.inner_text("main")


def flipped(paper: Path) -> bytes:
    content = bytearray(paper.read_bytes())
    content[len(content) // 2] ^= 1
    return bytes(content)


def test_every_page_fits_a_small_screen_and_speaks(house: House, url: str, tmp_path: Path) -> None:
    """320 pixels wide, which is also 1,280 at four times the size."""
    sealing = SealingPress(tmp_path / "instance/keys", tmp_path / "instance/archive")
    replace(house, press=sealing).issued()  # type: ignore[arg-type]  # the real press for the plain one
    house.settled(APRIL)
    with opened(house, url, tmp_path) as (browser, address):
        for person, paths in VISITS.items():
            with signed_in(browser, address, getattr(house, person), scripts=True, width=320) as page:
                for path in paths:
                    answer = page.goto(address + path)
                    assert answer
                    assert answer.status == (404 if path == "/nowhere" else 200), path
                    assert page.evaluate(COMPLAINTS) == [], f"{person}: {path}"
        with signed_in(browser, address, house.pat, scripts=True, width=320) as page:
            a_bad_file_fits_too(page, address, house, tmp_path)


VISITS = {
    "pat": (
        "/",
        "/c/north",
        f"/p/north/{APRIL}",
        f"/p/north/{MARCH}/receipt/1",
        f"/p/north/{APRIL}/upload",
        "/nowhere",
    ),
    "mia": ("/", "/approvals", f"/p/north/{APRIL}/reopen", "/verify", "/guide/windows"),
    "fay": (
        "/approvals",
        f"/p/north/{APRIL}/approve",
        "/statements",
        "/statements/NORTH-0001",
        "/ledger",
        "/ledger/NORTH-0001",
    ),
    "audrey": ("/", "/approvals", f"/p/north/{MARCH}"),
}


def a_bad_file_fits_too(page: Page, address: str, house: House, folder: Path) -> None:
    open_month(house, "2026-05")
    for content, says in (
        (b"when,calls\n2026-05,a-very-long-word-that-somebody-typed-into-a-cell-for-numbers\n", "There is a problem"),
        (figures("2026-05"), "Compared with April 2026"),
    ):
        file = folder / "may.csv"
        file.write_bytes(content)
        page.goto(f"{address}/p/north/2026-05/upload")
        assert page.evaluate(COMPLAINTS) == []
        page.get_by_label("Your file").set_input_files(file)
        page.get_by_role("button", name="Look at it").click()
        assert says in page.inner_text("main")
        assert page.evaluate(COMPLAINTS) == []
