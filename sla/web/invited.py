"""`/invited/SECRET`: whoever was given a link chooses a password, and is in."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from sla.operations import invitations
from sla.operations.passwords import SHORTEST
from sla.values import Findings
from sla.web.sign_in import admitted
from sla.web.visitor import desk, now

pages = Blueprint("invited", __name__)
Page = str | Response | tuple[str, int]


@pages.get("/invited/<secret>")
def page(secret: str) -> Page:
    """The form. Looking at it does not use the link up: mail programs look at links too."""
    return _form(secret)


@pages.post("/invited/<secret>")
def choose(secret: str) -> Page:
    """Choose a password."""
    answer = invitations.accept(desk().books, secret, request.form.get("password", ""), at=now())
    return _form(secret, answer) if isinstance(answer, Findings) else admitted(answer)


def _form(secret: str, problems: Findings | None = None) -> Page:
    """The form, or that the link lets nobody in any more."""
    known = invitations.invitee(desk().books, secret, at=now())
    page = render_template("invited.html", known=known, problems=problems, shortest=SHORTEST)
    return page, 404 if known is None else 422 if problems else 200
