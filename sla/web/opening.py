"""`/c/…/open` and `/close/open`: a period is opened for figures, of one agreement or of all of which it is due."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.cycle import Role
from sla.operations.agreements import open_period
from sla.operations.answers import is_unknown
from sla.operations.opening import Due, Openable, due, open_many, to_open
from sla.operations.pages import agreement
from sla.values import Findings, Period
from sla.web.acts import local_moment
from sla.web.tongues import gettext as _
from sla.web.visitor import agreement_at, desk, found, me, missing, now

pages = Blueprint("opening", __name__)
Page = str | Response | tuple[str, int]
AT_ONCE = 200
"""How many agreements one press of the button opens a period of: a page is answered in seconds."""


@pages.get("/c/<series>/open")
def one(series: str) -> Page:
    """What would be opened: the next period, or the one that `?period=` names."""
    shown = _openable(series)
    return _one(shown, _chosen(shown, request.args.get("period", "")))


@pages.post("/c/<series>/open")
def begin(series: str) -> Page:
    """Open it, and go on to the period."""
    shown, key = _openable(series), request.form.get("period", "")
    period = _chosen(shown, key)
    contract = shown.definition.at(shown.definition.term.start)
    closes = local_moment(request.form.get("closes", ""), contract.zone)
    if isinstance(closes, Findings):
        return _one(shown, period, closes), 422
    answer = open_period(desk().books, shown.agreement.id, key, by=me(), at=now(), closes=closes)
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        return _one(_openable(series), period, answer), 409
    flash(
        _("%(period)s is open: %(vendor)s can send figures.", period=answer.period.label, vendor=_vendor(shown)), "good"
    )
    return redirect(url_for("scorecard.page", series=series, period=answer.period.key), 303)


@pages.get("/close/open")
def many() -> str:
    """Every agreement of which the period that `?period=` names is next and has begun."""
    key = request.args.get("period", "")
    waiting = _waiting(key)
    return render_template("open-many.html", waiting=waiting[:AT_ONCE], count=len(waiting), key=key, answers=None)


@pages.post("/close/open")
def begin_many() -> str:
    """Open it of those that were chosen, each by itself, and say how each went."""
    key, chosen = request.form.get("period", ""), {each.upper() for each in request.form.getlist("series")[:AT_ONCE]}
    answers = open_many(desk().books, key, by=me(), at=now(), series=chosen)
    if isinstance(answers, Findings):
        missing()
    return render_template("open-many.html", answers=answers, count=len(_waiting(key)), key=key, waiting=())


def _waiting(key: str) -> list[Due]:
    """Where a period is due; for others than vendor managers there is no such page."""
    if not me().is_a(Role.MANAGER):
        missing()
    return [each for each in due(desk().books, by=me(), at=now()) if each.period and each.period.key == key]


def _openable(series: str) -> Openable:
    """The agreement, for a vendor manager of its customer; for others there is no such page."""
    return found(to_open(found(agreement(desk().books, agreement_at(series), by=me())), by=me(), at=now()))


def _chosen(shown: Openable, key: str) -> Period | None:
    """The period that is named, if it can be opened; the next one otherwise."""
    return next((each for each in shown.periods if each.key == key), shown.next)


def _vendor(shown: Openable) -> str:
    return shown.agreement.vendor.name


def _one(shown: Openable, period: Period | None, refusal: Findings | None = None) -> str:
    cycle, contract = shown.seen(period, now()) if period else (None, None)
    return render_template(
        "open.html",
        shown=shown,
        period=period,
        cycle=cycle,
        contract=contract,
        refusal=refusal,
        given=request.form,
        series=shown.agreement.series.lower(),
    )
