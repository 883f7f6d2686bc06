"""`/`: first what is out of order and waits for whoever looks, then every contract in its periods, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from flask import Blueprint, render_template, request, url_for

from sla.cycle import Person, Role, Stage
from sla.cycle.matter import Kind
from sla.operations import home, queue
from sla.operations import pages as views
from sla.store.queries import Order, Sought
from sla.web import unsent
from sla.web.filters import STAGE_WORDS
from sla.web.grid import grids
from sla.web.menu import ACTING, waiting_for
from sla.web.paging import Pager, paged
from sla.web.tables import at_once
from sla.web.tongues import lazy, ngettext
from sla.web.visitor import desk, me, now

pages = Blueprint("portfolio", __name__)
AGREEMENTS, PERIODS = 50, 12
"""How many agreements a page shows, and how many periods of each."""
ORDERS = {
    Order.NAME: lazy("by name"),
    Order.OWED: lazy("most owed first"),
    Order.MISSED: lazy("most missed first"),
}
MANY = 30
"""Up to so many contracts are offered as a choice."""


@pages.get("/")
def page() -> str:
    """What waits, and the part of the grids that the address asks for."""
    person, books, asked = me(), desk().books, wanted()
    cut: list[Pager] = []

    def part(total: int) -> slice:
        cut.append(paged(total, AGREEMENTS, whole=bool(asked.definition)))
        return cut[0].rows

    shelf = views.shelf(books, asked, by=person, page=part, periods=at_once(PERIODS))
    partner = person.is_a(Role.PARTNER)
    cards = home.cards(books, by=person, at=now()) if partner else ()
    first = min((cell.period.start for cell in shelf.cells), default=None)
    return render_template(
        "portfolio.html",
        grids=grids(shelf.cells, shelf.agreements),
        pager=cut[0],
        titles=shelf.titles,
        contracts=[(key, key) for key in shelf.contracts] if 1 < len(shelf.contracts) <= MANY else (),
        asked=asked,
        stages=[(str(each), word) for each, word in STAGE_WORDS.items() if each is not Stage.DROPPED],
        orders=list(ORDERS.items()),
        counts=shelf.stages,
        exceptions=tuple(exceptions(person)),
        cards=cards,
        begun=unsent.begun() if person.roles & ACTING else (),
        earlier=first if shelf.earlier else None,
        partner=partner,
        empty=not shelf.contracts,
    )


def wanted() -> Sought:
    """What the address asks for; what it says wrongly is left out."""
    before, stage, order = (request.args.get(name, "") for name in ("before", "stage", "order"))
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(before)
    return Sought(
        definition=request.args.get("contract", ""),
        words=request.args.get("find", "").strip().replace("\x00", "")[:100],
        stage=Stage(stage) if stage in set(Stage) else None,
        before=day,
        order=Order(order) if order in set(Order) else Order.NAME,
    )


def exceptions(person: Person) -> Iterator[tuple[str, str]]:
    """What is out of order or waits, in words, each with the address of its list; what hurts most comes first."""
    if not person.roles & ACTING:
        return
    found, over = waiting_for(person), queue.overdue(desk().books, by=person, at=now())
    if over.missing:
        said = ngettext("%(num)s period without its figures", "%(num)s periods without their figures", over.missing)
        yield said, url_for("board.page")
    if over.late:
        yield ngettext("%(num)s late", "%(num)s late", over.late), url_for("queue.page", only="late")
    for kind, count in sorted(found.asked.items()):
        yield _asked(kind, count), url_for("queue.page", only=kind)
    for act, count in ((act, found.acts.get(act, 0)) for act in queue.MOVES.values()):
        if count:
            yield _acts(act, count), url_for("queue.page", only=act)


def _asked(kind: Kind, count: int) -> str:
    match kind:
        case Kind.RELIEF:
            return ngettext("%(num)s request for relief", "%(num)s requests for relief", count)
        case Kind.DISPUTE:
            return ngettext("%(num)s dispute", "%(num)s disputes", count)
        case Kind.WAIVER:
            return ngettext("%(num)s waiver to confirm", "%(num)s waivers to confirm", count)
        case Kind.CORRECTION:
            return ngettext("%(num)s correction", "%(num)s corrections", count)


def _acts(act: str, count: int) -> str:
    match act:
        case "submit":
            return ngettext("%(num)s to send", "%(num)s to send", count)
        case "settle":
            return ngettext("%(num)s to settle", "%(num)s to settle", count)
        case "approve":
            return ngettext("%(num)s to approve", "%(num)s to approve", count)
        case _:
            return ngettext("%(num)s to issue", "%(num)s to issue", count)
