"""Who owes whom how much, in one sentence: the first thing a statement says, made from the amounts alone."""

from __future__ import annotations

from sla.statement.wording import money
from sla.values import Money


def sentence(customer: str, vendor: str, penalties: Money, incentives: Money) -> str:
    """The decision: `Acme owes NHS England GBP 1,234.50 (penalties GBP 1,500.00 less incentives GBP 265.50).`."""
    net = incentives - penalties
    if not net:
        return _nothing(penalties)
    debtor, creditor = (customer, vendor) if net.amount > 0 else (vendor, customer)
    owed = net if net.amount > 0 else -net
    return f"{debtor} owes {creditor} {money(owed)}{_made_of(penalties, incentives, vendor_owes=net.amount < 0)}."


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
