"""What was agreed, in plain sentences; and the blank form of what is to be sent."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from sla.contract.words import chapters
from sla.operations import pages
from sla.web.api.agreements import ONE, loaded
from sla.web.api.door import agreement_at, caller, found, part
from sla.web.blank_forms import KINDS, blank
from sla.web.visitor import desk, now

parts = part("contracts", "What was agreed, and the form to send.")


class Version(Schema):
    """One text of the contract, in force from a day on."""

    version = fields.String(required=True)
    effective = fields.Date(required=True)
    sha256 = fields.String(required=True)


class Chapter(Schema):
    """A heading and its sentences."""

    title = fields.String(required=True)
    sentences = fields.List(fields.String(), required=True)


class Contract(Schema):
    """A contract in plain sentences, as it is in force for the latest period."""

    contract = fields.String(required=True)
    title = fields.String(required=True)
    currency = fields.String(required=True)
    time_zone = fields.String(required=True)
    period = fields.String(required=True)
    versions = fields.List(fields.Nested(Version), required=True)
    chapters = fields.List(fields.Nested(Chapter), required=True)


@parts.get("/agreements/<series>/contract")
@parts.response(200, Contract)
def contract(series: str) -> dict[str, Any]:
    """What was agreed."""
    agreed = found(pages.agreement(desk().books, agreement_at(series), by=caller()))
    definition = agreed.definition
    last = agreed.cycles[-1].period if agreed.cycles else definition.statement_periods()[-1]
    text = agreed.agreement.as_of(now(), definition.on(last).zone).under(
        definition.on(last, dict(agreed.agreement.readings))
    )
    return {
        "contract": definition.key,
        "title": definition.title,
        "currency": definition.currency,
        "time_zone": str(text.zone),
        "period": last.key,
        "versions": [
            {"version": each.head.version, "effective": each.days[0], "sha256": each.digest}
            for each in definition.versions
        ],
        "chapters": [
            {"title": each.title, "sentences": [*filter(None, [each.words]), *each.sentences]}
            for each in chapters(text)
        ],
    }


@parts.get(f"{ONE}/form.<any({','.join(KINDS)}):kind>")
@parts.response(200, content_type="application/octet-stream")
def form(series: str, period: str, kind: str) -> Response:
    """The blank form of the period: a workbook, CSV, or a JSON Schema."""
    return blank(loaded(series, period), kind)
