"""The one place that decides which agreements a person sees; every query about figures or money goes through it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_

from sla.cycle import Person, Role
from sla.store.tables import agreement

CUSTOMER_SIDE = (Role.MANAGER, Role.FINANCE, Role.AUDITOR)


def as_vendor(by: Person) -> bool:
    """Whether the person looks at what their company sells."""
    return by.is_a(Role.PARTNER)


def as_customer(by: Person) -> bool:
    """Whether the person looks at what their company buys."""
    return any(by.is_a(role) for role in CUSTOMER_SIDE)


def visible(by: Person) -> ColumnElement[bool]:
    """A condition on `agreement`: a partner's own as vendor, the customer's people all of their company's."""
    sides: list[ColumnElement[bool]] = []
    if as_vendor(by):
        sides.append(agreement.c.vendor == by.organisation)
    if as_customer(by):
        sides.append(agreement.c.customer == by.organisation)
    return or_(false(), *sides)
