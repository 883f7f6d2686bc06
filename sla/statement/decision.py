"""Who owes whom how much, in one sentence: the first thing a statement says, made from the amounts alone."""

from __future__ import annotations

from sla.statement.wording import balance, money
from sla.values import Money


def sentence(customer: str, vendor: str, penalties: Money, incentives: Money) -> str:
    """The decision: `Acme owes NHS England GBP 1,234.50 (penalties GBP 1,500.00 less incentives GBP 265.50).`."""
    net = incentives - penalties
    if not net:
        return _nothing(penalties)
    made = _made_of(penalties, incentives, vendor_owes=net.amount < 0)
    return f"{who(customer, vendor, net)} {money(owed(net))}{made}."


def rows(customer: str, vendor: str, penalties: Money, incentives: Money) -> tuple[tuple[str, str], ...]:
    """The decision as four rows of words and amount: who owes how much, penalties, incentives, and their net."""
    net = incentives - penalties
    owed_to = f", owed to {vendor if net.amount > 0 else customer}" if net else ""
    return (
        (who(customer, vendor, net), money(owed(net))),
        (f"Penalties, owed to {customer}", money(-penalties)),
        (f"Incentives, owed to {vendor}", f"{net.currency} {balance(incentives)}"),
        (f"Net{owed_to}", f"{net.currency} {balance(net)}"),
    )


def who(customer: str, vendor: str, net: Money) -> str:
    """The direction: `Acme owes NHS England`, or `Nothing is owed`. `net` is incentives less penalties."""
    if not net:
        return "Nothing is owed"
    return f"{customer} owes {vendor}" if net.amount > 0 else f"{vendor} owes {customer}"


def owed(net: Money) -> Money:
    """How much, whoever owes it."""
    return -net if net.amount < 0 else net


def _nothing(penalties: Money) -> str:
    if penalties:
        return f"Nothing is owed: penalties and incentives of {money(penalties)} each cancel out."
    return "Nothing is owed: there are no penalties and no incentives."


def _made_of(penalties: Money, incentives: Money, *, vendor_owes: bool) -> str:
    if not incentives:
        return " in penalties"
    if not penalties:
        return " in incentives"
    if vendor_owes:
        return f" (penalties {money(penalties)} less incentives {money(incentives)})"
    return f" (incentives {money(incentives)} less penalties {money(penalties)})"
