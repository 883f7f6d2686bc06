"""Every request there is: each address of the application, each method, for each thing that an address can name.

Nothing here lists pages. A new page is asked for as soon as it is there; if its address names a new kind of thing,
`Unknown` says so, and `KINDS` is where to say what that thing can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

import sla.web
from tests.proof.world import ISSUED, MONTHS, Place

ASKED = re.compile(r"request\.(args|form|files|values)(?:\.(?:get|getlist)\(\s*|\[)\"(\w+)\"")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOWHERE, NO_MATTER, NO_DIGEST = "nowhere", 999999, "0" * 64
NO_NAMES = (f"{NOWHERE.upper()}-0001", NOWHERE, f"matters/{NO_MATTER}", NO_DIGEST)
"""What names nothing, in the order of `Place.names`."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What an address names: a month of an agreement, or of one that does not exist (`place` is None)."""

    place: Place | None
    month: str

    @property
    def name(self) -> str:
        return self.place.name if self.place else NOWHERE


KINDS: Mapping[str, Callable[[Thing], object]] = {
    "series": lambda thing: thing.place.series if thing.place else NOWHERE,
    "period": lambda thing: thing.month,
    "number": lambda thing: thing.place.number if thing.place else f"{NOWHERE.upper()}-0001",
    "version": lambda _: 1,
    "line": lambda _: 1,
    "chapter": lambda thing: "windows" if thing.place else NOWHERE,
    "token": lambda _: 1,
    "subscription": lambda _: 1,
    "code": lambda _: NOWHERE,
    "person": lambda thing: 1 if thing.place else 999999,
    "passkey": lambda _: 1,
    "secret": lambda _: "0" * 43,
    "matter": lambda thing: thing.place.matter if thing.place else NO_MATTER,
    "digest": lambda thing: thing.place.digest if thing.place else NO_DIGEST,
    "customer": lambda thing: thing.place.agreement.customer.id if thing.place else 999999,
    "contract": lambda thing: thing.place.agreement.definition if thing.place else NOWHERE,
    "text": lambda thing: thing.place.text if thing.place else NO_DIGEST,
    "draft": lambda _: 1,
    "filename": lambda thing: "sla.css" if thing.place else "nowhere.css",
}
"""What the parameters of addresses stand for. `<any(...)>` needs no entry: all of it is tried."""
NARROWS = {"series", "number"}
"""Parameters that name something of one agreement."""


class Unknown(LookupError):
    """An address has a parameter that is not in `KINDS`: add it there, so that foreign ones are tried."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, without the form that goes with it. `pattern` is the address as it is written in the program."""

    method: str
    path: str
    pattern: str
    endpoint: str
    thing: Thing | None
    """None where the address names nothing of an agreement."""


def asks(app: Flask, places: Mapping[str, Place], months: tuple[str, ...] = MONTHS) -> Iterator[Ask]:
    """Every address and method for every thing, real or not."""
    here: list[Place | None] = [*places.values(), None]
    for rule in app.url_map.iter_rules():
        methods = sorted((rule.methods or set()) & set(METHODS))
        of_one = bool(rule.arguments & NARROWS)
        things = [Thing(*pair) for pair in product(here, months if "period" in rule.arguments else (ISSUED,))]
        for thing in things if of_one else things[:1]:
            for path, method in product(paths(app, rule, thing), methods):
                yield Ask(method, path, rule.rule, rule.endpoint, thing if of_one else None)


def paths(app: Flask, rule: Rule, thing: Thing) -> list[str]:
    """The addresses of a rule for one thing."""
    unknown = rule.arguments - set(KINDS) - set(_choices(rule))
    if unknown:
        raise Unknown(f"{rule.rule}: say in tests/proof/routes.py what {', '.join(sorted(unknown))} can be")
    values = _choices(rule)
    values |= {name: [KINDS[name](thing)] for name in rule.arguments - set(values)}
    with app.test_request_context():
        built = [rule.build(dict(zip(values, each, strict=True))) for each in product(*values.values())]
    return [f"{address[1]}" for address in built if address]


def _choices(rule: Rule) -> dict[str, list[object]]:
    """Parameters that take one of a few words."""
    listed = {name: each for name, each in rule._converters.items() if isinstance(each, AnyConverter)}
    return {name: list[object](sorted(each.items)) for name, each in listed.items()}


def fields() -> frozenset[str]:
    """Every name that a page asks a form or an address for, read from the pages themselves."""
    sources = Path(sla.web.__file__).parent.glob("**/*.py")
    return frozenset(name for file in sources for _, name in ASKED.findall(file.read_text()))


def searches(app: Flask, word: str) -> Iterator[str]:
    """Addresses that name nothing, with the word in every place where a page looks for one."""
    sources = Path(sla.web.__file__).parent.glob("**/*.py")
    asked = {name for file in sources for where, name in ASKED.findall(file.read_text()) if where in {"args", "values"}}
    for rule in app.url_map.iter_rules():
        if not rule.arguments and "GET" in (rule.methods or set()):
            yield from (f"{rule.rule}?{name}={word}" for name in sorted(asked))
