"""`/people`: who may come in at one's company, and as what. Administrators change it, auditors read it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.cycle import Person, Role
from sla.operations import staff, tokens
from sla.operations.answers import is_unknown
from sla.operations.invitations import Invited
from sla.values import Findings
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy
from sla.web.visitor import address, desk, found, me, missing, now

pages = Blueprint("people", __name__)
Page = str | Response | tuple[str, int]
ROLES = (
    (Role.PARTNER, lazy("Vendor: sends figures, asks for relief, disputes")),
    (Role.MANAGER, lazy("Vendor manager: settles, approves, decides")),
    (Role.FINANCE, lazy("Finance: second approval, issues, records payments")),
    (Role.AUDITOR, lazy("Auditor: reads everything, changes nothing")),
    (Role.ADMINISTRATOR, lazy("Administrator: looks after people, sees no figures")),
)
"""What somebody can be, in words."""
ACTS = {"shut-out": staff.shut_out, "let-in": staff.let_in, "steps": staff.take_steps_away}


@pages.get("/people")
def page() -> Page:
    """Everybody of the company; with `?email=`, somebody whom one looks after elsewhere."""
    if (email := request.args.get("email", "").strip()) and me().is_a(Role.ADMINISTRATOR):
        number = staff.addressed(desk().books, email, by=me())
        if number is not None:
            return redirect(url_for("people.one", person=number), 303)
    return _page(sought=email)


@pages.post("/people")
def invite() -> Page:
    """Add somebody; the link that lets them in is in this answer, and where mail is sent another goes to them."""
    form = request.form
    company = form.get("company", "").strip() or staff.home(desk().books, by=me())
    who = (company, form.get("name", ""), form.get("email", ""), _roles())
    made = staff.invite(desk().books, *who, by=me(), at=now(), mailed=desk().config.mails_links)
    return (_page(problems=made, given=form), 422) if isinstance(made, Findings) else _page(made=made)


@pages.get("/people/tokens")
def company_tokens() -> str:
    """The tokens of everybody."""
    return render_template(
        "company-tokens.html",
        tokens=tokens.of_company(desk().books, by=me()),
        administers=me().is_a(Role.ADMINISTRATOR),
        at=now(),
    )


@pages.post("/people/tokens/<int:token>")
def end_token(token: int) -> Response:
    """Revoke one."""
    ended = found(tokens.revoke(desk().books, token, by=me(), at=now()))
    flash(_("%(token)s is revoked: nobody comes in with it any more.", token=ended.name), "good")
    return redirect(url_for("people.company_tokens"), 303)


@pages.get("/people/<int:person>")
def one(person: int) -> str:
    """Somebody, and what can be changed about them."""
    return _one(person)


@pages.post("/people/<int:person>/link")
def link(person: int) -> Page:
    """A new link; it is in this answer and nowhere else."""
    made = staff.readmit(desk().books, person, by=me(), at=now(), mailed=desk().config.mails_links)
    return _refused(person, made) if isinstance(made, Findings) else _one(person, made=made)


@pages.post("/people/<int:person>/roles")
def roles(person: int) -> Page:
    """Other roles."""
    changed = staff.change_roles(desk().books, person, _roles(), by=me(), at=now())
    return _answered(person, changed, "roles")


@pages.post('/people/<int:person>/<any("shut-out", "let-in", "steps"):act>')
def admit(person: int, act: str) -> Page:
    """Let somebody sign in no more, or again, or without a second step."""
    return _answered(person, ACTS[act](desk().books, person, by=me(), at=now()), act)


def _answered(person: int, answer: Person | Findings, act: str) -> Page:
    if isinstance(answer, Findings):
        return _refused(person, answer)
    flash(_done(act, answer.name), "good")
    return redirect(url_for("people.one", person=person), 303)


def _done(act: str, name: str) -> str:
    match act:
        case "shut-out":
            return _("%(name)s is shut out: sessions and tokens are good for nothing any more.", name=name)
        case "steps":
            return _("%(name)s signs in with the password alone.", name=name)
        case "let-in":
            return _("%(name)s may sign in again.", name=name)
        case _:
            return _("%(name)s has other roles from now on.", name=name)


def _refused(person: int, problems: Findings) -> Page:
    if is_unknown(problems):
        missing(problems)
    return _one(person, problems=problems), 422


def _roles() -> list[Role]:
    return [role for role in Role if role in request.form.getlist("role")]


def _page(
    *,
    made: Invited | None = None,
    problems: Findings | None = None,
    given: Mapping[str, str] | None = None,
    sought: str = "",
) -> str:
    return render_template(
        "people.html",
        people=staff.colleagues(desk().books, by=me(), at=now()),
        company=staff.home(desk().books, by=me()),
        elsewhere=staff.may_look_elsewhere(desk().books, by=me()),
        administers=me().is_a(Role.ADMINISTRATOR),
        roles=ROLES,
        chosen=_roles() if problems else [],
        made=made,
        link=_link(made),
        problems=problems,
        given=given or {},
        sought=sought,
    )


def _one(person: int, *, made: Invited | None = None, problems: Findings | None = None) -> str:
    known = found(staff.colleague(desk().books, person, by=me(), at=now()))
    return render_template("one-person.html", known=known, roles=ROLES, made=made, link=_link(made), problems=problems)


def _link(made: Invited | None) -> str:
    return address(url_for("invited.page", secret=made.secret)) if made else ""
