"""Who acts: a person of one organisation, with the roles that say what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; all of them see the same figures."""

    PARTNER = "partner"
    """Of the vendor: sends figures in."""
    MANAGER = "manager"
    """Vendor manager of the customer: activates contracts, settles, approves, reopens."""
    FINANCE = "finance"
    """Of the customer: second approval, issues statements."""
    AUDITOR = "auditor"
    """Of the customer: reads everything, changes nothing."""
    ADMINISTRATOR = "administrator"
    """Looks after people; sees no figures."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in. `organisation` is the number of the company they work for."""

    id: int
    name: str
    organisation: int
    roles: frozenset[Role]
    email: str = ""
    language: str = ""
    """The code of the language that they chose, as `de`; empty where they chose none."""

    def is_a(self, role: Role) -> bool:
        """Whether they hold a role."""
        return role in self.roles
