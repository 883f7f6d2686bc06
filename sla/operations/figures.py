"""From what was sent in to what it comes to: the basis of one period's settlement, out of the books.

What a settlement follows from is kept with it, so that it can be computed again whatever becomes known later: which
uploads, which decisions, which answers to open questions, which versions of the text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from sla.contract.definition import Definition
from sla.contract.model import Contract
from sla.cycle import Agreement, Cycle, Person
from sla.cycle.deadlines import calendar_of
from sla.cycle.matter import Answer, Asked, Correction, Matter
from sla.measurement.relief import Relief
from sla.operations.active import definition_of, definition_with
from sla.operations.answers import unknown
from sla.settlement.waiver import Waiver
from sla.statement.recompute import Basis
from sla.store import agreements, cycles, matters, uploads
from sla.store.books import Books
from sla.store.known import cycles_known
from sla.submission.figures import Entry, Figures
from sla.values import Calendar, Findings, Period

LAST = 10**6
"""The round that came last, for what was settled before rounds were kept."""


@dataclass(frozen=True, slots=True)
class Case:
    """One period with all that a decision on it looks at."""

    agreement: Agreement
    definition: Definition
    cycle: Cycle
    earlier: tuple[Cycle, ...]
    later: tuple[Cycle, ...]
    matters: tuple[Matter, ...] = ()
    """Every matter of the agreement, as it stands."""
    as_known: datetime | None = None
    """The moment as of which all of this was known; None for now."""

    @property
    def contract(self) -> Contract:
        """The contract in force for the period, with these parties on it and the answers that hold by now."""
        return self.agreement.under(self.definition.on(self.cycle.period, dict(self.readings)))

    def as_of(self, at: datetime) -> Case:
        """With the parties as the paper has them: as at its issue once it is issued, else as they stand at a moment."""
        moment = self.cycle.issued.at if self.cycle.issued else self.as_known or at
        return replace(self, agreement=self.agreement.as_of(moment, self.contract.zone))

    @property
    def calendar(self) -> Calendar:
        """The business days that deadlines count: those known when the period opened."""
        return self.cycle.calendar or calendar_of(self.contract)

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """The answers that the parties chose, with those that a dispute has settled since."""
        return _readings(self.agreement, self.granted)

    @property
    def before(self) -> tuple[tuple[Cycle, int], ...]:
        """The earlier periods that have figures, and the version of them that counts.

        All of them are settled before this one is; until then a price that looks back is provisional.
        """
        return tuple((each, version) for each in self.earlier if (version := each.stands))

    @property
    def granted(self) -> tuple[Matter, ...]:
        """What was granted up to this period, in the order in which it was asked for."""
        return tuple(each for each in self.matters if each.granted and each.period <= self.cycle.period)

    @property
    def counted(self) -> tuple[tuple[Cycle, int], ...]:
        """The period after those before it, each with the version of its figures that counts."""
        return (*self.before, (self.cycle, self.cycle.counting))

    def known(self) -> Known:
        """What is known now."""
        return Known(
            figures=tuple((each.period.key, each.round, number) for each, number in self.counted if number),
            matters=tuple(each.id for each in self.granted),
            readings=self.readings,
            texts=tuple(each.digest for each in self.definition.versions),
        )

    def basis(self, entries: tuple[Entry, ...], more: tuple[Asked, ...] = ()) -> Basis:
        """What the period's settlement follows from, given all figures up to it; `more` as if it were granted too."""
        past = tuple(each.period for each, _ in self.before)
        return based(self, Figures(entries), past, (*allowed(self.granted), *more))


@dataclass(frozen=True, slots=True)
class Known:
    """What a settlement was made of, by names that stay: enough to make it again."""

    figures: tuple[tuple[str, int, int], ...]
    """Key of each period, oldest first and the period itself last, its round, and the version of its figures.

    The round tells figures of a restatement that is given up later from those that take their number.
    """
    matters: tuple[int, ...]
    """Numbers of the matters of which something was granted."""
    readings: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    """SHA-256 of every version of the contract that was active."""

    def written(self) -> str:
        """As canonical JSON."""
        whole = {
            "figures": [list(each) for each in self.figures],
            "matters": list(self.matters),
            "readings": [list(each) for each in self.readings],
            "texts": list(self.texts),
        }
        return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Known:
        """The same read back."""
        whole = json.loads(text)
        return cls(
            figures=tuple((key, *(round_ or [LAST]), version) for key, *round_, version in whole["figures"]),
            matters=tuple(whole["matters"]),
            readings=tuple((name, answer) for name, answer in whole["readings"]),
            texts=tuple(whole["texts"]),
        )


def allowed(granted: tuple[Matter, ...]) -> tuple[Asked, ...]:
    """What counts because of matters, each under the number of its matter in the agreement."""
    return tuple(numbered(each.granted, each.number) for each in granted if each.granted)


def numbered(asked: Asked, number: int) -> Asked:
    """The same with the number under which the books know it."""
    return asked if isinstance(asked, Answer | Correction) else replace(asked, number=number)


def based(case: Case, figures: Figures, past: tuple[Period, ...], granted: tuple[Asked, ...]) -> Basis:
    """A basis in which this is granted."""
    answers = tuple(each for each in granted if isinstance(each, Answer))
    return Basis(
        case.definition,
        figures,
        case.cycle.period,
        past,
        _answered(case.agreement.readings, answers),
        tuple(each for each in granted if isinstance(each, Relief)),
        tuple(each for each in granted if isinstance(each, Waiver)),
    )


def _readings(agreement: Agreement, granted: tuple[Matter, ...]) -> tuple[tuple[str, str], ...]:
    return _answered(agreement.readings, tuple(each.granted for each in granted if isinstance(each.granted, Answer)))


def _answered(readings: tuple[tuple[str, str], ...], answers: tuple[Answer, ...]) -> tuple[tuple[str, str], ...]:
    """The answers with those that were decided since; the last one holds."""
    return tuple(sorted({**dict(readings), **{each.reading: each.answer for each in answers}}.items()))


def load_case(
    connection: Connection,
    by: Person,
    agreement: int,
    period: str,
    *,
    hold: bool = False,
    as_known: datetime | None = None,
) -> Case | None:
    """The period of that key with its neighbours, or None where there is none that this person may see.

    Each is in its latest round; with `as_known`, all as it was known at that moment.
    """
    known = agreements.load_agreement(connection, by, agreement, hold=hold)
    if known is None:
        return None
    then = as_known
    all_cycles = cycles_known(connection, by, agreement, then) if then else cycles.cycles_of(connection, by, agreement)
    here = next((each for each in all_cycles if each.period.key == period), None)
    if here is None:
        return None
    earlier = tuple(each for each in all_cycles if each.period < here.period)
    later = tuple(each for each in all_cycles if each.period > here.period)
    between = matters.matters_of(connection, by, agreement, known=then)
    return Case(known, definition_of(connection, known, then), here, earlier, later, between, then)


def read_case(books: Books, by: Person, agreement: int, period: str) -> Case | Findings:
    """The same in a transaction of its own; findings where there is nothing to see."""
    with books.reading(by) as connection:
        return load_case(connection, by, agreement, period) or unknown("period", period)


def accepted(connection: Connection, case: Case) -> Basis | None:
    """The basis with the upload that counts and all that is granted by now; None before there is any upload."""
    return case.basis(figures_of(connection, case)) if case.cycle.counting else None


def figures_of(connection: Connection, case: Case) -> tuple[Entry, ...]:
    """The figures that count for the period, with those of the periods before it."""
    return uploads.entries_of(connection, case.counted, case.as_known)


def standing(connection: Connection, case: Case) -> Basis:
    """The basis of the settlement that stands, as it was when it was settled."""
    kept = uploads.standing_settlement(connection, case.cycle).basis
    if not kept:  # settled before bases were kept, when nothing could be decided afterwards
        return case.basis(figures_of(connection, case))
    known = Known.read(kept)
    periods = {each.period.key: each for each in (*case.earlier, case.cycle)}
    counted = tuple((replace(periods[key], round=round_), version) for key, round_, version in known.figures)
    then = replace(
        case,
        definition=definition_with(connection, case.agreement, known.texts),
        matters=tuple(each for each in case.matters if each.id in known.matters),
    )
    granted = tuple(
        numbered(each.decision.granted, each.number)
        for each in then.matters
        if each.decision and each.decision.granted  # also what was withdrawn since
    )
    past = tuple(each.period for each, _ in counted[:-1])
    entries = Figures(uploads.entries_of(connection, counted))
    return replace(based(then, entries, past, granted), readings=known.readings)


def with_more(basis: Basis, more: tuple[Asked, ...]) -> Basis:
    """The same basis, as if this had been granted too."""
    return replace(
        basis,
        readings=_answered(basis.readings, tuple(each for each in more if isinstance(each, Answer))),
        relief=(*basis.relief, *(each for each in more if isinstance(each, Relief))),
        waivers=(*basis.waivers, *(each for each in more if isinstance(each, Waiver))),
    )
