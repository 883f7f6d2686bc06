"""Opening periods from a page or for many agreements at once: which are due, what each would be, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from sla.contract.definition import Definition
from sla.contract.model import Contract
from sla.cycle import Agreement, Cycle, Person, Role
from sla.cycle.opening import begun, following, openable
from sla.operations.active import known_contract
from sla.operations.agreements import as_opened, figures_until, open_period
from sla.operations.answers import wrong_person
from sla.operations.pages import Concluded
from sla.operations.parties import looks_after
from sla.store import versions
from sla.store.books import Books
from sla.store.reached import Reached, reached
from sla.values import Findings, Period

AHEAD = timedelta(hours=14)
"""No clock is further ahead of UTC than those of Kiritimati."""


@dataclass(frozen=True, slots=True)
class Openable:
    """The periods of one agreement that can be opened, oldest first, and the one that is next; none at the end."""

    agreement: Agreement
    definition: Definition
    periods: tuple[Period, ...]
    next: Period | None
    begun: bool
    """Whether the next one has begun on the contract's clocks."""

    def seen(self, period: Period, at: datetime) -> tuple[Cycle, Contract]:
        """What would be opened, with its days, and under which text; nothing is kept."""
        contract = self.agreement.under(self.definition.on(period, dict(self.agreement.readings)))
        return as_opened(self.agreement, self.definition, period, None, at), contract


@dataclass(frozen=True, slots=True)
class Due:
    """An agreement, and its next period, which has begun. Without any period yet, somebody chooses its first."""

    of: Reached
    period: Period | None
    contract: Contract | None = None
    """As it is in force for the period."""
    closes: datetime | None = None
    """Until when figures would come."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One agreement, and its period or why it was not opened."""

    of: Reached
    answer: Cycle | Findings

    @property
    def opened(self) -> Cycle | None:
        """The period, if it was opened."""
        return self.answer if isinstance(self.answer, Cycle) else None

    @property
    def refusal(self) -> Findings:
        """Why it was not, if so."""
        return self.answer if isinstance(self.answer, Findings) else Findings()


def to_open(found: Concluded, *, by: Person, at: datetime) -> Openable | None:
    """What a vendor manager of the customer can open of an agreement; None for everybody else."""
    if not looks_after(found.agreement, by):
        return None
    every = found.definition.statement_periods()
    free = openable(every, found.cycles)
    today = at.astimezone(found.definition.at(every[0].start).zone).date()
    likely = following(every, found.cycles[-1].period.end) if found.cycles else begun(every, today)
    chosen = likely if likely in free else next(iter(free), None)
    return Openable(found.agreement, found.definition, free, chosen, chosen is not None and chosen.start <= today)


def due(books: Books, *, by: Person, at: datetime) -> tuple[Due, ...]:
    """What a vendor manager can open now: the oldest period first, by contract and vendor; what has none yet last."""
    if not by.is_a(Role.MANAGER):
        return ()
    with books.reading(by) as connection:
        every = reached(connection, by, (at + AHEAD).date())
        texts = _texts(connection, by, {each.definition for each in every})
    found = [_due(each, texts[each.definition], at) for each in every]
    return tuple(sorted(filter(None, found), key=lambda each: each.period.start if each.period else date.max))


def open_many(
    books: Books,
    period: str,
    *,
    by: Person,
    at: datetime,
    series: Collection[str] | None = None,
    closes: datetime | None = None,
    progress: Callable[[Opened], None] | None = None,
) -> tuple[Opened, ...] | Findings:
    """Open a period of every agreement of which it is due, or of those that are named, each by itself.

    A refusal stops no other. Repeated, what is open already is refused and stays as it is. `closes` is the last moment
    for figures, instead of the one that follows from each contract.
    """
    if not by.is_a(Role.MANAGER):
        return wrong_person("a vendor manager of the customer", "open a period")
    found = []
    for each in _wanted(books, period, series, by, at):
        found.append(Opened(each, open_period(books, each.agreement, period, by=by, at=at, closes=closes)))
        if progress:
            progress(found[-1])
    return tuple(found)


def _wanted(books: Books, period: str, series: Collection[str] | None, by: Person, at: datetime) -> tuple[Reached, ...]:
    if series is None:
        return tuple(each.of for each in due(books, by=by, at=at) if each.period and each.period.key == period)
    with books.reading(by) as connection:
        return tuple(each for each in reached(connection, by) if each.series in series)


@dataclass(frozen=True, slots=True)
class _Text:
    """A contract, and what it comes to for a period under the same answers: found once for all agreements on it."""

    definition: Definition
    periods: tuple[Period, ...]
    known: dict[tuple[Period, tuple[tuple[str, str], ...]], tuple[Contract, datetime | None]]

    def on(self, period: Period, of: Reached, at: datetime) -> tuple[Contract, datetime | None]:
        """The text in force, and until when figures would come."""
        key = (period, of.readings)
        if key not in self.known:
            contract = self.definition.on(period, dict(of.readings))
            self.known[key] = (contract, figures_until(contract, period, at))
        return self.known[key]


def _texts(connection: Connection, by: Person, keys: Collection[str]) -> dict[str, _Text]:
    found = versions.texts_of(connection, [(key, by.organisation) for key in keys])
    known = {key: known_contract(texts) for (key, _), texts in found.items()}
    return {key: _Text(each, each.statement_periods(), {}) for key, each in known.items()}


def _due(of: Reached, text: _Text, at: datetime) -> Due | None:
    if of.end is None:
        return Due(of, None)
    period = following(text.periods, of.end)
    if period is None:
        return None
    contract, closes = text.on(period, of, at)
    has_begun = period.start <= at.astimezone(contract.zone).date()
    return Due(of, period, contract, closes) if has_begun else None
