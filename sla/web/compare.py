"""`/p/.../compare`: what changed, since a moment or from another period: figures, rules or relief."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, render_template, request

from sla.operations import comparing
from sla.operations import pages as views
from sla.operations.comparing import Compared
from sla.operations.known import moment
from sla.operations.pages import Scorecard
from sla.settlement.delta import Change
from sla.statement import wording
from sla.statement.apart import Cause
from sla.values import Findings
from sla.web.scorecard import load, shared
from sla.web.sheet import compared, sheet
from sla.web.tongues import lazy
from sla.web.visitor import desk, found, me, now

pages = Blueprint("compare", __name__)
CAUSES = {
    Cause.FIGURES: lazy("Other figures"),
    Cause.RULES: lazy("Other rules"),
    Cause.RELIEF: lazy("Relief and waivers"),
}


@pages.get("/p/<series>/<period>/compare")
def page(series: str, period: str) -> str | tuple[str, int]:
    """The moments and periods to choose from; with `?since=` or `?with=`, what lies between."""
    card, since, other = load(series, period), request.args.get("since", ""), request.args.get("with", "")
    if since:
        then = moment(since, card.contract.zone, now())
        answer = then if isinstance(then, Findings) else _since(card, then)
        if isinstance(answer, Findings):
            return render_template("compare.html", **_page(card), problems=answer), 400
        return render_template("compare.html", **{**_page(card), **answer}, problems=None)
    beside = _beside(card, other) if other else {}
    return render_template("compare.html", **{**_page(card), **beside}, problems=None)


def _page(card: Scorecard) -> dict[str, object]:
    """What the page shows before anything is chosen."""
    return {**shared(card), "since": None, "beside": None, "parts": (), "changes": ()}


def _since(card: Scorecard, then: datetime) -> dict[str, object] | Findings:
    answer = comparing.compare(desk().books, card.agreement.id, card.cycle.period.key, then, by=me())
    if isinstance(answer, Findings):
        return answer
    before, after = (sheet(side.contract, side.settlements, side.figures, now()) for side in (answer.then, answer.now))
    return {
        "since": then,
        "before": before,
        "after": after,
        "parts": [(CAUSES[part.cause], part, [_line(answer, each) for each in part.lines]) for part in answer.parts],
        "changes": compared(before, after),
        "versions": (answer.then.contract.version, answer.now.contract.version),
    }


def _line(answer: Compared, change: Change) -> tuple[str, str, Change]:
    """A line by its title and where it belongs."""
    level = answer.now.contract.index.get(change.level) or answer.then.contract.index.get(change.level)
    where = ", ".join(filter(None, (wording.scope(change.scope), change.window.label)))
    return level.title if level else change.level or change.clause, where, change


def _beside(card: Scorecard, period: str) -> dict[str, object]:
    """Another period of the agreement beside this one, level by level."""
    other = found(views.scorecard(desk().books, card.agreement.id, period, by=me(), at=now()))
    if not (card.settlements and other.settlements):
        return {"beside": other}
    before, after = (sheet(each.contract, each.settlements, each.figures, now()) for each in (other, card))
    return {
        "beside": other,
        "before": before,
        "after": after,
        "changes": compared(before, after),
        "versions": (other.contract.version, card.contract.version),
    }
