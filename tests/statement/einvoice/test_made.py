"""When a statement has an e-invoice, what it says, and what it says where there is none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sla.contract.invoicing import vat_id
from sla.contract.model import Invoicing, Party, Vat
from sla.statement.einvoice.made import NotMade, einvoice
from sla.statement.model import Statement
from sla.values import Money
from tests.statement import sample as statements
from tests.statement.einvoice import sample


def refused(statement: Statement) -> tuple[str, ...]:
    found = einvoice(statement)
    assert isinstance(found, NotMade)
    return tuple(text.format(**values) for text, values in found.because)


def test_penalties_are_a_credit_note_of_what_the_statement_comes_to() -> None:
    made = sample.made(sample.penalty())
    assert (made.type_code, made.net, made.total) == ("381", Decimal("1234.50"), Decimal("1234.50"))
    assert [(item.quantity, item.price) for item in made.items] == [(1, Decimal("1500.00")), (-1, Decimal("265.50"))]
    assert (made.issued, made.due, made.start, made.end) == (
        date(2026, 4, 4),
        date(2026, 5, 4),
        date(2026, 3, 1),
        date(2026, 3, 31),
    )
    assert made.seller.address == ("Bernicia House", "Newburn", "Riverside, Newcastle")


def test_incentives_are_an_invoice() -> None:
    made = sample.made(sample.incentive())
    assert (made.type_code, made.net) == ("380", Decimal("900.00"))


def test_self_billing_has_types_of_its_own() -> None:
    chosen = sample.CHOICES[3]
    assert sample.made(sample.penalty(chosen)).type_code == "261"
    assert sample.made(sample.incentive(chosen)).type_code == "389"


def test_a_rate_comes_on_top_and_is_rounded_to_the_cent() -> None:
    made = sample.made(sample.penalty(sample.CHOICES[3]))
    assert (made.net, made.tax.amount, made.total) == (Decimal("1234.50"), Decimal("95.06"), Decimal("1329.56"))


def test_of_a_restatement_it_bills_the_difference() -> None:
    made = sample.made(sample.restated())
    assert (made.type_code, made.net, made.preceding) == ("380", Decimal("200.00"), "STM-000100")


def test_outside_the_scope_no_tax_id_is_written() -> None:
    made = sample.made(sample.penalty(sample.CHOICES[1]))
    assert (made.seller.vat_id, made.buyer.vat_id) == ("", "")
    assert made.tax.reason == "Contractual penalties are no consideration"


def test_nothing_owed_needs_no_reason() -> None:
    assert refused(replace(statements.nothing(), invoicing=sample.CHOICES[0])) == ()


def test_without_a_choice_about_tax_there_is_none() -> None:
    assert refused(sample.penalty(None)) == ("the contract does not say how value added tax applies",)


NO_COUNTRY = Party("Acme", (), "GB 1")
NO_TAX_ID = Party("Acme", (), "12-3456789", "US")


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        (replace(sample.penalty(), approvals=()), "nobody approved this statement"),
        (replace(sample.penalty(), waiting_for=("called_back: calls",)), "its amounts are provisional"),
        (replace(sample.penalty(), due=None, payable=""), "the contract does not say when or how it is paid"),
        (replace(sample.penalty(), customer=NO_COUNTRY), "the customer's country is not known"),
        (replace(sample.penalty(), vendor=NO_COUNTRY), "the vendor's country is not known"),
        (replace(sample.penalty(), vendor=NO_TAX_ID), "the vendor's tax id, with its country's letters, is not known"),
        (
            replace(sample.penalty(), customer=NO_TAX_ID),
            "the customer's tax id, with its country's letters, is not known",
        ),
        (
            replace(sample.penalty(sample.CHOICES[1]), vendor=NO_TAX_ID),
            "the vendor's number in the register of companies is not known",
        ),
    ],
)
def test_what_is_missing_is_named(statement: Statement, because: str) -> None:
    assert because in refused(statement)


def test_amounts_finer_than_cents_and_other_currencies_are_not_forced() -> None:
    statement = sample.penalty()
    first, *rest = statement.lines
    finer = Money(Decimal("1500.001"), "GBP")
    lines = (replace(first, amount=finer), *rest)
    net = Money(Decimal("-1234.501"), "GBP")
    assert "its amounts have two decimals, and those of this statement have more" in refused(
        replace(statement, lines=lines, net=net)
    )
    assert "its amounts have two decimals, and KWD has 3" in refused(replace(statement, currency="KWD"))


@pytest.mark.parametrize(
    ("written", "read"),
    [("GB 654 4421 17", "GB654442117"), ("el-123", "EL123"), ("12-34", ""), ("", ""), ("ZZ 1", ""), ("DE", "")],
)
def test_a_tax_id_opens_with_its_country(written: str, read: str) -> None:
    assert vat_id(Party("Acme", tax_id=written)) == read


def test_a_standard_rate_asks_no_tax_id_of_the_customer() -> None:
    statement = replace(sample.penalty(Invoicing(Vat.STANDARD, Decimal(20))), customer=replace(NO_TAX_ID))
    assert sample.made(statement).buyer.vat_id == ""
