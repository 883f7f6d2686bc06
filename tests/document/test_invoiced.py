"""What the paper says of its e-invoice."""

from dataclasses import replace
from decimal import Decimal

from sla.contract.model import Language, Party
from sla.document import invoiced as said
from sla.document.attachments import enclosures
from sla.document.pages import page
from sla.document.tongue import tongue
from sla.statement.model import Statement
from sla.values import Money
from tests.statement import sample as statements
from tests.statement.einvoice import sample


def invoiced(statement: Statement, language: Language = Language.ENGLISH) -> str:
    return said.invoiced(statement, tongue(language))


def test_what_is_attached_and_how_tax_applies() -> None:
    reverse, outside, standard, by_customer, zero, _ = (invoiced(sample.penalty(each)) for each in sample.CHOICES)
    attached = "after EN 16931 is attached, as Factur-X and as UBL."
    assert reverse == f"A credit note {attached} No VAT is charged: Reverse charge."
    assert outside == f"A credit note {attached} No VAT is charged: Contractual penalties are no consideration."
    assert standard == f"A credit note {attached} VAT 20 %: GBP 246.90; total GBP 1,481.40."
    assert by_customer == f"A self-billed credit note {attached} VAT 7.7 %: GBP 95.06; total GBP 1,329.56."
    assert zero == f"A credit note {attached} VAT at the zero rate."
    assert invoiced(sample.incentive()) == f"An invoice {attached} No VAT is charged: Reverse charge."


def test_why_there_is_none() -> None:
    statement = replace(sample.penalty(None))
    says = "None is attached: the contract does not say how value added tax applies."
    assert invoiced(statement) == says
    assert ("E-invoice", says) in page(statement, enclosures(statement)).facts
    assert invoiced(statements.nothing()) == ""


def test_every_reason_is_said_in_german_too() -> None:
    bare = sample.penalty(sample.CHOICES[0])
    nobody = Party("Acme")
    poor = replace(bare, approvals=(), waiting_for=("x",), due=None, payable="", customer=nobody, vendor=nobody)
    says = invoiced(poor, Language.GERMAN)
    assert says.startswith("Keine angehängt: niemand hat diese Abrechnung freigegeben; die Beträge sind vorläufig; ")
    assert says.count(";") == 6
    assert "Handelsregister" in invoiced(replace(poor, invoicing=sample.CHOICES[1]), Language.GERMAN)
    for currency in ("KWD", "GBP"):
        finer = replace(bare, currency=currency, net=Money(Decimal("-1.001"), "GBP"))
        assert "Nachkommastellen" in invoiced(finer, Language.GERMAN)
    assert "Umsatzsteuer" in invoiced(replace(bare, invoicing=None), Language.GERMAN)
