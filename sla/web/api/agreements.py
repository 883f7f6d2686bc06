"""Agreements and their periods, to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from flask_smorest.pagination import PaginationParameters

from sla.cycle import Agreement, Cycle
from sla.operations import pages
from sla.operations.pages import Scorecard
from sla.settlement.canonical import settlement as canonical
from sla.settlement.model import Settlement
from sla.web.api import schemas
from sla.web.api.door import agreement_at, caller, found, part
from sla.web.visitor import desk, now

parts = part("agreements", "Agreements and their periods.")
Thing = TypeVar("Thing")
ONE = "/agreements/<series>/periods/<period>"


@parts.get("/agreements")
@parts.response(200, schemas.Agreement(many=True))
@parts.paginate(page_size=100, max_page_size=1000)
def listed(pagination_parameters: PaginationParameters) -> list[dict[str, Any]]:
    """Every agreement that the caller may see."""
    every = pages.list_agreements(desk().books, by=caller())
    return [_agreement(each) for each in paged(every, pagination_parameters)]


def paged(every: Sequence[Thing], page: PaginationParameters) -> Sequence[Thing]:
    """The page of a list that was asked for."""
    page.item_count = len(every)
    return every[page.first_item : page.last_item + 1]


@parts.get("/agreements/<series>")
@parts.response(200, schemas.Agreement)
def one(series: str) -> dict[str, Any]:
    """One agreement."""
    return _agreement(_concluded(series).agreement)


@parts.get("/agreements/<series>/periods")
@parts.response(200, schemas.Period(many=True))
def periods(series: str) -> list[dict[str, Any]]:
    """Its periods, oldest first, each in its latest round."""
    return [_period(each) for each in _concluded(series).cycles]


@parts.get(ONE)
@parts.response(200, schemas.Card)
def card(series: str, period: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """One period in full. Its ETag goes into If-Match of whatever changes it."""
    shown = loaded(series, period)
    return as_card(shown), 200, {"ETag": etag(shown.cycle)}


def loaded(series: str, period: str) -> Scorecard:
    """The period that an address names."""
    number = agreement_at(series)
    return found(pages.scorecard(desk().books, number, period, by=caller(), at=now()))


def _concluded(series: str) -> pages.Concluded:
    return found(pages.agreement(desk().books, agreement_at(series), by=caller()))


def etag(cycle: Cycle) -> str:
    """What a period is like: its round, and how often it was changed in it."""
    return f'"{cycle.round}.{cycle.revision}"'


def _agreement(each: Agreement) -> dict[str, Any]:
    return {
        "series": each.series,
        "reference": each.reference,
        "contract": each.definition,
        "customer": each.customer.name,
        "vendor": each.vendor.name,
    }


def _period(cycle: Cycle) -> dict[str, Any]:
    return {
        "period": cycle.period.key,
        "label": cycle.period.label,
        "span": cycle.period,
        "stage": cycle.stage,
        "round": cycle.round,
        "revision": cycle.revision,
        "restates": cycle.restates,
        "statement": cycle.number,
        "closes": cycle.closes,
    }


def as_card(shown: Scorecard) -> dict[str, Any]:
    """A period as the wire has it."""
    return {
        **_period(shown.cycle),
        "next": shown.next_step.says,
        "may": sorted(shown.possible),
        "sent": [
            {
                "version": each.version,
                "file": each.file_name,
                "sha256": each.sha256,
                "sender": each.sender,
                "at": each.at,
            }
            for each in shown.uploads
        ],
        "provisional": not shown.cycle.stage.is_settled,
        "settlement": as_settlement(shown.settlement) if shown.settlement else None,
    }


def as_settlement(settled: Settlement) -> dict[str, Any]:
    """A settlement in its canonical form, with currency and version beside it."""
    return {"currency": settled.currency, "version": settled.version, **_dated(canonical(settled))}


def _dated(said: dict[str, Any]) -> dict[str, Any]:
    """Days as the canonical form writes them are text already; the schema takes days."""
    for line in said["lines"]:
        line["window"] = {name: date.fromisoformat(of) for name, of in line["window"].items()}
    return said
