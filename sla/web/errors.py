"""Pages for what went wrong: each says what happened and what to do next, and none says how we are built."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from sla.web import unsent
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy

Page = tuple[str, int] | tuple[Response, int]
Redirect = Answer

KNOWN = {
    400: (
        lazy("This request could not be understood"),
        lazy("Something in the form or the address is missing."),
        lazy("Go back, reload the page and try again."),
    ),
    404: (
        lazy("There is no such page"),
        lazy("There is nothing here, or nothing that you may see."),
        lazy("Check the address, or look for it in the portfolio."),
    ),
    405: (
        lazy("This address takes no such request"),
        lazy("It was asked for in a way it does not answer."),
        lazy("Open the page it belongs to and use its buttons."),
    ),
    422: (
        lazy("Something in this request is not as it should be"),
        lazy("A part of it is missing or cannot be read."),
        lazy("Correct what is named, and send it again."),
    ),
    413: (
        lazy("The file is too large"),
        lazy("A file may have up to 25 MB."),
        lazy("Leave out columns and sheets that the contract does not ask for, or send totals instead of single rows."),
    ),
}
FORGED = (
    lazy("This page was open too long"),
    lazy("You were signed out, or signed in as somebody else, since it was opened. Nothing was changed."),
    lazy("Go back, reload the page and send it again."),
)
BROKEN = (
    lazy("Something broke on our side"),
    lazy("Nothing was changed half-way: a step is done as a whole or not at all."),
    lazy("Try once more. If it happens again, tell support the reference below."),
)


def install(app: Flask) -> None:
    """Answer every failure with a page."""
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(Exception, _broken)


def _known(error: HTTPException) -> Page | HTTPException:
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    if request.path.startswith("/api/v1/"):
        return _told(error, code)
    return _page(KNOWN.get(code, (error.name, _("This cannot be answered."), _("Go back and try again."))), code)


def _told(error: HTTPException, code: int) -> tuple[Response, int]:
    """The same for machines, as findings."""
    title, says, remedy = map(str, KNOWN.get(code, (error.name, "This cannot be answered.", "Look it up at /api.")))
    wrong = getattr(error, "data", None) or {}
    fields = dict(_fields(wrong.get("messages", {})))
    found = "; ".join(f"{name}: {what}" for name, what in fields.items())
    finding = {"code": f"request.{code}", "severity": "error", "message": title, "found": found[:400]}
    return jsonify({"findings": [{**finding, "expected": "" if found else says, "remedy": remedy}]}), code


def _fields(messages: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every field that is wrong, by its place in the request, and what is wrong with it."""
    if isinstance(messages, dict):
        for name, below in messages.items():
            yield from _fields(below, f"{at}.{name}".strip("."))
    elif isinstance(messages, list):
        yield at, " ".join(map(str, messages))


def _forged(error: CSRFError) -> Page | Redirect:
    del error
    return signed_out()


def signed_out() -> Page | Redirect:
    """For a form that comes from somebody who is not who opened it: on to what is kept of it, or why it is not."""
    if onward := unsent.rescued():
        return onward
    again = current_app.url_map.bind("").test(request.path, "GET")
    return _page(
        FORGED, 400, onward=request.path if again else "", onward_says=_("Open the page again") if again else ""
    )


def _broken(error: Exception) -> Page:
    """Our own mistakes are logged under a reference; the page is made without the books, which may be what broke."""
    reference = secrets.token_hex(4)
    logging.getLogger("sla.web").error("%s %s %s", reference, request.method, request.path, exc_info=error)
    g.without_books = True
    if request.path.startswith("/api/v1/"):
        title, says, remedy = map(str, BROKEN)
        told = {"code": "request.500", "severity": "error", "message": title, "found": reference, "expected": says}
        return jsonify({"findings": [{**told, "remedy": remedy}]}), 500
    return _page(BROKEN, 500, reference=reference)


def written() -> tuple[str, ...]:
    """What somebody wrote in the form that came, so that nobody has to write it twice."""
    fields = request.form if request.method == "POST" else {}
    return tuple(fields[name] for name in unsent.WRITTEN if fields.get(name, "").strip())


def _page(
    words: tuple[str, str, str], code: int, *, onward: str = "", onward_says: str = "", reference: str = ""
) -> Page:
    title, says, remedy = words
    return render_template(
        "error.html",
        title=title,
        says=says,
        remedy=remedy,
        onward=onward,
        onward_says=onward_says,
        reference=reference,
        written=written() if code != 413 else (),
    ), code
