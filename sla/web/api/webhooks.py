"""Webhooks: what the caller's programs are told; made, tried and ended."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from sla.cycle.news import KINDS, News, Subscription, Way
from sla.operations import subscribing
from sla.operations.outward import LONGEST
from sla.store.deliveries import Delivery, Try
from sla.web.api import schemas
from sla.web.api.door import caller, done, found, part
from sla.web.visitor import desk, now

parts = part("webhooks", "Webhooks: being told instead of asking.")
ONE = "/webhooks/<int:subscription>"


class Wish(Schema):
    """Where to, and what."""

    url = fields.String(required=True, validate=validate.Length(1, LONGEST))
    kinds = fields.List(
        fields.String(validate=validate.OneOf([str(kind) for kind in KINDS])),
        required=True,
        validate=validate.Length(1, len(KINDS)),
    )


class Webhook(Schema):
    """One webhook; `failing` since when nothing arrives, `stopped` when it was given up."""

    id = fields.Integer(required=True)
    url = fields.String(required=True)
    kinds = fields.List(fields.String(), required=True)
    made = fields.AwareDateTime(required=True)
    failing = fields.AwareDateTime(required=True, allow_none=True)
    stopped = fields.AwareDateTime(required=True, allow_none=True)
    ended = fields.AwareDateTime(required=True, allow_none=True)


class NewWebhook(Webhook):
    """The same with its secret, which is told here and never again."""

    secret = fields.String(required=True)


class Tried(Schema):
    """One try; the status only where there was an answer."""

    at = fields.AwareDateTime(required=True)
    status = fields.Integer(required=True, allow_none=True)
    says = fields.String(required=True)


class Message(Schema):
    """Something that was to be told. It is over where there is no next try."""

    id = fields.String(required=True, metadata={"description": "The webhook-id."})
    kind = fields.String(required=True)
    made = fields.AwareDateTime(required=True)
    arrived = fields.AwareDateTime(required=True, allow_none=True)
    next = fields.AwareDateTime(required=True, allow_none=True)
    tries = fields.List(fields.Nested(Tried), required=True)


@parts.get("/webhooks")
@parts.response(200, Webhook(many=True))
def listed() -> list[dict[str, Any]]:
    """The caller's webhooks, the newest first."""
    return [_webhook(each) for each in subscribing.mine(desk().books, by=caller()) if each.way is Way.WEBHOOK]


@parts.post("/webhooks")
@parts.arguments(Wish)
@parts.response(201, NewWebhook)
@parts.alt_response(409, schema=schemas.Refusal)
def add(said: dict[str, Any]) -> dict[str, Any]:
    """Make one. It is told what happens from now on, as far as the caller may see it."""
    kinds = [News(kind) for kind in said["kinds"]]
    inside = desk().config.inside
    made = done(subscribing.add_webhook(desk().books, said["url"], kinds, by=caller(), at=now(), inside=inside))
    return {**_webhook(made), "secret": made.secret}


@parts.get(f"{ONE}/messages")
@parts.response(200, Message(many=True))
def messages(subscription: int) -> list[dict[str, Any]]:
    """What was sent of late, and what came of each try, the newest first."""
    return [_message(*each) for each in found(subscribing.tries(desk().books, subscription, by=caller()))[1]]


@parts.post(f"{ONE}/test")
@parts.response(202, Webhook)
def test(subscription: int) -> dict[str, Any]:
    """Send a test; where it was given up, begin again with everything that has not arrived."""
    return _webhook(done(subscribing.try_out(desk().books, subscription, by=caller(), at=now())))


@parts.delete(ONE)
@parts.response(200, Webhook)
def end(subscription: int) -> dict[str, Any]:
    """End it for good."""
    return _webhook(done(subscribing.end(desk().books, subscription, by=caller(), at=now())))


def _webhook(each: Subscription) -> dict[str, Any]:
    return {
        "id": each.id,
        "url": each.url,
        "kinds": sorted(each.kinds),
        "made": each.made,
        "failing": each.failing,
        "stopped": each.stopped,
        "ended": each.ended,
    }


def _message(each: Delivery, tries: tuple[Try, ...]) -> dict[str, Any]:
    return {
        "id": each.name,
        "kind": str(each.kind),
        "made": each.made,
        "arrived": each.arrived,
        "next": each.due,
        "tries": [{"at": one.at, "status": one.status, "says": one.says} for one in tries],
    }
