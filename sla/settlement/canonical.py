"""A settlement as plain data: the form that `sla settle --json` prints and that a statement carries inside."""

from __future__ import annotations

from typing import Any

from sla.settlement.model import Line, Settlement, Waived
from sla.submission.figures import Scope
from sla.values import Money, Period
from sla.values.money import places_of
from sla.values.rounding import plain


def money(amount: Money) -> str:
    """An amount as text with the currency's places: `1234.50`."""
    return format(amount.amount, f".{places_of(amount.currency)}f")


def scope(of: Scope) -> str:
    """Dimensions as `site=Leeds, order=17`; empty for the whole contract."""
    return ", ".join(f"{name}={value}" for name, value in of)


def span(period: Period) -> dict[str, str]:
    """First day, and first day after."""
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def line(of: Line) -> dict[str, Any]:
    """One line; every decimal is text."""
    workings = {
        "computed": plain(of.computed),
        "amounts": {name: plain(value) for name, value in of.inputs},
        "limits": [{"clause": c.clause, "before": plain(c.before), "after": plain(c.after)} for c in of.cuts],
    }
    if of.hit is not None:
        workings |= {"quantity": plain(of.hit.quantity), "scale": plain(of.hit.scale)}
    if of.missing:
        workings["missing"] = list(of.missing)
    return {
        "clause": of.clause,
        "level": of.level,
        "window": span(of.window),
        "scope": scope(of.scope),
        "result": None if of.result is None else plain(of.result),
        "outcome": str(of.outcome),
        "direction": str(of.direction),
        "kind": of.kind,
        "amount": money(of.amount),
        "workings": workings,
    }


def settlement(of: Settlement) -> dict[str, Any]:
    """One period: its lines, what is waived of them, totals, and what follows that is not money."""
    let_go = {"waived": [waived(each) for each in of.waived]} if of.waived else {}
    return {
        "period": span(of.period),
        "lines": [line(each) for each in of.lines],
        "penalties": money(of.penalties),
        "incentives": money(of.incentives),
        "net": money(of.net),
        "consequences": [{"clause": clause, "says": says} for clause, says in of.consequences],
        "waiting_for": list(of.waiting_for),
        **let_go,
    }


def waived(of: Waived) -> dict[str, Any]:
    """What is not imposed of one line."""
    return {
        "clause": of.clause,
        "level": of.level,
        "window": span(of.window),
        "scope": scope(of.scope),
        "direction": str(of.direction),
        "amount": money(of.amount),
        "reason": of.reason,
    }


def as_dict(settlements: tuple[Settlement, ...]) -> dict[str, Any]:
    """Several periods of one contract, as `sla settle --json` prints them. `settlements` is not empty."""
    last = settlements[-1]
    return {
        "contract": last.contract,
        "version": last.version,
        "currency": last.currency,
        "settlements": [settlement(each) for each in settlements],
    }
