"""An e-invoice in the syntax of UBL 2.1: an Invoice or a CreditNote after EN 16931."""

from __future__ import annotations

from decimal import Decimal

from sla.statement.einvoice.cii import MUTUALLY_DEFINED, PROFILE
from sla.statement.einvoice.model import EInvoice, Item, Tax, Trader
from sla.statement.einvoice.xml import Element, document, leaf, some, tag

FILE = "ubl.xml"
_SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:"


def ubl(invoice: EInvoice) -> bytes:
    """The file."""
    kind = "CreditNote" if invoice.credits else "Invoice"
    namespaces = {
        "": f"{_SCHEMA}{kind}-2",
        "cac": f"{_SCHEMA}CommonAggregateComponents-2",
        "cbc": f"{_SCHEMA}CommonBasicComponents-2",
    }
    return document(tag(kind, *_head(invoice), *_body(invoice, kind)), namespaces)


def _head(invoice: EInvoice) -> tuple[Element | None, ...]:
    """Up to the parties. A credit note has its due date among the means of payment."""
    kind = "CreditNote" if invoice.credits else "Invoice"
    due = leaf("cbc:DueDate", invoice.due) if invoice.due and not invoice.credits else None
    return (
        leaf("cbc:CustomizationID", PROFILE),
        leaf("cbc:ID", invoice.number),
        leaf("cbc:IssueDate", invoice.issued),
        due,
        leaf(f"cbc:{kind}TypeCode", invoice.type_code),
        leaf("cbc:Note", invoice.note),
        leaf("cbc:DocumentCurrencyCode", invoice.currency),
        some("cbc:BuyerReference", invoice.reference),
        tag("cac:InvoicePeriod", leaf("cbc:StartDate", invoice.start), leaf("cbc:EndDate", invoice.end)),
        tag("cac:BillingReference", tag("cac:InvoiceDocumentReference", leaf("cbc:ID", invoice.preceding)))
        if invoice.preceding
        else None,
        tag("cac:ContractDocumentReference", leaf("cbc:ID", invoice.contract)),
    )


def _body(invoice: EInvoice, kind: str) -> tuple[Element | None, ...]:
    tax = invoice.tax
    due = leaf("cbc:PaymentDueDate", invoice.due) if invoice.due and invoice.credits else None
    return (
        tag("cac:AccountingSupplierParty", _trader(invoice.seller)),
        tag("cac:AccountingCustomerParty", _trader(invoice.buyer)),
        tag("cac:Delivery", leaf("cbc:ActualDeliveryDate", invoice.end)),
        tag("cac:PaymentMeans", leaf("cbc:PaymentMeansCode", MUTUALLY_DEFINED), due),
        tag("cac:PaymentTerms", leaf("cbc:Note", invoice.payable)) if invoice.payable else None,
        tag(
            "cac:TaxTotal",
            _amount("cbc:TaxAmount", tax.amount, invoice),
            tag(
                "cac:TaxSubtotal",
                _amount("cbc:TaxableAmount", invoice.net, invoice),
                _amount("cbc:TaxAmount", tax.amount, invoice),
                _category("cac:TaxCategory", tax, some("cbc:TaxExemptionReasonCode", tax.code), tax.reason),
            ),
        ),
        tag(
            "cac:LegalMonetaryTotal",
            _amount("cbc:LineExtensionAmount", invoice.net, invoice),
            _amount("cbc:TaxExclusiveAmount", invoice.net, invoice),
            _amount("cbc:TaxInclusiveAmount", invoice.total, invoice),
            _amount("cbc:PayableAmount", invoice.total, invoice),
        ),
        *(_item(item, invoice, kind) for item in invoice.items),
    )


def _trader(trader: Trader) -> Element:
    first, second, *rest = (*trader.address, "", "")
    third = some("cbc:Line", rest[0] if len(trader.address) > 2 else "")
    vat_id = some("cbc:CompanyID", trader.vat_id)
    scheme, address = trader.reached_at
    return tag(
        "cac:Party",
        some("cbc:EndpointID", address, schemeID=scheme),
        tag(
            "cac:PostalAddress",
            some("cbc:StreetName", first),
            some("cbc:AdditionalStreetName", second),
            tag("cac:AddressLine", third) if third else None,
            tag("cac:Country", leaf("cbc:IdentificationCode", trader.country)),
        ),
        tag("cac:PartyTaxScheme", vat_id, tag("cac:TaxScheme", leaf("cbc:ID", "VAT"))) if vat_id else None,
        tag(
            "cac:PartyLegalEntity",
            leaf("cbc:RegistrationName", trader.name),
            some("cbc:CompanyID", trader.registration),
        ),
    )


def _item(item: Item, invoice: EInvoice, kind: str) -> Element:
    counted = "CreditedQuantity" if kind == "CreditNote" else "InvoicedQuantity"
    return tag(
        f"cac:{kind}Line",
        leaf("cbc:ID", str(item.number)),
        leaf(f"cbc:{counted}", str(item.quantity), unitCode="C62"),
        _amount("cbc:LineExtensionAmount", item.net, invoice),
        tag(
            "cac:Item",
            some("cbc:Description", item.says),
            leaf("cbc:Name", item.name),
            _category("cac:ClassifiedTaxCategory", invoice.tax),
        ),
        tag("cac:Price", _amount("cbc:PriceAmount", item.price, invoice)),
    )


def _category(name: str, tax: Tax, code: Element | None = None, reason: str = "") -> Element:
    return tag(
        name,
        leaf("cbc:ID", tax.category),
        None if tax.rate is None else leaf("cbc:Percent", tax.rate),
        code,
        some("cbc:TaxExemptionReason", reason),
        tag("cac:TaxScheme", leaf("cbc:ID", "VAT")),
    )


def _amount(name: str, number: Decimal, invoice: EInvoice) -> Element:
    return leaf(name, number, currencyID=invoice.currency)
