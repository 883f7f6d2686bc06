"""`/p/.../accept`: the settlement line by line, with what the vendor accepted of it and what is in dispute."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.operations.accepting import accept_lines
from sla.operations.answers import is_unknown
from sla.operations.pages import Scorecard
from sla.values import Findings
from sla.web.scorecard import load, seen, shared
from sla.web.tongues import gettext as _
from sla.web.tongues import ngettext
from sla.web.visitor import desk, me, missing, now

pages = Blueprint("accepting", __name__)
Page = str | Response | tuple[str, int]
ADDRESS = "/p/<series>/<period>/accept"


@pages.get(ADDRESS)
def page(series: str, period: str) -> Page:
    """Every line and its state; whoever may accept has a box at each."""
    card = load(series, period)
    return _page(card) if card.lines else _nothing(series, period)


def _nothing(series: str, period: str) -> Response:
    flash(_("There is nothing to accept yet: the period is not settled."), "careful")
    return redirect(url_for("scorecard.page", series=series, period=period), 303)


@pages.post(ADDRESS)
def accept(series: str, period: str) -> Page:
    """Accept the lines that were chosen, or all that can be."""
    card = load(series, period)
    if not card.lines:
        return _nothing(series, period)
    chosen = request.form.getlist("every") if request.form.get("act") == "all" else request.form.getlist("line")
    made = accept_lines(desk().books, card.agreement.id, card.cycle.period.key, chosen, by=me(), at=now())
    if isinstance(made, Findings):
        if is_unknown(made):
            missing(made)
        return _page(load(series, period), made), 409
    flash(ngettext("Accepted: %(num)s line.", "Accepted: %(num)s lines.", len(made.lines)), "good")
    return redirect(url_for("accepting.page", series=series, period=period), 303)


def _page(card: Scorecard, refusal: Findings | None = None) -> str:
    sheet = seen(card, now())
    return render_template("accept.html", **shared(card), **sheet, refusal=refusal, chosen=request.form.getlist("line"))
