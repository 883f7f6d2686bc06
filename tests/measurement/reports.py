"""Figures as a vendor would report them, written short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from sla.submission.figures import Entry, Figures, Scope
from sla.values import Period
from sla.values.window import add_months

Values = Mapping[str, str | int | Decimal]


def span(text: str) -> Period:
    """`2026-03`, `2026-Q1`, `2026` or `2026-03-05` as days."""
    if "Q" in text:
        start = date(int(text[:4]), 3 * int(text[-1]) - 2, 1)
        return Period(start, add_months(start, 3))
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    start = date(year, month or 1, day or 1)
    if day:
        return Period(start, start + timedelta(days=1))
    return Period(start, add_months(start, 1 if month else 12))


def row(when: str, values: Values, scope: Scope = (), stamp: str = "") -> tuple[Entry, ...]:
    """One row of a report: several figures of one time."""
    return tuple(Entry(span(when), name, Decimal(value), scope, stamp=stamp) for name, value in values.items())


def entries(when: str, scope: Scope = (), stamp: str = "", **values: str | int | Decimal) -> tuple[Entry, ...]:
    """The same, figures by keyword."""
    return row(when, values, scope, stamp)


def figures(rows: Mapping[str, Values]) -> Figures:
    """Figures by time and name, without dimensions."""
    return Figures(entry for when, values in rows.items() for entry in row(when, values))


def site(name: str) -> Scope:
    """The dimension `site` with one value."""
    return (("site", name),)
