"""Who owes whom how much, in one sentence: the first thing a statement says, made from the amounts alone."""

from __future__ import annotations

from typing import Protocol

from sla.statement.wording import balance, money
from sla.values import Money, Saying

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
            return Saying("Nothing is owed: it comes to what statement {name} says.", name=number)
        owes = _owes(customer, vendor, net - before)
        return Saying("{owes}: the difference to statement {name}.", owes=owes, name=number)
    if not net:
        return _nothing(penalties)
    made = _made_of(penalties, incentives, vendor_owes=net.amount < 0)
    return Saying("{owes}{made}.", owes=_owes(customer, vendor, net), made=made)


def _owes(customer: str, vendor: str, net: Money) -> Saying:
    creditor, debtor = (vendor, customer) if net.amount > 0 else (customer, vendor)
    return Saying("{debtor} owes {creditor} {amount}", debtor=debtor, creditor=creditor, amount=money(owed(net)))


class Say(Protocol):
    """Fills the places of a message, in the language of a paper."""

    def __call__(self, text: str, /, **values: object) -> str:
        """The message with its values."""


def in_english(text: str, /, **values: object) -> str:
    """The message as it is."""
    return text.format(**values) if values else text


def rows(
    customer: str,
    vendor: str,
    penalties: Money,
    incentives: Money,
    cites: Cites | None = None,
    say: Say = in_english,
) -> tuple[tuple[str, str], ...]:
    """The decision as rows of words and amount: who owes how much, penalties, incentives, and their net.

    Of a restatement who owes the difference comes first, and then the net of the statement before it. Amounts are in
    English figures.
    """
    net = incentives - penalties
    owed_to = say("Net, owed to {creditor}", creditor=vendor if net.amount > 0 else customer) if net else say("Net")
    moved = net - cites[1] if cites else net
    before = (
        ((say("Net of statement {number}", number=cites[0]), f"{net.currency} {balance(cites[1])}"),) if cites else ()
    )
    return (
        (who(customer, vendor, moved, say), money(owed(moved))),
        *before,
        (say("Penalties, owed to {customer}", customer=customer), money(-penalties)),
        (say("Incentives, owed to {vendor}", vendor=vendor), f"{net.currency} {balance(incentives)}"),
        (owed_to, f"{net.currency} {balance(net)}"),
    )


def who(customer: str, vendor: str, net: Money, say: Say = in_english) -> str:
    """The direction: `Acme owes NHS England`, or `Nothing is owed`. `net` is incentives less penalties."""
    if not net:
        return say("Nothing is owed")
    creditor, debtor = (vendor, customer) if net.amount > 0 else (customer, vendor)
    return say("{debtor} owes {creditor}", debtor=debtor, creditor=creditor)


def owed(net: Money) -> Money:
    """How much, whoever owes it."""
    return -net if net.amount < 0 else net


def _nothing(penalties: Money) -> Saying:
    if penalties:
        each = money(penalties)
        return Saying("Nothing is owed: penalties and incentives of {amount} each cancel out.", amount=each)
    return Saying("Nothing is owed: there are no penalties and no incentives.")


def _made_of(penalties: Money, incentives: Money, *, vendor_owes: bool) -> Saying:
    if not incentives:
        return Saying(" in penalties")
    if not penalties:
        return Saying(" in incentives")
    lost, earned = money(penalties), money(incentives)
    if vendor_owes:
        return Saying(" (penalties {amount} less incentives {amount2})", amount=lost, amount2=earned)
    return Saying(" (incentives {amount} less penalties {amount2})", amount=earned, amount2=lost)
