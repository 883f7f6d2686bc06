"""What a message says: one JSON object for each kind of news, the same at every try."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime

from sla.cycle.news import News
from sla.store.deliveries import New, Told


def name() -> str:
    """A name for one message, which tells nothing of how many there are."""
    return f"msg_{secrets.token_hex(16)}"


def told(each: Told, address: str) -> New:
    """An entry of the log as it is sent. `address` is where the pages are found, if that is known."""
    series = each.series.lower()
    data = {
        "entry": each.entry,
        "act": each.act,
        "by": each.name,
        "agreement": series,
        "period": each.period,
        "detail": dict(each.detail),
    }
    if address:
        data["look"] = f"{address}/api/v1/agreements/{series}/periods/{each.period}"
    return New(f"entry {each.entry}", name(), each.kind, as_json(each.kind, each.at, data), each.entry)


def as_json(kind: News, at: datetime, data: Mapping[str, object]) -> str:
    """Type, moment and what happened, as the receivers of Standard Webhooks know it."""
    said = {"type": str(kind), "timestamp": at.isoformat(), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
