"""A program that is told the news: listens on loopback, keeps what it is sent, and answers as it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(slots=True)
class Receiver:
    """What came in, each with its headers in lower case; `answers` are the next answers, and 204 after them."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Receiver]:
    """A receiver on a free port."""
    held = Receiver()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            held.came.append(({name.lower(): of for name, of in self.headers.items()}, self.rfile.read(length)))
            self.send_response(held.answers.pop(0) if held.answers else 204)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        held.url = f"http://127.0.0.1:{server.server_port}/news?for=us"
        yield held
        server.shutdown()
        thread.join()
