"""What a person can look at: portfolio, scorecard, uploads, statements, balances, the log."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection

from sla.contract.definition import Definition
from sla.contract.model import Contract
from sla.cycle import Agreement, Cycle, NextStep, Person, Stage, next_step, possible
from sla.cycle.accepting import LineState
from sla.cycle.intime import disputable_until
from sla.cycle.matter import Matter
from sla.operations.accepting import lines_as
from sla.operations.active import active_text, definition_of
from sla.operations.effects import disputes
from sla.operations.figures import Case, accepted, load_case
from sla.settlement.model import Settlement
from sla.statement.model import InDispute
from sla.statement.recompute import Basis
from sla.store import agreements, audit, cycles, issued, ledger, log, queries, uploads
from sla.store.books import Books
from sla.store.issued import EVERY, Issued, Wanted
from sla.store.known import cycles_known
from sla.store.ledger import Balance
from sla.store.queries import Cell, Sought
from sla.store.uploads import Upload
from sla.submission.figures import Figures
from sla.values import Finding, Period


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One period in full. `settlements` ends with the period's own, after those before it; empty before figures."""

    agreement: Agreement
    contract: Contract
    cycle: Cycle
    uploads: tuple[Upload, ...]
    settlements: tuple[Settlement, ...]
    figures: Figures
    """Those of the period and, where earlier ones count too, of the periods before it."""
    periods: tuple[Period, ...]
    """Every open period of the agreement, oldest first."""
    next_step: NextStep
    possible: frozenset[str]
    log: tuple[log.Entry, ...]
    matters: tuple[Matter, ...] = ()
    """Relief, disputes and waivers about the period, in the order in which they were opened."""
    in_dispute: InDispute | None = None
    lines: tuple[LineState, ...] = ()
    """The lines of the settlement that stands, in its order, with what the vendor said to each."""
    disputable_until: datetime | None = None
    """The first moment that is too late to dispute the statement, where the contract sets one."""
    as_known: datetime | None = None
    """The moment as of which all of this was known; None for now."""

    @property
    def settlement(self) -> Settlement | None:
        """What the period comes to; provisional until it is settled."""
        return self.settlements[-1] if self.settlements else None


@dataclass(frozen=True, slots=True)
class Concluded:
    """One agreement with its contract and its periods, oldest first."""

    agreement: Agreement
    definition: Definition
    cycles: tuple[Cycle, ...]


def portfolio(books: Books, *, by: Person, definition: str | None = None) -> tuple[Cell, ...]:
    """Every agreement in every open period: stage and money at a glance, in one query."""
    with books.reading(by) as connection:
        return queries.portfolio(connection, by, definition)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the portfolio: so many agreements from one on, each with its last periods, in the order wanted."""

    cells: tuple[Cell, ...]
    agreements: tuple[int, ...]
    """Those of the part, in their order."""
    total: int
    """How many agreements are wanted in all."""
    stages: dict[Stage, int]
    """How many periods of the contract stand at each stage on the way."""
    titles: dict[tuple[str, str], str]
    """The title of every contract in the part, by its key and the customer's name."""
    contracts: tuple[str, ...]
    """The keys of every contract there is to choose from."""
    earlier: bool
    """Whether any of them has periods before those told."""


def shelf(books: Books, wanted: Sought, *, by: Person, page: Callable[[int], slice], periods: int) -> Shelf:
    """The part that `page` cuts out of so many agreements; of each the last `periods`."""
    with books.reading(by) as connection:
        every = queries.agreements_in(connection, by, wanted)
        chosen = every[page(len(every))]
        known = queries.definitions_of(connection, by)
        found = queries.cells_of(connection, by, chosen, wanted, periods + 1)
        rows = [list(each) for _, each in groupby(found, lambda cell: cell.agreement)]
        cells = tuple(cell for row in rows for cell in row[-periods:])
        here = {(cell.definition, cell.customer) for cell in cells}
        return Shelf(
            cells=cells,
            agreements=chosen,
            total=len(every),
            stages=queries.stages_of(connection, by, wanted.definition),
            titles={
                (key, name): active_text(connection, customer, key).title
                for key, customer, name in known
                if (key, name) in here
            },
            contracts=tuple(dict.fromkeys(key for key, _, _ in known)),
            earlier=len(cells) < len(found),
        )


def periods_of(books: Books, number: int, *, by: Person) -> tuple[Cell, ...]:
    """Every period of one agreement at a glance, oldest first."""
    with books.reading(by) as connection:
        return queries.cells_of(connection, by, (number,))


def list_agreements(books: Books, *, by: Person) -> tuple[Agreement, ...]:
    """Every agreement the person may see."""
    with books.reading(by) as connection:
        return agreements.agreements_of(connection, by)


def agreement(books: Books, number: int, *, by: Person) -> Concluded | None:
    """One agreement with its contract and periods; None where there is none to see."""
    with books.reading(by) as connection:
        known = agreements.load_agreement(connection, by, number)
        if known is None:
            return None
        return Concluded(known, definition_of(connection, known), cycles.cycles_of(connection, by, number))


def agreement_named(books: Books, series: str, *, by: Person) -> int | None:
    """The number of an agreement by the name it has in addresses; None where there is none to see."""
    with books.reading(by) as connection:
        return queries.agreement_of_series(connection, by, series.upper())


def scorecard(
    books: Books, number: int, period: str, *, by: Person, at: datetime, known: datetime | None = None
) -> Scorecard | None:
    """One period with its lines, and what the person can do there; None where there is none to see.

    With `known`, as it was known at that moment, when nothing can be done any more.
    """
    with books.reading(by) as connection:
        case = load_case(connection, by, number, period, as_known=known)
        return None if case is None else card(connection, case, accepted(connection, case), by, at)


def card(connection: Connection, case: Case, basis: Basis | None, by: Person, at: datetime) -> Scorecard:
    """The scorecard of a period at hand; `basis` is what its settlement follows from, None before figures."""
    known = case.as_known
    settlements = basis.settled() if basis else ()
    lines = settlements[-1].lines if case.cycle.stage.is_settled and settlements else ()
    return Scorecard(
        agreement=case.agreement,
        contract=case.as_of(at).contract,
        cycle=case.cycle,
        uploads=uploads.uploads(connection, case.cycle, known),
        settlements=settlements,
        figures=basis.figures if basis else Figures(()),
        periods=tuple(each.period for each in (*case.earlier, case.cycle, *case.later)),
        next_step=next_step(case.cycle),
        possible=frozenset() if known else possible(case.cycle, by, at),
        log=tuple(each for each in log.history(connection, case.cycle) if known is None or each.at <= known),
        matters=tuple(each for each in case.matters if each.period == case.cycle.period),
        in_dispute=disputes(connection, case),
        lines=lines_as(connection, case, lines, known or at),
        disputable_until=disputable_until(case.contract, case.cycle, case.calendar),
        as_known=known,
    )


def sent_file(
    books: Books, number: int, period: str, version: int, *, by: Person, known: datetime | None = None
) -> Upload | None:
    """A file as it was sent in, among those that were `known` at a moment."""
    with books.reading(by) as connection:
        if known is None:
            cycle = cycles.load_cycle(connection, by, number, period)
        else:
            every = cycles_known(connection, by, number, known)
            cycle = next((each for each in every if each.period.key == period), None)
        return uploads.upload(connection, cycle, version, known) if cycle else None


def list_statements(
    books: Books,
    *,
    by: Person,
    agreement: int | None = None,
    numbers: Collection[str] | None = None,
    wanted: Wanted = EVERY,
) -> tuple[Issued, ...]:
    """Every sealed statement the person may see, or those of one agreement, of some numbers, or that are wanted."""
    with books.reading(by) as connection:
        return issued.issued_statements(connection, by, numbers=numbers, agreement_id=agreement, wanted=wanted)


def statement(books: Books, number: str, *, by: Person) -> Issued | None:
    """A sealed statement by its number."""
    with books.reading(by) as connection:
        return next(iter(issued.issued_statements(connection, by, numbers=(number,))), None)


def trial_balance(books: Books, *, by: Person, statement: str | None = None) -> tuple[Balance, ...]:
    """Every account with its total; within a currency they add up to zero."""
    with books.reading(by) as connection:
        return ledger.balances(connection, by, statement)


def disagreeing(books: Books, *, by: Person) -> tuple[str, ...]:
    """Numbers of statements whose postings are not their net; none unless the books are broken."""
    with books.reading(by) as connection:
        return ledger.disagreeing(connection, by)


def check_log(books: Books) -> Finding | None:
    """Hold the books against the log; the first entry, or else the first row, that was tampered with is named."""
    with audit.snapshot(books) as connection:
        return audit.first_fault(books, connection)
