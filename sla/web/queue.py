"""`/approvals`: what waits for whoever looks, with its amount, and the way to decide on it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from flask import Blueprint, render_template, request

from sla.operations import queue as waiting
from sla.web import menu
from sla.web.paging import Pager, paged
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
    """The list, by act: all of it, or what `?only=` names, which is an act, a kind of matter, or `late`."""
    person, books, at, only = me(), desk().books, now(), request.args.get("only", "")
    cut: list[Pager] = []

    def part(total: int) -> slice:
        cut.append(paged(total, whole=bool(only)))
        return slice(cut[0].first, cut[0].after)

    acts = tuple(waiting.MOVES.values()) if only in ("", "late") else (only,)
    found = waiting.queue(books, by=person, at=at, acts=acts, late=only == "late", page=part)
    asked = waiting.unanswered(books, by=person, at=at)
    if not only:
        menu.known(waiting.Tally.of(found, asked))
    here = groupby(found.waiting, key=attrgetter("act"))
    return render_template(
        "queue.html",
        parts=[(act, *TITLES[act], list(each), found.lots[act]) for act, each in here],
        titles=waiting.titles(books, by=person),
        asked=[each for each in asked if only in ("", each.matter.kind)],
        at=at,
        only=only,
        pager=cut[0],
    )
