"""Passkeys at the pages: `/sign-in/passkey` to come in by one, `/settings/security/passkeys` to have one.

What the device is asked stands in the page, and its answer comes back by a form: no request is hidden in a script.
"""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Answer

from sla.cycle import Person
from sla.operations import passkeys
from sla.operations.passkeys import Place, Question
from sla.values import Findings
from sla.web.security import WITH_SCRIPT
from sla.web.sign_in import admitted
from sla.web.tongues import gettext as _
from sla.web.visitor import address, desk, found, me, now

pages = Blueprint("passkeys", __name__)


@pages.get("/sign-in/passkey")
def page() -> Response:
    """Ask the device for a passkey."""
    return _come_in()


@pages.post("/sign-in/passkey")
def come_in() -> Answer:
    """Take the device's answer."""
    place, question = _place(), _asked()
    answer: Person | Findings = passkeys.WRONG
    if place and question:
        answer = passkeys.sign_in(desk().books, place, question, request.form.get("answer", ""), at=now())
    if isinstance(answer, Findings):
        return _come_in(answer)
    return admitted(answer)


@pages.get("/settings/security/passkeys")
def new() -> Response:
    """Ask the device to make one."""
    return _new()


@pages.post("/settings/security/passkeys")
def keep() -> Answer:
    """Keep what the device made."""
    place, question = _place(), _asked()
    problems: Findings | None = passkeys.WRONG
    if place and question:
        answer, name = request.form.get("answer", ""), request.form.get("name", "")
        problems = passkeys.keep(desk().books, place, question, answer, name, by=me(), at=now())
    if problems:
        return _new(problems)
    flash(_("The passkey is kept. Sign in with it from now on."), "good")
    return redirect(url_for("own.page"), 303)


@pages.post("/settings/security/passkeys/<int:passkey>")
def remove(passkey: int) -> Answer:
    """End one of one's own."""
    ended = found(passkeys.remove(desk().books, passkey, by=me(), at=now()))
    flash(_("%(name)s lets nobody in any more.", name=ended.name), "good")
    return redirect(url_for("own.page"), 303)


def _come_in(problems: Findings | None = None) -> Response:
    place = _place()
    return _shown("passkey.html", passkeys.ask(place, at=now()) if place else None, problems=problems)


def _new(problems: Findings | None = None) -> Response:
    place = _place()
    question = passkeys.ask_for_new(desk().books, place, by=me(), at=now()) if place else None
    return _shown("new-passkey.html", question, problems=problems)


def _shown(template: str, question: Question | None, *, problems: Findings | None = None) -> Response:
    """The page with what the device is asked; the session remembers it until the answer."""
    if question:
        session["passkey"] = [question.challenge.hex(), question.asked.isoformat()]
    text = render_template(template, options=question.options if question else "", problems=problems)
    answer = make_response(text, 422 if problems else 200)
    answer.headers["Content-Security-Policy"] = WITH_SCRIPT
    return answer


def _asked() -> Question | None:
    """What this browser's device was asked; an answer is taken once."""
    challenge, asked = session.pop("passkey", ("", ""))
    return Question(bytes.fromhex(challenge), datetime.fromisoformat(asked)) if challenge else None


def _place() -> Place | None:
    """Where passkeys are good; None where browsers make none: without encryption, or under a bare number."""
    here = urlsplit(address(""))
    name = here.hostname or ""
    try:
        ip_address(name)
    except ValueError:
        return Place(name, f"{here.scheme}://{here.netloc}") if here.scheme == "https" or name == "localhost" else None
    return None
