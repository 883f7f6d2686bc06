"""What goes over the wire, as marshmallow schemas: each answer is described, and each request checked, by one."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from sla.cycle import Stage


class Span(Schema):
    """First day, and first day after."""

    start = fields.Date(required=True)
    end = fields.Date(required=True)


class Agreement(Schema):
    """A contract between two companies. `series` names it in addresses."""

    series = fields.String(required=True)
    reference = fields.String(required=True)
    contract = fields.String(required=True)
    customer = fields.String(required=True)
    vendor = fields.String(required=True)


class Sent(Schema):
    """One version of the figures."""

    version = fields.Integer(required=True)
    file = fields.String(required=True)
    sha256 = fields.String(required=True)
    sender = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class Line(Schema):
    """One line of a settlement; amounts and results are text, exact to the last digit."""

    clause = fields.String(required=True)
    level = fields.String(required=True)
    window = fields.Nested(Span, required=True)
    scope = fields.String(required=True)
    result = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True)
    direction = fields.String(required=True)
    kind = fields.String(required=True)
    amount = fields.String(required=True)
    workings = fields.Dict(required=True)


class Settlement(Schema):
    """What a period comes to. The net is below zero where the vendor owes it."""

    currency = fields.String(required=True)
    version = fields.String(required=True, metadata={"description": "The version of the contract."})
    penalties = fields.String(required=True)
    incentives = fields.String(required=True)
    net = fields.String(required=True)
    lines = fields.List(fields.Nested(Line), required=True)
    waiting_for = fields.List(fields.String(), required=True)


class Period(Schema):
    """One period of an agreement, in its latest round."""

    period = fields.String(required=True)
    label = fields.String(required=True)
    span = fields.Nested(Span, required=True)
    stage = fields.Enum(Stage, by_value=True, required=True)
    round = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    restates = fields.String(required=True)
    statement = fields.String(required=True)
    closes = fields.AwareDateTime(required=True, allow_none=True)


class Card(Period):
    """The same in full: what is next, what the caller may do, and what it comes to."""

    next = fields.String(required=True)
    may = fields.List(fields.String(), required=True)
    sent = fields.List(fields.Nested(Sent), required=True)
    provisional = fields.Boolean(required=True)
    settlement = fields.Nested(Settlement, required=True, allow_none=True)


class Priced(Schema):
    """What a file would come to."""

    sha256 = fields.String(required=True)
    rows = fields.Integer(required=True)
    warnings = fields.List(fields.Dict(), required=True)
    settlement = fields.Nested(Settlement, required=True)


class Receipt(Schema):
    """What was received. `log` is the hash of the log's entry about it."""

    period = fields.String(required=True)
    version = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    log = fields.String(required=True)


class Perhaps(Schema):
    """Why, where the act asks for it."""

    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class Statement(Schema):
    """An issued statement. The net is below zero where the vendor owes it."""

    number = fields.String(required=True)
    agreement = fields.String(required=True)
    customer = fields.String(required=True)
    vendor = fields.String(required=True)
    period = fields.String(required=True)
    currency = fields.String(required=True)
    net = fields.String(required=True)
    sha256 = fields.String(required=True)
    issued = fields.AwareDateTime(required=True)


class Chosen(Schema):
    """Which statements."""

    period = fields.String(load_default="")
    agreement = fields.String(load_default="", metadata={"description": "The series of an agreement."})


class Entry(Schema):
    """One act as the log has it."""

    entry = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    act = fields.String(required=True)
    detail = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class Finding(Schema):
    """One thing that is wrong, and what to do about it."""

    code = fields.String(required=True)
    severity = fields.String(required=True)
    message = fields.String(required=True)
    found = fields.String(required=True)
    expected = fields.String(required=True)
    remedy = fields.String(required=True)
    place = fields.Dict()


class Refusal(Schema):
    """Everything that is wrong, at once."""

    findings = fields.List(fields.Nested(Finding), required=True)
