"""What three people come for: from file to receipt, relief decided and money approved, issued and taken home.

Every step is asserted, and every click or key that does something is counted.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page

from sla.config import Config
from sla.cycle import Cycle, Person
from sla.operations.agreements import open_period
from sla.store import log, people
from sla.web import create_app
from tests.operations.beside import sealer
from tests.operations.house import MARCH, NOW, House, figures
from tests.web.browser import chromium, served
from tests.web.hands import Hands

PASSWORD = "correct horse battery"
UPLOADING, TAKING_HOME = 6, 3
"""The most clicks from home to a receipt, and from home to all statements of a month."""


@dataclass(slots=True)
class Flows:
    """The house's people at one browser, each with the same kind of hands."""

    house: House
    browser: Browser
    address: str
    hands: type[Hands]
    scripts: bool
    folder: Path
    clicks: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def at(self, person: Person) -> Iterator[Hands]:
        with signed_in(self.browser, self.address, person, self.hands, scripts=self.scripts) as hands:
            yield hands

    def all(self) -> Path:
        """The three flows, one after the other; the paper that comes out."""
        self.partner()
        self.managers()
        return self.finance()

    def partner(self) -> None:
        """From home to the receipt; then relief is asked for."""
        file = self.folder / "march.csv"
        file.write_bytes(figures(MARCH))
        with self.at(self.house.pat) as pat:
            pat.follow("Send figures")
            pat.hand_over("Your file", file)
            pat.press("Look at it")
            assert "Northline owes Harbour City" in said(pat)
            assert "USD 2,500.00" in said(pat)
            pat.press("Send March 2026")
            assert "The figures of March 2026 were received" in said(pat)
            self.clicks["file to receipt"] = len(pat.did)
            pat.follow("See March 2026")
            pat.follow("Ask for relief")
            self._ask(pat)

    def _ask(self, pat: Hands) -> None:
        for button in ("See what it is worth", "Ask for relief"):
            pat.write("Service level", "Complaints")
            pat.write("Cause", "storm")
            pat.pick("The whole level")
            pat.write("Reason", "the line was down")
            pat.press(button)
        assert "Relief 1: open" in said(pat)

    def managers(self) -> None:
        """Relief is decided, the period settled, and approved by somebody else."""
        with self.at(self.house.mia) as mia:
            mia.go("Waiting for you")
            mia.follow("Relief 1")
            mia.write("Reason", "we saw it")
            mia.press("Grant all of it")
            assert "Relief 1: granted" in said(mia)
            mia.go("Waiting for you")
            decide(mia, "Review and settle", "Settle")
        with self.at(self.house.max) as second:
            second.go("Waiting for you")
            decide(second, "Review and approve", "Approve")

    def finance(self) -> Path:
        """The second signature, the statement, and everything of the month as one file."""
        with self.at(self.house.fay) as fay:
            fay.go("Waiting for you")
            decide(fay, "Review and approve", "Approve")
            fay.follow("Review and issue")
            fay.press("Issue the statement")
            fay.page.get_by_role("heading", name="Statement NORTH-0001").wait_for()
            assert "Genuine, unchanged, and right to the cent" in said(fay)
            paper = fay.save("Download the PDF", self.folder)
            assert paper.name == "2026-03_Northline_penalty_USD_2500.00_NORTH-0001.pdf"
            assert paper.read_bytes().startswith(b"%PDF-1.7")
        with self.at(self.house.fay) as fay:
            fay.go("Statements")
            taken = fay.save("Download as ZIP", self.folder)
            self.clicks["sign-in to all statements"] = len(fay.did)
            assert paper.name in " ".join(zipfile.ZipFile(taken).namelist())
        return paper


def decide(hands: Hands, review: str, button: str) -> None:
    """From the list of what waits, and back to it."""
    hands.follow(review)
    assert "Northline owes Harbour City" in said(hands)
    hands.press(button)
    assert "Vendor owes USD 2,500.00." in said(hands)


def said(hands: Hands) -> str:
    return hands.page.inner_text("main")


@contextmanager
def opened(house: House, url: str, folder: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, the pages, and a sealer beside them; March is open, and everybody has the same password."""
    assert isinstance(open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW), Cycle)
    with house.books.writing(None) as connection:
        for person in (house.pat, house.mia, house.max, house.fay, house.audrey):
            people.renew_password(connection, person.id, PasswordHasher(1, 8, 1).hash(PASSWORD))
        log.record(connection, "passwords renewed", house.mia, NOW)
    with sealer(folder / "instance/keys") as place:
        settings = {"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance"), "SLA_SEALER": str(place)}
        app = create_app(Config.from_environment(settings), clock=lambda: NOW)
        with served(app) as address, chromium() as browser:
            yield browser, address
    app.extensions["sla"].books.close()


@contextmanager
def signed_in(browser: Browser, address: str, person: Person, kind: type[Hands], *, scripts: bool) -> Iterator[Hands]:
    """Somebody who has just signed in, by the same hands."""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 800})
    page: Page = context.new_page()
    page.goto(address)
    hands = kind(page)
    hands.write("E-mail", person.email)
    hands.write("Password", PASSWORD)
    hands.press("Sign in")
    page.get_by_role("button", name="Sign out").wait_for()
    hands.did.clear()
    yield hands
    context.close()
