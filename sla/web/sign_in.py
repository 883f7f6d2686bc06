"""Signing in and out. A session remembers a number and its generation; the books say who that is, while it lasts."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, session, url_for
from flask_login import LoginManager, login_user, logout_user
from werkzeug.wrappers import Response

from sla.cycle import Person
from sla.operations import people
from sla.operations.ready import offered
from sla.values import Findings
from sla.web.tongues import gettext as _
from sla.web.visitor import Visitor, desk, now, somebody

pages = Blueprint("sign_in", __name__)
OPEN_TO_ALL = frozenset(
    {
        "api.page",
        "api.spec",
        "static",
        "sign_in.page",
        "sign_in.leave",
        "verify.page",
        "verify.handed",
        "invited.page",
        "invited.choose",
        "news.ask",
        "news.no_more",
    }
)
"""What can be seen without signing in."""


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


def _ask() -> Response | None:
    asked_elsewhere = (request.blueprint or "").endswith("-api")  # the machines' door asks by itself
    if request.endpoint is None or request.endpoint in OPEN_TO_ALL or asked_elsewhere or somebody():
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("sign_in.page", next=wanted), 303)


@pages.route("/sign-in", methods=["GET", "POST"])
def page() -> Response | str | tuple[str, int]:
    """The form; whoever is signed in already goes on."""
    onward = _onward(request.values.get("next", ""))
    if request.method == "GET":
        return redirect(onward, 303) if somebody() else _form(onward)
    email = request.form.get("email", "")
    password, address = request.form.get("password", ""), request.remote_addr or ""
    answer = people.sign_in(desk().books, email, password, at=now(), address=address)
    if isinstance(answer, Findings):
        return _form(onward, email, answer), 429 if answer[0].code == "person.wait" else 422
    return admitted(answer, onward)


def admitted(person: Person, onward: str = "/") -> Response:
    """Somebody has shown who they are: their session begins."""
    entered(person, people.generation(desk().books, person))
    return redirect(onward, 303)


def entered(person: Person, generation: int) -> None:
    """A session of a generation; whatever an anonymous visitor's session held is not carried into it."""
    session.clear()
    session.permanent = True
    login_user(Visitor(person, generation))


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
    return render_template("sign-in.html", onward=onward, email=email, problem=problem, ready=ready)


def _onward(wanted: str) -> str:
    """An address of ours to go on to; never another site's."""
    ours = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if ours else url_for("portfolio.page")
