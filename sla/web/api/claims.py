"""What is open of issued statements, what became of it, and the journal for other books."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask import Response
from flask_smorest.pagination import PaginationParameters
from marshmallow import Schema, fields

from sla.cycle.ageing import age
from sla.cycle.claims import Booking, Claim, Deed
from sla.operations import claims, journal
from sla.operations.answers import refused
from sla.operations.journal import Chosen, Kind
from sla.operations.pages import trial_balance
from sla.settlement.canonical import money
from sla.store.claims import Owed
from sla.values import Findings
from sla.web.api import schemas
from sla.web.api.agreements import paged
from sla.web.api.asked import Account, Booked
from sla.web.api.asked import Claim as Told
from sla.web.api.door import caller, done, found, looked_at, part, refuse
from sla.web.ledger import MIME
from sla.web.visitor import desk, now

parts = part("claims", "What is owed, and what became of it.")
ONE = "/claims/<number>"


class Days(Schema):
    """Which postings: of a statement period, or of days in UTC; everything if empty."""

    period = fields.String(load_default="")
    first = fields.Date(load_default=None)
    last = fields.Date(load_default=None)


@parts.get("/claims")
@parts.response(200, Told(many=True))
@parts.paginate(page_size=100, max_page_size=1000)
def listed(pagination_parameters: PaginationParameters) -> list[dict[str, Any]]:
    """Every claim that is open or in dispute, the oldest first."""
    every = claims.open_ledger(desk().books, by=caller(), at=now()).claims
    return [_claim(each) for each in paged(every, pagination_parameters)]


@parts.get(ONE)
@parts.response(200, Told)
def one(number: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """What is left of one statement. Its ETag goes into If-Match of whatever is recorded."""
    owed = _owed(number)
    return _claim(owed), 200, {"ETag": _etag(owed.claim)}


@parts.post(f"{ONE}/bookings")
@parts.arguments(Booked)
@parts.response(201, Told)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(422, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def book(said: dict[str, Any], number: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Record that it was claimed, booked, paid or set off, or has lapsed; the answer is the claim as it is then."""
    claim = _owed(number).claim
    looked_at(_etag(claim))
    done(_recorded(number, len(claim.bookings), **said))
    after = _owed(number)
    return _claim(after), 201, {"ETag": _etag(after.claim)}


def _recorded(
    number: str, seen: int, *, deed: Deed, amount: str, day: date | None, reference: str
) -> Booking | Findings:
    books, by, at = desk().books, caller(), now()
    if deed is Deed.LAPSED:
        return claims.lapse_claim(books, number, by=by, at=at, seen=seen)
    if day is None:
        return refused("request.day", "The day is missing", remedy="Write the day on which it happened, as 2026-04-09.")
    if deed in (Deed.PAID, Deed.SET_OFF) and not amount:
        remedy = "Write it in plain digits, as 1234.50."
        return refused("request.amount", "The amount is missing", remedy=remedy)
    return claims.record_deed(books, number, deed, day, reference, Decimal(amount or 0), by=by, at=at, seen=seen)


@parts.get("/accounts")
@parts.response(200, Account(many=True))
def accounts() -> list[dict[str, str]]:
    """Every account with its total; within a currency they add up to zero."""
    every = trial_balance(desk().books, by=caller())
    return [
        {"account": str(each.account), "currency": each.total.currency, "total": money(each.total)} for each in every
    ]


@parts.get("/journal.<any(csv,beancount):kind>")
@parts.arguments(Days, location="query")
@parts.response(200, content_type="text/plain")
@parts.alt_response(422, schema=schemas.Refusal)
def postings(chosen: dict[str, Any], kind: str) -> Response:
    """The journal, for other books."""
    wanted = Chosen(chosen["period"].strip(), chosen["first"], chosen["last"])
    taken = journal.taken(desk().books, wanted, by=caller())
    if isinstance(taken, Findings):
        refuse(taken)
    return Response(journal.written(taken, Kind(kind), now()), mimetype=MIME[Kind(kind)])


def _owed(number: str) -> Owed:
    return found(claims.account_of(desk().books, number, by=caller())).owed


def _etag(claim: Claim) -> str:
    """What a claim is like: how often something was recorded of it, and what is open and in dispute."""
    return f'"{len(claim.bookings)}.{money(claim.open)}.{money(claim.disputed)}"'


def _claim(owed: Owed) -> dict[str, Any]:
    claim = owed.claim
    return {
        "statement": claim.number,
        "agreement": owed.series.lower(),
        "period": claim.period.key,
        "customer": owed.buyer,
        "vendor": owed.seller,
        "currency": claim.open.currency,
        "open": money(claim.open),
        "disputed": money(claim.disputed),
        "due": claim.due,
        "claim_until": claim.claim_until,
        "age": str(age(claim, now())),
        "bookings": [_booking(each) for each in claim.bookings],
    }


def _booking(each: Booking) -> dict[str, Any]:
    return {
        "sequence": each.sequence,
        "deed": each.deed,
        "amount": money(each.amount),
        "day": each.day,
        "reference": each.reference,
        "by": each.act.name,
    }
