"""However much there is, a page asks the database as often: every page, by every role, at two sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.routing import AnyConverter, Rule

from sla.cycle import Person
from tests.operations.house import APRIL, MARCH, House
from tests.store.crowd import gather
from tests.web.site import Site

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
NAMES: dict[str, object] = {"series": "north", "period": MARCH, "number": "NORTH-0001"}
"""What addresses name; everything else in them is a 1."""
FEW, MANY = range(2), range(2, 30)


def addresses(app: Flask, house: House) -> Iterator[str]:
    """Every page, once for each of the words that it may have in its address."""
    known = {**NAMES, "customer": house.mia.organisation, "contract": "harbour", "person": house.mia.id}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and not rule.rule.startswith(("/static", "/api")):
            with app.test_request_context():
                built = rule.build({name: _value(rule, name, known) for name in rule.arguments})
            if built:
                yield built[1]


def _value(rule: Rule, name: str, known: dict[str, object]) -> object:
    words = rule._converters[name]
    return min(words.items) if isinstance(words, AnyConverter) else known.get(name, 1)


@contextmanager
def counted(house: Site) -> Iterator[list[str]]:
    """The queries of the application."""
    found: list[str] = []
    engine = house.app.extensions["sla"].books.engine

    def note(_connection: object, _cursor: object, said: str, *_: object) -> None:
        found.append(said)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def asked(site: Site, person: Person) -> dict[str, list[str]]:
    """The queries of every page that somebody opens."""
    browser, found = site.visit(person), dict[str, list[str]]()
    for address in addresses(site.app, site.house):
        if "sign-out" not in address:
            with counted(site) as queries:
                browser.get(address)
            found[address] = queries
    return found


def test_no_page_asks_more_often_when_there_is_more(site: Site, house: House, owner_url: str) -> None:
    house.issued()
    house.settled(APRIL)
    people = (house.mia, house.fay)
    gather(owner_url, house.north.id, house.mia.organisation, FEW)
    few = [asked(site, person) for person in people]
    gather(owner_url, house.north.id, house.mia.organisation, MANY)
    many = [asked(site, person) for person in people]
    more = {
        (person.name, address): (len(before), len(after[address]))
        for person, now, after in zip(people, few, many, strict=True)
        for address, before in now.items()
        if len(after[address]) > len(before)
    }
    assert more == {}
    assert len(few[0]) > 30
