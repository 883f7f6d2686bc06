"""Signing in and out. A session remembers a number and its generation; the books say who that is, while it lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, Flask, flash, redirect, render_template, request, session, url_for
from flask_login import LoginManager, login_user, logout_user
from werkzeug.wrappers import Response

from sla.cycle import Person
from sla.operations import people, second_step
from sla.operations.people import HalfIn
from sla.operations.ready import offered
from sla.values import Findings
from sla.web import errors
from sla.web.tongues import gettext as _
from sla.web.visitor import Visitor, desk, now, real, somebody

pages = Blueprint("sign_in", __name__)
OPEN_TO_ALL = frozenset(
    {
        "api.page",
        "api.wire",
        "api.spec",
        "static",
        "sign_in.page",
        "sign_in.leave",
        "sign_in.second",
        "unsent.keep",
        "single.page",
        "single.back",
        "passkeys.page",
        "passkeys.come_in",
        "tastes.choose",
        "feeds.read",
        "verify.page",
        "verify.handed",
        "invited.page",
        "invited.choose",
        "news.ask",
        "news.no_more",
    }
)
"""What can be seen without signing in."""
PATIENT_FOR = timedelta(minutes=10)
"""How long the second step may take after the first."""


def install(app: Flask) -> None:
    """Ask whoever is not signed in to do so, and bring them back to where they wanted to go."""
    login = LoginManager()
    login.init_app(app, add_context_processor=False)  # the templates ask for `me`
    login.user_loader(_remembered)
    app.before_request(_ask)


def _remembered(kept: str) -> Visitor | None:
    number, _, generation = kept.partition(".")
    if not (kept.isascii() and number.isdigit() and (generation or "0").isdigit()):
        return None
    person = people.person(desk().books, int(number), int(generation or 0))
    return Visitor(person, int(generation or 0)) if person else None


def _ask() -> Response | errors.Page | None:
    asked_elsewhere = (request.blueprint or "").endswith("-api")  # the machines' door asks by itself
    if request.endpoint is None or request.endpoint in OPEN_TO_ALL or asked_elsewhere or somebody():
        return None
    if "slip" in request.form or errors.written():
        return errors.signed_out()
    wanted = request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("sign_in.page", next=wanted), 303)


@pages.route("/sign-in", methods=["GET", "POST"])
def page() -> Response | str | tuple[str, int]:
    """The form; whoever is signed in already goes on."""
    onward = onward_to(request.values.get("next", ""))
    if request.method == "GET":
        return redirect(onward, 303) if somebody() else _form(onward)
    email = request.form.get("email", "")
    password, address = request.form.get("password", ""), request.remote_addr or ""
    answer = people.password_given(desk().books, email, password, at=now(), address=address)
    if isinstance(answer, Findings):
        return _form(onward, email, answer), 429 if answer[0].code == "person.wait" else 422
    return admitted(answer, onward)


def admitted(answer: Person | HalfIn, onward: str = "/") -> Response:
    """Somebody has shown who they are: their session begins, or they go on to the second step."""
    if isinstance(answer, HalfIn):
        until = now() + PATIENT_FOR
        session["half"] = [answer.person.id, people.generation(desk().books, answer.person), until.isoformat()]
        return redirect(url_for("sign_in.second", next=onward), 303)
    entered(answer, people.generation(desk().books, answer))
    return redirect(onward, 303)


def entered(person: Person, generation: int) -> None:
    """A session of a generation; whatever an anonymous visitor's session held is not carried into it."""
    session.clear()
    session.permanent = True
    login_user(Visitor(person, generation))


@pages.route("/sign-in/code", methods=["GET", "POST"])
def second() -> Response | str | tuple[str, int]:
    """The second step, for somebody whose password fits."""
    onward, person = onward_to(request.values.get("next", "")), _half_in()
    if person is None:
        return redirect(url_for("sign_in.page", next=onward), 303)
    if request.method == "GET":
        return render_template("second-step.html", onward=onward, problems=None)
    key, code, address = desk().config.second_step_secret(), request.form.get("code", ""), request.remote_addr or ""
    answer = second_step.passed(desk().books, key, code, by=person, at=real(), address=address)
    if isinstance(answer, Findings):
        code_of = 429 if answer[0].code == "person.wait" else 422
        return render_template("second-step.html", onward=onward, problems=answer), code_of
    return admitted(answer, onward)


def _half_in() -> Person | None:
    """Who has given the right password in this browser, and not long ago."""
    number, generation, until = session.get("half", (0, 0, ""))
    if not until or datetime.fromisoformat(until) <= now():
        return None
    return people.person(desk().books, number, generation)


@pages.post("/sign-out")
def leave() -> Response:
    """Forget who it was."""
    logout_user()
    session.clear()
    flash(_("You are signed out."), "good")
    return redirect(url_for("sign_in.page"), 303)


def _form(onward: str, email: str = "", problems: Findings | None = None) -> str:
    ready = offered(desk().config.instance)
    problem = problems[0] if problems else None
    return render_template(
        "sign-in.html", onward=onward, email=email, problem=problem, ready=ready, provider=desk().config.provider
    )


def onward_to(wanted: str) -> str:
    """An address of ours to go on to; never another site's."""
    ours = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if ours else url_for("portfolio.page")
