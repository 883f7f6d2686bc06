"""What the paper says of its e-invoice: what is attached and what it comes to, or why there is none."""

from __future__ import annotations

from sla.document.tongue import Tongue
from sla.statement import wording
from sla.statement.einvoice.made import NotMade, einvoice
from sla.statement.einvoice.model import EInvoice
from sla.statement.model import Statement
from sla.values import Money, plain


def invoiced(statement: Statement, t: Tongue) -> str:
    """One sentence, or two; empty where nothing is owed."""
    made = einvoice(statement)
    if isinstance(made, NotMade):
        because = "; ".join(t.say(text, **values) for text, values in made.because)
        return t.say("None is attached: {because}.", because=because) if because else ""
    what = {
        "381": "A credit note after EN 16931 is attached, as Factur-X and as UBL.",
        "261": "A self-billed credit note after EN 16931 is attached, as Factur-X and as UBL.",
        "380": "An invoice after EN 16931 is attached, as Factur-X and as UBL.",
        "389": "A self-billed invoice after EN 16931 is attached, as Factur-X and as UBL.",
    }[made.type_code]
    return f"{t.say(what)} {_tax(made, t)}"


def _tax(made: EInvoice, t: Tongue) -> str:
    """How value added tax applies."""
    tax = made.tax
    if tax.amount and tax.rate is not None:
        amounts = (t.numbers(wording.money(Money(each, made.currency))) for each in (tax.amount, made.total))
        charged, total = amounts
        return t.say("VAT {rate} %: {tax}; total {total}.", rate=t.numbers(plain(tax.rate)), tax=charged, total=total)
    if tax.reason:
        return t.say("No VAT is charged: {because}.", because=tax.reason.rstrip("."))
    return t.say("VAT at the zero rate.")
