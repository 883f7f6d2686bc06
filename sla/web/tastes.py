"""How a visitor likes the pages, kept in cookies of theirs: the language, and light or dark."""

from __future__ import annotations

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from sla.web.tongues import NAMES

pages = Blueprint("tastes", __name__)
YEAR = 365 * 24 * 3600
COLOURS = ("auto", "light", "dark")
CHOICES = {"language": frozenset(NAMES), "colours": frozenset(COLOURS)}
"""What can be chosen, and between what."""


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
    for name, of in chosen.items():
        answer.set_cookie(name, of, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def _back(page: str) -> str:
    """A page of ours that can be opened anew; the first page otherwise."""
    ours = current_app.url_map.bind(request.host).test(page.partition("?")[0], method="GET")
    return page if ours and page.startswith("/") and not page.startswith(("//", "/\\")) else url_for("portfolio.page")
