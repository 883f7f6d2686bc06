"""Tokens: what a machine may do for a person, until when. It never may more than the person may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """A kind of request that a token allows."""

    READ = "read"
    """Look at everything the person may see."""
    SUBMIT = "submit"
    """Send figures and corrections."""
    DECIDE = "decide"
    """Settle, approve, issue, and whatever else the person may decide."""
    PEOPLE = "people"
    """Invite, give roles and shut out, if the person is an administrator."""
    CALENDAR = "calendar"
    """Look at the dates of the calendar, by an address that carries the secret; never together with another."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a person; its secret is known only to whoever holds it."""

    id: int
    person: int
    name: str
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime
    ended: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it is good at a moment."""
        return self.ended is None and at < self.expires
