"""What the paper says of its e-invoice: what is attached and what it comes to, or why there is none."""

from __future__ import annotations

from sla.statement import wording
from sla.statement.einvoice.made import NotMade, einvoice
from sla.statement.einvoice.model import EInvoice
from sla.statement.model import Statement
from sla.values import Money, plain


def invoiced(statement: Statement) -> str:
    """One sentence, or two; empty where nothing is owed."""
    made = einvoice(statement)
    if isinstance(made, NotMade):
        return f"None is attached: {'; '.join(made.because)}." if made.because else ""
    what = "A credit note" if made.credits else "An invoice"
    whose = " (self-billed)" if made.type_code in ("261", "389") else ""
    return f"{what}{whose} after EN 16931 is attached, as Factur-X and as UBL. {_tax(made)}"


def _tax(made: EInvoice) -> str:
    """How value added tax applies."""
    tax = made.tax
    if tax.amount and tax.rate is not None:
        total = wording.money(Money(made.total, made.currency))
        return f"VAT {plain(tax.rate)} %: {wording.money(Money(tax.amount, made.currency))}; total {total}."
    return f"No VAT is charged: {tax.reason.rstrip('.')}." if tax.reason else "VAT at the zero rate."
