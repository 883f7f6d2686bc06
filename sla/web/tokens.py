"""`/tokens`: what machines may do for the person, made here, shown once, and ended here."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.cycle import Role
from sla.cycle.token import Scope
from sla.operations import tokens
from sla.operations.answers import is_unknown
from sla.operations.tokens import LONGEST, Granted
from sla.values import Findings
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy
from sla.web.visitor import desk, me, missing, now

pages = Blueprint("tokens", __name__)
Page = str | Response | tuple[str, int]
SCOPES = (
    (Scope.READ, lazy("Look at everything that you see")),
    (Scope.SUBMIT, lazy("Send figures and corrections")),
    (Scope.DECIDE, lazy("Decide whatever you may decide")),
    (Scope.PEOPLE, lazy("Invite people, give roles and shut out")),
)
"""What a token can allow, in words."""


@pages.get("/tokens")
def page() -> str:
    """The person's tokens, and the form for a new one."""
    return _page()


@pages.post("/tokens")
def make() -> Page:
    """Make one; its secret is in this answer and nowhere else."""
    scopes = [scope for scope, _says in SCOPES if scope in request.form.getlist("scope")]
    days = request.form.get("days", "")
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0
    made = tokens.grant(desk().books, request.form.get("name", ""), scopes, number, by=me(), at=now())
    return (_page(problems=made), 422) if isinstance(made, Findings) else _page(made=made)


@pages.post("/tokens/<int:token>")
def end(token: int) -> Response:
    """Revoke one."""
    ended = tokens.revoke(desk().books, token, by=me(), at=now())
    if isinstance(ended, Findings):
        if not is_unknown(ended):
            raise LookupError("; ".join(ended.sentences()))
        missing(ended)
    flash(_("%(token)s is revoked: nobody comes in with it any more.", token=ended.name), "good")
    return redirect(url_for("tokens.page"), 303)


def _page(*, made: Granted | None = None, problems: Findings | None = None) -> str:
    return render_template(
        "tokens.html",
        tokens=tokens.mine(desk().books, by=me()),
        scopes=[each for each in SCOPES if each[0] is not Scope.PEOPLE or me().is_a(Role.ADMINISTRATOR)],
        made=made,
        problems=problems,
        longest=LONGEST,
        at=now(),
        given=request.form,
    )
