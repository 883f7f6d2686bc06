"""An invoice as EN 16931 means it, before it is written in one syntax or the other. BT-... are the standard's terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

CREDIT_NOTES = ("381", "261")
"""Types of document that owe to the buyer: a credit note, and a self-billed one."""


@dataclass(frozen=True, slots=True)
class Trader:
    """Seller or buyer."""

    name: str
    address: tuple[str, ...]
    """Three lines at most."""
    country: str
    vat_id: str = ""
    registration: str = ""
    electronic: str = ""
    """Scheme and address, as `0204:991-12345-67`: BT-34 and BT-49."""

    @property
    def reached_at(self) -> tuple[str, str]:
        """The scheme and the address of it; both empty where there is none."""
        scheme, _, address = self.electronic.partition(":")
        return scheme, address


@dataclass(frozen=True, slots=True)
class Item:
    """One line: something billed once (quantity 1), or taken off (quantity -1), at a price that is never negative."""

    number: int
    name: str
    says: str
    price: Decimal
    quantity: int = 1

    @property
    def net(self) -> Decimal:
        """What the line adds to the total, BT-131."""
        return self.price if self.quantity > 0 else -self.price


@dataclass(frozen=True, slots=True)
class Tax:
    """The one treatment that all lines have."""

    category: str
    """BT-151 and BT-118: S, Z, E, AE or O."""
    rate: Decimal | None
    """In per cent; None only for O."""
    reason: str = ""
    """BT-120."""
    code: str = ""
    """BT-121, of the list VATEX."""
    amount: Decimal = Decimal("0.00")
    """BT-117 and BT-110."""


@dataclass(frozen=True, slots=True)
class EInvoice:
    """One document; amounts have two decimals, and all are in one currency."""

    number: str
    type_code: str
    """BT-3: 380, 381, 389 or 261."""
    issued: date
    due: date | None
    payable: str
    """BT-20, the terms of payment."""
    note: str
    currency: str
    contract: str
    """BT-12."""
    preceding: str
    """BT-25: the number of the document that this one corrects, or empty."""
    start: date
    end: date
    """The last day of the period, BT-74; it was served by then, BT-72."""
    seller: Trader
    buyer: Trader
    items: tuple[Item, ...]
    tax: Tax
    reference: str = ""
    """BT-10, what the buyer asks to find."""

    @property
    def credits(self) -> bool:
        """Whether it owes to the buyer."""
        return self.type_code in CREDIT_NOTES

    @property
    def net(self) -> Decimal:
        """The total without tax, BT-106 and BT-109."""
        return sum((item.net for item in self.items), start=Decimal("0.00"))

    @property
    def total(self) -> Decimal:
        """The total with tax, which is due: BT-112 and BT-115."""
        return self.net + self.tax.amount
