"""How long a large file takes from its choice to the price, beside what reading the workbook alone takes.

`python -m bench.upload [ROWS]`: a partner sends a workbook of figures by site and minute and sees what it comes to;
then python-calamine reads the same workbook in the same process. CPU and clock of the quickest of three turns.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice, product
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from sla.config import Config
from sla.operations.agreements import open_period
from sla.web import create_app
from tests.operations.house import MARCH, NOW, TEXT, built
from tests.web.site import Site

TURNS = 3
SITES = ("Leeds", "Hull", "York")
BY_SITE = re.sub(r"given: {(calls.*?), (complaints.*?)}", r"given: [{site: each, \1}, {\2}]", TEXT)
BY_SITE = BY_SITE.replace("figures:\n", f"dimensions: {{site: [{', '.join(SITES)}]}}\n\nfigures:\n", 1).replace(
    ", says: calls", ", by: [site], says: calls"
)


def workbook(rows: int) -> bytes:
    """Calls of each minute and site, as a telephone system writes them."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Calls")
        clock = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ("when", "site", "calls", "answered", "complaints"))
        minutes = (datetime(2026, 3, 1) + timedelta(minutes=each) for each in range(31 * 24 * 60))  # noqa: DTZ001 - cells have no zone
        for place, (minute, site) in enumerate(islice(product(minutes, SITES), rows), start=1):
            sheet.write_datetime(place, 0, minute, clock)
            sheet.write_row(place, 1, (site, 10 + place % 7, 6 + place % 5))
        sheet.write_row(rows + 1, 0, (MARCH, "", "", "", 4))
    return file.getvalue()


def quickest(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU and of the clock."""
    found = []
    for _ in range(TURNS):
        clock, start = time.perf_counter(), worked()
        work()
        found.append((worked() - start, time.perf_counter() - clock))
    return min(found)


def worked() -> float:
    """Seconds of CPU of this process and of those it started."""
    mine = os.times()
    return mine.user + mine.system + mine.children_user + mine.children_system


def main() -> None:
    """Send it, look at its price, print."""
    rows = int(sys.argv[1]) if sys.argv[1:] else 100_000
    content = workbook(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'books.sqlite'}"
        house = built(url, folder, BY_SITE)
        open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
        config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance")})
        site = Site(create_app(config, press=house.press, clock=lambda: NOW), house)
        partner = site.visit(house.pat)

        def sent() -> None:
            answer = partner.look(content, "calls.xlsx")
            assert "owes" in partner.page(answer.headers["Location"]), answer.status

        sent_in = quickest(sent)
        alone = quickest(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
        house.books.close()
        site.app.extensions["sla"].books.close()
    print(f"{rows:,} rows, {len(content):,} bytes, from the file to its price on the page, SQLite")
    print(
        f"  {sent_in[0]:.2f} s of CPU, {sent_in[1]:.2f} s; reading alone {alone[0]:.2f} s; {sent_in[0] / alone[0]:.1f}"
    )


if __name__ == "__main__":
    main()
