"""`/`: every contract in every period, with its stage and its money, and what waits for whoever looks."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, render_template, request

from sla.cycle import Role, Stage
from sla.operations import pages as views
from sla.operations import queue
from sla.web.filters import STAGE_WORDS
from sla.web.grid import grids
from sla.web.visitor import desk, me, now

pages = Blueprint("portfolio", __name__)


@pages.get("/")
def page() -> str:
    """The grids, filtered by contract and by stage."""
    person, books = me(), desk().books
    cells = views.portfolio(books, by=person)
    definition, stage = request.args.get("contract", ""), _stage(request.args.get("stage", ""))
    shown = [cell for cell in cells if not definition or cell.definition == definition]
    waiting = queue.queue(books, by=person, at=now())
    titles = queue.titles(books, by=person)
    return render_template(
        "portfolio.html",
        grids=grids(shown, stage),
        titles=titles,
        contracts=sorted({key: title for (key, _), title in titles.items()}.items()),
        chosen=definition,
        stage=stage or "",
        stages=[(str(each), word) for each, word in STAGE_WORDS.items()],
        counts=Counter(cell.stage for cell in shown),
        waiting=waiting,
        mine={(each.cell.series, each.cell.period) for each in waiting},
        acts=Counter(each.act for each in waiting),
        partner=person.is_a(Role.PARTNER),
        empty=not cells,
    )


def _stage(text: str) -> Stage | None:
    return Stage(text) if text in set(Stage) else None
