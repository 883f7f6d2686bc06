"""Decisions on a period: each under the rules of the pages, and only on what the caller looked at."""

from __future__ import annotations

from typing import Any

from flask import request

from sla.operations.answers import refused
from sla.web.acts import acted
from sla.web.api import schemas
from sla.web.api.agreements import ONE, as_card, etag, loaded
from sla.web.api.door import caller, done, part, refuse

parts = part("acts", "Decisions on a period.")
NAMES = ("settle", "approve", "issue", "reopen", "restate", "drop")


@parts.post(f"{ONE}/<any({','.join(NAMES)}):act>")
@parts.arguments(schemas.Perhaps, location="json", required=False)
@parts.response(200, schemas.Card)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def act(said: dict[str, str], series: str, period: str, act: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Do it, if the period is still as If-Match says; the answer is the period as it is then."""
    seen, number = _seen(series, period)
    done(acted(act, number, period, said.get("reason", ""), by=caller(), seen=seen))
    after = loaded(series, period)
    return as_card(after), 200, {"ETag": etag(after.cycle)}


def _seen(series: str, period: str) -> tuple[int, int]:
    """The revision that the caller looked at, and the agreement's number; refused where it is another by now."""
    shown = loaded(series, period)
    if not request.if_match:
        remedy = "Look at the period first, and send its ETag as If-Match."
        refuse(refused("request.if-match", "This needs If-Match", expected=etag(shown.cycle), remedy=remedy))
    if not request.if_match.contains(etag(shown.cycle).strip('"')):
        remedy = "Look at the period again, and decide on what it is now."
        found = str(request.headers.get("If-Match", ""))[:40]
        refuse(refused("cycle.changed-meanwhile", "The period was changed meanwhile", found=found, remedy=remedy))
    return shown.cycle.revision, shown.agreement.id
