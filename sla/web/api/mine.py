"""What is the caller's own: who they are, what waits for them, their tokens; and any file held against the books."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from sla.cycle.token import Scope, Token
from sla.operations import queue, tokens
from sla.operations.verifying import verify_file
from sla.settlement.canonical import money
from sla.store.queries import Cell
from sla.web.api.door import FILE, caller, done, part, scopes
from sla.web.api.figures import sent_file
from sla.web.visitor import desk, now

parts = part("mine", "The caller's own things.")


class Me(Schema):
    """Whom the token acts for, and what it may."""

    name = fields.String(required=True)
    email = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    language = fields.String(required=True, metadata={"description": "As `de`; empty where none was chosen."})
    scopes = fields.List(fields.Enum(Scope, by_value=True), required=True)


class Waiting(Schema):
    """A period or a matter that waits for the caller, and the act it waits for; the net only where there is one."""

    act = fields.String(required=True)
    agreement = fields.String(required=True)
    period = fields.String(required=True)
    matter = fields.Integer(required=True, allow_none=True)
    currency = fields.String(required=True)
    net = fields.String(required=True, allow_none=True)


class Held(Schema):
    """A token, without its secret."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    scopes = fields.List(fields.Enum(Scope, by_value=True), required=True)
    created = fields.AwareDateTime(required=True)
    expires = fields.AwareDateTime(required=True)
    ended = fields.AwareDateTime(required=True, allow_none=True)


class Check(Schema):
    """One thing that was looked at."""

    name = fields.String(required=True)
    passed = fields.Boolean(required=True)
    says = fields.String(required=True)


class Verdict(Schema):
    """What a file proved to be."""

    ok = fields.Boolean(required=True)
    answer = fields.String(required=True)
    sentence = fields.String(required=True)
    sha256 = fields.String(required=True)
    statement = fields.String(required=True)
    later = fields.String(required=True, metadata={"description": "The statement that took its place."})
    checks = fields.List(fields.Nested(Check), required=True)


@parts.get("/me")
@parts.response(200, Me)
def me() -> dict[str, Any]:
    """Who asks."""
    person = caller()
    return {
        "name": person.name,
        "email": person.email,
        "roles": sorted(person.roles),
        "language": person.language,
        "scopes": sorted(scopes()),
    }


@parts.get("/waiting")
@parts.response(200, Waiting(many=True))
def waiting() -> list[dict[str, Any]]:
    """Every period and every matter that stands still until the caller acts."""
    books, by, at = desk().books, caller(), now()
    return [
        *(_waiting(each.act, each.cell, None) for each in queue.queue(books, by=by, at=at).waiting),
        *(_waiting("decide", each.cell, each.matter.number) for each in queue.unanswered(books, by=by, at=at)),
    ]


def _waiting(act: str, cell: Cell, matter: int | None) -> dict[str, Any]:
    result = cell.result
    return {
        "act": act,
        "agreement": cell.series.lower(),
        "period": cell.period.key,
        "matter": matter,
        "currency": result.currency if result else "",
        "net": money(result.net) if result else None,
    }


@parts.get("/tokens")
@parts.response(200, Held(many=True))
def held() -> list[Token]:
    """The caller's tokens, the newest first. New ones are made at the pages: no token makes another."""
    return list(tokens.mine(desk().books, by=caller()))


@parts.delete("/tokens/<int:token>")
@parts.response(200, Held)
def end(token: int) -> Token:
    """Revoke one for good, perhaps the one that asks."""
    return done(tokens.revoke(desk().books, token, by=caller(), at=now()))


@parts.post("/verify")
@parts.doc(requestBody=FILE)
@parts.response(200, Verdict)
def verify() -> dict[str, Any]:
    """Whether a file is genuine, unchanged and right to the cent."""
    _, content = sent_file("statement.pdf")
    verdict = verify_file(desk().books, content, desk().config.trust, by=caller()).verdict
    return {
        "ok": verdict.ok,
        "answer": str(verdict.answer),
        "sentence": verdict.sentence,
        "sha256": verdict.digest,
        "statement": verdict.facts.number if verdict.facts else "",
        "later": verdict.later,
        "checks": [{"name": each.name, "passed": each.passed, "says": each.says} for each in verdict.checks],
    }
