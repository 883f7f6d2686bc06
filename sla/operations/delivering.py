"""Telling the news: read from the log, put before everybody who wishes them, sent, and tried again until they arrive.

Nothing is lost: an entry that was not looked at is looked at later, and what was taken by somebody who died is due
again. So something may arrive twice, under the same name. Several may deliver at the same time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from sla.config import Mail, Network
from sla.cycle import Person
from sla.cycle.news import News, Subscription, Way
from sla.operations import mailing
from sla.operations.linking import send_links
from sla.operations.outward import Outcome, post, signature
from sla.operations.press import Press
from sla.operations.telling import name, told
from sla.store import deliveries, people, subscriptions
from sla.store.books import Books
from sla.store.deliveries import Delivery, New, Try

WAITS = tuple(
    timedelta(seconds=each)
    for each in (5, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)
)
"""From each failure to the next try; after the last one it is left."""
LONG = timedelta(days=3)
"""After so long without any success a webhook is given up."""
LEASE = timedelta(minutes=5)
"""How long whoever has taken something may need."""
AT_ONCE = 500
"""Entries that are put before one person at a time."""
MORNING = 6
"""The hour, in UTC, from which on a day's mail of what waits is sent."""
KEPT = timedelta(days=30)
"""How long it is known what was sent."""
GONE = 410
"""The answer of a receiver that wants nothing any more."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Courier:
    """Everything that is needed to tell the news."""

    books: Books
    press: Press
    clock: Clock
    address: str = ""
    """Where others find the pages."""
    mail: Mail | None = None
    inside: tuple[Network, ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """What it can send by: what goes by mail is left to whoever has a mail server."""
        return tuple(way for way in Way if way is not Way.MAIL or self.mail)

    def round(self) -> int:
        """Look once for news, and send all that is due, links to come in by first; how many were sent."""
        sent = send_links(self.books, self.mail, self.address, self.clock) if self.mail and self.address else 0
        gather(self)
        while deliver_one(self):
            sent += 1
        return sent


def gather(courier: Courier) -> None:
    """Put before everybody what is new to them."""
    with courier.books.reading(None) as connection:
        last = deliveries.last_entry(connection)
        behind = subscriptions.behind(connection)
        over = deliveries.is_over(connection, courier.clock() - KEPT)
        known = {each.person: people.person_numbered(connection, each.person) for each, *_ in behind}
    for each, entry, day in behind:
        person = known[each.person]
        if person and (each.way is Way.WEBHOOK or courier.mail):
            _gather_for(courier, each, person, entry, day, last)
    if over:
        with courier.books.writing(None) as connection:
            deliveries.forget(connection, courier.clock() - KEPT)


def _gather_for(courier: Courier, each: Subscription, person: Person, entry: int, day: date | None, last: int) -> None:
    at, new = courier.clock(), list[New]()
    until, today = entry, day
    if entry < last:
        with courier.books.reading(person) as connection:
            found = deliveries.news(connection, person, each.kinds, entry, AT_ONCE)
        until = found[-1].entry if len(found) == AT_ONCE else last
        new += [told(one, courier.address) for one in found]
    if News.WAITING in each.kinds and at.date() != day and at.hour >= MORNING:
        today = at.date()
        new += [New(f"day {today}", name(), News.WAITING, "")]
    if (until, today) != (entry, day):
        with courier.books.writing(None) as connection:
            deliveries.add(connection, each.id, new, at)
            deliveries.told_until(connection, each.id, until, today)


def deliver_one(courier: Courier) -> bool:
    """Send the next thing that is due; whether there was one."""
    at = courier.clock()
    with courier.books.reading(None) as connection:
        if not deliveries.is_due(connection, at):
            return False
    with courier.books.writing(None) as connection:
        each = deliveries.take(connection, at, at + LEASE, courier.ways)
        if each is None:
            return False
        to = subscriptions.subscription_numbered(connection, each.subscription)
        person = people.person_numbered(connection, to.person) if to else None
    if to is None:
        raise LookupError("a delivery belongs to somebody who wishes it")
    outcome = _sent(courier, each, to, person, at)
    with courier.books.writing(None) as connection:
        _note(connection, each, to, outcome, courier.clock())
    return True


def _sent(courier: Courier, each: Delivery, to: Subscription, person: Person | None, at: datetime) -> Outcome | None:
    """Send it; None where there is nothing to tell any more, because its person is gone or sees it no longer."""
    if person is None or not _is_seen(courier.books, each, person):
        return None
    if to.way is Way.WEBHOOK:
        body, moment = each.body.encode(), int(at.timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "sla",
            "webhook-id": each.name,
            "webhook-timestamp": str(moment),
            "webhook-signature": signature(to.secret, each.name, moment, body),
        }
        return post(to.url, body, headers, courier.inside)
    if courier.mail is None:
        raise LookupError("what goes by mail is taken by whoever has a server")
    letter = mailing.letter(courier.books, courier.press, each, to, person, courier.address, at)
    return mailing.sent(courier.mail, letter, each.name) if letter else None


def _is_seen(books: Books, each: Delivery, person: Person) -> bool:
    if each.entry is None:
        return True
    with books.reading(person) as connection:
        return deliveries.still_seen(connection, person, each.entry)


def _note(connection: Connection, each: Delivery, to: Subscription, outcome: Outcome | None, at: datetime) -> None:
    """Keep what came of it: it is over, or due again after a wait that grows; what fails for long is given up."""
    if outcome is None:
        deliveries.again(connection, each, None)
        return
    deliveries.note(connection, Try(each.id, at, outcome.status, outcome.says))
    if outcome.good:
        deliveries.arrived(connection, each, at)
        subscriptions.failed(connection, to, None, None)
        return
    deliveries.again(connection, each, at + WAITS[each.tries - 1] if each.tries <= len(WAITS) else None)
    since = to.failing or at
    over = to.way is Way.WEBHOOK and (outcome.status == GONE or at - since >= LONG)
    subscriptions.failed(connection, to, since, at if over else None)
