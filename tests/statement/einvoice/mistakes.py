"""Credit notes with one thing wrong each: the rule of EN 16931 that must say so, and what is done to the file."""

from dataclasses import dataclass

from lxml import etree

from sla.contract.model import Invoicing
from sla.statement.einvoice.cii import NAMESPACES, cii
from sla.statement.einvoice.ubl import ubl
from tests.statement.einvoice import sample

REVERSED, OUTSIDE, STANDARD, _, ZERO, EXEMPT = sample.CHOICES
UBL = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
SUMS = "//ram:SpecifiedTradeSettlementHeaderMonetarySummation"
LINE = "//ram:IncludedSupplyChainTradeLineItem[1]"
TAX = "//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax"
SELLER, BUYER = "//ram:SellerTradeParty", "//ram:BuyerTradeParty"
TOTAL = "//cac:LegalMonetaryTotal"


@dataclass(frozen=True, slots=True)
class Mistake:
    """At `path` the text becomes `says`, or, where it is None, the element is gone."""

    rule: str
    path: str
    says: str | None
    chosen: Invoicing = REVERSED

    @property
    def content(self) -> bytes:
        """The broken file, in the syntax that the path is of."""
        invoice = sample.made(sample.penalty(self.chosen))
        whole = ubl(invoice) if "cac:" in self.path or "cbc:" in self.path else cii(invoice)
        root = etree.fromstring(whole)
        found = root.xpath(self.path, namespaces=NAMESPACES | UBL)
        assert len(found) == 1, f"{self.path}: {len(found)}"
        if self.says is None:
            found[0].getparent().remove(found[0])
        else:
            found[0].text = self.says
        return bytes(etree.tostring(root))


MISTAKES = (
    # what must be there
    Mistake("BR-02", "//rsm:ExchangedDocument/ram:ID", None),
    Mistake("BR-03", "//rsm:ExchangedDocument/ram:IssueDateTime", None),
    Mistake("BR-04", "//rsm:ExchangedDocument/ram:TypeCode", None),
    Mistake("BR-05", "//ram:InvoiceCurrencyCode", None),
    Mistake("BR-06", f"{SELLER}/ram:Name", None),
    Mistake("BR-07", f"{BUYER}/ram:Name", None),
    Mistake("BR-08", f"{SELLER}/ram:PostalTradeAddress", None),
    Mistake("BR-09", f"{SELLER}//ram:CountryID", None),
    Mistake("BR-10", f"{BUYER}/ram:PostalTradeAddress", None),
    Mistake("BR-11", f"{BUYER}//ram:CountryID", None),
    Mistake("BR-12", f"{SUMS}/ram:LineTotalAmount", None),
    Mistake("BR-13", f"{SUMS}/ram:TaxBasisTotalAmount", None),
    Mistake("BR-14", f"{SUMS}/ram:GrandTotalAmount", None),
    Mistake("BR-15", f"{SUMS}/ram:DuePayableAmount", None),
    Mistake("BR-21", f"{LINE}//ram:LineID", None),
    Mistake("BR-22", f"{LINE}//ram:BilledQuantity", None),
    Mistake("BR-24", f"{LINE}//ram:LineTotalAmount", None),
    Mistake("BR-25", f"{LINE}//ram:Name", None),
    Mistake("BR-26", f"{LINE}//ram:ChargeAmount", None),
    Mistake("BR-27", f"{LINE}//ram:ChargeAmount", "-1500.00"),
    Mistake("BR-29", "//ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString", "20260501"),
    # what must add up
    Mistake("BR-CO-10", f"{SUMS}/ram:LineTotalAmount", "1234.51"),
    Mistake("BR-CO-13", f"{SUMS}/ram:TaxBasisTotalAmount", "1234.51"),
    Mistake("BR-CO-14", f"{SUMS}/ram:TaxTotalAmount", "246.91", STANDARD),
    Mistake("BR-CO-15", f"{SUMS}/ram:GrandTotalAmount", "1481.39", STANDARD),
    Mistake("BR-CO-16", f"{SUMS}/ram:DuePayableAmount", "1481.41", STANDARD),
    Mistake("BR-CO-17", f"{TAX}/ram:CalculatedAmount", "250.00", STANDARD),
    Mistake("BR-CO-10", f"{TOTAL}/cbc:LineExtensionAmount", "1234.49"),
    Mistake("BR-CO-15", f"{TOTAL}/cbc:TaxInclusiveAmount", "1000.00"),
    Mistake("BR-CO-16", f"{TOTAL}/cbc:PayableAmount", "0.00"),
    # when it is paid, who they are
    Mistake("BR-CO-26", f"{SELLER}/ram:SpecifiedLegalOrganization", None, OUTSIDE),
    Mistake("BR-CO-09", f"{SELLER}/ram:SpecifiedTaxRegistration/ram:ID", "6544421"),
    # how tax applies
    Mistake("BR-CO-18", TAX, None),
    Mistake("BR-S-02", f"{SELLER}/ram:SpecifiedTaxRegistration", None, STANDARD),
    Mistake("BR-S-05", f"{LINE}//ram:RateApplicablePercent", "0", STANDARD),
    Mistake("BR-Z-08", f"{TAX}/ram:BasisAmount", "1.00", ZERO),
    Mistake("BR-E-10", f"{TAX}/ram:ExemptionReason", None, EXEMPT),
    Mistake("BR-AE-05", f"{LINE}//ram:RateApplicablePercent", "20"),
    Mistake("BR-AE-02", f"{SELLER}/ram:SpecifiedTaxRegistration", None),
    Mistake("BR-AE-09", f"{TAX}/ram:CalculatedAmount", "1.00"),
    Mistake("BR-O-09", f"{TAX}/ram:CalculatedAmount", "1.00", OUTSIDE),
    Mistake("BR-CL-01", "//cbc:CreditNoteTypeCode", "999"),
    Mistake("BR-CL-14", "//cac:AccountingSupplierParty//cbc:IdentificationCode", "UK"),
    Mistake("BR-DEC-09", f"{TOTAL}/cbc:LineExtensionAmount", "1234.501"),
)
