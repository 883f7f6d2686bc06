"""How a visitor likes the pages: the language, kept with the person, light or dark, and keys; cookies keep them all."""

from __future__ import annotations

from flask import Blueprint, Flask, abort, current_app, redirect, request
from werkzeug.wrappers import Response

from sla.operations import people
from sla.web.sign_in import onward_to
from sla.web.tongues import NAMES
from sla.web.visitor import desk, now, somebody

pages = Blueprint("tastes", __name__)
YEAR = 365 * 24 * 3600
COLOURS = ("auto", "light", "dark")
CHOICES = {"language": frozenset({*NAMES, ""}), "colours": frozenset(COLOURS), "keys": frozenset({"on", "off"})}
"""What can be chosen, and between what; no language for the one that the browser asks for."""


def install(app: Flask) -> None:
    """Let every page be made as it is liked from its first byte, so that nothing flashes."""
    app.jinja_env.globals["colours"] = colours


def colours() -> str:
    """`light`, `dark`, or `auto` for what the system has."""
    chosen = request.cookies.get("colours", "")
    return chosen if chosen in COLOURS else "auto"


@pages.post("/tastes")
def choose() -> Response:
    """Remember what was chosen, and go back to the page it was chosen on."""
    chosen = {name: of for name, of in request.form.items() if name in CHOICES}
    if not chosen or any(of not in CHOICES[name] for name, of in chosen.items()):
        abort(400)
    answer = redirect(_back(request.form.get("back", "")), 303)
    if "language" in chosen and (person := somebody()):
        people.speak(desk().books, chosen["language"], by=person, at=now())
    for name, of in chosen.items():
        answer.set_cookie(name, of, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def _back(page: str) -> str:
    """A page of ours that can be opened anew; the first page otherwise."""
    there = current_app.url_map.bind(request.host).test(page.partition("?")[0], method="GET")
    return onward_to(page if there else "")
