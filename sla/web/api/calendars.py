"""Calendars of business days: by contract, with the dates for figures that follow and what periods keep."""

from __future__ import annotations

from typing import Any

from flask_smorest.pagination import PaginationParameters
from marshmallow import Schema, fields

from sla.cycle.foreseen import Foreseen
from sla.operations import calendars
from sla.operations.calendars import Keeps, Used
from sla.web.api.door import caller, found, part
from sla.web.visitor import desk, now

parts = part("calendars", "Calendars of business days.")


class Calendar(Schema):
    """The days that a contract counts: Monday to Friday without the holidays of this year and the next."""

    customer = fields.Integer(required=True)
    contract = fields.String(required=True)
    title = fields.String(required=True)
    time_zone = fields.String(required=True)
    holidays = fields.List(fields.Date(), required=True)
    unnamed = fields.List(
        fields.Integer(), required=True, metadata={"description": "Years of the term without any holiday."}
    )
    agreements = fields.Integer(required=True, metadata={"description": "Those that the caller sees."})


class Date(Schema):
    """Until when the figures of a period come; `without_holidays` the same if no day were one."""

    period = fields.String(required=True)
    figures_until = fields.Date(required=True)
    without_holidays = fields.Date(required=True)
    holidays = fields.List(fields.Date(), required=True)


class Kept(Schema):
    """What periods of an agreement that are on their way keep since they were opened; nothing where none is."""

    agreement = fields.String(required=True)
    periods = fields.Integer(required=True)
    first = fields.String(required=True)
    last = fields.String(required=True)
    time_zone = fields.String(required=True)
    without = fields.List(fields.Date(), required=True, metadata={"description": "Holidays they do not know."})
    more = fields.List(fields.Date(), required=True, metadata={"description": "Holidays that only they have."})


class CalendarInFull(Calendar):
    """The same with the dates of this year and the next, and with who counts by it."""

    version = fields.String(required=True, metadata={"description": "Of the contract that it stands in."})
    dates = fields.List(fields.Nested(Date), required=True)
    kept = fields.List(fields.Nested(Kept), required=True)


@parts.get("/calendars")
@parts.response(200, Calendar(many=True))
@parts.paginate(page_size=100, max_page_size=1000)
def listed(pagination_parameters: PaginationParameters) -> list[dict[str, Any]]:
    """Every contract's that the caller may see, by key."""
    page = pagination_parameters

    def wanted(count: int) -> slice:
        page.item_count = count
        return slice(page.first_item, page.last_item + 1)

    return [_calendar(each) for each in calendars.calendars(desk().books, by=caller(), at=now(), page=wanted)[0]]


@parts.get("/calendars/<int:customer>/<contract>")
@parts.response(200, CalendarInFull)
def one(customer: int, contract: str) -> dict[str, Any]:
    """One of them."""
    used, kept = found(calendars.calendar(desk().books, customer, contract, by=caller(), at=now()))
    return {
        **_calendar(used),
        "version": used.version.head.version,
        "dates": [_date(each) for each in used.foreseen()],
        "kept": [_kept(each) for each in kept],
    }


def _calendar(each: Used) -> dict[str, Any]:
    by_year = {year: each.holidays(year) for year in each.years}
    return {
        "customer": each.customer.id,
        "contract": each.definition.key,
        "title": each.definition.title,
        "time_zone": each.calendar.zone.key,
        "holidays": [day for days in by_year.values() for day in days or ()],
        "unnamed": [year for year, days in by_year.items() if days == ()],
        "agreements": each.agreements,
    }


def _date(each: Foreseen) -> dict[str, Any]:
    return {
        "period": each.period.key,
        "figures_until": each.last,
        "without_holidays": each.plain,
        "holidays": each.passed,
    }


def _kept(each: Keeps) -> dict[str, Any]:
    frozen = each.frozen
    return {
        "agreement": each.agreement.series.lower(),
        "periods": frozen.periods if frozen else 0,
        "first": frozen.first.key if frozen else "",
        "last": frozen.last.key if frozen else "",
        "time_zone": frozen.calendar.zone.key if frozen else "",
        "without": each.without,
        "more": each.more,
    }
