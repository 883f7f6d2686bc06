"""`/close`: the calendar of closing, a lane for each stage; the same dates as a file for other calendars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flask import Blueprint, Response, render_template, url_for

from sla.cycle.matter import Side
from sla.operations.board import Board, Question, board
from sla.operations.opening import due
from sla.store.movable import WAY
from sla.web.filters import STAGE_ACTS, STAGE_WORDS
from sla.web.ics import Date, calendar
from sla.web.tables import at_once
from sla.web.tongues import gettext as _
from sla.web.visitor import desk, me, now

pages = Blueprint("board", __name__)
SHOWN = 40
"""How many periods a lane shows."""


@pages.get("/close")
def page() -> str:
    """Every lane, what is late and what is due next first."""
    found = board(desk().books, by=me(), at=now())
    lanes = [
        (stage, STAGE_WORDS[stage], STAGE_ACTS[stage], found.at(stage)[:SHOWN], found.stages.get(stage, 0))
        for stage in WAY
    ]
    waiting = due(desk().books, by=me(), at=now())
    return render_template(
        "board.html",
        lanes=lanes,
        board=found,
        questions=found.questions[:SHOWN],
        to_open=waiting[: at_once(SHOWN)],
        due=Counter(each.period for each in waiting if each.period),
        count=len(waiting),
    )


@pages.get("/close.ics")
def feed() -> Response:
    """Every date that is set, as a calendar file."""
    return as_file(board(desk().books, by=me(), at=now()))


def as_file(found: Board) -> Response:
    """The dates of a calendar for whatever program keeps calendars."""
    answer = Response(calendar("sla", _dates(found), now()), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "attachment; filename=sla.ics"
    return answer


def _dates(found: Board) -> Iterator[Date]:
    for card in found.cards:
        if card.cycle.due:
            cell, key = card.cell, card.cell.period.key
            series = cell.series.lower()
            yield Date(
                uid=f"{series}-{key}-{card.cycle.round}-{card.cycle.stage}@sla",
                when=card.cycle.due,
                says=f"{cell.vendor}, {cell.period.label}: {card.next_step.says}",
                more=_("%(vendor)s for %(customer)s", vendor=cell.vendor, customer=cell.customer),
                url=url_for("scorecard.page", series=series, period=key, _external=True),
            )
    for each in found.questions:
        if each.matter.answer_by:
            at = {"series": each.cell.series.lower(), "period": each.cell.period.key}
            yield Date(
                uid=f"{at['series']}-matter-{each.matter.number}@sla",
                when=each.matter.answer_by,
                says=f"{each.cell.vendor}, {each.cell.period.label}: {each.matter.kind} {each.matter.number}",
                more=_("To be answered by %(who)s", who=_answers(each)),
                url=url_for("matters.page", matter=each.matter.number, _external=True, **at),
            )


def _answers(question: Question) -> str:
    """The company that has to answer."""
    return question.cell.vendor if question.matter.side.other is Side.VENDOR else question.cell.customer
