"""What was allowed, as plain data: reliefs and waivers as a statement carries them and as books keep them.

Every number is text. What cannot be read raises ValueError, so that a calculation with a foreign form is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from sla.contract.model import Direction
from sla.measurement.relief import Days, Extent, First, Forgiven, Less, Records, Relief, Whole
from sla.settlement.canonical import span
from sla.settlement.waiver import Waiver
from sla.submission.figures import Scope
from sla.values import Period

Written = dict[str, Any]


def period_of(written: Mapping[str, str]) -> Period:
    """A span read back."""
    _only(written, "start", "end")
    return Period(date.fromisoformat(written["start"]), date.fromisoformat(written["end"]))


def written_extent(extent: Extent) -> Written:
    """How much is excused, under the name of its kind."""
    match extent:
        case Whole():
            return {"kind": "whole"}
        case First(count):
            return {"kind": "first", "count": str(count)}
        case Forgiven(points):
            return {"kind": "points", "points": format(points, "f")}
        case Days(days):
            return {"kind": "days", "days": span(days)}
        case Records(rows):
            return {
                "kind": "records",
                "rows": [{"day": span(when), "scope": dict(scope), "stamp": stamp} for when, scope, stamp in rows],
            }
        case Less(figure, by):
            return {"kind": "less", "figure": figure, "by": format(by, "f")}
        case _:
            assert_never(extent)


def extent_of(written: Mapping[str, Any]) -> Extent:
    """An extent read back; ValueError for what `written_extent` would not write."""
    match dict(written):
        case {"kind": "whole"}:
            return Whole()
        case {"kind": "first", "count": str(count)}:
            return First(int(count))
        case {"kind": "points", "points": str(points)}:
            return Forgiven(number(points))
        case {"kind": "days", "days": dict(days)}:
            return Days(period_of(days))
        case {"kind": "records", "rows": list(rows)}:
            return Records(
                tuple((period_of(each["day"]), scope_of(each["scope"]), str(each["stamp"])) for each in rows)
            )
        case {"kind": "less", "figure": str(figure), "by": str(by)}:
            return Less(figure, number(by))
        case _:
            raise ValueError(f"not an extent: {str(written)[:200]}")


def written_relief(relief: Relief) -> Written:
    """One relief that was granted."""
    return {
        "number": str(relief.number),
        "level": relief.level,
        "cause": relief.cause,
        "within": span(relief.within),
        "scope": dict(relief.scope),
        "extent": written_extent(relief.extent),
    }


def relief_of(written: Mapping[str, Any]) -> Relief:
    """A relief read back."""
    _only(written, "number", "level", "cause", "within", "scope", "extent")
    return Relief(
        level=str(written["level"]),
        within=period_of(written["within"]),
        extent=extent_of(written["extent"]),
        cause=str(written["cause"]),
        scope=scope_of(written["scope"]),
        number=int(written["number"]),
    )


def written_waiver(waiver: Waiver) -> Written:
    """One decision not to impose."""
    return {
        "number": str(waiver.number),
        "level": waiver.level,
        "window": span(waiver.window),
        "direction": str(waiver.direction),
        "reason": waiver.reason,
        "most": None if waiver.most is None else format(waiver.most, "f"),
        "clause": waiver.clause,
        "scope": dict(waiver.scope),
    }


def waiver_of(written: Mapping[str, Any]) -> Waiver:
    """A waiver read back."""
    _only(written, "number", "level", "window", "direction", "reason", "most", "clause", "scope")
    return Waiver(
        level=str(written["level"]),
        window=period_of(written["window"]),
        direction=Direction(written["direction"]),
        reason=str(written["reason"]),
        most=None if written["most"] is None else number(written["most"]),
        clause=str(written["clause"]),
        scope=scope_of(written["scope"]),
        number=int(written["number"]),
    )


def number(text: object) -> Decimal:
    """A plain decimal, as it would be written again."""
    if not isinstance(text, str):
        raise TypeError("numbers are written as text")
    found = Decimal(text) if text.replace(".", "").replace("-", "").isdigit() and len(text) <= 60 else None
    if found is None or format(found, "f") != text:
        raise ValueError(f"not a plain decimal: {text[:60]}")
    return found


def scope_of(written: Mapping[str, str]) -> Scope:
    """Dimensions in the order of their names."""
    return tuple(sorted((str(name), str(of)) for name, of in written.items()))


def _only(written: Mapping[str, Any], *names: str) -> None:
    if set(written) != set(names):
        raise ValueError(f"expected {', '.join(names)}; found {', '.join(map(str, written))[:200]}")
