"""Slips: what a form carries so that it is known whose it is and where it stands, even where a session is over."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from sla.cycle import Person
from sla.operations import pages as views
from sla.operations import people
from sla.store.unsent import Form
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy
from sla.web.visitor import desk, me

GOOD_FOR = 7 * 24 * 3600
"""So many seconds after a page was opened its forms can still be kept."""
SAYS = {
    "ask/relief": lazy("Ask for relief"),
    "ask/dispute": lazy("Dispute a result"),
    "ask/waiver": lazy("Waive an amount"),
    "upload": lazy("Send figures"),
    "match": lazy("Match columns"),
    "check": lazy("Why the figures change"),
    "reopen": lazy("Reopen"),
    "restate": lazy("Restate"),
    "drop": lazy("Drop the restatement"),
    "say": lazy("Your remark"),
    "decide": lazy("Your decision"),
    "part": lazy("Grant part of it"),
}
"""Forms in words; those of a matter by the last part of their name."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says: for whom the form was shown, and where it stands."""

    person: Person
    form: Form
    address: str


def signed(series: str, period: str, name: str) -> str:
    """The slip of a form that is shown to whoever looks."""
    return str(_signer().dumps([me().id, series.lower(), period, name]))


def slipped() -> Slip | None:
    """What the slip of the form that came says; None if there is none, or it is not ours, or too old."""
    try:
        number, series, period, name = _signer().loads(request.form.get("slip", ""), max_age=GOOD_FOR)
    except BadData:
        return None
    person = people.person(desk().books, number)
    agreement = views.agreement_named(desk().books, series, by=person) if person else None
    if person is None or agreement is None:
        return None
    return Slip(person, Form(agreement, period, name), address(series, period, name))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="unsent")


def says(name: str) -> str:
    """A form in words."""
    matter, _dash, what = name.removeprefix("matters/").partition("/")
    if name.startswith("matters/"):
        return _("%(what)s on matter %(number)s", what=SAYS[what], number=matter)
    return str(SAYS[name])


def address(series: str, period: str, name: str) -> str:
    """Where a form stands; several stand on the page of one matter."""
    where = name.rpartition("/")[0] if name.startswith("matters/") else name
    return f"/p/{series}/{period}/{where}"
