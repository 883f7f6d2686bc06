"""The log written out, one entry a line: all of it as commitments, and what an entry says only to whom it concerns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from sla.cycle import Person, Role
from sla.store.audit import snapshot
from sla.store.books import Books
from sla.store.log import CONTENT, commitment
from sla.store.scope import declare
from sla.store.tables import agreement, event, log_head, organisation

FORMAT = "sla log 1"


def is_known(books: Books, company: str) -> bool:
    """Whether there is a company of that name."""
    with books.reading(None) as connection:
        return _number(connection, company) is not None


def lines(books: Books, company: str) -> Iterator[str]:
    """The head, then every entry: number, commitment and hash, and what it says if it concerns the company or all."""
    with snapshot(books) as connection:
        declare(connection, None, books.key)
        number = _number(connection, company)
        theirs = _agreements(connection, books, number)
        declare(connection, None, books.key)
        head = connection.execute(select(log_head.c.entries, log_head.c.digest)).one()
        yield _line(format=FORMAT, entries=head.entries, head=head.digest)
        query = select(event).order_by(event.c.id)
        with connection.execute(query, execution_options={"yield_per": 500}) as rows:
            for row in rows:
                yield _entry(row, not company or row.organisation == number or row.agreement in theirs)


def _entry(row: Row[Any], concerned: bool) -> str:
    content = {name: getattr(row, name) for name in CONTENT}
    known = {"number": row.id, "commitment": commitment(content), "digest": row.digest}
    if not concerned:
        return _line(**known)
    content["at"] = row.at.isoformat()
    return _line(**known, content={name: value for name, value in content.items() if value is not None})


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


def _line(**says: object) -> str:
    return json.dumps(says, ensure_ascii=False)
