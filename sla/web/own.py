"""`/settings/security`, your sign-in: how one comes in oneself, changed by nobody else."""

from __future__ import annotations

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.operations import passkeys, passwords, second_step
from sla.values import Findings
from sla.web.sign_in import entered
from sla.web.tongues import gettext as _
from sla.web.visitor import desk, me, now, real

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


@pages.get("/settings/security/codes")
def codes() -> str:
    """A secret to scan."""
    return _codes()


@pages.post("/settings/security/codes")
def turn_on() -> Page:
    """Ask for codes from now on; those to recover with are in this answer and nowhere else."""
    answer = second_step.turn_on(desk().books, _key(), request.form.get("code", ""), by=me(), at=real())
    if isinstance(answer, Findings):
        return _codes(answer), 422
    return render_template("codes.html", recovery=answer, problems=None)


@pages.post("/settings/security/codes/off")
def no_codes() -> Page:
    """Ask for no more codes."""
    code, home = request.form.get("code", ""), request.remote_addr or ""
    problems = second_step.turn_off(desk().books, _key(), code, by=me(), at=real(), address=home)
    if problems:
        return _page(problems=problems), 429 if problems[0].code == "person.wait" else 422
    flash(_("No codes are asked for any more: your password is enough."), "good")
    return redirect(url_for("own.page"), 303)


def _codes(problems: Findings | None = None) -> str:
    made = second_step.offer(desk().books, _key(), by=me())
    picture = segno.make(made.scanned).svg_data_uri(scale=4, light="white")
    return render_template("codes.html", offer=made, picture=picture, problems=problems, recovery=())


def _key() -> bytes:
    return desk().config.second_step_secret()


def _page(*, problems: Findings | None = None) -> str:
    since, left = second_step.state(desk().books, by=me())
    return render_template(
        "own.html",
        problems=problems,
        shortest=passwords.SHORTEST,
        codes_since=since,
        recovery_left=left,
        passkeys=passkeys.mine(desk().books, by=me()),
    )
