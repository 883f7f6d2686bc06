"""A vendor in a real browser, from their home to the price of a file; every press is counted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from playwright.sync_api import FilePayload, Page

from sla.config import Config
from sla.cycle import Cycle
from sla.operations.agreements import open_period
from sla.store import log, people
from sla.web import create_app
from sla.web.visitor import Desk
from tests.operations.house import MARCH, NOW, House, built
from tests.web.browser import chromium, served

PASSWORD = "correct horse battery"


@dataclass(slots=True)
class Walk:
    """A signed-in vendor at a page; `clicks` counts presses of buttons and links, choices, and ticks."""

    page: Page
    home: str
    clicks: int = 0

    def upload(self, name: str, content: bytes) -> None:
        """From home: send figures, choose the file, look at it."""
        self.page.goto(self.home)
        another = self.page.get_by_text("Choose another file").count()
        self.press("Choose another file" if another else "Send figures")
        kind = "application/octet-stream"
        self.page.set_input_files("#file", FilePayload(name=name, mimeType=kind, buffer=content))
        self.clicks += 1
        self.press("Look at it")
        self.page.wait_for_url(lambda _: self.at("match") or self.at("check"))

    def answer(self, answers: tuple[tuple[str, str], ...]) -> None:
        """Choose what is not suggested, a sheet first, and go on."""
        for name, value in answers:
            field = self.page.locator(f'[name="{name}"]:not([type=hidden])').first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                self.page.check(f'[name="{name}"][value="{value}"]')
            self.clicks += 1
            if name in {"sheet", "row"}:
                self.press("Show")
        self.press("Read it so")

    def press(self, words: str) -> None:
        """Press a button or follow a link."""
        self.page.locator("a, button").filter(has_text=words).first.click()
        self.clicks += 1

    def at(self, step: str) -> bool:
        """Whether this is the page of a step."""
        return self.page.url.partition("?")[0].endswith(f"/{step}")

    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")


@contextmanager
def opened(folder: Path, contract: str) -> Iterator[tuple[House, str]]:
    """A house under this contract with March open for figures, and the address of its pages."""
    url = f"sqlite:///{folder / 'house.sqlite'}"
    house = built(url, folder, contract)
    assert isinstance(open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW), Cycle)
    with house.books.writing(None) as connection:
        people.renew_password(connection, house.pat.id, PasswordHasher(1, 8, 1).hash(PASSWORD))
        log.record(connection, "passwords renewed", house.mia, NOW)
    config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance")})
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(config, press=house.press, clock=lambda: NOW)
    with served(app) as address:
        yield house, address
    desk = app.extensions["sla"]
    assert isinstance(desk, Desk)
    desk.books.close()
    house.books.close()


@contextmanager
def walking(folder: Path, contract: str) -> Iterator[Walk]:
    """The vendor's person at home, signed in."""
    with opened(folder, contract) as (house, address), chromium() as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(address)
        page.fill("input[type=email]", house.pat.email)
        page.fill("input[type=password]", PASSWORD)
        page.click("main button")
        yield Walk(page, address)
