"""Business days as text, to be kept with a period, and back."""

from __future__ import annotations

import json
from datetime import date
from zoneinfo import ZoneInfo

from sla.values import Calendar


def frozen(calendar: Calendar | None) -> str | None:
    """The time zone, the weekend and every holiday that counts; periods have no business hours."""
    if calendar is None:
        return None
    holidays = [day.isoformat() for day in sorted(calendar.holidays)]
    return json.dumps({"zone": calendar.zone.key, "weekend": sorted(calendar.weekend), "holidays": holidays})


def thawed(kept: str | None) -> Calendar | None:
    """The same calendar; None where none was kept."""
    if kept is None:
        return None
    said = json.loads(kept)
    holidays = frozenset(map(date.fromisoformat, said["holidays"]))
    return Calendar(ZoneInfo(said["zone"]), holidays, frozenset(said["weekend"]))
