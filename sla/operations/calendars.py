"""Calendars of business days: which contract counts by which, and what that does to its deadlines.

A calendar is part of a contract and changes with it, by a version of its own. A period keeps the one that it was
opened under. Administrators see their company's calendars, and of the contracts nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from sla.contract.definition import Definition, Version
from sla.contract.model import Contract
from sla.contract.nodes import Mapping
from sla.cycle import Agreement, Organisation, Person
from sla.cycle.deadlines import calendar_of
from sla.cycle.foreseen import Foreseen, foreseen
from sla.operations.active import known_contract
from sla.store import agreements, queries, versions
from sla.store.books import Books
from sla.store.queries import Frozen
from sla.store.visible import as_customer, as_vendor
from sla.values import Calendar


@dataclass(frozen=True, slots=True)
class Used:
    """One contract with the calendar that it counts by today; `year` is this one, on its own clocks."""

    customer: Organisation
    definition: Definition
    contract: Contract
    """As it is in force today."""
    agreements: int
    """How many agreements on it the person sees."""
    today: date

    @property
    def calendar(self) -> Calendar:
        """The clocks and the days that count."""
        return calendar_of(self.contract)

    @property
    def years(self) -> tuple[int, int]:
        """This year and the next."""
        return self.today.year, self.today.year + 1

    def holidays(self, year: int) -> tuple[date, ...] | None:
        """Those of a year, oldest first; None where no day of it is in the term."""
        if not self.definition.term.start.year <= year <= self.definition.term.last_day.year:
            return None
        return tuple(day for day in sorted(self.calendar.holidays) if day.year == year)

    @property
    def next_holiday(self) -> date | None:
        """The first that is still to come, today's included."""
        return min((day for day in self.calendar.holidays if day >= self.today), default=None)

    @property
    def version(self) -> Version:
        """The text that is in force today."""
        return self.definition.version_on(self.today)

    @property
    def line(self) -> int | None:
        """Where in that text the holidays stand; None where it names none."""
        root = self.version.root
        pairs = root.pairs if isinstance(root, Mapping) else ()
        return next((key.place.line for key, _ in pairs if key.value == "holidays"), None)

    def foreseen(self) -> tuple[Foreseen, ...]:
        """The deadlines of this year and the next, as each period's text has them now."""
        near = range(self.today.year - 1, self.today.year + 2)
        periods = (each for each in self.definition.statement_periods() if each.last_day.year in near)
        dates = (foreseen(self.definition.on(each), each) for each in periods)
        return tuple(each for each in dates if each and each.last.year in self.years)


@dataclass(frozen=True, slots=True)
class Keeps:
    """An agreement, and what its periods on their way keep of a calendar; None where none is on its way."""

    agreement: Agreement
    frozen: Frozen | None
    without: tuple[date, ...] = ()
    """Holidays of the contract today that they do not know."""
    more: tuple[date, ...] = ()
    """Holidays that they keep and the contract today does not name."""


def calendars(books: Books, *, by: Person, at: datetime, page: Callable[[int], slice]) -> tuple[tuple[Used, ...], int]:
    """Contracts whose calendar the person may see, by key: those that `page` cuts out; and how many there are."""
    with books.reading(by) as connection:
        every = versions.calendars_seen(connection, by)
        here = every[page(len(every))]
        texts = versions.texts_of(connection, [(key, customer.id) for customer, key in here])
        agreed = Counter((each.customer.id, each.definition) for each in _agreements(connection, by))
    return tuple(
        _used(customer, known_contract(texts[key, customer.id]), agreed[customer.id, key], at) for customer, key in here
    ), len(every)


def calendar(
    books: Books, customer: int, key: str, *, by: Person, at: datetime
) -> tuple[Used, tuple[Keeps, ...]] | None:
    """One contract's calendar and every agreement that counts by it; None where there is none to see."""
    with books.reading(by) as connection:
        found = versions.calendars_seen(connection, by, customer, key)
        if not found:
            return None
        definition = known_contract(versions.active_texts(connection, customer, key))
        agreed = [
            each for each in _agreements(connection, by) if (each.customer.id, each.definition) == (customer, key)
        ]
        kept = queries.frozen_calendars(connection, by, customer, key) if agreed else ()
    used = _used(found[0][0], definition, len(agreed), at)
    mine = defaultdict[int, list[Frozen]](list)
    for each in kept:
        mine[each.agreement].append(each)
    return used, tuple(keeps for each in agreed for keeps in _keeps(each, mine[each.id], used.calendar))


def _agreements(connection: Connection, by: Person) -> tuple[Agreement, ...]:
    return agreements.agreements_of(connection, by) if as_customer(by) or as_vendor(by) else ()


def _used(customer: Organisation, definition: Definition, agreed: int, at: datetime) -> Used:
    """The calendar today, or on the nearest day of the term."""
    term = definition.term
    zone = definition.at(min(max(at.date(), term.start), term.last_day)).zone
    today = at.astimezone(zone).date()
    return Used(customer, definition, definition.at(min(max(today, term.start), term.last_day)), agreed, today)


def _keeps(agreement: Agreement, kept: list[Frozen], now: Calendar) -> tuple[Keeps, ...]:
    """A row for each calendar that periods of an agreement keep."""
    rows = tuple(
        Keeps(
            agreement,
            each,
            tuple(sorted(now.holidays - each.calendar.holidays)),
            tuple(sorted(each.calendar.holidays - now.holidays)),
        )
        for each in kept
    )
    return rows or (Keeps(agreement, None),)
