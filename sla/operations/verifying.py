"""Statements out of the archive, and any file held against the books."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sla.cycle import Person
from sla.document.register import Unregistered, published
from sla.document.verdict import Check, Verdict
from sla.operations.pages import statement
from sla.operations.papers import verified
from sla.operations.press import Press
from sla.store import sealed
from sla.store.books import Books
from sla.store.issued import Issued


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file proved to be. `issued` is the statement of that number in the books, if the person may see it."""

    verdict: Verdict
    issued: Issued | None


def statement_file(books: Books, press: Press, number: str, *, by: Person) -> tuple[Issued, bytes] | None:
    """A sealed statement with its file; None where there is none to see. A changed file is never handed out."""
    issued = statement(books, number, by=by)
    return (issued, press.taken(issued.sha256)) if issued else None


def handed_out(trust: Path) -> tuple[tuple[str, bytes], str]:
    """What a partner needs to check statements alone: the verifier, with its file's name, and whom to believe.

    The second is a text in JSON, `keys.json`; empty as long as there is no key.
    """
    from sla.document.standalone import wheel

    return (wheel.FILE, wheel.wheel()), believed(trust)


def believed(trust: Path) -> str:
    """The register of keys as it is handed out; empty as long as there is none."""
    try:
        return trust.read_text() if trust.is_file() else published(trust)
    except (Unregistered, OSError):
        return ""


def verify_file(books: Books, content: bytes, trust: Path, *, by: Person | None) -> Checked:
    """The verdict on a file, and what the log knows of it; to somebody who may see it, also what the books say.

    To everybody else, and to nobody in particular, a good file is a good file: the books are not mentioned.
    """
    with books.reading(None) as connection:
        taken = sealed.by_digest(connection, sha256(content).hexdigest())
    verdict = verified(content, trust, taken.at if taken else None)
    facts = verdict.facts
    if facts is None or not verdict.ok:
        return Checked(verdict, None)
    verdict = replace(verdict, later=taken.later if taken else "")
    if by is None:
        return Checked(verdict, None)
    issued = statement(books, facts.number, by=by)
    return Checked(replace(verdict, checks=(*verdict.checks, _in_the_books(verdict, issued))), issued)


def _in_the_books(verdict: Verdict, issued: Issued | None) -> Check:
    if issued is None:
        says = "Your company's books know no statement of this number: ask the issuer."
        return Check("books", passed=False, says=says)
    if issued.sha256 != verdict.digest:
        says = f"{issued.number} was issued as another file: download it and compare."
        return Check("books", passed=False, says=says)
    return Check("books", passed=True, says=f"It is the file that was issued as {issued.number}.")
