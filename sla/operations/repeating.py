"""Asked twice, done once: a program sends a key with a request, and the same request again gets the first answer.

A key is taken before anything is done, in a transaction of its own, so that of several senders at once one goes on.
If the process dies in between nobody knows how far it came, and the key says so until it is forgotten: it is never
done twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sla.cycle import Person
from sla.operations.answers import refused
from sla.store import answers
from sla.store.answers import Answer
from sla.store.books import Books
from sla.values import Findings

LASTS = timedelta(days=1)
"""How long an answer is kept."""
LONGEST = 255
"""Characters of a key."""


def begin(books: Books, key: str, request: str, *, by: Person, at: datetime) -> Answer | Findings | None:
    """None if this is new and has now begun, otherwise its answer. `request` is the hash of what it says."""
    if not (0 < len(key) <= LONGEST and key.isprintable()):
        remedy = "Make a new key for each thing that is to be done, as a UUID."
        expected = f"1 to {LONGEST} characters"
        return refused("request.key", "This is no key", found=key[:40], expected=expected, remedy=remedy)
    with books.writing(None) as connection:
        answers.forget(connection, at)
        if answers.begin(connection, by, _plain(key), request, at + LASTS):
            return None
        known = answers.asked(connection, by, _plain(key))
    if known is None or known.request != request:
        remedy = "Make a new key for each thing that is to be done."
        return refused("request.key-taken", "This key came with another request", found=key[:40], remedy=remedy)
    return known.answer or _under_way(key)


def _under_way(key: str) -> Findings:
    remedy = "Ask again in a moment. If it stays so, look whether it was done, and send it with a new key if not."
    return refused("request.under-way", "This is being done, or was broken off", found=key[:40], remedy=remedy)


def end(books: Books, key: str, answer: Answer | None, *, by: Person) -> None:
    """Keep the answer; None gives the key back, because nothing was done."""
    with books.writing(None) as connection:
        if answer:
            answers.keep(connection, by, _plain(key), answer)
        else:
            answers.drop(connection, by, _plain(key))


def _plain(key: str) -> str:
    return sha256(key.encode(errors="surrogatepass")).hexdigest()
