"""Everybody asks for everything, own and foreign, and whatever comes back is searched for what they must not see.

`python -m tests.proof.isolation` asks every question there is, on both databases, and closes with its figures.
"""

from __future__ import annotations

import html
import io
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Self

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from sla.config import Config
from sla.cycle import Person
from sla.cycle.token import Scope
from sla.operations.press import Press
from sla.operations.sealing import SealingPress
from sla.operations.tokens import Granted, grant
from sla.store import rights
from sla.store.books import Books
from sla.web import create_app
from sla.web.visitor import Desk
from tests import postgres
from tests.proof.canaries import found
from tests.proof.routes import NO_NAMES, NOWHERE, Ask, asks, fields, searches
from tests.proof.world import BUYERS, DEALS, HOME, MONTHS, NOW, OPEN, World, built, figures

EXPECTED = frozenset({200, 201, 302, 303, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429})
TOKEN = re.compile(r'((?:name="(?:csrf_token|slip)" value|data-options)=")[^"]+')
"""What is drawn by chance or by the moment for each page: what a form, and what a device, is asked to give back."""
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
SHOWN = frozenset({"Date", "Set-Cookie", "Content-Length"})
"""Headers that differ from answer to answer for reasons of their own; the cookie carries the token."""
LEAVES = frozenset({"sign_in.leave"})


@dataclass(slots=True)
class Tally:
    """What was asked, what came back, and what is wrong."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    told: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    """What is said where there is nothing, by persona, method and pattern of the address."""

    def __iadd__(self, other: Tally) -> Self:
        self.requests += other.requests
        self.statuses += other.statuses
        self.failures += other.failures
        return self


@dataclass(slots=True)
class Persona:
    """Somebody at a browser, who lets programs do all that they may."""

    name: str
    client: FlaskClient
    number: int | None
    held: dict[str, str] = field(default_factory=dict)
    """What their programs send with every request."""
    token: str = ""

    def sign_in(self) -> None:
        with self.client.session_transaction() as session:
            session.clear()
            if self.number is not None:
                session["_user_id"] = str(self.number)
        page = TOKEN.search(self.client.get("/verify", buffered=True).text)
        assert page
        self.token = page[0].rpartition('"')[2]


@dataclass(slots=True)
class Walk:
    """One application over one world, and everybody who visits it."""

    app: Flask
    world: World
    tally: Tally = field(default_factory=Tally)
    queries: int = 0

    def go(
        self,
        chosen: Callable[[int, list[Ask]], Iterable[Ask]] = lambda _, each: each,
        searchers: int = len(HOME),
        months: tuple[str, ...] = MONTHS,
        step: int = 1,
    ) -> Tally:
        """Everybody asks what is `chosen` for them, and some search for words that they must not meet.

        They search in every place, or with a `step` in every second one, every third and so on.

        What does not exist is asked for first, so that what is foreign can be held against it, and one's own last,
        because it changes what waits.
        """
        everything = list(asks(self.app, self.world.places, months))
        with self._listening():
            for turn, (name, who) in enumerate(self.world.personas.items()):
                held = self._machine(who) if who else {}
                persona = Persona(name, self.app.test_client(), who.id if who else None, held)
                persona.sign_in()
                for ask in sorted(chosen(turn, everything), key=lambda ask: self._own(name, ask)):
                    self._ask(persona, ask)
                if turn < searchers:
                    self._search(persona, step)
        return self.tally

    def _machine(self, who: Person) -> dict[str, str]:
        """A token that may everything, and decisions on whatever is there by then."""
        granted = grant(self.app.extensions["sla"].books, "walk", tuple(Scope), 30, by=who, at=NOW)
        assert isinstance(granted, Granted)
        return {"Authorization": f"Bearer {granted.secret}", "If-Match": "*"}

    def _own(self, name: str, ask: Ask) -> int:
        """0 for what does not exist, 1 for what is foreign to somebody, 2 for what is theirs or anybody's."""
        if ask.thing is None or ask.thing.name in self.world.sees(name):
            return 2
        return 0 if ask.thing.place is None else 1

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Count the queries of the application."""
        desk = self.app.extensions["sla"]
        assert isinstance(desk, Desk)
        event.listen(desk.books.engine, "before_cursor_execute", self._count)
        yield
        event.remove(desk.books.engine, "before_cursor_execute", self._count)

    def _search(self, persona: Persona, step: int) -> None:
        """A word that one must not meet finds as much as a word that nobody ever wrote."""
        forbidden = [word for word in self.world.forbidden(persona.name) if word.isalpha()]
        for path in islice(searches(self.app, NOWHERE), 0, None, step):
            nothing = persona.client.get(path, buffered=True)
            for word in forbidden:
                answer = persona.client.get(path.replace(NOWHERE, word), buffered=True)
                self.tally.requests += 1
                self.tally.statuses[answer.status_code] += 1
                # A file that is no text is compared all the same.
                texts = (each.get_data().decode("latin-1") for each in (answer, nothing))
                said, meant = (TOKEN.sub(r"\1", text).lower() for text in texts)
                if (answer.status, said.replace(word.lower(), NOWHERE)) != (nothing.status, meant):
                    self.tally.failures.append(f"{persona.name}: {path} shows {word}")

    def _count(self, *_: object) -> None:
        self.queries += 1

    def _ask(self, persona: Persona, ask: Ask) -> None:
        own = self._own(persona.name, ask) == 2
        form = dict(_form(persona, ask, own))
        if not own:
            with persona.client.session_transaction() as session:
                session.pop("_flashes", None)  # what is still to be said of something else
        before = self.queries
        held = persona.held if ask.path.startswith("/api/v1/") else None
        answer = persona.client.open(ask.path, method=ask.method, data=form or None, headers=held, buffered=True)
        asked = self.queries - before
        self._look(persona, ask, answer)
        if answer.status_code in {302, 303} and persona.number is not None and ask.endpoint not in LEAVES:
            self._look(persona, ask, persona.client.get(answer.headers["Location"], buffered=True))
        if not own:
            self._compare(persona, ask, answer, asked)
        if ask.endpoint in LEAVES or ask.endpoint.startswith("sign_in"):
            persona.sign_in()

    def _look(self, persona: Persona, ask: Ask, answer: TestResponse) -> None:
        self.tally.requests += 1
        self.tally.statuses[answer.status_code] += 1
        where = f"{persona.name}: {ask.method} {ask.path}"
        if answer.status_code not in EXPECTED:
            self.tally.failures.append(f"{where} answers {answer.status}")
        leaked = found(answer, self.world.forbidden(persona.name)) - _typed(ask, answer.status_code)
        self.tally.failures += [f"{where} shows {mark}" for mark in sorted(leaked)]

    def _compare(self, persona: Persona, ask: Ask, answer: TestResponse, asked: int) -> None:
        """What is foreign answers as what does not exist: the same words, headers and number of queries."""
        assert ask.thing is not None
        signature = (persona.name, f"{ask.method} {ask.thing.month} {_shape(ask)}", ask.pattern)
        said = (answer.status, *_headers(answer, ask), TOKEN.sub(r"\1", _named(answer.text, ask)), str(asked))
        if ask.thing.place is None:
            self.tally.told[signature] = said
            return
        nothing = self.tally.told[signature]
        if said != nothing:
            differs = [f"{a[:90]!r} instead of {b[:90]!r}" for a, b in zip(said, nothing, strict=True) if a != b]
            self.tally.failures.append(f"{persona.name}: {ask.method} {ask.path}: {'; '.join(differs[:2])}")
        if persona.number is not None and answer.status_code != 404:
            self.tally.failures.append(f"{persona.name}: {ask.method} {ask.path} answers {answer.status}, not 404")


def _typed(ask: Ask, status: int) -> set[str]:
    """What somebody wrote into the address comes back: as the place to go on to, and at the foot of what is printed.

    The key of a contract only where there is nothing, or one is sent away: a page that is there could say its
    title as well.
    """
    words = {deal.word for deal in DEALS.values()} | (
        {each.word for each in BUYERS.values()} if status in {302, 303, 400, 404} else set()
    )
    return {word for word in words if word.lower() in ask.path.lower()}


def _shape(ask: Ask) -> str:
    """The address without what it names."""
    return _named(ask.path, ask)


def _named(text: str, ask: Ask) -> str:
    """A text without the name of the thing that was asked for."""
    thing = ask.thing
    names = thing.place.names if thing and thing.place else NO_NAMES
    for name in names:
        text = re.sub(re.escape(name), "THING", text, flags=re.IGNORECASE)
    return text


def _headers(answer: TestResponse, ask: Ask) -> tuple[str, ...]:
    return tuple(sorted(_named(f"{name}: {value}", ask) for name, value in answer.headers if name not in SHOWN))


def _form(persona: Persona, ask: Ask, own: bool) -> Iterator[tuple[str, object]]:
    """Every field that any page asks for, with what the page itself would send where it can be seen."""
    if ask.method == "GET":
        return
    place = ask.thing.name if own and ask.thing else "north"
    month = ask.thing.month if ask.thing else OPEN
    values: dict[str, object] = dict.fromkeys(fields(), "1")
    values |= {"reason": "as we agreed", "closes": "2027-01-01T00:00", "next": "/", "back": "queue", "email": "x@y"}
    values |= {"file": (io.BytesIO(figures(place, month) if own else b"when\n2026-01\n"), "figures.csv")}
    if own and ask.thing is not None:
        page = persona.client.get(ask.path, buffered=True)
        values |= {name: html.unescape(value) for name, value in HIDDEN.findall(page.text) if page.is_json is False}
    values["csrf_token"] = persona.token
    yield from values.items()


@contextmanager
def opened(url: str, folder: Path, press: Press) -> Iterator[Walk]:
    """The application over a world built at `url`, which is migrated and empty."""
    books = Books.open(url)
    config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance")})
    try:
        world = built(books, press)
        app = create_app(config, press=press, clock=lambda: NOW)
        yield Walk(app, world)
        app.extensions["sla"].books.close()
    finally:
        books.close()


def one_each(turn: int, everything: list[Ask]) -> Iterator[Ask]:
    """Every question once, by one of the eight, and with it the same question about what does not exist."""
    seen: dict[tuple[str, str], int] = {}
    for ask in everything:
        place = seen.setdefault((ask.method, _shape(ask)), len(seen))
        if place % 8 == turn:
            yield ask


def main() -> None:
    """Every question, on both databases."""
    total = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = postgres.shared(folder, while_alive=os.getpid())
        with server.database() as database:
            owners = (f"sqlite:///{folder / 'books.sqlite'}", server.url(database))
            for owner, url in zip(owners, (owners[0], server.door(database)), strict=True):
                rights.prepare(owner, url)
                home = folder / url.partition(":")[0]
                with opened(url, home, SealingPress(home / "keys", home / "archive")) as walk:
                    tally = walk.go()
                kind, count = url.partition(":")[0], len(tally.failures)
                print(f"{kind}: {tally.requests:,} requests, {count} failures", flush=True)
                total += tally
    for failure in total.failures[:40]:
        print(f"  {failure}", flush=True)
    print("  " + ", ".join(f"{count:,} x {status}" for status, count in sorted(total.statuses.items())), flush=True)
    leaked = sum(" shows " in failure for failure in total.failures)
    print(f"{total.requests:,} requests, {leaked} canaries found, {len(total.failures)} failures", flush=True)
    raise SystemExit(1 if total.failures or total.requests < 5000 else 0)


if __name__ == "__main__":
    main()
