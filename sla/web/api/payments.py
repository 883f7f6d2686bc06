"""A file of payments: looked at, and recorded as a whole or not at all."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from sla.operations.payments import Plan, Planned, plan
from sla.settlement.canonical import money
from sla.values import Findings
from sla.web.api import schemas
from sla.web.api.door import FILE, caller, part, refuse
from sla.web.api.figures import sent_file
from sla.web.visitor import desk, now

parts = part("payments", "Files of payments.")


class Paid(Schema):
    """One row of the file, and the record that it makes or made before."""

    row = fields.Integer(required=True)
    reference = fields.String(required=True)
    day = fields.Date(required=True)
    statement = fields.String(required=True)
    deed = fields.String(required=True)
    amount = fields.String(required=True)
    new = fields.Boolean(required=True)


class Payments(Schema):
    """What a file comes to; `new` is how many records it adds."""

    new = fields.Integer(required=True)
    rows = fields.List(fields.Nested(Paid), required=True)


@parts.post("/payments/preview")
@parts.doc(requestBody=FILE)
@parts.response(200, Payments)
@parts.alt_response(422, schema=schemas.Refusal)
def looked_at() -> dict[str, Any]:
    """What a file comes to. Nothing is written."""
    return _payments(_planned(keep=False))


@parts.post("/payments")
@parts.doc(requestBody=FILE)
@parts.response(201, Payments)
@parts.alt_response(422, schema=schemas.Refusal)
def recorded() -> dict[str, Any]:
    """Record all of it, or with anything wrong in it nothing; what was recorded before is left out."""
    return _payments(_planned(keep=True))


def _planned(*, keep: bool) -> Plan:
    answer = plan(desk().books, *sent_file(), by=caller(), at=now(), keep=keep)
    if isinstance(answer, Findings):
        refuse(answer)
    if answer.problems:
        refuse(answer.problems)
    return answer


def _payments(of: Plan) -> dict[str, Any]:
    return {"new": of.new, "rows": [_row(each) for each in of.rows]}


def _row(each: Planned) -> dict[str, Any]:
    record, payment = each.record, each.payment
    return {
        "row": payment.row,
        "reference": payment.reference,
        "day": payment.day,
        "statement": each.claim.number if each.claim else "",
        "deed": str(record.deed if record else payment.deed),
        "amount": money(record.amount) if record else str(payment.amount),
        "new": each.is_new,
    }
