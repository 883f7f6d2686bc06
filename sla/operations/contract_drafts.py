"""Contracts while they are written: drafts that the customer's vendor managers share, each change checked at once.

Two people bring a text into force here: one proposes it with a reason, another signs exactly that text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from sla.contract.definition import Definition, Version
from sla.contract.successor import succeeding
from sla.cycle import Agreement, Person, Role
from sla.cycle.proposing import (
    Draft,
    begin,
    countersign,
    may_write,
    not_kept,
    not_theirs,
    propose,
    take_back,
    text_changed,
    write,
)
from sla.operations import reaching
from sla.operations.activation import brought_into_force
from sla.operations.active import known_contract, read_texts
from sla.operations.answers import one, unknown
from sla.operations.judging import Judged, judge
from sla.store import agreements, contract_drafts, log, versions
from sla.store.books import Books
from sla.values import Finding, Findings

REACHES_BACK = "contract.reaches-back"
"""The one obstacle that a person may decide to pass."""
Files = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft with what is said about it, and who agreed on its contract."""

    draft: Draft
    judged: Judged
    standing: tuple[Version, ...]
    """Versions of the same contract that are in force; they are not edited here."""
    agreements: tuple[Agreement, ...]
    """Every agreement on the contract."""

    @property
    def title(self) -> str:
        """What the draft is called: the contract's title, or its key while it cannot be read."""
        if self.judged.definition:
            return self.judged.definition.title
        return self.standing[-1].head.title if self.standing else self.draft.contract

    @property
    def first_day(self) -> date | None:
        """The day on which its first new version takes effect."""
        return min((each.head.effective for each in self.judged.new), default=None)


def listed(books: Books, *, by: Person, contract: str | None = None) -> tuple[Draft, ...]:
    """Every draft that the person may see, or those of one contract of their company."""
    with books.reading(by) as connection:
        return contract_drafts.drafts_of(connection, by, contract)


def waiting(books: Books, *, by: Person) -> int:
    """How many proposed texts wait for the person to bring them into force."""
    if not by.is_a(Role.MANAGER):
        return 0
    with books.reading(by) as connection:
        return contract_drafts.count_waiting(connection, by)


def start(
    books: Books, contract: str, files: Files, effective: date | None, *, by: Person, at: datetime
) -> Draft | Findings:
    """Keep a new draft: of these files; without any, of the latest version of a contract, to count from a day."""
    with books.writing(by) as connection:
        if not files:
            active = versions.active_texts(connection, by.organisation, contract)
            if not active or effective is None:
                return unknown("contract", contract)
            files = (succeeding(known_contract(active), effective),)
        new = begin(by.organisation, contract, files, by=by, at=at)
        if refusal := may_write(new, by) or not_kept(new.files):
            return one(refusal)
        return contract_drafts.keep_draft(connection, new)


def look(books: Books, number: int, *, by: Person) -> Looked | None:
    """A draft with what is said about it; None where there is none to see."""
    with books.reading(by) as connection:
        draft = contract_drafts.load_draft(connection, by, number)
        return _looked(connection, draft, by) if draft else None


def as_if(books: Books, seen: Looked, files: Files, *, by: Person) -> Looked:
    """The same with other files, which nobody has kept."""
    with books.reading(by) as connection:
        return _looked(connection, replace(seen.draft, files=files), by)


def _looked(connection: Connection, draft: Draft, by: Person) -> Looked:
    key = _key(draft)
    active = versions.active_texts(connection, draft.customer, key) if key else {}
    agreed = tuple(
        each
        for each in (agreements.agreements_of(connection, by) if active else ())
        if each.definition == key and each.customer.id == draft.customer
    )
    standing = known_contract(active).versions if active else ()
    return Looked(draft, judge(draft.files, active), standing, agreed)


def behind(books: Books, looked: Looked, *, by: Person) -> Findings:
    """What stands in the way of a draft because of periods that are open or settled already."""
    whole = looked.judged.definition
    if whole is None:
        return Findings(())
    with books.reading(by) as connection:
        opened = reaching.reached(connection, whole.key, by)
    return Findings(reaching.obstacles(whole, looked.judged.new, opened, ""))


def _key(draft: Draft) -> str:
    """The contract that the texts belong to; that of a new one is known once it can be read."""
    if draft.contract:
        return draft.contract
    found = read_texts(draft.files)
    return found.key if isinstance(found, Definition) else ""


def keep(books: Books, number: int, files: Files, seen: int, *, by: Person, at: datetime) -> Draft | Findings:
    """Keep other files in place of those before."""
    return _changed(books, number, seen, by, lambda draft: write(draft, files, by=by, at=at))


def drop(books: Books, number: int, seen: int, *, by: Person) -> Draft | Findings:
    """Forget a draft for good."""
    with books.writing(by) as connection:
        draft = contract_drafts.load_draft(connection, by, number)
        if draft is None:
            return unknown("draft", str(number))
        if refusal := may_write(draft, by):
            return one(refusal)
        stale = draft.revision != seen or not contract_drafts.drop_draft(connection, draft)
        return one(text_changed(draft)) if stale else draft


def offer(
    books: Books, number: int, reason: str, seen: int, *, restating: bool, by: Person, at: datetime
) -> Draft | Findings:
    """Propose a draft. What cannot be brought into force is not proposed; `restating` allows it to reach back."""
    looked = look(books, number, by=by)
    if looked is None:
        return unknown("draft", str(number))
    if problems := Findings(_problems(books, looked, by, restating=restating)):
        refusal = not_theirs(looked.draft, by, "propose a text")
        return one(refusal) if refusal else problems
    digests = " ".join(each.digest for each in looked.judged.new)

    def proposed(connection: Connection, draft: Draft) -> None:
        log.record(connection, "contract proposed", by, at, None, digest=digests, reason=draft.reason)

    return _changed(books, number, seen, by, lambda draft: propose(draft, reason, by=by, at=at), proposed)


def _problems(books: Books, looked: Looked, by: Person, *, restating: bool) -> Iterator[Finding]:
    yield from looked.judged.findings.errors
    for each in behind(books, looked, by=by):
        if not (restating and each.code == REACHES_BACK):
            yield each


def withdraw(books: Books, number: int, seen: int, *, by: Person) -> Draft | Findings:
    """Take a proposal back, so that it can be written on."""
    return _changed(books, number, seen, by, lambda draft: take_back(draft, by=by))


def sign(books: Books, number: int, seen: int, *, restating: bool, by: Person, at: datetime) -> Definition | Findings:
    """Bring a proposed draft into force, as its second signature; the draft is gone, the version stays."""
    with books.writing(by) as connection:
        draft = contract_drafts.load_draft(connection, by, number)
        if draft is None:
            return unknown("draft", str(number))
        if draft.revision != seen:
            return one(text_changed(draft))
        signed = countersign(draft, by=by, at=at)
        if isinstance(signed, Finding):
            return one(signed)
        if not contract_drafts.drop_draft(connection, draft):
            return one(text_changed(draft))
        said = {"proposed": signed.proposed.name, "reason": signed.reason}
        why = signed.reason if restating else ""
        answer = brought_into_force(connection, _key(draft), dict(draft.files), by=by, at=at, restating=why, **said)
        if isinstance(answer, Findings):
            connection.rollback()  # the draft stays where it is
        return answer


def _changed(
    books: Books,
    number: int,
    seen: int,
    by: Person,
    change: Callable[[Draft], Draft | Finding],
    then: Callable[[Connection, Draft], None] = lambda *_: None,
) -> Draft | Findings:
    """Put what `change` makes of a draft in its place, if it is still as it was seen; and `then` say so."""
    with books.writing(by) as connection:
        draft = contract_drafts.load_draft(connection, by, number)
        if draft is None:
            return unknown("draft", str(number))
        if draft.revision != seen:
            return one(text_changed(draft))
        after = change(draft)
        if isinstance(after, Finding):
            return one(after)
        if not contract_drafts.change_draft(connection, draft, after):
            return one(text_changed(draft))
        then(connection, after)
        return after
