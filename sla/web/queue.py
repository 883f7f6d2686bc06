"""`/approvals`: what waits for whoever looks, with its amount, and the way to decide on it."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from operator import attrgetter

from flask import Blueprint, render_template, request

from sla.operations import queue as waiting
from sla.web.grid import Total, total
from sla.web.paging import paged
from sla.web.tongues import lazy
from sla.web.visitor import desk, me, now

pages = Blueprint("queue", __name__)
TITLES = {
    "submit": (lazy("Figures to send"), lazy("Send figures")),
    "settle": (lazy("To settle"), lazy("Review and settle")),
    "approve": (lazy("To approve"), lazy("Review and approve")),
    "issue": (lazy("Statements to issue"), lazy("Review and issue")),
}


@pages.get("/approvals")
def page() -> str:
    """The list, by act."""
    person, books, at = me(), desk().books, now()
    only = request.args.get("only", "")
    found = tuple(each for each in waiting.queue(books, by=person, at=at) if _is_wanted(each, only, at))
    pager = paged(len(found), whole=bool(only))
    shown = frozenset(map(id, found[pager.first : pager.after]))
    parts = [
        (act, *TITLES[act], [one for one in all_of_it if id(one) in shown], len(all_of_it), _sum(all_of_it))
        for act, each in groupby(found, key=attrgetter("act"))
        for all_of_it in (tuple(each),)
        if any(id(one) in shown for one in all_of_it)
    ]
    asked = [each for each in waiting.unanswered(books, by=person) if only in ("", each.matter.kind)]
    titles = waiting.titles(books, by=person)
    return render_template("queue.html", parts=parts, titles=titles, asked=asked, at=at, only=only, pager=pager)


def _is_wanted(each: waiting.Waiting, only: str, at: datetime) -> bool:
    """Whether a period is among those that `?only=` names: an act, what is late, or everything."""
    if only == "late":
        return each.cycle.due is not None and each.cycle.due <= at
    return only in ("", each.act)


def _sum(found: tuple[waiting.Waiting, ...]) -> Total | None:
    """What they come to, where they are in one currency."""
    cells = [each.cell for each in found]
    currencies = {cell.result.currency for cell in cells if cell.result}
    return total(cells) if len(currencies) == 1 else None
