"""Who is looking: the signed-in person of this request, and the books they look into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NoReturn, TypeVar

from flask import abort, current_app, request
from flask_login import current_user

from sla.config import Config
from sla.cycle import Person
from sla.operations import pages
from sla.operations.answers import is_unknown
from sla.operations.looking import Looked
from sla.operations.press import Press
from sla.store.books import Books
from sla.values import Findings
from sla.web.handover import Handover

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page works with."""

    config: Config
    books: Books
    press: Press
    clock: Callable[[], datetime]
    real: Callable[[], datetime]
    """Not put forward in a demonstration: what people's own devices go by."""
    looked: Handover[Looked] = field(default_factory=Handover)
    """The file that somebody has just chosen, read and priced."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person as the session remembers them."""

    person: Person
    generation: int = 0
    """Of the sessions that have not ended; the books know which that is."""
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The number of the person and the generation of the session, as `7.0`."""
        return f"{self.person.id}.{self.generation}"


def desk() -> Desk:
    """The desk of this application."""
    found = current_app.extensions["sla"]
    if not isinstance(found, Desk):
        raise TypeError("create_app sets the desk")
    return found


def now() -> datetime:
    """This moment in UTC."""
    return desk().clock()


def real() -> datetime:
    """The same without what a demonstration is ahead."""
    return desk().real()


def clock() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def address(path: str) -> str:
    """A path of ours as others reach it."""
    return (desk().config.address or request.host_url.rstrip("/")) + path


def somebody() -> Person | None:
    """The signed-in person, if there is one."""
    visitor = current_user._get_current_object()  # noqa: SLF001 - the only way past its proxy
    return visitor.person if isinstance(visitor, Visitor) else None


def me() -> Person:
    """The signed-in person; pages that ask for it are shown to nobody else."""
    person = somebody()
    if person is None:
        abort(401)
    return person


def agreement_at(series: str) -> int:
    """The number of the agreement that an address names; 404 if the person may not see it."""
    return found(pages.agreement_named(desk().books, series, by=me()))


def found(answer: Thing | Findings | None) -> Thing:
    """The thing asked for, or the page that says there is none, whether it exists for others or not."""
    if answer is None or isinstance(answer, Findings):
        missing(answer)
    return answer


def missing(answer: Findings | None = None) -> NoReturn:
    """404; any refusal other than `unknown` at this point is a mistake of ours."""
    if answer is not None and not is_unknown(answer):
        raise ValueError("; ".join(answer.sentences()))
    abort(404)
