"""Decisions on a period: each under the rules of the pages, and only on what the caller looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sla.operations.agreements import open_period
from sla.operations.deciding import extend_period
from sla.web.acts import acted
from sla.web.api import schemas
from sla.web.api.agreements import ONE, as_card, etag, loaded
from sla.web.api.asked import Extending, Opening
from sla.web.api.door import agreement_at, caller, done, looked_at, part
from sla.web.visitor import desk, now

parts = part("acts", "Decisions on a period.")
NAMES = ("settle", "approve", "issue", "reopen", "restate", "drop")


@parts.post("/agreements/<series>/periods")
@parts.arguments(Opening)
@parts.response(201, schemas.Card)
@parts.alt_response(409, schema=schemas.Refusal)
def begin(said: dict[str, Any], series: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Open a period for figures, as a vendor manager of the customer."""
    key = said["period"]
    done(open_period(desk().books, agreement_at(series), key, by=caller(), at=now(), closes=said["closes"]))
    opened = loaded(series, key)
    return as_card(opened), 201, {"ETag": etag(opened.cycle)}


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


@parts.post(f"{ONE}/extend")
@parts.arguments(Extending)
@parts.response(200, schemas.Card)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def extend(said: dict[str, datetime | None], series: str, period: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Move the last moment for figures, or lift it."""
    number = _seen(series, period)[1]
    done(extend_period(desk().books, number, period, said["closes"], by=caller(), at=now()))
    after = loaded(series, period)
    return as_card(after), 200, {"ETag": etag(after.cycle)}


@parts.get(f"{ONE}/log")
@parts.response(200, schemas.Entry(many=True))
def log(series: str, period: str) -> list[dict[str, Any]]:
    """Everything that was done on the period, oldest first."""
    return [
        {"entry": each.number, "at": each.at, "by": each.name, "act": each.act, "detail": each.detail}
        for each in loaded(series, period).log
    ]


def _seen(series: str, period: str) -> tuple[int, int]:
    """The revision that the caller looked at, and the agreement's number; refused where it is another by now."""
    shown = loaded(series, period)
    looked_at(etag(shown.cycle))
    return shown.cycle.revision, shown.agreement.id
