"""Relief, disputes and waivers: asked for with their price in sight, talked about, decided, withdrawn."""

from __future__ import annotations

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from sla.cycle.asking import may_decide, may_open, may_withdraw, side_of
from sla.cycle.matter import Kind, Matter, State
from sla.operations import asking
from sla.operations.answers import is_unknown, refused
from sla.operations.asking import Looked
from sla.operations.pages import Scorecard
from sla.operations.wording import in_words, records
from sla.values import Findings
from sla.web import unsent
from sla.web.asked import EXTENTS, asked, plain_text, waivable
from sla.web.filters import stopped
from sla.web.scorecard import load, shared
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy, said
from sla.web.visitor import agreement_at, desk, found, me, missing, now

pages = Blueprint("matters", __name__)
Page = str | Response | tuple[str, int]
TITLES = {
    Kind.RELIEF: lazy("Ask for relief"),
    Kind.DISPUTE: lazy("Dispute a result"),
    Kind.WAIVER: lazy("Waive an amount"),
}
ASK = "/p/<series>/<period>/ask/<any(relief,dispute,waiver):kind>"
ONE = "/p/<series>/<period>/matters/<int:matter>"
FORMS = {"say": ("say",), "grant": ("decide", "part"), "refuse": ("decide", "part"), "part": ("part", "decide")}
"""The form that an act comes from, and another that nobody needs once it is done."""


@pages.get(ASK)
def form(series: str, period: str, kind: str) -> Page:
    """The form, or why it is not open now."""
    card = load(series, period)
    if refusal := may_open(card.cycle, Kind(kind), me()):
        flash(f"{TITLES[Kind(kind)]}: {stopped(said(refusal.message))} {said(refusal.remedy)}", "careful")
        return redirect(url_for("scorecard.page", series=series, period=period), 303)
    return _form(card, Kind(kind))


@pages.post(ASK)
def ask(series: str, period: str, kind: str) -> Page:
    """First its price, then the asking itself."""
    card, about = load(series, period), Kind(kind)
    what = unsent.hold(card, f"ask/{kind}") or asked(request.form, about, card)
    if isinstance(what, Findings):
        return _form(card, about, problems=what), 422
    number, key, by = card.agreement.id, card.cycle.period.key, me()
    if "send" not in request.form:
        priced = asking.price(desk().books, number, key, what, by=by)
        if isinstance(priced, Findings):
            return _form(card, about, problems=priced), 422
        return _form(card, about, priced=priced, says=in_words(what))
    reason = plain_text(request.form.get("reason", ""))[:2000]
    files = unsent.files(card, f"ask/{kind}")
    made = asking.ask(desk().books, number, key, about, what, reason, by=by, at=now(), files=files)
    if isinstance(made, Findings):
        return _form(card, about, problems=made), 409
    unsent.sent(card, f"ask/{kind}")
    sent = _("%(matter)s: the other side sees it now.", matter=TITLES[about])
    flash(_("Proposed.") if about is Kind.WAIVER else sent, "good")
    return redirect(url_for("matters.page", series=series, period=period, matter=made.number), 303)


def _form(
    card: Scorecard,
    kind: Kind,
    *,
    problems: Findings | None = None,
    priced: asking.Priced | None = None,
    says: str = "",
) -> str:
    levels, writing = card.contract.levels, unsent.writing(card, f"ask/{kind}")
    return render_template(
        "ask.html",
        **shared(card),
        kind=kind,
        title=TITLES[kind],
        extents=EXTENTS,
        levels=levels,
        dimensions=sorted({dimension for level in levels for dimension in level.by}),
        lines=waivable(card),
        given=writing.given,
        writing=writing,
        problems=problems,
        priced=priced,
        says=says,
    )


@pages.get(ONE)
def page(series: str, period: str, matter: int) -> str:
    """One matter: what is asked for and its price, what was said, what was decided."""
    card = load(series, period)
    return _page(card, _looked(card, matter))


@pages.post(ONE)
def act(series: str, period: str, matter: int) -> Page:
    """Say something, decide, or withdraw."""
    card = load(series, period)
    here = found(next((each for each in card.matters if each.number == matter), None))
    form = FORMS.get(request.form.get("act", ""), ())
    answer = (unsent.hold(card, _name(here, form[0])) if form else None) or _acted(card, here)
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        now_known = load(series, period)
        return _page(now_known, _looked(now_known, matter), answer), 409
    unsent.sent(card, *(_name(here, each) for each in form))
    flash(f"{answer.kind.capitalize()} {matter}: {answer.state}.", "good")
    return redirect(url_for("matters.page", series=series, period=period, matter=matter), 303)


def _acted(card: Scorecard, matter: Matter) -> Matter | Findings:
    books, by, at = desk().books, me(), now()
    words = plain_text(request.form.get("words", ""))[:4000]
    match request.form.get("act", ""):
        case "say":
            return asking.say(books, matter.id, words, unsent.files(card, _name(matter, "say")), by=by, at=at)
        case "grant":
            return asking.decide(books, matter.id, matter.asked, words, by=by, at=at)
        case "part" if matter.kind is not Kind.CORRECTION:
            part = asked({**request.form, "reason": matter.reason}, matter.kind, card)
            if isinstance(part, Findings):
                return part
            return asking.decide(books, matter.id, part, words, by=by, at=at)
        case "refuse":
            return asking.decide(books, matter.id, None, words, by=by, at=at)
        case "withdraw":
            return asking.withdraw(books, matter.id, by=by, at=at)
        case other:
            return refused("matter.act", "This form is incomplete", found=other[:20], remedy="Open the page again.")


@pages.get(f"{ONE}/<digest>")
def evidence(series: str, period: str, matter: int, digest: str) -> Response:
    """A file that was laid before the other side, byte for byte."""
    name, content = found(asking.evidence(desk().books, agreement_at(series), period, matter, digest, by=me()))
    kind = "application/octet-stream"  # never shown as a page of ours, whatever is in it
    return send_file(io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)


def _name(matter: Matter, form: str) -> str:
    """One of its forms, by the name under which it is kept."""
    return f"matters/{matter.number}/{form}"


def _looked(card: Scorecard, matter: int) -> Looked:
    """The matter that an address names; 404 where the person sees none of that number in that period."""
    return found(asking.look(desk().books, card.agreement.id, card.cycle.period.key, matter, by=me()))


def _page(card: Scorecard, looked: Looked, refusal: Findings | None = None) -> str:
    matter = looked.matter
    return render_template(
        "matter.html",
        **shared(card),
        matter=matter,
        says=in_words(matter.asked),
        records=records(matter.granted or matter.asked),
        grants=in_words(matter.granted) if matter.granted else "",
        priced=looked.priced,
        can_say=matter.state is State.OPEN and side_of(matter, me()) is not None,
        can_decide=may_decide(matter, me()) is None,
        can_withdraw=may_withdraw(matter, me()) is None,
        extents=EXTENTS,
        levels=card.contract.levels,
        refusal=refusal,
        writing={each: unsent.writing(card, _name(matter, each)) for each in ("say", "decide", "part")},
    )
