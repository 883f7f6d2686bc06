"""`/shortcuts`: the keys that save whoever uses a keyboard some way, and the switch that turns them off.

One pressed letter can be a slip, or speech that was heard as one, so that they can be turned off (WCAG 2.2, 2.1.4). The
browser keeps that (`sla.web.tastes`); then no page has the script, as none has it for whoever is not signed in.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, g, render_template, request

from sla.web.security import WITH_SCRIPT
from sla.web.tongues import lazy
from sla.web.visitor import somebody

pages = Blueprint("shortcuts", __name__)
GO = {
    "portfolio.page": "p",
    "queue.page": "w",
    "board.page": "c",
    "contracts.page": "o",
    "statements.page": "s",
    "ledger.page": "l",
    "verify.page": "v",
    "guide.first": "h",
}
"""The letter after `g` that leads to a page of the menu."""
KEYS = (
    ("j", lazy("The next row of a table")),
    ("k", lazy("The row before")),
    (lazy("Enter"), lazy("Open it")),
    ("[", lazy("The line, period or page before")),
    ("]", lazy("The next line, period or page")),
    ("/", lazy("Find, or narrow what is shown")),
    ("e", lazy("The table as a file")),
    ("?", lazy("This list")),
)
"""Every other key, and what it does."""


def install(app: Flask) -> None:
    """Let every page know whether the keys are on, and which letter leads where."""
    app.jinja_env.globals.update(keys_on=keys_on, go=GO)
    app.after_request(_with_script)


def keys_on() -> bool:
    """For whoever is signed in, unless they were turned off in this browser."""
    return request.cookies.get("keys") != "off" and not g.get("without_books") and somebody() is not None


def _with_script(answer: Response) -> Response:
    """The browser may run our script where a page has it."""
    if answer.mimetype == "text/html" and not answer.location and keys_on():
        answer.headers.setdefault("Content-Security-Policy", WITH_SCRIPT)
    return answer


@pages.get("/shortcuts")
def page() -> str:
    """The list."""
    return render_template("shortcuts.html", keys=KEYS)
