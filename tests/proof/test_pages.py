"""A few pages in a real browser, in every way `make pages` looks at all of them; and that it finds what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sla.config import Config
from sla.web import create_app
from tests.operations.house import APRIL, MARCH, NOW, House
from tests.proof import pages_looks as looks
from tests.proof.pages import Looked, table
from tests.proof.pages_sites import Site, Visit
from tests.web.browser import chromium, served

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
VISITS = (
    ("pat", f"/p/north/{APRIL}/upload"),
    ("mia", "/"),
    ("mia", f"/p/north/{MARCH}"),
    ("fay", "/statements"),
    ("audrey", "/approvals"),
)
BAD = """<!doctype html><title>Bad</title><body style="background: #fff">
<p style="color: #ccc">too faint</p><img src="data:,"><button style="outline: 0">bare</button>
<div style="width: 900px">wide</div><button tabindex="-1">out of reach</button>"""


@contextmanager
def opened(house: House, url: str, folder: Path) -> Iterator[tuple[Site, Browser]]:
    config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance")})
    app = create_app(config, press=house.press, clock=lambda: NOW)
    roles = {"pat": house.pat, "mia": house.mia, "fay": house.fay, "audrey": house.audrey}
    with served(app) as address, chromium() as browser:
        yield Site("house", app, address, roles, {}), browser
    app.extensions["sla"].books.close()


def test_pages_are_for_everybody(house: House, url: str, tmp_path: Path) -> None:
    house.issued()
    house.settled(APRIL)
    looked = Looked()
    with opened(house, url, tmp_path) as (site, browser):
        for role, path in VISITS:
            looked.visited(browser, Visit(site, role, path))
        context = browser.new_context()
        page = context.new_page()
        page.set_content(BAD)
        found = "\n".join([*looks.stops(page), *looks.seen(page), *looks.small(page)])
    assert looked.faults == {}
    assert table(looked.together(Looked())) == table(looked)
    assert table(looked).count("    5    0 faults") == 5
    for wrong in ("color-contrast", "image-alt", "focus cannot be seen", "Tab does not come to", "scrolls sideways"):
        assert wrong in found, found
