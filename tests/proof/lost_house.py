"""A house whose pages are served by a process of their own, to be killed and started again at the same address.

`python -m tests.proof.lost_house DATABASE FOLDER PORT` is that process.
"""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher
from werkzeug.serving import make_server

from sla.config import Config
from sla.cycle import Cycle
from sla.cycle.matter import Kind, Matter
from sla.measurement.relief import Relief, Whole
from sla.operations import asking
from sla.operations.agreements import open_period
from sla.store import log, people
from sla.web import create_app
from tests.operations.house import APRIL, MARCH, NOW, House, PlainPress, built

FEBRUARY = "2026-02"
PASSWORD = "correct horse battery"


@dataclass(slots=True)
class Pages:
    """The pages of a house; `process` serves them."""

    house: House
    url: str
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve them, and wait until they answer."""
        command = (sys.executable, "-m", __name__, self.url, str(self.folder), str(self.port))
        self.process = subprocess.Popen(command)
        for _ in range(300):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError(f"nobody answers at {self.address}")

    def kill(self) -> None:
        """As if the power had gone: it can put nothing away."""
        assert self.process
        self.process.kill()
        self.process.wait()


@contextmanager
def opened(folder: Path) -> Iterator[Pages]:
    """February is issued, March settled with a request for relief, April open for figures."""
    url = f"sqlite:///{folder / 'house.sqlite'}"
    house = built(url, folder)
    house.issued(FEBRUARY)
    settled = house.settled(MARCH)
    relief = Relief("answered_in_time", settled.period, Whole(), "storm")
    made = asking.ask(
        house.books, house.north.id, MARCH, Kind.RELIEF, relief, "the line was down", by=house.pat, at=NOW
    )
    assert isinstance(made, Matter), made
    assert isinstance(open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW), Cycle)
    with house.books.writing(None) as connection:
        for each in (house.pat, house.mia):
            people.renew_password(connection, each.id, PasswordHasher(1, 8, 1).hash(PASSWORD))
        log.record(connection, "passwords renewed", house.mia, NOW)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pages = Pages(house, url, folder, port)
    pages.start()
    try:
        yield pages
    finally:
        pages.kill()
        house.books.close()


def main() -> None:
    """Serve until killed."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    url, folder, port = sys.argv[1:]
    config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(Path(folder) / "instance")})
    app = create_app(config, press=PlainPress(Path(folder) / "archive"), clock=lambda: NOW)
    make_server("127.0.0.1", int(port), app, threaded=True).serve_forever()


if __name__ == "__main__":
    main()
