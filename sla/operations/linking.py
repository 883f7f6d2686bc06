"""Links to come in by, sent by mail: each try makes a link of its own, so that no secret waits in the books."""

from __future__ import annotations

from datetime import datetime, timedelta

from sla.config import Mail
from sla.cycle import Person
from sla.operations import invitations, mailing
from sla.operations.clocks import Clock
from sla.operations.invitations import Invited
from sla.operations.telling import name
from sla.store import letters, log, people
from sla.store.books import Books
from sla.store.letters import Letter

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 360, 720))
"""From each failure to the next try; after the last one the link that was shown is the only one."""
LEASE = timedelta(minutes=5)
"""How long whoever has taken one may need."""


def send_links(books: Books, mail: Mail, address: str, clock: Clock) -> int:
    """Send every link that is due; how many were tried."""
    tried = 0
    while _send_one(books, mail, address, clock()):
        tried += 1
    return tried


def _send_one(books: Books, mail: Mail, address: str, at: datetime) -> bool:
    with books.reading(None) as connection:
        if not letters.is_due(connection, at):
            return False
    taken = _taken(books, at)
    if taken is None:
        return False
    letter, made, by, company = taken
    said = mailing.link(made, by, company, f"{address}/invited/{made.secret}", at)
    outcome = mailing.sent(mail, said, name())
    with books.writing(None) as connection:
        if outcome.good or letter.tries > len(WAITS):
            letters.over(connection, letter.invitation)
        else:
            letters.again(connection, letter.invitation, at + WAITS[letter.tries - 1])
    return True


def _taken(books: Books, at: datetime) -> tuple[Letter, Invited, Person, str] | None:
    """The next one with a new link beside the one that was shown, who made it, and their company."""
    with books.writing(None) as connection:
        letter = letters.take(connection, at, at + LEASE)
        if letter is None:
            return None
        to, by = (people.kept_numbered(connection, number) for number in (letter.person, letter.made_by))
        if to is None or by is None:
            raise LookupError("an invitation is of somebody, and by somebody")
        made = invitations.beside(connection, letter, to.person)
        company = people.company_of(connection, to.person)
        log.record(connection, "link mailed", by.person, at, person=to.person.email, company=company)
        return letter, made, by.person, people.company_of(connection, by.person)
