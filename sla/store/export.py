"""The log written out, one entry a line: all of it as commitments, and what an entry says only to whom it concerns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection, func, or_, select

from sla.cycle import Person, Role
from sla.store.audit import snapshot
from sla.store.books import Books
from sla.store.digests import rows
from sla.store.log import CONTENT, commitment
from sla.store.people import company_of
from sla.store.scope import declare
from sla.store.tables import agreement, event, log_head, organisation
from sla.store.visible import visible

FORMAT = "sla log 1"


def is_known(books: Books, company: str) -> bool:
    """Whether there is a company of that name."""
    with books.reading(None) as connection:
        return _number(connection, company) is not None


def lines(books: Books, company: str) -> Iterator[str]:
    """The head, then every entry: number, commitment and hash, and what it says if it concerns the company or all."""
    with snapshot(books) as connection:
        yield from seen_in(connection, books, company)


def seen_in(connection: Connection, books: Books, company: str = "") -> Iterator[str]:
    """The same within a transaction."""
    declare(connection, None, books.key)
    number = _number(connection, company)
    theirs = _agreements(connection, books, number)
    declare(connection, None, books.key)

    def concerns(says: Mapping[str, object]) -> bool:
        return not company or says.get("organisation") == number or says.get("agreement") in theirs

    yield from _written(connection, concerns)


def seen_by(books: Books, by: Person) -> Iterator[str]:
    """The same for one person: what entries say on agreements that they see, and of their own company at home."""
    with snapshot(books) as connection:
        declare(connection, by, books.key)
        theirs = set(connection.execute(select(agreement.c.id).where(visible(by))).scalars())
        declare(connection, None, books.key)
        home = company_of(connection, by)

        def concerns(says: Mapping[str, object]) -> bool:
            if "agreement" in says:
                return says["agreement"] in theirs
            at_home = json.loads(str(says["detail"])).get("company", home) == home
            return says.get("organisation") == by.organisation and at_home

        yield from _written(connection, concerns)


def _written(connection: Connection, concerns: Callable[[Mapping[str, object]], bool]) -> Iterator[str]:
    for head in rows(connection, log_head):
        yield _line({"format": FORMAT, "entries": head.says.get("entries"), "head": head.says.get("digest")})
    for row in rows(connection, event, at_once=500):
        yield _entry(row.says, concerned=concerns(row.says))


def _entry(says: Mapping[str, object], *, concerned: bool) -> str:
    known = {"number": says["id"], "commitment": commitment(says), "digest": says.get("digest")}
    content = {name: says[name] for name in CONTENT if name in says}
    return _line({**known, "content": content} if concerned else known)


def _number(connection: Connection, company: str) -> int | None:
    named = select(organisation.c.id).where(func.lower(organisation.c.name) == company.strip().lower())
    return connection.execute(named).scalar_one_or_none()


def _agreements(connection: Connection, books: Books, company: int | None) -> set[int]:
    """The numbers of a company's agreements, on either side."""
    if company is None:
        return set()
    declare(connection, Person(0, "", company, frozenset(Role)), books.key)
    mine = or_(agreement.c.customer == company, agreement.c.vendor == company)
    return set(connection.execute(select(agreement.c.id).where(mine)).scalars())


def _line(says: Mapping[str, object]) -> str:
    return json.dumps(says, ensure_ascii=False)
