"""How much a page weighs for somebody who was never here, and whether its address is enough to show it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.proof.pages_sites import Site

MOST_BYTES, MOST_REQUESTS = 60_000, 6


@dataclass
class Line:
    """What came over the line, as many bytes as it took there. Without slots: the library marks whom it calls."""

    requests: int = 0
    received: int = 0
    complaints: list[str] = field(default_factory=list)
    """What the browser itself complains of: broken scripts, things that the page's own policy forbids."""

    def listen(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._came)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def _sent(self, event: Mapping[str, Any]) -> None:
        self.requests += not event["request"]["url"].startswith("data:")

    def _came(self, event: Mapping[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def faults(self) -> Iterator[str]:
        if self.requests > MOST_REQUESTS:
            yield f"{self.requests} requests"
        if self.received > MOST_BYTES:
            yield f"{self.received:,} bytes"
        yield from (f"the browser complains: {each[:200]}" for each in self.complaints)


@contextmanager
def visitor(browser: Browser, site: Site, role: str, language: str = "en") -> Iterator[BrowserContext]:
    """A browser that has nothing of ours but the session of a role and a choice of language."""
    context = browser.new_context()
    kept = {"sla": site.cookie(role), "language": language}
    context.add_cookies([{"name": name, "value": of, "url": site.address} for name, of in kept.items() if of])
    yield context
    context.close()


def words(page: Page) -> str:
    """All that the page shows, once it is drawn: what lies far below is no part of it before."""
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return page.inner_text("body")
