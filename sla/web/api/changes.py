"""What changed in a period since a moment, by its cause; and another period of the agreement beside it."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from sla.operations import comparing
from sla.operations.known import moment
from sla.settlement.canonical import money
from sla.settlement.delta import Change
from sla.statement.apart import Cause, Part
from sla.statement.model import Summary
from sla.statement.wording import scope
from sla.web.api import schemas
from sla.web.api.agreements import ONE, loaded
from sla.web.api.door import caller, done, part
from sla.web.sheet import compared, sheet
from sla.web.visitor import desk, now

parts = part("changes", "Periods compared.")


class Since(Schema):
    """A moment: `2026-04-09` is that whole day on the contract's clock."""

    since = fields.String(required=True, validate=validate.Length(1, 40))


class Beside(Schema):
    """Another period of the agreement."""

    period = fields.String(required=True, validate=validate.Length(1, 40), data_key="with")


class Moved(Schema):
    """The lines of one clause that differ. The net is below zero where more is owed to the customer."""

    clause = fields.String(required=True)
    level = fields.String(required=True)
    window = fields.Nested(schemas.Span, required=True)
    scope = fields.String(required=True)
    direction = fields.String(required=True)
    before = fields.String(required=True)
    now = fields.String(required=True)
    net = fields.String(required=True)


class ByCause(Schema):
    """What one cause changes: the net before it and after it."""

    cause = fields.Enum(Cause, by_value=True, required=True)
    before = fields.String(required=True)
    after = fields.String(required=True)
    net = fields.String(required=True)
    lines = fields.List(fields.Nested(Moved), required=True)


class Changes(Schema):
    """A period then and now, under which version of the contract; the causes add up to the difference."""

    currency = fields.String(required=True)
    then_version = fields.String(required=True)
    now_version = fields.String(required=True)
    then = fields.String(required=True)
    now = fields.String(required=True)
    causes = fields.List(fields.Nested(ByCause), required=True)


class Came(Schema):
    """How a level came out."""

    result = fields.String(required=True)
    target = fields.String(required=True)
    outcome = fields.String(required=True)
    amount = fields.String(required=True)


class Level(Schema):
    """A level in the other period and in this one; null where there is no such level."""

    level = fields.String(required=True)
    before = fields.Nested(Came, required=True, allow_none=True)
    now = fields.Nested(Came, required=True, allow_none=True)


@parts.get(f"{ONE}/changes")
@parts.arguments(Since, location="query")
@parts.response(200, Changes)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(422, schema=schemas.Refusal)
def since(said: dict[str, str], series: str, period: str) -> dict[str, Any]:
    """What changed since a moment: other figures, other rules, relief, each exchanged on top of those before it."""
    card = loaded(series, period)
    then = done(moment(said["since"], card.contract.zone, now()))
    answer = done(comparing.compare(desk().books, card.agreement.id, card.cycle.period.key, then, by=caller()))
    before, after = answer.then.settlements[-1], answer.now.settlements[-1]
    return {
        "currency": after.currency,
        "then_version": answer.then.contract.version,
        "now_version": answer.now.contract.version,
        "then": money(before.net),
        "now": money(after.net),
        "causes": [_cause(each) for each in answer.parts],
    }


@parts.get(f"{ONE}/levels")
@parts.arguments(Beside, location="query")
@parts.response(200, Level(many=True))
def beside(said: dict[str, str], series: str, period: str) -> list[dict[str, Any]]:
    """Every level of this period beside the same of another; none where either has no figures yet."""
    cards = [loaded(series, each) for each in (said["period"], period)]
    if not all(card.settlements for card in cards):
        return []
    sheets = [sheet(card.contract, card.settlements, card.figures, now()) for card in cards]
    return [{"level": each.title, "before": _came(each.before), "now": _came(each.now)} for each in compared(*sheets)]


def _cause(each: Part) -> dict[str, Any]:
    return {
        "cause": each.cause,
        "before": money(each.before),
        "after": money(each.after),
        "net": money(each.net),
        "lines": [_moved(change) for change in each.lines],
    }


def _moved(change: Change) -> dict[str, Any]:
    return {
        "clause": change.clause,
        "level": change.level,
        "window": change.window,
        "scope": scope(change.scope),
        "direction": str(change.direction),
        "before": money(change.before),
        "now": money(change.now),
        "net": money(change.net),
    }


def _came(each: Summary | None) -> dict[str, str] | None:
    if each is None:
        return None
    return {"result": each.result, "target": each.target, "outcome": each.outcome, "amount": money(each.amount)}
