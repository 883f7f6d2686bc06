"""What a contract says about e-invoices: how tax applies, who issues, and that nothing is taken for granted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sla.contract.definition import Definition, read
from sla.contract.model import Contract, Invoicing, Issuer, Language, Sheet, Vat
from sla.contract.words import explain
from sla.values import Place
from sla.values.countries import COUNTRIES
from tests.contract.texts import BASE


def contract(more: str) -> Contract:
    found = read({"contract.yaml": BASE + more})
    assert isinstance(found, Definition), "\n".join(found.sentences())
    return found.at(found.term.start)


def test_a_contract_that_says_nothing_has_no_e_invoice_and_plain_paper() -> None:
    terms = contract("").terms
    assert (terms.invoicing, terms.sheet, terms.language) == (None, Sheet.A4, Language.ENGLISH)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("reverse charge", Invoicing(Vat.REVERSE_CHARGE)),
        ("outside scope", Invoicing(Vat.OUTSIDE_SCOPE)),
        ("19 %", Invoicing(Vat.STANDARD, Decimal(19))),
        ("5.5", Invoicing(Vat.STANDARD, Decimal("5.5"))),
        (
            "exempt, because: Article 135, issued by: customer",
            Invoicing(Vat.EXEMPT, None, "Article 135", Issuer.CUSTOMER),
        ),
    ],
)
def test_how_tax_applies(written: str, means: Invoicing) -> None:
    found = contract(f"statement: {{invoice: {{vat: {written}}}}}\n").terms.invoicing
    assert found
    assert found.place.line
    assert replace(found, place=Place()) == means


def test_it_is_explained_in_a_sentence() -> None:
    said = "\n".join(explain(contract("statement: {invoice: {vat: 19 %, issued by: customer}}\n")))
    assert "carries an e-invoice of the customer in the vendor's name, with value added tax of 19 % on top." in said


def test_a_company_has_a_country() -> None:
    party = contract("customer: {name: Harbour Bank, country: GB, registration: 00102498}\n").customer
    assert (party.country, party.registration) == ("GB", "00102498")
    assert len(COUNTRIES) == 249
