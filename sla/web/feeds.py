"""`/close/feed`: the dates of the calendar under an address of one's own, which other calendars ask again and again.

Such programs cannot sign in, so that the address itself carries the secret: a token that may look at these dates and at
nothing else, ends by itself and can be revoked. A token that may more is not taken from an address.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for

from sla.cycle.token import Scope
from sla.operations import tokens
from sla.operations.board import board
from sla.operations.tokens import LONGEST
from sla.web.board import as_file
from sla.web.tongues import gettext as _
from sla.web.visitor import address, desk, found, me, missing, now

pages = Blueprint("feeds", __name__)
ONLY = frozenset({Scope.CALENDAR})


@pages.get("/close/feed")
def page() -> str:
    """What an address is for, and the button that makes one."""
    return render_template("feed.html", made=None, link="")


@pages.post("/close/feed")
def make() -> str:
    """Make one; it is in this answer and nowhere else."""
    made = found(tokens.grant(desk().books, _("Calendar"), ONLY, LONGEST, by=me(), at=now()))
    return render_template("feed.html", made=made.token, link=address(url_for("feeds.read", secret=made.secret)))


@pages.get("/close/<secret>.ics")
def read(secret: str) -> Response:
    """The dates that its person sees now; whoever has no good address is told that there is nothing."""
    held = tokens.bearer(desk().books, secret, at=now())
    if held is None or held.scopes != ONLY:
        missing()
    return as_file(board(desk().books, by=held.person, at=now()))
