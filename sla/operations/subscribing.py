"""Wishes to be told: made by a person for themselves, tried, ended; and where they stand."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sla.config import Network
from sla.cycle import Person, Role
from sla.cycle.news import KINDS, News, Subscription, Way
from sla.operations.answers import refused, unknown
from sla.operations.outward import is_address
from sla.operations.telling import as_json, name
from sla.store import deliveries, log, subscriptions
from sla.store.books import Books
from sla.store.deliveries import Delivery, New, Try
from sla.store.visible import as_customer, as_vendor
from sla.values import Findings

MOST = 20
"""Wishes that one person may have."""
SHOWN = 50
"""Deliveries that are shown of one."""
BY_MAIL = (News.ISSUED, News.WAITING)
"""What goes by mail: each statement as it is issued, and once a day what waits."""
MARK = "whsec_"


def add_webhook(
    books: Books, url: str, kinds: Iterable[News], *, by: Person, at: datetime, inside: tuple[Network, ...] = ()
) -> Subscription | Findings:
    """Tell a program of one's own; its secret is to be shown once."""
    wanted = frozenset(kinds)
    if not (as_vendor(by) or as_customer(by)):
        return _nothing_to_see(by)
    if not is_address(url, inside):
        remedy = "Write an address that begins with https:// and names a host, without a password."
        return refused("webhook.address", "News cannot be sent there", found=url[:60], remedy=remedy)
    if not wanted or not wanted <= set(KINDS):
        found = ", ".join(sorted(wanted)) or "nothing"
        remedy = "Choose at least one kind of news."
        return refused("webhook.kinds", "It does not say what is to be told", found=found, remedy=remedy)
    secret = MARK + base64.b64encode(secrets.token_bytes(32)).decode()
    return _kept(books, Subscription(0, by.id, Way.WEBHOOK, url, wanted, secret, at), by, at)


def wish(books: Books, kinds: Iterable[News], *, by: Person, at: datetime) -> Findings | None:
    """Have exactly these kinds sent by mail, and no others."""
    wanted = frozenset(kinds) & frozenset(BY_MAIL)
    if not (as_vendor(by) or as_customer(by)):
        return _nothing_to_see(by)
    held = {kind: each for each in mine(books, by=by) if each.way is Way.MAIL for kind in each.kinds}
    for kind, each in held.items():
        if kind not in wanted:
            end(books, each.id, by=by, at=at)
    for kind in sorted(wanted - held.keys()):
        made = _kept(
            books, Subscription(0, by.id, Way.MAIL, "", frozenset((kind,)), secrets.token_urlsafe(24), at), by, at
        )
        if isinstance(made, Findings):
            return made
    return None


def _nothing_to_see(by: Person) -> Findings:
    roles = ", ".join(sorted(by.roles)) or "none"
    remedy = f"Ask for a role that sees agreements: {Role.PARTNER}, {Role.MANAGER}, {Role.FINANCE} or {Role.AUDITOR}."
    return refused("person.role", "You see no agreements, so there is no news for you", found=roles, remedy=remedy)


def _kept(books: Books, new: Subscription, by: Person, at: datetime) -> Subscription | Findings:
    with books.writing(None) as connection:
        if len(subscriptions.subscriptions_of(connection, by)) >= MOST:
            remedy = "End one that you no longer need."
            return refused("webhook.most", "These are enough", found=f"{MOST}", remedy=remedy)
        number = subscriptions.keep_subscription(connection, new)
        shown = " ".join(sorted(new.kinds))
        log.record(connection, f"{new.way} wished", by, at, subscription=str(number), kinds=shown, to=new.url)
        subscriptions.begin(connection, number, at.date())
        return replace(new, id=number)


def end(books: Books, number: int, *, by: Person, at: datetime) -> Subscription | Findings:
    """End one of one's own for good."""
    with books.writing(None) as connection:
        known = subscriptions.subscription_numbered(connection, number)
        if known is None or known.person != by.id or known.ended:
            return unknown("webhook", str(number))
        subscriptions.end_subscription(connection, known, by.id, at)
        log.record(connection, f"{known.way} ended", by, at, subscription=str(number))
        return replace(known, ended=at)


def try_out(books: Books, number: int, *, by: Person, at: datetime) -> Subscription | Findings:
    """Send a test; and if it was given up, begin again with all that has not arrived."""
    with books.writing(None) as connection:
        known = subscriptions.subscription_numbered(connection, number)
        if known is None or known.person != by.id or known.ended or known.way is not Way.WEBHOOK:
            return unknown("webhook", str(number))
        subscriptions.failed(connection, known, None, None)
        deliveries.revive(connection, known, at)
        told = as_json(News.TEST, at, {"says": "It arrives."})
        once = New(f"test {secrets.token_hex(8)}", name(), News.TEST, told)
        deliveries.add(connection, known.id, [once], at)
        return replace(known, failing=None, stopped=None)


def by_code(books: Books, code: str) -> Subscription | None:
    """What a link in a mail is about, as long as it goes on."""
    with books.reading(None) as connection:
        known = subscriptions.subscription_with(connection, code)
    return known if known and known.way is Way.MAIL and known.ended is None else None


def end_by_code(books: Books, code: str, *, at: datetime) -> bool:
    """End what a link in a mail is about; whoever has the link needs no password. Whether there was anything."""
    known = by_code(books, code)
    if known is None:
        return False
    person = Person(known.person, "", 0, frozenset())
    return not isinstance(end(books, known.id, by=person, at=at), Findings)


def mine(books: Books, *, by: Person) -> tuple[Subscription, ...]:
    """Every wish of the person that goes on, the newest first."""
    with books.reading(None) as connection:
        return subscriptions.subscriptions_of(connection, by)


def tries(
    books: Books, number: int, *, by: Person
) -> tuple[Subscription, tuple[tuple[Delivery, tuple[Try, ...]], ...]] | None:
    """One of them with what was sent of late, and what came of each try."""
    with books.reading(None) as connection:
        known = subscriptions.subscription_numbered(connection, number)
        if known is None or known.person != by.id:
            return None
        return known, deliveries.deliveries_of(connection, known, SHOWN)
