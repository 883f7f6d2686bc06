"""What stands at the top of every page: where one can go, and how much waits there."""

from __future__ import annotations

from typing import Any

from flask import Flask, g

from sla.cycle import Person, Role
from sla.operations import contract_drafts, queue
from sla.operations.trail import READERS
from sla.web.filters import held_roles
from sla.web.tongues import gettext as _
from sla.web.visitor import desk, now, somebody

ACTING = frozenset({Role.PARTNER, Role.MANAGER, Role.FINANCE})
SEEING = ACTING | {Role.AUDITOR}


def install(app: Flask) -> None:
    """Give every template the person and their menu."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    person = None if g.get("without_books") else somebody()
    return {"me": person, "me_as": held_roles(person) if person else "", "menu": _menu(person)}


def waiting_for(person: Person) -> queue.Tally:
    """What waits for whoever looks; it is counted once for a page."""
    if "waiting" not in g:
        g.waiting = queue.tally(desk().books, by=person, at=now())
    found: queue.Tally = g.waiting
    return found


def known(waiting: queue.Tally) -> None:
    """What waits is known already, and need not be counted for this page."""
    g.waiting = waiting


def _menu(person: Person | None) -> tuple[tuple[str, str, str], ...]:
    """Name, endpoint and number of things waiting."""
    if person is None:
        return ((_("Verify a statement"), "verify.page", ""),)
    waiting = str(waiting_for(person)) if person.roles & ACTING else ""
    proposed = str(contract_drafts.waiting(desk().books, by=person) or "")
    return (
        (_("Portfolio"), "portfolio.page", ""),
        *(((_("Waiting for you"), "queue.page", waiting),) if person.roles & ACTING else ()),
        *(((_("Calendar"), "board.page", ""),) if person.roles & SEEING else ()),
        *(((_("Business days"), "calendars.page", ""),) if person.is_a(Role.ADMINISTRATOR) else ()),
        *(((_("Contracts"), "contracts.page", proposed),) if person.roles & SEEING else ()),
        (_("Statements"), "statements.page", ""),
        *(((_("Ledger"), "ledger.page", ""),) if person.roles & SEEING else ()),
        *(((_("People"), "people.page", ""),) if person.roles & READERS else ()),
        *(((_("Log"), "audit.page", ""),) if person.roles & READERS else ()),
        (_("Verify"), "verify.page", ""),
        (_("Guide"), "guide.first", ""),
    )
