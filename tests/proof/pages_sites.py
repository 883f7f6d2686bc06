"""Which pages there are to look at: every address that shows one, for every role, in an empty and in a full house.

Nothing here lists pages: they are what the application's own addresses answer, with things of the full house in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from flask import Flask

from sla.config import Config
from sla.cycle import Person, Role
from sla.operations import people
from sla.operations.press import Press
from sla.store import rights
from sla.store.books import Books
from sla.web import create_app
from tests.operations.house import PlainPress
from tests.proof.isolation import Persona, opened
from tests.proof.routes import asks
from tests.proof.world import NOW, PASSWORD, Place, done
from tests.web.browser import served

SHOWN = {"partner": "north", "partner of another vendor": "south", "manager of another customer": "far"}
"""Whose agreement somebody looks at; everybody else at the first. One of several: the others' pages are like it."""
NOTHING: Mapping[str, Place] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Visit:
    """One page that somebody may see."""

    site: Site
    role: str
    path: str
    language: str = "en"

    def __str__(self) -> str:
        language = "" if self.language == "en" else f" ({self.language})"
        return f"{self.site.name}, {self.role}: {self.path}{language}"


@dataclass(frozen=True, slots=True)
class Site:
    """An application that is served, and who visits it."""

    name: str
    app: Flask
    address: str
    roles: Mapping[str, Person | None]
    places: Mapping[str, Place]

    def cookie(self, role: str) -> str:
        """The session of somebody who is signed in, as their browser keeps it; "" of nobody."""
        kept = self.persona(role).client.get_cookie("sla")
        return kept.value if kept and self.roles[role] else ""

    def persona(self, role: str) -> Persona:
        person = self.roles[role]
        persona = Persona(role, self.app.test_client(), person.id if person else None)
        persona.sign_in()
        return persona

    def visits(self) -> Iterator[Visit]:
        """Every page that is there for anybody, role by role."""
        for role in self.roles:
            yield from self.visits_of(role)

    def visits_of(self, role: str) -> Iterator[Visit]:
        client = self.persona(role).client
        mine = {name: place for name, place in self.places.items() if name == SHOWN.get(role, "north")}
        for path in dict.fromkeys(ask.path for ask in asks(self.app, mine) if ask.method == "GET"):
            answer = client.get(path, buffered=True)
            if (answer.status_code, answer.mimetype) == (200, "text/html"):
                yield Visit(self, role, path)


@contextmanager
def full(folder: Path) -> Iterator[Site]:
    """Two customers and three vendors with periods in every state."""
    url = f"sqlite:///{folder / 'full.sqlite'}"
    rights.prepare(url, url)
    with opened(url, folder / "full", PlainPress(folder / "archive")) as walk, served(walk.app) as address:
        yield Site("full", walk.app, address, walk.world.personas, walk.world.places)


@contextmanager
def empty(folder: Path) -> Iterator[Site]:
    """An installation of today: people, and nothing else."""
    url = f"sqlite:///{folder / 'empty.sqlite'}"
    rights.prepare(url, url)
    books = Books.open(url)
    config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "empty")})
    press: Press = PlainPress(folder / "archive")
    try:
        roles = dict(_first_people(books))
        app = create_app(config, press=press, clock=lambda: NOW)
        with served(app) as address:
            yield Site("empty", app, address, roles, NOTHING)
        app.extensions["sla"].books.close()
    finally:
        books.close()


def _first_people(books: Books) -> Iterator[tuple[str, Person | None]]:
    ada = done(people.found_installation(books, "Harbour City", "Ada Admin", "ada@h.example", PASSWORD, at=NOW))
    yield "administrator", ada
    for role, home in (
        ("partner", "Northline"),
        *((each, "Harbour City") for each in ("manager", "finance", "auditor")),
    ):
        mail = f"{role}@h.example"
        yield role, done(people.add_person(books, home, f"New {role}", mail, PASSWORD, [Role(role)], by=ada, at=NOW))
    yield "signed out", None
