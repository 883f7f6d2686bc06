"""What goes over the wire about matters, lines, claims and the caller's own things, as marshmallow schemas."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from sla.cycle.claims import Deed
from sla.cycle.matter import Kind, State
from sla.web.asked import EXTENTS

ASKED = (Kind.RELIEF, Kind.DISPUTE, Kind.WAIVER)
"""What is asked for in words; a correction is a file, and has an address of its own."""
NUMBER = r"-?\d{1,15}(\.\d{1,9})?"
"""Plain digits: no exponents, no commas."""


def _text(most: int, says: str = "") -> fields.String:
    return fields.String(load_default="", validate=validate.Length(max=most), metadata={"description": says})


def _number(says: str) -> fields.String:
    fits = validate.Regexp(rf"^({NUMBER})?$", error="plain digits, as 12 or 12.5")
    return fields.String(load_default="", validate=fits, metadata={"description": says})


class What(Schema):
    """Relief: a level and an extent with what belongs to it. A dispute: the same, or a reading. A waiver: a line."""

    level = _text(100, "The service level that it is about.")
    extent = fields.String(
        load_default="",
        validate=validate.OneOf(["", "reading", *(name for name, _ in EXTENTS)]),
        metadata={"description": "How much is excused; `reading` of a dispute about the text."},
    )
    cause = _text(60, "Of relief: a cause that the contract names.")
    scope = fields.Dict(
        keys=fields.String(validate=validate.Length(max=60)),
        values=fields.String(validate=validate.Length(max=200)),
        load_default=dict,
        metadata={"description": 'Only there, as {"site": "North"}.'},
    )
    count = _number("Of `first`: how many misses.")
    first_day = _text(10, "Of `days`: the first, as 2026-03-01.")
    last_day = _text(10, "Of `days`: the last, that day included.")
    rows = _text(4000, "Of `records`: rows of the file that counts, as 17, 21-24.")
    records = _text(400_000, "Of `records`: their names, one on each line.")
    figure = _text(100, "Of `less`: the figure.")
    by = _number("Of `less`: by how much it is less.")
    points = _number("Of `points`: how many.")
    reading = _text(100, "Of `reading`: the question that the text leaves open.")
    answer = _text(100, "Of `reading`: the answer that counts instead.")
    line = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 100_000),
        metadata={"description": "Of a waiver: the place of the line in the settlement, from 0."},
    )
    most = _number("Of a waiver: at most so much of it.")


class Asking(What):
    """Something that one side asks of the other."""

    kind = fields.String(required=True, validate=validate.OneOf([str(kind) for kind in ASKED]))
    reason = _text(2000)


class Deciding(Schema):
    """Everything, a part of it, or nothing is granted."""

    grant = fields.String(required=True, validate=validate.OneOf(["all", "part", "nothing"]))
    part = fields.Nested(What, load_default=None, allow_none=True)
    reason = _text(4000)


class Said(Schema):
    """A remark; files go along as form fields `file`."""

    text = _text(4000)


class Price(Schema):
    """What the period comes to without it and with it. The difference is above zero where it is good for the vendor."""

    currency = fields.String(required=True)
    without = fields.String(required=True)
    granted = fields.String(required=True)
    difference = fields.String(required=True)


class Evidence(Schema):
    """A file that was laid before the other side."""

    name = fields.String(required=True)
    sha256 = fields.String(required=True)
    size = fields.Integer(required=True)


class Remark(Schema):
    """Something that was said."""

    by = fields.String(required=True)
    side = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    text = fields.String(required=True)
    files = fields.List(fields.Nested(Evidence), required=True)


class Decision(Schema):
    """What was decided; `grants` is empty where it was refused."""

    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    state = fields.Enum(State, by_value=True, required=True)
    grants = fields.String(required=True)
    reason = fields.String(required=True)


class Matter(Schema):
    """Something that one side asked of the other about a period."""

    number = fields.Integer(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    state = fields.Enum(State, by_value=True, required=True)
    side = fields.String(required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    asks = fields.String(required=True, metadata={"description": "What is asked for, in words."})
    reason = fields.String(required=True)
    answer_by = fields.AwareDateTime(required=True, allow_none=True)
    remarks = fields.List(fields.Nested(Remark), required=True)
    decision = fields.Nested(Decision, required=True, allow_none=True)


class MatterInFull(Matter):
    """The same with what it is worth."""

    price = fields.Nested(Price, required=True, allow_none=True)


class Taken(Schema):
    """A line of the settlement that stands, and what the vendor said to it."""

    key = fields.String(required=True, metadata={"description": "Names the line as it reads now."})
    clause = fields.String(required=True)
    level = fields.String(required=True)
    scope = fields.String(required=True)
    amount = fields.String(required=True)
    accepted_by = fields.String(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    disputes = fields.List(fields.Integer(), required=True)
    open = fields.Boolean(required=True, metadata={"description": "Whether it can still be accepted."})


class Accepting(Schema):
    """Which lines, by their keys."""

    lines = fields.List(
        fields.String(validate=validate.Length(max=40)), required=True, validate=validate.Length(1, 10_000)
    )


class Extending(Schema):
    """Until when figures are taken; null lifts the limit."""

    closes = fields.AwareDateTime(required=True, allow_none=True)


class Opening(Schema):
    """A period of the contract's term; `closes` is the last moment for figures, instead of the contract's."""

    period = fields.String(required=True, validate=validate.Length(1, 40), metadata={"description": "As 2026-03."})
    closes = fields.AwareDateTime(load_default=None, allow_none=True)


class Company(Schema):
    """A party as it stands on paper; what is empty or left out is as it was."""

    name = _text(200)
    address = fields.List(fields.String(validate=validate.Length(max=200)), validate=validate.Length(max=10))
    tax_id = _text(200, "For value added tax with its country's letters.")
    country = _text(2, "Two letters, as GB or DE.")
    registration = _text(200, "Its number in the register of companies.")
    electronic_address = _text(200, "Where its e-invoices go, as 0204:991-12345-67.")


class Tax(Schema):
    """How a statement becomes an e-invoice, in the words of contracts."""

    vat = fields.String(required=True, metadata={"description": "reverse charge, outside scope, exempt, zero, 19 %."})
    because = _text(400, "Why no tax is charged.")
    issued_by = fields.String(validate=validate.OneOf(["vendor", "customer"]))
    buyer_reference = _text(200)


class Parties(Schema):
    """Who the parties are from a day on; what is left out is as it was."""

    since = fields.Date(required=True)
    customer = fields.Nested(Company, allow_none=True)
    vendor = fields.Nested(Company, allow_none=True)
    invoice = fields.Nested(Tax, allow_none=True)


class Named(Parties):
    """The same as it was recorded; the first one stands since the agreement was concluded."""

    since = fields.Date(required=True, allow_none=True)
    changes = fields.List(fields.String(), required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True, allow_none=True)


class Booking(Schema):
    """Something that became of a claim."""

    sequence = fields.Integer(required=True)
    deed = fields.Enum(Deed, by_value=True, required=True)
    amount = fields.String(required=True)
    day = fields.Date(required=True)
    reference = fields.String(required=True)
    by = fields.String(required=True)


class Claim(Schema):
    """What is left of one statement. Amounts are above zero where the vendor owes, below where it is owed."""

    statement = fields.String(required=True)
    agreement = fields.String(required=True)
    period = fields.String(required=True)
    customer = fields.String(required=True)
    vendor = fields.String(required=True)
    currency = fields.String(required=True)
    open = fields.String(required=True)
    disputed = fields.String(required=True)
    due = fields.Date(required=True, allow_none=True)
    claim_until = fields.Date(required=True, allow_none=True)
    age = fields.String(required=True)
    bookings = fields.List(fields.Nested(Booking), required=True)


class Booked(Schema):
    """What became of a claim: the amount of what was paid or set off, the day and the reference of all but a lapse."""

    deed = fields.Enum(Deed, by_value=True, required=True)
    amount = _number("In plain digits, as 1234.50.")
    day = fields.Date(load_default=None, allow_none=True)
    reference = _text(200)


class Account(Schema):
    """What stands on one account."""

    account = fields.String(required=True)
    currency = fields.String(required=True)
    total = fields.String(required=True)
