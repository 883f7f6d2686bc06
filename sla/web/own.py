"""`/settings/security`, your sign-in: how one comes in oneself, changed by nobody else."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.operations import passwords
from sla.values import Findings
from sla.web.sign_in import entered
from sla.web.tongues import gettext as _
from sla.web.visitor import desk, me, now

pages = Blueprint("own", __name__)
Page = str | Response | tuple[str, int]


@pages.get("/settings/security")
def page() -> str:
    """What one has to sign in with."""
    return _page()


@pages.post("/settings/security/password")
def change() -> Page:
    """Another password; all other sessions end."""
    form, home = request.form, request.remote_addr or ""
    answer = passwords.change(
        desk().books, form.get("old", ""), form.get("password", ""), by=me(), at=now(), address=home
    )
    if isinstance(answer, Findings):
        return _page(problems=answer), 429 if answer[0].code == "person.wait" else 422
    entered(me(), answer)
    flash(_("Your password is changed. You are signed out everywhere else."), "good")
    return redirect(url_for("own.page"), 303)


def _page(*, problems: Findings | None = None) -> str:
    return render_template("own.html", problems=problems, shortest=passwords.SHORTEST)
