"""Days and amounts as people write them into forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from sla.operations.answers import refused
from sla.values import Findings


def day_of(text: str) -> date | Findings:
    """A day as forms send it, `2026-04-09`."""
    remedy = "Write year, month and day, as 2026-04-09."
    if not text.strip():
        return refused("form.day", "The day is missing", remedy=remedy)
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return refused("form.day", "This is no day", found=text[:20], expected="a date", remedy=remedy)


def amount_of(text: str) -> Decimal | Findings:
    """With or without commas between thousands."""
    try:
        amount = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount.is_finite():
        return amount
    remedy = "Write figures with a point before the cents, as 1234.50."
    return refused("form.amount", "This is no amount", found=text[:20], expected="a number", remedy=remedy)
