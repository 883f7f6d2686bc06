"""Until when something may be asked for: relief by the days of its cause, a dispute by those after issue."""

from __future__ import annotations

from datetime import datetime

from sla.contract.model import Contract
from sla.cycle.deadlines import business_days_after, business_days_after_period
from sla.cycle.matter import Asked, Kind
from sla.cycle.model import Cycle
from sla.measurement.relief import Relief
from sla.values import Calendar


def until(contract: Contract, cycle: Cycle, kind: Kind, asked: Asked, calendar: Calendar) -> datetime | None:
    """The first moment that is too late; None where the contract sets none, or its days have not begun."""
    if kind is Kind.DISPUTE:
        return disputable_until(contract, cycle, calendar)
    if kind is Kind.RELIEF and isinstance(asked, Relief):
        cause = next((each for each in contract.causes if each.name == asked.cause), None)
        if cause and cause.ask_days is not None:
            return business_days_after_period(cycle.period, cause.ask_days, calendar)
    return None


def disputable_until(contract: Contract, cycle: Cycle, calendar: Calendar) -> datetime | None:
    """The first moment at which a statement can no longer be disputed, and what nobody disputes counts as accepted."""
    days = contract.terms.dispute_days
    return business_days_after(cycle.issued.at, days, calendar) if days is not None and cycle.issued else None


def answer_by(contract: Contract, at: datetime, calendar: Calendar) -> datetime | None:
    """Until when the other side answers what was asked for at a moment; None where the contract sets no days."""
    days = contract.terms.answer_days
    return None if days is None else business_days_after(at, days, calendar)
