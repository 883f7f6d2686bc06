"""`/audit`: what was done, by whom and when, with filters; whether the log is whole; and the log as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, Response, abort, render_template, request, stream_with_context
from werkzeug.wrappers import Response as Answer

from sla.operations import trail
from sla.store.trail import Wanted
from sla.web.paging import paged
from sla.web.visitor import desk, me

pages = Blueprint("audit", __name__)


@pages.before_request
def _readers_only() -> None:
    if not trail.is_reader(me()):
        abort(404)


@pages.get("/audit")
def page() -> str:
    """The entries that are asked for, the newest first."""
    return _page()


@pages.post("/audit")
def check() -> str:
    """Follow the whole log now."""
    return _page(chain=trail.chain(desk().books))


@pages.get("/audit/log.jsonl")
def export() -> Answer:
    """The log as it is handed to whoever holds receipts against it."""
    if not trail.sees_agreements(me()):
        abort(404)
    lines = (f"{line}\n" for line in trail.exported(desk().books, by=me()))
    headers = {"Content-Disposition": "attachment; filename=log.jsonl"}
    return Response(stream_with_context(lines), mimetype="application/jsonl", headers=headers)


def _page(*, chain: trail.Chain | None = None) -> str:
    asked = request.args
    wanted = Wanted(
        asked.get("act", "")[:80],
        asked.get("series", "").strip()[:80],
        asked.get("email", "").strip()[:200],
        _day(asked.get("since", "")),
        _day(asked.get("until", ""), after=1),
    )
    pager = paged(trail.count(desk().books, wanted, by=me()))
    return render_template(
        "audit.html",
        entries=trail.entries(desk().books, wanted, pager.first, pager.size, by=me()),
        acts=trail.acts(desk().books, by=me()),
        pager=pager,
        chain=chain,
        may_take=trail.sees_agreements(me()),
        asked=asked,
    )


def _day(text: str, after: int = 0) -> datetime | None:
    """The moment at which a day begins, or so many days later; nothing where it is no day."""
    try:
        return datetime.combine(date.fromisoformat(text) + timedelta(after), datetime.min.time(), UTC)
    except (ValueError, OverflowError):
        return None
