"""`/news`: what a person is told by mail, and their programs by webhook; where it stands, and how it ends."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from sla.cycle.news import KINDS, News, Subscription, Way
from sla.operations import subscribing
from sla.operations.answers import is_unknown
from sla.store.visible import as_customer, as_vendor
from sla.values import Findings
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy
from sla.web.visitor import desk, found, me, missing, now

pages = Blueprint("news", __name__)
Page = str | Response | tuple[str, int]
WORDS = {
    News.OPENED: lazy("A period is opened"),
    News.RECEIVED: lazy("Figures are received"),
    News.SETTLED: lazy("A period is settled"),
    News.APPROVED: lazy("A signature is given"),
    News.REOPENED: lazy("A settlement is taken back"),
    News.EXTENDED: lazy("The last moment for figures is changed"),
    News.RESTATED: lazy("A period is opened for restatement"),
    News.DROPPED: lazy("A restatement is dropped"),
    News.ACCEPTED: lazy("Lines are accepted"),
    News.ASKED: lazy("Relief, a dispute, a waiver or a correction is asked for"),
    News.SAID: lazy("Something is said about it"),
    News.DECIDED: lazy("It is decided"),
    News.WITHDRAWN: lazy("It is withdrawn"),
    News.ISSUED: lazy("A statement is issued"),
    News.BOOKED: lazy("A claim is claimed, paid, set off, or lapses"),
    News.WAITING: lazy("What waits for you"),
    News.TEST: lazy("A test"),
}
"""Every kind of news, in words."""


def install(app: Flask) -> None:
    """A mail program that ends a mail with one click has no form of ours, and needs none: it has the link's secret."""
    protection: CSRFProtect = app.extensions["csrf"]
    protection.exempt(no_more)


@pages.get("/news")
def page() -> str:
    """What is told to whom, and the forms to change it."""
    return _page()


@pages.post("/news/mail")
def mail() -> Page:
    """Have exactly what is ticked sent by mail."""
    wanted = [kind for kind in subscribing.BY_MAIL if kind in request.form.getlist("kind")]
    if desk().config.mail is None:
        return _page(), 409
    if problems := subscribing.wish(desk().books, wanted, by=me(), at=now()):
        return _page(problems=problems), 409
    flash(_("Your wishes are kept."), "good")
    return redirect(url_for("news.page"), 303)


@pages.post("/news")
def add() -> Page:
    """Make a webhook; its secret is in this answer and nowhere else."""
    wanted = [kind for kind in KINDS if kind in request.form.getlist("kind")]
    url, inside = request.form.get("url", "").strip(), desk().config.inside
    made = subscribing.add_webhook(desk().books, url, wanted, by=me(), at=now(), inside=inside)
    return (_page(problems=made), 422) if isinstance(made, Findings) else _page(made=made)


@pages.get("/news/<int:subscription>")
def one(subscription: int) -> str:
    """What was sent to a program of late, and what came of each try."""
    known, sent = found(subscribing.tries(desk().books, subscription, by=me()))
    return render_template("one-webhook.html", each=known, sent=sent, words=WORDS, kinds=KINDS)


@pages.post("/news/<int:subscription>/<any(test,end):act>")
def change(subscription: int, act: str) -> Response:
    """Send a test, and begin again where it was given up; or end it for good."""
    books, by, at = desk().books, me(), now()
    do = subscribing.try_out if act == "test" else subscribing.end
    done = do(books, subscription, by=by, at=at)
    if isinstance(done, Findings):
        if not is_unknown(done):
            raise LookupError("; ".join(done.sentences()))
        missing(done)
    if act == "end":
        flash(_("Ended: nothing more is sent there."), "good")
        return redirect(url_for("news.page"), 303)
    flash(_("A test is on its way; look here again in a moment."), "good")
    return redirect(url_for("news.one", subscription=subscription), 303)


@pages.get("/no-more/<code>")
def ask(code: str) -> str:
    """What the link at the end of a mail leads to: one button."""
    return render_template("no-more.html", known=found(subscribing.by_code(desk().books, code)), words=WORDS)


@pages.post("/no-more/<code>")
def no_more(code: str) -> str:
    """End it, without asking who it is: whoever has the link has the mail."""
    if not subscribing.end_by_code(desk().books, code, at=now()):
        missing()
    return render_template("no-more.html", known=None, words=WORDS)


def _page(*, made: Subscription | None = None, problems: Findings | None = None) -> str:
    every = subscribing.mine(desk().books, by=me())
    return render_template(
        "news.html",
        hooks=[each for each in every if each.way is Way.WEBHOOK],
        by_mail={kind for each in every if each.way is Way.MAIL for kind in each.kinds},
        mail=desk().config.mail is not None,
        sees=as_vendor(me()) or as_customer(me()),
        wishes=[(kind, WORDS[kind]) for kind in subscribing.BY_MAIL],
        kinds=[(kind, WORDS[kind]) for kind in KINDS],
        made=made,
        problems=problems,
        given=request.form,
    )
