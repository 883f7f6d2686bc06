"""What the caller is told by mail."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from sla.cycle.news import News, Way
from sla.operations import subscribing
from sla.operations.answers import refused
from sla.operations.subscribing import BY_MAIL
from sla.web.api import schemas
from sla.web.api.door import caller, done, part, refuse
from sla.web.visitor import desk, now

parts = part("mail", "What one is told by mail.")
KINDS = tuple(str(kind) for kind in BY_MAIL)


class Wishes(Schema):
    """These kinds of news, and no others."""

    kinds = fields.List(
        fields.String(validate=validate.OneOf(KINDS)), required=True, validate=validate.Length(max=len(KINDS))
    )


class Mail(Wishes):
    """The same, and whether this installation sends mail at all."""

    sent = fields.Boolean(required=True)


@parts.get("/mail")
@parts.response(200, Mail)
def wished() -> tuple[dict[str, Any], int, dict[str, str]]:
    """What the caller wished for."""
    return _mail()


@parts.put("/mail")
@parts.arguments(Wishes)
@parts.response(200, Mail)
@parts.alt_response(403, schema=schemas.Refusal)
@parts.alt_response(409, schema=schemas.Refusal)
def wish(said: dict[str, list[str]]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Have exactly these sent. What is asked for twice is the same, so that no If-Match is needed."""
    if desk().config.mail is None:
        remedy = "Have a webhook made instead, or let whoever runs this installation set SLA_MAIL."
        refuse(refused("mail.none", "This installation sends no mail", remedy=remedy))
    kinds = [News(kind) for kind in said["kinds"]]
    done(subscribing.wish(desk().books, kinds, by=caller(), at=now()))
    return _mail()


def _mail() -> tuple[dict[str, Any], int, dict[str, str]]:
    mine = subscribing.mine(desk().books, by=caller())
    kinds = sorted(str(kind) for each in mine if each.way is Way.MAIL for kind in each.kinds)
    return {"kinds": kinds, "sent": desk().config.mail is not None}, 200, {"ETag": f'"{"-".join(kinds) or "none"}"'}
