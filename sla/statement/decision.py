"""Who owes whom how much, in one sentence: the first thing a statement says, made from the amounts alone."""

from __future__ import annotations

from sla.statement.wording import balance, money
from sla.values import Money

Cites = tuple[str, Money]
"""Of a restatement: the number of the statement before it, and the net that it came to."""


def sentence(customer: str, vendor: str, penalties: Money, incentives: Money, cites: Cites | None = None) -> str:
    """The decision: `Acme owes NHS England GBP 1,234.50 (penalties GBP 1,500.00 less incentives GBP 265.50).`.

    Of a restatement it is the difference: `NHS England owes Acme GBP 200.00: the difference to statement STM-1.`.
    """
    net = incentives - penalties
    if cites is not None:
        number, before = cites
        if net == before:
            return f"Nothing is owed: it comes to what statement {number} says."
        return (
            f"{who(customer, vendor, net - before)} {money(owed(net - before))}: the difference to statement {number}."
        )
    if not net:
        return _nothing(penalties)
    made = _made_of(penalties, incentives, vendor_owes=net.amount < 0)
    return f"{who(customer, vendor, net)} {money(owed(net))}{made}."


def rows(
    customer: str, vendor: str, penalties: Money, incentives: Money, cites: Cites | None = None
) -> tuple[tuple[str, str], ...]:
    """The decision as rows of words and amount: who owes how much, penalties, incentives, and their net.

    Of a restatement who owes the difference comes first, and then the net of the statement before it.
    """
    net = incentives - penalties
    owed_to = f", owed to {vendor if net.amount > 0 else customer}" if net else ""
    moved = net - cites[1] if cites else net
    before = ((f"Net of statement {cites[0]}", f"{net.currency} {balance(cites[1])}"),) if cites else ()
    return (
        (who(customer, vendor, moved), money(owed(moved))),
        *before,
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
