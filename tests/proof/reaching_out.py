"""Attempts to make the printer read a file or open a connection, and a watch over whether one does."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from sla.document.attachments import Enclosure
from sla.document.render import printed
from sla.statement.model import Statement

WAYS = (
    '<img src="{url}" alt="x">',
    '<img srcset="{url} 2x" src="{url}" alt="x">',
    '<object data="{url}" type="image/svg+xml"></object>',
    '<embed src="{url}" type="image/png">',
    '<iframe src="{url}"></iframe>',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">file</a>',
    '<style>@import url("{url}");</style>',
    '<style>@font-face {{ font-family: Own; src: url("{url}") }} p {{ font-family: Own }}</style><p>x</p>',
    '<p style="background: url({url})">x</p>',
    '<p style="border-image: url({url}) 1; border: 3px solid">x</p>',
    '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    '<style>@page {{ @top-center {{ content: url("{url}") }} }}</style><p>x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{url}#a"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url("{url}");</style><rect width="9" height="9"/></svg>',
    '<base href="{url}"><img src="x.svg" alt="x">',
    "DRAWING",
)
"""How a page asks for something; the last one from inside a drawing that is part of the page."""
ADDRESSES = (
    "file://{canary}",
    "{canary}",
    "FILE://localhost{canary}",
    "http://127.0.0.1:{port}/x.svg",
    "//127.0.0.1:{port}/x.png",
    "ftp://127.0.0.1:{port}/x",
)


@dataclass(slots=True)
class Watch:
    """What the interpreter did: canary files that were opened, and connections that were begun."""

    seen: list[str] = field(default_factory=list)
    on: bool = False

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Told of everything by `sys.addaudithook`, which cannot be taken back."""
        if not self.on:
            return
        if event == "open" and "canary" in str(arguments[0]):
            self.seen.append(f"opened {arguments[0]}")
        if event in ("socket.connect", "socket.getaddrinfo"):
            self.seen.append(f"{event} {arguments[1:]}")
        if event == "urllib.Request" and not str(arguments[0]).startswith("data:"):
            self.seen.append(f"asked for {arguments[0]}")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look only while something is printed."""
        self.on = True
        try:
            yield
        finally:
            self.on = False


WATCH = Watch()
sys.addaudithook(WATCH.hook)


def attempts(canary: Path, port: int = 9) -> Iterator[tuple[str, str]]:
    """Every way with every address, and the page that tries it."""
    canary.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>canary</title></svg>')
    for way, address in product(WAYS, ADDRESSES):
        url = address.format(canary=canary, port=port)
        yield f"{way} {url}", page(way, url)


def page(way: str, url: str) -> str:
    """A small page that asks for an address in one way."""
    if way == "DRAWING":
        drawing = WAYS[-5].format(url=url)
        encoded = base64.b64encode(drawing.encode()).decode()
        body = f'<img src="data:image/svg+xml;base64,{encoded}" alt="x">'
    else:
        body = way.format(url=url)
    return f'<!doctype html><html lang="en"><head><title>x</title></head><body><h1>x</h1>{body}</body></html>'


def reached(source: str, statement: Statement, enclosed: tuple[Enclosure, ...]) -> list[str]:
    """What printing a page opened or asked for, although it may not; a page may be refused, in whatever way."""
    WATCH.seen.clear()
    content = b""
    with WATCH.watching():
        try:
            content = printed(source, statement, enclosed)
        except BaseException as refused:
            if isinstance(refused, (KeyboardInterrupt, SystemExit)):
                raise
    return [*WATCH.seen, *(["the file holds it"] if b"canary" in content else [])]


def reached_without_guard(source: str) -> list[str]:
    """The same with WeasyPrint left to itself: the proof must see what it looks for."""
    from weasyprint import HTML

    WATCH.seen.clear()
    with WATCH.watching():
        HTML(string=source).write_pdf()
    return list(WATCH.seen)
