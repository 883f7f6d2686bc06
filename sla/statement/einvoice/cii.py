"""An e-invoice in the syntax of UN/CEFACT (Cross Industry Invoice), as Factur-X carries it: profile EN 16931."""

from __future__ import annotations

from datetime import date

from sla.statement.einvoice.model import EInvoice, Item, Tax, Trader
from sla.statement.einvoice.xml import Element, document, leaf, some, tag

FILE = "factur-x.xml"
PROFILE = "urn:cen.eu:en16931:2017"
NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
MUTUALLY_DEFINED = "ZZZ"
"""BT-81: how it is paid stands in the contract."""


def cii(invoice: EInvoice) -> bytes:
    """The file."""
    return document(
        tag(
            "rsm:CrossIndustryInvoice",
            tag(
                "rsm:ExchangedDocumentContext",
                tag("ram:GuidelineSpecifiedDocumentContextParameter", leaf("ram:ID", PROFILE)),
            ),
            tag(
                "rsm:ExchangedDocument",
                leaf("ram:ID", invoice.number),
                leaf("ram:TypeCode", invoice.type_code),
                _day("ram:IssueDateTime", invoice.issued),
                tag("ram:IncludedNote", leaf("ram:Content", invoice.note)),
            ),
            tag(
                "rsm:SupplyChainTradeTransaction",
                *(_item(item, invoice.tax) for item in invoice.items),
                tag(
                    "ram:ApplicableHeaderTradeAgreement",
                    some("ram:BuyerReference", invoice.reference),
                    _trader("ram:SellerTradeParty", invoice.seller),
                    _trader("ram:BuyerTradeParty", invoice.buyer),
                    tag("ram:ContractReferencedDocument", leaf("ram:IssuerAssignedID", invoice.contract)),
                ),
                tag(
                    "ram:ApplicableHeaderTradeDelivery",
                    tag("ram:ActualDeliverySupplyChainEvent", _day("ram:OccurrenceDateTime", invoice.end)),
                ),
                _settlement(invoice),
            ),
        ),
        NAMESPACES,
    )


def _item(item: Item, tax: Tax) -> Element:
    return tag(
        "ram:IncludedSupplyChainTradeLineItem",
        tag("ram:AssociatedDocumentLineDocument", leaf("ram:LineID", str(item.number))),
        tag("ram:SpecifiedTradeProduct", leaf("ram:Name", item.name), some("ram:Description", item.says)),
        tag(
            "ram:SpecifiedLineTradeAgreement",
            tag("ram:NetPriceProductTradePrice", leaf("ram:ChargeAmount", item.price)),
        ),
        tag("ram:SpecifiedLineTradeDelivery", leaf("ram:BilledQuantity", str(item.quantity), unitCode="C62")),
        tag(
            "ram:SpecifiedLineTradeSettlement",
            tag(
                "ram:ApplicableTradeTax",
                leaf("ram:TypeCode", "VAT"),
                leaf("ram:CategoryCode", tax.category),
                _rate(tax),
            ),
            tag("ram:SpecifiedTradeSettlementLineMonetarySummation", leaf("ram:LineTotalAmount", item.net)),
        ),
    )


def _trader(name: str, trader: Trader) -> Element:
    lines = zip(("ram:LineOne", "ram:LineTwo", "ram:LineThree"), trader.address, strict=False)
    legal = some("ram:ID", trader.registration)
    tax = some("ram:ID", trader.vat_id, schemeID="VA")
    scheme, address = trader.reached_at
    reached = some("ram:URIID", address, schemeID=scheme)
    return tag(
        name,
        leaf("ram:Name", trader.name),
        tag("ram:SpecifiedLegalOrganization", legal) if legal else None,
        tag(
            "ram:PostalTradeAddress",
            *(leaf(line, text) for line, text in lines),
            leaf("ram:CountryID", trader.country),
        ),
        tag("ram:URIUniversalCommunication", reached) if reached else None,
        tag("ram:SpecifiedTaxRegistration", tax) if tax else None,
    )


def _settlement(invoice: EInvoice) -> Element:
    tax = invoice.tax
    return tag(
        "ram:ApplicableHeaderTradeSettlement",
        leaf("ram:InvoiceCurrencyCode", invoice.currency),
        tag("ram:SpecifiedTradeSettlementPaymentMeans", leaf("ram:TypeCode", MUTUALLY_DEFINED)),
        tag(
            "ram:ApplicableTradeTax",
            leaf("ram:CalculatedAmount", tax.amount),
            leaf("ram:TypeCode", "VAT"),
            some("ram:ExemptionReason", tax.reason),
            leaf("ram:BasisAmount", invoice.net),
            leaf("ram:CategoryCode", tax.category),
            some("ram:ExemptionReasonCode", tax.code),
            _rate(tax),
        ),
        tag(
            "ram:BillingSpecifiedPeriod",
            _day("ram:StartDateTime", invoice.start),
            _day("ram:EndDateTime", invoice.end),
        ),
        tag(
            "ram:SpecifiedTradePaymentTerms",
            some("ram:Description", invoice.payable),
            _day("ram:DueDateDateTime", invoice.due) if invoice.due else None,
        ),
        _sums(invoice),
        tag("ram:InvoiceReferencedDocument", leaf("ram:IssuerAssignedID", invoice.preceding))
        if invoice.preceding
        else None,
    )


def _sums(invoice: EInvoice) -> Element:
    return tag(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        leaf("ram:LineTotalAmount", invoice.net),
        leaf("ram:TaxBasisTotalAmount", invoice.net),
        leaf("ram:TaxTotalAmount", invoice.tax.amount, currencyID=invoice.currency),
        leaf("ram:GrandTotalAmount", invoice.total),
        leaf("ram:DuePayableAmount", invoice.total),
    )


def _rate(tax: Tax) -> Element | None:
    return None if tax.rate is None else leaf("ram:RateApplicablePercent", tax.rate)


def _day(name: str, when: date) -> Element:
    return tag(name, leaf("udt:DateTimeString", when.strftime("%Y%m%d"), format="102"))
