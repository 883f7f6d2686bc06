"""Every page in a real browser: for every role, empty, full and refused, in light and dark, small, spaced, by keyboard.

`python -m tests.proof.pages` looks at all of them, walks the three flows, and closes with its figures; words after it
choose pages by what is said of them, as in `"full, manager: /ledger"`. As many look as there are processors, each in a
house of its own.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Browser, Page

from sla.web.tongues import PSEUDO
from tests.operations.house import built
from tests.proof import pages_looks as looks
from tests.proof.pages_flows import TAKING_HOME, UPLOADING, Flows, opened
from tests.proof.pages_refusals import failures, spoilt
from tests.proof.pages_sites import Site, Visit, empty, full
from tests.proof.pages_weight import Line, visitor, words
from tests.web.browser import chromium
from tests.web.hands import Hands, Keyboard, Mouse

LEAST_STATES = 400
TONGUES = ("de", PSEUDO)


@dataclass(slots=True)
class Looked:
    """What was looked at, and what is wrong."""

    states: Counter[str] = field(default_factory=Counter)
    heaviest: tuple[int, str] = (0, "")
    most: tuple[int, str] = (0, "")
    faults: dict[str, list[str]] = field(default_factory=dict)
    clicks: dict[str, int] = field(default_factory=dict)

    def found(self, kind: str, where: object, faults: Iterable[str]) -> None:
        """Count a look of one kind and what it found."""
        self.states[kind] += 1
        for fault in faults:
            self.faults.setdefault(kind, []).append(f"{where}: {fault}")
            print(f"{where}: {fault}", flush=True)

    def together(self, other: Looked) -> Looked:
        """What two looked at, as if one had."""
        return Looked(
            self.states + other.states,
            max(self.heaviest, other.heaviest),
            max(self.most, other.most),
            {kind: [*self.faults.get(kind, ()), *other.faults.get(kind, ())] for kind in self.faults | other.faults},
            self.clicks | other.clicks,
        )

    def arrived(self, where: object, page: Page) -> None:
        """A page that is open, in every way somebody may meet it."""
        self.found("stops of Tab", where, looks.stops(page))
        self.found("light, dark, printed", where, looks.seen(page))
        self.found("320 pixels, text apart", where, looks.small(page))

    def visited(self, browser: Browser, visit: Visit) -> None:
        """A page as somebody meets it who comes by its address alone, and once more."""
        with visitor(browser, visit.site, visit.role) as context:
            page, line = context.new_page(), Line()
            line.listen(page)
            page.goto(visit.site.address + visit.path, wait_until="networkidle")
            said = words(page)
            elsewhere = [] if page.url == visit.site.address + visit.path else [f"is led to {page.url}"]
            self.found("weight of first view", visit, [*elsewhere, *line.faults()])
            self.heaviest = max(self.heaviest, (line.received, str(visit)))
            self.most = max(self.most, (line.requests, str(visit)))
            self.arrived(visit, page)
        with visitor(browser, visit.site, visit.role) as context:
            page = context.new_page()
            page.goto(visit.site.address + visit.path)
            again = [] if words(page) == said else ["its address shows something else elsewhere"]
            self.found("address alone", visit, again)

    def translated(self, browser: Browser, visit: Visit) -> None:
        """The same page in another language, whose words are longer."""
        with visitor(browser, visit.site, visit.role, visit.language) as context:
            page = context.new_page()
            answer = page.goto(visit.site.address + visit.path)
            broken = [] if answer and answer.ok else [f"answers {answer and answer.status} in {visit.language}"]
            self.found("other languages", visit, [*broken, *looks.seen(page), *looks.small(page)])
            if visit.language == PSEUDO:
                self.found("right to left", visit, looks.mirrored(page))


@dataclass(frozen=True, slots=True)
class Share:
    """Which pages one of several looks at: of those chosen by words every `of`-th, from `first` on."""

    chosen: tuple[str, ...]
    first: int
    of: int

    def visits(self, site: Site) -> tuple[list[Visit], list[Visit]]:
        """The pages for each role, and each page once for other languages."""
        visits = [each for each in site.visits() if not self.chosen or any(word in str(each) for word in self.chosen)]
        once = {each.path: each for each in visits}.values()
        return visits[self.first :: self.of], [*once][self.first :: self.of]


def looked_at(share: Share) -> Looked:
    """A share of the pages of both houses, and what they say when they refuse."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    looked = Looked()
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        for site_at in (empty, full):
            with site_at(Path(name)) as site:
                visits, once = share.visits(site)
                for visit in visits:
                    looked.visited(browser, visit)
                for visit, language in product(once, TONGUES):
                    looked.translated(browser, replace(visit, language=language))
                if site.places:
                    spoilt(browser, iter(visits), looked.arrived)
                    if not share.chosen and share.first == 0:
                        failures(browser, site, looked.arrived)
    return looked


def walked(kind: type[Hands]) -> Looked:
    """The three flows, by keyboard alone or without scripts."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    looked = Looked()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        url = f"sqlite:///{place / 'house.sqlite'}"
        house = built(url, place)
        with opened(house, url, place) as (browser, address):
            flows = Flows(house, browser, address, kind, kind is Keyboard, place)
            flows.all()
        house.books.close()
    looked.found(f"flows, {'keyboard alone' if kind is Keyboard else 'no scripts'}", "flows", _too_long(flows.clicks))
    looked.clicks = flows.clicks
    return looked


def _too_long(clicks: dict[str, int]) -> Iterable[str]:
    for says, most in (("file to receipt", UPLOADING), ("sign-in to all statements", TAKING_HOME)):
        if clicks[says] > most:
            yield f"{says} takes {clicks[says]} clicks"


def table(looked: Looked) -> str:
    """What was looked at, in figures."""
    width = max(map(len, looked.states), default=0)
    rows = [
        f"{kind:{width}}  {count:5}  {len(looked.faults.get(kind, ())):3} faults"
        for kind, count in looked.states.items()
    ]
    rows.append(f"heaviest first view: {looked.heaviest[0]:,} bytes ({looked.heaviest[1]})")
    rows.append(f"most requests: {looked.most[0]} ({looked.most[1]})")
    rows += [f"clicks from {says}: {count}" for says, count in looked.clicks.items()]
    return "\n".join(rows)


def main() -> None:
    """Look at everything."""
    chosen, shares = tuple(sys.argv[1:]), os.cpu_count() or 1
    with ProcessPoolExecutor(shares, get_context("spawn")) as several:
        asked = [several.submit(looked_at, Share(chosen, first, shares)) for first in range(shares)]
        asked += [] if chosen else [several.submit(walked, kind) for kind in (Mouse, Keyboard)]
        looked = Looked()
        for each in asked:
            looked = looked.together(each.result())
    states = 2 * (looked.states["light, dark, printed"] + looked.states["other languages"])
    wrong = sum(map(len, looked.faults.values()))
    print(table(looked))
    print(f"{states} page states, {wrong} faults")
    raise SystemExit(1 if wrong or (not chosen and states < LEAST_STATES) else 0)


if __name__ == "__main__":
    main()
