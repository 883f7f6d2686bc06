"""The settlement line by line: what the vendor accepted of it, and what it accepts."""

from __future__ import annotations

from typing import Any

from sla.cycle.accepting import LineState
from sla.operations.accepting import accept_lines
from sla.settlement.canonical import money
from sla.web.api import schemas
from sla.web.api.agreements import ONE, loaded
from sla.web.api.asked import Accepting, Taken
from sla.web.api.door import agreement_at, caller, done, part
from sla.web.visitor import desk, now

parts = part("lines", "Accepting, line by line.")


@parts.get(f"{ONE}/lines")
@parts.response(200, Taken(many=True))
def listed(series: str, period: str) -> list[dict[str, Any]]:
    """The lines of the settlement that stands, each with what the vendor said to it."""
    return [_line(each) for each in loaded(series, period).lines]


@parts.post(f"{ONE}/acceptances")
@parts.arguments(Accepting)
@parts.response(201, Taken(many=True))
@parts.alt_response(409, schema=schemas.Refusal)
def accept(said: dict[str, Any], series: str, period: str) -> list[dict[str, Any]]:
    """Accept the lines of these keys, all or none; a line that reads otherwise by now has another key."""
    done(accept_lines(desk().books, agreement_at(series), period, said["lines"], by=caller(), at=now()))
    return [_line(each) for each in loaded(series, period).lines]


def _line(each: LineState) -> dict[str, Any]:
    line, said = each.line, each.accepted
    return {
        "key": each.key,
        "clause": line.clause,
        "level": line.level,
        "scope": line.scope,
        "amount": money(line.amount),
        "accepted_by": said.name if said else "",
        "accepted_at": said.at if said else None,
        "disputes": list(each.disputes),
        "open": each.open,
    }
