"""A thousand agreements of others weigh nothing: the same queries, which look at no more rows than before.

So the time that a page takes tells nobody who else is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from sla.cycle import Person
from sla.operations import people, queue
from sla.operations.pages import agreement, list_statements, portfolio, scorecard, shelf, statement, trial_balance
from sla.store.books import Books
from sla.store.queries import Sought
from tests.operations.house import MARCH, NOW, House
from tests.store.crowd import gather

Query = tuple[str, Any]
STRANGERS = 1000
A_FEW = STRANGERS // 8
"""PostgreSQL may choose another way through larger tables, and pass some rows on it; all of them it must not."""
PAGES: Mapping[str, Callable[[House, Books, Person], object]] = {
    "portfolio": lambda _, books, by: portfolio(books, by=by),
    "agreement": lambda house, books, by: agreement(books, house.north.id, by=by),
    "scorecard": lambda house, books, by: scorecard(books, house.north.id, MARCH, by=by, at=NOW),
    "statements": lambda _, books, by: list_statements(books, by=by),
    "statement": lambda _, books, by: statement(books, "NORTH-0001", by=by),
    "balance": lambda _, books, by: trial_balance(books, by=by),
    "queue": lambda _, books, by: queue.queue(books, by=by, at=NOW),
    "tally": lambda _, books, by: queue.tally(books, by=by, at=NOW),
    "shelf": lambda _, books, by: shelf(books, Sought(), by=by, page=lambda _: slice(50), periods=12),
    "titles": lambda _, books, by: queue.titles(books, by=by),
    "colleagues": lambda _, books, by: people.colleagues(books, by=by),
    "person": lambda _, books, by: people.person(books, by.id),
}


@pytest.mark.parametrize("somebody", ["pat", "sam", "mia"])
def test_strangers_weigh_nothing(issued_house: House, owner_url: str, somebody: str) -> None:
    by: Person = getattr(issued_house, somebody)
    gather(owner_url, issued_house.north.id, issued_house.rival.organisation, range(100))
    few = {name: list(asked(issued_house, name, by)) for name in PAGES}
    before = {name: sum(rows_of(issued_house.books, by, query) for query in queries) for name, queries in few.items()}
    gather(owner_url, issued_house.north.id, issued_house.rival.organisation, range(100, 100 + STRANGERS))
    many = {name: list(asked(issued_house, name, by)) for name in PAGES}
    assert many == few
    after = {name: sum(rows_of(issued_house.books, by, query) for query in queries) for name, queries in many.items()}
    assert {name: count for name, count in after.items() if count > before[name] + A_FEW} == {}


def asked(house: House, page: str, by: Person) -> Iterator[Query]:
    """Every query of a page, with what it was asked about."""
    with listening(house.books.engine) as queries:
        PAGES[page](house, house.books, by)
    yield from queries


@contextmanager
def listening(engine: Engine) -> Iterator[list[Query]]:
    found: list[Query] = []

    def note(_connection: Connection, _cursor: object, said: str, parameters: object, *_: object) -> None:
        if said.startswith("SELECT") and "set_config" not in said:
            found.append((said, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def rows_of(books: Books, by: Person, query: Query) -> int:
    """How many rows a query looks at; on SQLite, which does not count, how many tables it reads from end to end."""
    statement, parameters = query
    with books.reading(by) as connection:
        if connection.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return sum(row.detail.startswith("SCAN") for row in plan)
        plan = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters).scalar_one()
        return looked_at(plan[0]["Plan"])


def looked_at(node: Mapping[str, Any]) -> int:
    """The rows that scans read, those they threw away included."""
    here = 0
    if "Scan" in node["Node Type"] and "Relation Name" in node:
        thrown = sum(count for name, count in node.items() if name.startswith("Rows Removed"))
        here = int((node["Actual Rows"] + thrown) * node["Actual Loops"])
    return here + sum(looked_at(each) for each in node.get("Plans", ()))
