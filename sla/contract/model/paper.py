"""What the contract says about the paper that a statement is printed on, and about the e-invoice inside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sla.contract.model.amounts import LATER
from sla.values import Place


class Sheet(StrEnum):
    """The size of the paper."""

    A4 = "A4"
    LETTER = "Letter"


class Language(StrEnum):
    """The language that the printed words are in; the contract's own words stay as they are."""

    ENGLISH = "en"
    GERMAN = "de"


class Vat(StrEnum):
    """How value added tax applies to what is paid under the contract."""

    STANDARD = "standard"
    ZERO = "zero"
    EXEMPT = "exempt"
    REVERSE_CHARGE = "reverse charge"
    OUTSIDE_SCOPE = "outside scope"


class Issuer(StrEnum):
    """Who issues the e-invoice: the vendor, or the customer in the vendor's name (self-billing)."""

    VENDOR = "vendor"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Invoicing:
    """The parties' choices for e-invoices. Nothing about tax is ever guessed: without them there is no e-invoice."""

    vat: Vat
    rate: Decimal | None = None
    """In per cent, of a standard rate."""
    because: str = ""
    """Why no tax is charged, in the words that the invoice must carry."""
    by: Issuer = Issuer.VENDOR
    place: Place = field(default=Place(), metadata=LATER)
    reference: str = ""
    """What the buyer asks to find on it, to tell whose it is: BT-10, of German authorities the Leitweg-ID."""
