"""The terms of EN 16931 as each syntax holds them, to see that both say the same."""

import re

from lxml import etree

from sla.statement.einvoice.cii import NAMESPACES
from tests.statement.einvoice.mistakes import UBL

CII_PATHS = {
    "BT-1": "//rsm:ExchangedDocument/ram:ID",
    "BT-2": "//rsm:ExchangedDocument/ram:IssueDateTime/*",
    "BT-3": "//rsm:ExchangedDocument/ram:TypeCode",
    "BT-5": "//ram:InvoiceCurrencyCode",
    "BT-9": "//ram:DueDateDateTime/*",
    "BT-10": "//ram:BuyerReference",
    "BT-12": "//ram:ContractReferencedDocument/*",
    "BT-20": "//ram:SpecifiedTradePaymentTerms/ram:Description",
    "BT-22": "//ram:IncludedNote/ram:Content",
    "BT-24": "//ram:GuidelineSpecifiedDocumentContextParameter/*",
    "BT-25": "//ram:InvoiceReferencedDocument/*",
    "BT-72": "//ram:OccurrenceDateTime/*",
    "BT-73": "//ram:BillingSpecifiedPeriod/ram:StartDateTime/*",
    "BT-74": "//ram:BillingSpecifiedPeriod/ram:EndDateTime/*",
    "BT-81": "//ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode",
    "BT-106": "//ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:LineTotalAmount",
    "BT-109": "//ram:TaxBasisTotalAmount",
    "BT-110": "//ram:TaxTotalAmount",
    "BT-112": "//ram:GrandTotalAmount",
    "BT-115": "//ram:DuePayableAmount",
    "BT-116": "//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:BasisAmount",
    "BT-117": "//ram:CalculatedAmount",
    "BT-118": "//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode",
    "BT-119": "//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:RateApplicablePercent",
    "BT-120": "//ram:ExemptionReason",
    "BT-121": "//ram:ExemptionReasonCode",
    "BT-126": "//ram:LineID",
    "BT-129": "//ram:BilledQuantity",
    "BT-131": "//ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
    "BT-146": "//ram:ChargeAmount",
    "BT-151": "//ram:SpecifiedLineTradeSettlement//ram:CategoryCode",
    "BT-152": "//ram:SpecifiedLineTradeSettlement//ram:RateApplicablePercent",
    "BT-153": "//ram:SpecifiedTradeProduct/ram:Name",
    "BT-154": "//ram:SpecifiedTradeProduct/ram:Description",
}
UBL_PATHS = {
    "BT-1": "/*/cbc:ID",
    "BT-2": "/*/cbc:IssueDate",
    "BT-3": "/*/cbc:CreditNoteTypeCode | /*/cbc:InvoiceTypeCode",
    "BT-5": "/*/cbc:DocumentCurrencyCode",
    "BT-9": "/*/cbc:DueDate | //cbc:PaymentDueDate",
    "BT-10": "/*/cbc:BuyerReference",
    "BT-12": "/*/cac:ContractDocumentReference/*",
    "BT-20": "//cac:PaymentTerms/*",
    "BT-22": "/*/cbc:Note",
    "BT-24": "/*/cbc:CustomizationID",
    "BT-25": "//cac:InvoiceDocumentReference/*",
    "BT-72": "//cbc:ActualDeliveryDate",
    "BT-73": "/*/cac:InvoicePeriod/cbc:StartDate",
    "BT-74": "/*/cac:InvoicePeriod/cbc:EndDate",
    "BT-81": "//cbc:PaymentMeansCode",
    "BT-106": "//cac:LegalMonetaryTotal/cbc:LineExtensionAmount",
    "BT-109": "//cbc:TaxExclusiveAmount",
    "BT-110": "/*/cac:TaxTotal/cbc:TaxAmount",
    "BT-112": "//cbc:TaxInclusiveAmount",
    "BT-115": "//cbc:PayableAmount",
    "BT-116": "//cbc:TaxableAmount",
    "BT-117": "//cac:TaxSubtotal/cbc:TaxAmount",
    "BT-118": "//cac:TaxSubtotal/cac:TaxCategory/cbc:ID",
    "BT-119": "//cac:TaxSubtotal/cac:TaxCategory/cbc:Percent",
    "BT-120": "//cbc:TaxExemptionReason",
    "BT-121": "//cbc:TaxExemptionReasonCode",
    "BT-126": "//cac:CreditNoteLine/cbc:ID | //cac:InvoiceLine/cbc:ID",
    "BT-129": "//cbc:CreditedQuantity | //cbc:InvoicedQuantity",
    "BT-131": "//cac:CreditNoteLine/cbc:LineExtensionAmount | //cac:InvoiceLine/cbc:LineExtensionAmount",
    "BT-146": "//cbc:PriceAmount",
    "BT-151": "//cac:ClassifiedTaxCategory/cbc:ID",
    "BT-152": "//cac:ClassifiedTaxCategory/cbc:Percent",
    "BT-153": "//cac:Item/cbc:Name",
    "BT-154": "//cac:Item/cbc:Description",
}
PARTIES = {
    "name": ("ram:Name", "cac:PartyLegalEntity/cbc:RegistrationName"),
    "line 1": (".//ram:LineOne", ".//cbc:StreetName"),
    "line 2": (".//ram:LineTwo", ".//cbc:AdditionalStreetName"),
    "line 3": (".//ram:LineThree", ".//cbc:Line"),
    "country": (".//ram:CountryID", ".//cbc:IdentificationCode"),
    "tax id": ("ram:SpecifiedTaxRegistration/ram:ID", "cac:PartyTaxScheme/cbc:CompanyID"),
    "registration": ("ram:SpecifiedLegalOrganization/ram:ID", "cac:PartyLegalEntity/cbc:CompanyID"),
    "electronic address": ("ram:URIUniversalCommunication/ram:URIID", "cbc:EndpointID"),
}
Terms = dict[str, list[str]]


def of_cii(content: bytes) -> Terms:
    """By number, every value in its order."""
    return _read(content, CII_PATHS, ("//ram:SellerTradeParty", "//ram:BuyerTradeParty"), 0)


def of_ubl(content: bytes) -> Terms:
    """The same of UBL."""
    parties = ("//cac:AccountingSupplierParty/cac:Party", "//cac:AccountingCustomerParty/cac:Party")
    return _read(content, UBL_PATHS, parties, 1)


def _read(content: bytes, paths: dict[str, str], parties: tuple[str, str], syntax: int) -> Terms:
    root, known = etree.fromstring(content), NAMESPACES | UBL
    found = {term: [_plain(each) for each in root.xpath(path, namespaces=known)] for term, path in paths.items()}
    for role, path in zip(("seller", "buyer"), parties, strict=True):
        (party,) = root.xpath(path, namespaces=known)
        for what, both in PARTIES.items():
            found[f"{role}'s {what}"] = [_plain(each) for each in party.xpath(both[syntax], namespaces=known)]
    return found


def _plain(element: "etree._Element") -> str:
    """The text; dates as 2026-03-31."""
    text = element.text or ""
    day = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text) if element.get("format") == "102" else None
    return "-".join(day.groups()) if day else text
