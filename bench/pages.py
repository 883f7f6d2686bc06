"""How long the pages take where there are 5,000 agreements with 60 periods each.

`python -m bench.pages [AGREEMENTS]`: one agreement is played through 60 months by its people; its periods are copied
under as many others straight into the database (the periods and what they came to, not the files behind them), the
last month in every stage. Then each page is opened many times over, in turn with a yardstick: the page of the
verifier for somebody who is signed out, which asks the database nothing. Only the ratio counts.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from sla.config import Config
from sla.web import create_app
from tests.operations.house import NOW, TEXT, House, built, figures
from tests.web.site import Site

MONTHS = tuple(f"{year}-{month:02}" for year in range(2021, 2027) for month in range(1, 13))[6:66]
TIMES = 60
COPIED = """
WITH RECURSIVE turn(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM turn WHERE i < :many)
"""
COMPANIES = (
    COPIED + "INSERT INTO organisation (id, name) SELECT 1000 + i, 'Vendor ' || substr('0000' || i, -5) FROM turn"
)
AGREEMENTS = (
    COPIED
    + """
INSERT INTO agreement (id, definition, customer, vendor, reference, series, parties, readings)
SELECT 1000 + i, definition, customer, 1000 + i, 'R' || i, 'V' || i, parties, readings
FROM turn, agreement WHERE agreement.id = :original
"""
)
CYCLES = (
    COPIED
    + """
INSERT INTO cycle (id, agreement, period, period_start, period_end, round, stage, revision, closes, calendar,
                   approve_days, number, currency, penalties, incentives, net, met, missed, unknown)
SELECT 1000 * i + row_number() OVER (PARTITION BY i ORDER BY period_start), 1000 + i, period, period_start, period_end,
       round, CASE WHEN period_start < :last THEN 'issued' WHEN i % 4 = 0 THEN 'open' WHEN i % 4 = 1 THEN 'submitted'
       WHEN i % 4 = 2 THEN 'settled' ELSE 'approved' END, revision, closes, calendar, approve_days, '', currency,
       penalties * (i % 7), incentives * (i % 5), incentives * (i % 5) - penalties * (i % 7), met, missed, unknown
FROM turn, cycle WHERE cycle.agreement = :original
"""
)


def furnished(url: str, folder: Path, many: int) -> House:
    """The house with one agreement of sixty months, and as many more at a glance."""
    house = built(url, folder, TEXT.replace("2026-01-01, until", "2021-01-01, until").replace("2026-01\n", "2021-01\n"))
    for place, month in enumerate(MONTHS):
        house.issued(month, figures(month, answered=600 + place * 5, complaints=place % 14))
    values = {"many": many - 1, "original": house.north.id, "last": f"{MONTHS[-1]}-01"}
    engine = create_engine(url)
    with engine.begin() as connection:
        for each in (COMPANIES, AGREEMENTS, CYCLES):
            names = {name: value for name, value in values.items() if f":{name}" in each}
            connection.execute(text(each), names)
    engine.dispose()
    return house


def seconds(client: FlaskClient, path: str) -> float:
    """How much of a processor one opening takes, the database in the same process included."""
    start = time.process_time()
    answer = client.get(path, buffered=True)
    taken = time.process_time() - start
    assert answer.status_code == 200, f"{path}: {answer.status}"
    return taken


def measured(client: FlaskClient, path: str, yardstick: Callable[[], float]) -> tuple[float, float]:
    """What 19 of 20 openings take at most, and the same of the yardstick in turn with it."""
    pairs = [(seconds(client, path), yardstick()) for _ in range(TIMES)]
    page, other = (statistics.quantiles(each, n=20)[-1] for each in zip(*pairs, strict=True))
    return page, other


def main() -> None:
    """Fill, open every page, print."""
    many = int(sys.argv[1]) if sys.argv[1:] else 5000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'books.sqlite'}"
        house = furnished(url, folder, many)
        config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance")})
        site = Site(create_app(config, press=house.press, clock=lambda: NOW), house)
        client, nobody = site.visit(house.mia).client, site.visit().client
        print(f"{many:,} agreements with {len(MONTHS)} periods each, SQLite; p95 of {TIMES}, CPU")
        for path in PAGES:
            page, other = measured(client, path, lambda: seconds(nobody, "/verify"))
            print(f"  {path:44} {page * 1000:7.0f} ms, {page / other:5.1f} times /verify")
        site.app.extensions["sla"].books.close()
        house.books.close()


PAGES = (
    "/",
    "/?page=40&order=owed",
    "/?stage=settled",
    "/?find=0042",
    "/approvals",
    "/close",
    "/c/north",
    f"/p/north/{MONTHS[-1]}",
    f"/p/north/{MONTHS[-1]}/line/1",
)


if __name__ == "__main__":
    main()
