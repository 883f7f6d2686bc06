"""`/calendars`: the days that count, by contract: holidays, the deadlines that they move, and what periods keep."""

from __future__ import annotations

from flask import Blueprint, render_template

from sla.cycle import Role
from sla.operations.calendars import calendar, calendars
from sla.web.menu import SEEING
from sla.web.paging import paged
from sla.web.tongues import lazy
from sla.web.visitor import desk, found, me, now

pages = Blueprint("calendars", __name__)
WEEKDAYS = (
    *(lazy("Monday"), lazy("Tuesday"), lazy("Wednesday"), lazy("Thursday"), lazy("Friday")),
    *(lazy("Saturday"), lazy("Sunday")),
)


@pages.get("/calendars")
def page() -> str:
    """Every contract with the calendar that it counts by today."""
    used, count = calendars(desk().books, by=me(), at=now(), page=lambda every: paged(every).rows)
    return render_template("calendars.html", used=used, pager=paged(count), sees=bool(me().roles & SEEING))


@pages.get("/calendars/<int:customer>/<contract>")
def one(customer: int, contract: str) -> str:
    """One of them: its holidays, this year's deadlines and the next one's, and who counts by it."""
    used, kept = found(calendar(desk().books, customer, contract, by=me(), at=now()))
    dates = used.foreseen()
    holidays = [day for year in used.years for day in used.holidays(year) or ()]
    pager = paged(len(kept))
    return render_template(
        "calendar.html",
        used=used,
        holidays=[(day, WEEKDAYS[day.weekday()], [each for each in dates if day in each.passed]) for day in holidays],
        unnamed=[year for year in used.years if used.holidays(year) == ()],
        dates=dates,
        kept=kept[pager.rows],
        pager=pager,
        at={"customer": customer, "contract": contract},
        sees=bool(me().roles & SEEING),
        writes=me().is_a(Role.MANAGER) and me().organisation == customer,
    )
