"""What a draft would have paid: the history of an agreement settled under the text in force and under the draft.

Both run through the same stages, with the figures, relief and waivers that count now. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Connection

from sla.contract.definition import Definition
from sla.contract.model import Contract
from sla.cycle import Agreement, Person
from sla.operations.active import read_texts
from sla.operations.contract_drafts import Looked
from sla.operations.figures import accepted, load_case
from sla.settlement.delta import Change, changes
from sla.settlement.model import Settlement
from sla.settlement.workings import sentence
from sla.statement.recompute import Basis
from sla.store import cycles
from sla.store.books import Books
from sla.values import Finding, Findings, Money, Period


class Since(StrEnum):
    """From when on the draft is taken to be in force."""

    ALWAYS = "always"
    """As if it had been the text from the first day on."""
    EFFECTIVE = "effective"
    """From the day that it names, beside the versions in force: what bringing it into force would come to."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One line that comes to something else, and how it came about under either text; "" where it has no such line."""

    change: Change
    title: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A result that comes out as something else."""

    title: str
    window: Period
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """One period under both texts."""

    before: Settlement
    now: Settlement
    moved: tuple[Moved, ...]
    turned: tuple[Turned, ...]

    @property
    def difference(self) -> Money:
        """What the draft adds for the vendor; below zero where it costs more."""
        return self.now.net - self.before.net


@dataclass(frozen=True, slots=True)
class Trial:
    """One agreement under both texts, oldest period first; without periods it has no figures yet."""

    agreement: Agreement
    periods: tuple[Weighed, ...]

    def total(self, currency: str) -> tuple[Money, Money, Money]:
        """The nets of all periods before and now, and their difference."""
        zero = Money(Decimal(0), currency)
        before = sum((each.before.net for each in self.periods), start=zero)
        now = sum((each.now.net for each in self.periods), start=zero)
        return before, now, now - before


def tried_on(
    books: Books, looked: Looked, agreement: Agreement, since: Since, last: int | None, *, by: Person
) -> Trial | Findings:
    """The `last` periods with figures of an agreement under both texts, or all of them; the whole history counts."""
    other = _other(looked, since)
    if isinstance(other, Findings):
        return other
    with books.reading(by) as connection:
        basis = _basis(connection, agreement, by)
    if basis is None:
        return Trial(agreement, ())
    offered = {each.name for version in other.versions for each in version.head.readings}
    exchanged = replace(basis, definition=other, readings=tuple(each for each in basis.readings if each[0] in offered))
    if cut := _cut_anew(basis, other):
        return cut
    pairs = tuple(zip(basis.settled(), exchanged.settled(), strict=True))[-(last or 0) :]
    return Trial(agreement, tuple(_weighed(agreement, basis, exchanged, *pair) for pair in pairs))


def _other(looked: Looked, since: Since) -> Definition | Findings:
    if looked.judged.definition is None or since is Since.EFFECTIVE:
        return looked.judged.definition or looked.judged.findings
    return read_texts(looked.draft.files)


def _basis(connection: Connection, agreement: Agreement, by: Person) -> Basis | None:
    """All that the latest period with figures follows from, with those before it."""
    with_figures = [each for each in cycles.cycles_of(connection, by, agreement.id) if each.counting]
    if not with_figures:
        return None
    case = load_case(connection, by, agreement.id, max(each.period for each in with_figures).key)
    return accepted(connection, case) if case else None


def _cut_anew(basis: Basis, other: Definition) -> Findings | None:
    """The history is only settled in the periods in which it was."""
    known = set(other.statement_periods())
    strange = next((each for each in (*basis.past, basis.period) if each not in known), None)
    if strange is None:
        return None
    return Findings(
        [
            Finding(
                "simulation.other-periods",
                "Under this text the history falls into other periods",
                found=f"{strange.label} is none of its statement periods",
                expected="a text whose term and periods cover the history",
                remedy="Let it count from its own day, or extend its term to the past for the trial.",
            )
        ]
    )


def _weighed(agreement: Agreement, basis: Basis, exchanged: Basis, before: Settlement, now: Settlement) -> Weighed:
    texts = [agreement.under(each.definition.on(before.period, dict(each.readings))) for each in (basis, exchanged)]
    told = [Told(contract, settled) for contract, settled in zip(texts, (before, now), strict=True)]
    moved = (
        Moved(each, told[1].title(each) or told[0].title(each), told[0].why(each), told[1].why(each))
        for each in changes(now, before)
    )
    return Weighed(before, now, tuple(moved), tuple(_turned(*told)))


class Told:
    """A settlement with its contract, to say how lines came about."""

    def __init__(self, contract: Contract, settled: Settlement) -> None:
        """Nothing is said yet."""
        self.contract = contract
        self.settled = settled
        self.facts = {
            (each.measurement.level, each.measurement.window, each.measurement.scope): each
            for each in settled.evaluations
        }

    def title(self, change: Change) -> str:
        """The level's title; of what belongs to no level the clause's own words."""
        level = self.contract.index.get(change.level)
        return level.title if level else ""

    def why(self, change: Change) -> str:
        """How every line of this kind came about."""
        wanted = (change.clause, change.level, change.window, change.scope, change.direction)
        lines = (
            line
            for line in self.settled.lines
            if (line.clause, line.level, line.window, line.scope, line.direction) == wanted
        )
        facts = self.facts.get((change.level, change.window, change.scope))
        return " ".join(dict.fromkeys(sentence(self.contract, line, facts) for line in lines))


def _turned(before: Told, now: Told) -> Iterator[Turned]:
    """Results whose outcome differs, where both texts have the level."""
    for key, evaluation in now.facts.items():
        was = before.facts.get(key)
        if was is not None and was.outcome is not evaluation.outcome:
            title = now.contract.level(key[0]).title
            yield Turned(title, key[1], str(was.outcome), str(evaluation.outcome))
