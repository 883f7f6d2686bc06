"""Decisions on a period: each under the rules of the pages, and only on what the caller looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request

from sla.cycle import Cycle
from sla.operations import deciding, restating
from sla.operations.answers import refused
from sla.operations.issuing import issue_statement
from sla.store.statements import Issued
from sla.values import Findings
from sla.web.api import schemas
from sla.web.api.agreements import ONE, as_card, etag, loaded
from sla.web.api.door import caller, done, part, refuse
from sla.web.visitor import desk, now

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
    books, by, at = desk().books, caller(), now()
    which, reason = (books, number, period), said.get("reason", "")
    acts: dict[str, Callable[[], Cycle | Issued | Findings]] = {
        "settle": lambda: deciding.settle_period(*which, by=by, at=at, seen=seen),
        "approve": lambda: deciding.approve_period(*which, by=by, at=at, seen=seen),
        "issue": lambda: issue_statement(books, desk().press, number, period, by=by, at=at, seen=seen),
        "reopen": lambda: deciding.reopen_period(*which, reason, by=by, at=at, seen=seen),
        "restate": lambda: restating.restate_period(*which, reason, by=by, at=at, seen=seen),
        "drop": lambda: restating.drop_restatement(*which, reason, by=by, at=at, seen=seen),
    }
    done(acts[act]())
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
