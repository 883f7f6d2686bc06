"""What Lighthouse says of the pages, where it can be had: it comes through npx and is not part of the test suite.

`python -m tests.proof.pages_lighthouse` closes with the lowest marks, or with the words "not run" and why.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import which
from typing import Any

from tests.proof.pages_sites import Site, Visit, full
from tests.web.browser import CHROMIUM

TOOL = "lighthouse@12.8.2"
LEAST = {"accessibility": 1.0, "best-practices": 0.96, "performance": 0.98}
TRIES = 3
"""Now and then it loses the browser that it has started."""
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main() -> None:
    """Mark every page once; words after the program's name choose some, as for `tests.proof.pages`."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    if why := absent():
        print(f"Lighthouse: not run, {why}")
        return
    with tempfile.TemporaryDirectory() as name, full(Path(name)) as site:
        marks = dict(marked(site, Path(name), sys.argv[1:]))
    lowest = {kind: min(each[kind] for each in marks.values()) for kind in LEAST}
    print(f"Lighthouse, {len(marks)} pages: " + ", ".join(f"{kind} {mark:.2f}" for kind, mark in lowest.items()))
    raise SystemExit(any(lowest[kind] < least for kind, least in LEAST.items()))


def absent() -> str:
    """Why it cannot run here; "" if it can."""
    if not which("npx"):
        return "npx is not installed"
    tried = subprocess.run(
        ["npx", "--yes", TOOL, "--version"], capture_output=True, text=True, timeout=300, check=False
    )
    return "" if tried.returncode == 0 else f"npx does not get {TOOL}: {tried.stderr.strip()[-120:]}"


def marked(site: Site, folder: Path, chosen: list[str]) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Every page with its marks from 0 to 1: each address of the application as the first who sees it does."""
    for place, visit in enumerate(once(site)):
        if chosen and not any(word in str(visit) for word in chosen):
            continue
        headers, cookie = folder / f"{place}.json", site.cookie(visit.role)
        headers.write_text(json.dumps({"Cookie": f"sla={cookie}"} if cookie else {}))
        categories = report(site.address + visit.path, headers)["categories"]
        marks = {kind: float(categories[kind]["score"] or 0) for kind in LEAST}
        print(f"{visit}: " + ", ".join(f"{kind} {mark:.2f}" for kind, mark in marks.items()), flush=True)
        yield str(visit), marks


def once(site: Site) -> Iterable[Visit]:
    """One visit of every address as the application writes it."""
    addresses = site.app.url_map.bind("")
    return {addresses.match(visit.path.partition("?")[0])[0]: visit for visit in reversed([*site.visits()])}.values()


def report(address: str, headers: Path) -> Mapping[str, Any]:
    """What it says of one page, as on a middling telephone."""
    command = ["npx", "--yes", TOOL, address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(LEAST)}", f"--extra-headers={headers}"]
    env = {**os.environ, "CHROME_PATH": CHROMIUM}
    for _ in range(TRIES):
        ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=env)
        if ran.returncode == 0:
            found: Mapping[str, Any] = json.loads(ran.stdout)
            return found
        print(f"{address}: no marks, {ran.stderr.strip()[-300:]}", flush=True)
    raise RuntimeError(f"Lighthouse has no marks for {address} after {TRIES} tries")


if __name__ == "__main__":
    main()
