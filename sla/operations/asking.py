"""Relief, disputes and waivers: asked for with their price, talked about, decided by the other side, withdrawn.

What is decided counts at once. A settlement that stands on less is taken back; an issued statement that would come to
something else is restated, without anybody having to think of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import assert_never

from sqlalchemy import Connection

from sla.cycle import Person, asking
from sla.cycle.intime import answer_by, until
from sla.cycle.matter import Answer, Asked, Correction, Evidence, Kind, Matter, State
from sla.measurement.relief import Relief
from sla.operations import correcting
from sla.operations.accepting import lines_now
from sla.operations.answers import one, refused, unknown
from sla.operations.disputed import keep_aside
from sla.operations.figures import Case, load_case, numbered, read_case
from sla.operations.fitting import fits
from sla.operations.press import unprintable
from sla.operations.restating import follow
from sla.settlement.model import Settlement
from sla.settlement.waiver import Waiver
from sla.store import log, matters, uploads
from sla.store.books import Books
from sla.store.matters import File
from sla.values import Finding, Findings, Money

MOST_BYTES = 10_000_000
"""How large one file of evidence may be."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What a period comes to without something that is asked for, and with it."""

    without: Settlement
    granted: Settlement

    @property
    def difference(self) -> Money:
        """What granting it adds to the net: above zero where it is good for the vendor."""
        return self.granted.net - self.without.net


def price(books: Books, agreement: int, period: str, asked: Asked, *, by: Person) -> Priced | Findings:
    """What it would come to if it were granted, on the figures that count. Nothing is written."""
    case = read_case(books, by, agreement, period)
    if isinstance(case, Findings):
        return case
    if problems := fits(case.contract, case.cycle.period, asked):
        return problems
    with books.reading(by) as connection:
        return priced(connection, case, asked)


@dataclass(frozen=True, slots=True)
class Looked:
    """A matter and what it is worth: what was granted of it, or all of what is asked for while it is open."""

    matter: Matter
    priced: Priced | None


def look(books: Books, agreement: int, period: str, number: int, *, by: Person) -> Looked | None:
    """A matter about a period by its number in the agreement, with its price; None where there is none to see."""
    with books.reading(by) as connection:
        case = load_case(connection, by, agreement, period)
        matter = _numbered(case.matters if case else (), period, number)
        if matter is None or case is None:
            return None
        what = matter.granted or matter.asked
        worth = bool(case.cycle.counting) and matter.state not in (State.REFUSED, State.WITHDRAWN)
        if matter.kind is Kind.CORRECTION:
            return Looked(matter, _corrected(connection, case, matter) if matter.state is State.OPEN else None)
        return Looked(matter, priced(connection, case, what, matter.id) if worth else None)


def _numbered(known: tuple[Matter, ...], period: str, number: int) -> Matter | None:
    return next((each for each in known if each.number == number and each.period.key == period), None)


def _corrected(connection: Connection, case: Case, matter: Matter) -> Priced | None:
    """What the offered figures come to, in place of those that count; None where they can no longer be read."""
    found = correcting.offered(connection, case, matter)
    if isinstance(found, Findings):
        return None
    without = case.basis(uploads.entries_of(connection, case.counted)).settled()[-1]
    before = uploads.entries_of(connection, case.before)
    return Priced(without, case.basis((*before, *found[1].entries)).settled()[-1])


def evidence(books: Books, agreement: int, period: str, number: int, digest: str, *, by: Person) -> File | None:
    """A file of a matter by its hash; None where there is none to see."""
    with books.reading(by) as connection:
        matter = _numbered(matters.matters_of(connection, by, agreement), period, number)
        return matters.evidence_file(connection, matter, digest) if matter else None


def priced(connection: Connection, case: Case, asked: Asked, number: int = 0) -> Priced:
    """The same for a period at hand; a matter that was granted already is priced against its absence."""
    others = replace(case, matters=tuple(each for each in case.matters if each.id != number or not number))
    entries = uploads.entries_of(connection, others.counted)
    without = others.basis(entries).settled()[-1]
    return Priced(without, others.basis(entries, (numbered(asked, number),)).settled()[-1])


def ask(
    books: Books,
    agreement: int,
    period: str,
    kind: Kind,
    asked: Asked,
    reason: str,
    *,
    by: Person,
    at: datetime,
    files: tuple[File, ...] = (),
) -> Matter | Findings:
    """Open a matter about a period, with the files that prove it."""
    if problems := Findings((*_file_problems(files), *unprintable("matter.unprintable", reason, *_texts(asked)))):
        return problems
    if isinstance(asked, Correction):
        remedy = "Send the file itself: `offer` reads and prices it."
        return refused("matter.without-file", "A correction comes with its file", found="none", remedy=remedy)
    with books.writing(by) as connection:
        case = load_case(connection, by, agreement, period, hold=True)
        if case is None:
            return unknown("period", period)
        if problems := fits(case.contract, case.cycle.period, asked):
            return problems
        last = until(case.contract, case.cycle, kind, asked, case.calendar)
        lines = lines_now(connection, case, at) if kind is Kind.DISPUTE else ()
        until_then = answer_by(case.contract, at, case.calendar)
        new = asking.open_matter(
            case.cycle,
            kind,
            asked,
            reason,
            by=by,
            at=at,
            answer_by=until_then,
            last=last,
            lines=lines,
            others=case.matters,
        )
        if isinstance(new, Finding):
            return one(new)
        kept = replace(new, id=matters.keep_matter(connection, new), number=len(case.matters) + 1)
        if files:
            kept = _laid(connection, kept, "", files, by, at)
        shown = str(kept.number)
        log.record(connection, f"{kind} asked for", by, at, case.cycle, matter=shown, reason=new.reason)
        keep_aside(connection, case.cycle, f"matter {shown} opened", by, at)
        return kept


def _texts(asked: Asked) -> tuple[str, ...]:
    """What a person wrote in it that stands on a statement."""
    match asked:
        case Relief():
            return asked.cause, *(of for _, of in asked.scope)
        case Waiver():
            return (asked.reason,)
        case Answer() | Correction():
            return ()
        case _:
            assert_never(asked)


def say(
    books: Books, number: int, text: str, files: tuple[File, ...] = (), *, by: Person, at: datetime
) -> Matter | Findings:
    """Add a remark, and files as evidence."""
    if problems := Findings(_file_problems(files)):
        return problems

    def act(connection: Connection, matter: Matter, case: Case) -> Matter | Finding:
        after = asking.say(matter, text, _evidence(files), by=by, at=at)
        if isinstance(after, Finding):
            return after
        matters.keep_remark(connection, after, after.remarks[-1], files)
        log.record(connection, "remark", by, at, case.cycle, matter=str(matter.number), files=str(len(files)))
        return after

    return _acted(books, number, by, act)


def _evidence(files: tuple[File, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence(name, sha256(content).hexdigest(), len(content)) for name, content in files)


def _laid(
    connection: Connection, matter: Matter, text: str, files: tuple[File, ...], by: Person, at: datetime
) -> Matter:
    """The files that come with a matter, as the first thing said in it."""
    after = asking.say(matter, text, _evidence(files), by=by, at=at)
    if isinstance(after, Finding):
        raise TypeError(f"a matter that was just opened takes no file: {after}")
    matters.keep_remark(connection, after, after.remarks[-1], files)
    return after


def decide(
    books: Books, number: int, granted: Asked | None, reason: str, *, by: Person, at: datetime
) -> Matter | Findings:
    """Grant all, part or nothing of it; what it changes follows by itself."""

    def act(connection: Connection, matter: Matter, case: Case) -> Matter | Finding | Findings:
        texts = _texts(granted) if granted else ()
        problems = unprintable("matter.unprintable", *texts)
        if granted is not None and (problems := problems or fits(case.contract, case.cycle.period, granted)):
            return problems
        after = asking.decide(matter, granted, reason, by=by, at=at)
        if isinstance(after, Finding):
            return after
        if refusal := asking.being_issued(case.cycle):
            return refusal
        if after.decision:
            matters.keep_decision(connection, after, after.decision)
        shown = str(matter.number)
        log.record(connection, f"{matter.kind} {after.state}", by, at, case.cycle, matter=shown, reason=reason)
        if isinstance(granted, Correction):
            taken = correcting.take(connection, _with(case, after), after, by, at)
            if isinstance(taken, Findings):
                connection.rollback()  # the decision is not kept without what it decides
            return taken if isinstance(taken, Findings) else after
        if after.state is not State.REFUSED:
            follow(connection, _with(case, after), f"{matter.kind} {matter.number} was {after.state}", by, at)
        keep_aside(connection, case.cycle, f"matter {shown} decided", by, at)
        return after

    return _acted(books, number, by, act)


def withdraw(books: Books, number: int, *, by: Person, at: datetime) -> Matter | Findings:
    """Take a matter back; what was granted no longer counts."""

    def act(connection: Connection, matter: Matter, case: Case) -> Matter | Finding:
        after = asking.withdraw(matter, by=by, at=at)
        if isinstance(after, Finding):
            return after
        if refusal := asking.being_issued(case.cycle):
            return refusal
        if after.withdrawn:
            matters.keep_withdrawal(connection, after, after.withdrawn)
        log.record(connection, f"{matter.kind} withdrawn", by, at, case.cycle, matter=str(matter.number))
        if matter.granted:
            follow(connection, _with(case, after), f"{matter.kind} {matter.number} was withdrawn", by, at)
        keep_aside(connection, case.cycle, f"matter {matter.number} withdrawn", by, at)
        return after

    return _acted(books, number, by, act)


Act = Callable[[Connection, Matter, Case], Matter | Finding | Findings]


def _acted(books: Books, number: int, by: Person, act: Act) -> Matter | Findings:
    """Load the matter with its period, act, save: in one transaction."""
    with books.writing(by) as connection:
        matter = matters.load_matter(connection, by, number)
        case = load_case(connection, by, matter.agreement, matter.period.key, hold=True) if matter else None
        if case is None:
            return unknown("matter", str(number))
        current = next(each for each in case.matters if each.id == number)
        result = act(connection, current, case)
        return one(result) if isinstance(result, Finding) else result


def _with(case: Case, after: Matter) -> Case:
    return replace(case, matters=tuple(after if each.id == after.id else each for each in case.matters))


def _file_problems(files: tuple[File, ...]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "evidence.size",
            f"{name or 'A file'} cannot be taken as evidence",
            found=f"{len(content)} bytes",
            expected=f"1 to {MOST_BYTES} bytes and a name",
            remedy="Send a smaller file, or one with something in it.",
        )
        for name, content in files
        if not name or not 0 < len(content) <= MOST_BYTES
    )
