"""A real browser, and the pages on a free port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

COMPLAINTS = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const named = (each) => each.getAttribute("aria-label") || each.getAttribute("aria-labelledby");
  const found = [];
  const complain = (says, those) => those.forEach((each) => found.push(says + ": " + each.outerHTML.slice(0, 90)));
  if (document.documentElement.scrollWidth > window.innerWidth) {
    const wide = (each) => each.getBoundingClientRect().right > window.innerWidth + 1 && !each.closest(".scroll");
    complain("wider than the window", all("body *").filter(wide).slice(-3));
    found.push("the page scrolls sideways");
  }
  if (all("h1").length !== 1) found.push("not one main heading");
  complain("table without caption", all("table:not(:has(caption))"));
  complain("heading without scope", all("th:not([scope])"));
  complain("table outside a region", all("table").filter((each) => !each.closest(".scroll")));
  complain("region that keys do not reach", all(".scroll:not([tabindex='0'][role=region])"));
  complain("region without name", all(".scroll").filter((each) => !named(each)));
  const fields = all("input:not([type=hidden]), select, textarea");
  complain("field without label", fields.filter((each) => !each.labels.length));
  complain("link without words", all("a, button").filter((each) => !each.textContent.trim()));
  complain("picture without words", all("figure svg").filter((each) => !each.querySelector("title")));
  const small = (each) => each.getBoundingClientRect().height < 24 && getComputedStyle(each).display !== "inline";
  complain("too small to press", all("button:not([hidden]), .button").filter(small));
  const ids = all("[id]").map((each) => each.id);
  ids.filter((id, place) => ids.indexOf(id) !== place).forEach((id) => found.push("the same id twice: " + id));
  const levels = all("h1, h2, h3, h4").map((each) => Number(each.tagName[1]));
  if (levels.some((level, place) => place && level > levels[place - 1] + 1)) found.push("a heading level is skipped");
  return found;
}"""
"""What is wrong with a page for whoever has a small screen, a keyboard or a screen reader."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which the application answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
