"""The log of the company and of the agreements that the caller sees, to its auditors and administrators."""

from __future__ import annotations

from typing import Any

from flask_smorest.pagination import PaginationParameters
from marshmallow import Schema, fields, validate

from sla.operations import trail
from sla.operations.answers import wrong_person
from sla.store.trail import Entry, Wanted
from sla.web.api import schemas
from sla.web.api.door import caller, part, refuse
from sla.web.visitor import desk

parts = part("trail", "The log of the company.")


class Narrowed(Schema):
    """Which entries; what is left out does not narrow."""

    act = fields.String(load_default="", validate=validate.Length(max=80))
    agreement = fields.String(
        load_default="", validate=validate.Length(max=80), metadata={"description": "The series of an agreement."}
    )
    email = fields.String(
        load_default="", validate=validate.Length(max=200), metadata={"description": "Of whoever did it."}
    )
    since = fields.AwareDateTime(load_default=None, metadata={"description": "From this moment on."})
    before = fields.AwareDateTime(load_default=None, metadata={"description": "Before this moment."})


class Logged(schemas.Entry):
    """One act, on which agreement if it is about one, and the hash that the next entry follows from."""

    agreement = fields.String(required=True)
    period = fields.String(required=True)
    sha256 = fields.String(required=True)


class Chain(Schema):
    """Whether every entry follows from the one before, and the hash that all of them come to."""

    entries = fields.Integer(required=True)
    head = fields.String(required=True)
    whole = fields.Boolean(required=True)


@parts.get("/log")
@parts.arguments(Narrowed, location="query")
@parts.response(200, Logged(many=True))
@parts.alt_response(403, schema=schemas.Refusal)
@parts.paginate(page_size=100, max_page_size=1000)
def listed(said: dict[str, Any], pagination_parameters: PaginationParameters) -> list[dict[str, Any]]:
    """The entries that the caller may read, the newest first."""
    _readers_only()
    wanted = Wanted(said["act"], said["agreement"].lower(), said["email"], said["since"], said["before"])
    page, books = pagination_parameters, desk().books
    page.item_count = trail.count(books, wanted, by=caller())
    return [_logged(each) for each in trail.entries(books, wanted, page.first_item, page.page_size, by=caller())]


@parts.get("/log/chain")
@parts.response(200, Chain)
@parts.alt_response(403, schema=schemas.Refusal)
def chain() -> trail.Chain:
    """Follow the whole log now, from its first entry."""
    _readers_only()
    return trail.chain(desk().books)


def _readers_only() -> None:
    if not trail.is_reader(caller()):
        refuse(wrong_person("an auditor or an administrator", "read the log"))


def _logged(each: Entry) -> dict[str, Any]:
    return {
        "entry": each.number,
        "at": each.at,
        "by": each.name,
        "act": each.act,
        "detail": each.detail,
        "agreement": each.series.lower(),
        "period": each.period,
        "sha256": each.digest,
    }
