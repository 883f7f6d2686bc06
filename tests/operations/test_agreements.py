"""Contracts are activated and never edited; agreements rest on them; periods are those of the contract's term."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sla.contract.definition import Definition
from sla.contract.model import Invoicing, Party, Vat
from sla.contract.parties import Parties, parties
from sla.cycle import Agreement, Cycle
from sla.operations.activation import activate_contract
from sla.operations.active import active_contract, active_contracts
from sla.operations.agreements import add_agreement, open_period
from sla.operations.answers import is_unknown
from sla.operations.pages import agreement
from sla.statement.again import again
from sla.statement.einvoice.made import einvoice
from sla.statement.einvoice.model import EInvoice
from sla.statement.model import Statement
from sla.values import Findings
from tests.operations.house import APRIL, FILES, MARCH, NOW, TEXT, House, built, refused

LATER = (
    TEXT.replace("version: 1", "version: 2\neffective: 2026-05-01")
    .replace("below: 65", "below: 70")
    .replace("period: 2026-01", "period: 2026-06")
)


def test_activating_again_changes_nothing(house: House) -> None:
    again = activate_contract(house.books, FILES, by=house.max, at=NOW)
    assert isinstance(again, Definition)
    assert [version.head.version for version in again.versions] == ["1"]
    assert active_contracts(house.books, by=house.mia) == (again,)


def test_an_active_version_is_not_edited(house: House) -> None:
    changed = {"contract.yaml": TEXT.replace("2500", "3000")}
    assert refused(activate_contract(house.books, changed, by=house.mia, at=NOW)) == "contract.version-changed"
    kept = active_contract(house.books, "harbour", by=house.mia)
    assert kept is not None
    assert kept.versions[0].text == TEXT


def test_the_next_version_is_added_and_counts_from_its_day(house: House) -> None:
    whole = activate_contract(house.books, {"amendment.yaml": LATER}, by=house.mia, at=NOW)
    assert isinstance(whole, Definition)
    versions = {month: whole.on(period).version for period in whole.statement_periods() if (month := period.key)}
    assert (versions[APRIL], versions["2026-05"]) == ("1", "2")


def test_a_version_does_not_reach_into_a_settled_period(house: House) -> None:
    house.settled("2026-05")
    back = activate_contract(house.books, {"amendment.yaml": LATER}, by=house.mia, at=NOW)
    assert refused(back) == "contract.reaches-back"
    from_june = {"amendment.yaml": LATER.replace("2026-05-01", "2026-06-01")}
    assert isinstance(activate_contract(house.books, from_june, by=house.mia, at=NOW), Definition)


def test_a_contract_whose_example_fails_is_not_activated(house: House) -> None:
    wrong = {
        "other.yaml": TEXT.replace("contract: harbour", "contract: pier").replace("penalties: 2500", "penalties: 1")
    }
    assert refused(activate_contract(house.books, wrong, by=house.mia, at=NOW)) == "contract.example-fails"
    assert active_contract(house.books, "pier", by=house.mia) is None


def test_a_price_that_no_example_reaches_is_not_activated(house: House) -> None:
    """What `check` warns of stops an activation, with the line of the price."""
    shown, _, _ = TEXT.replace("contract: harbour", "contract: pier").partition("  - says: the bonus")
    found = activate_contract(house.books, {"pier.yaml": shown}, by=house.mia, at=NOW)
    assert isinstance(found, Findings)
    assert {each.code for each in found} == {"contract.unproven"}
    assert [each.place.line for each in found] == [29, 39]
    assert active_contract(house.books, "pier", by=house.mia) is None


def test_an_example_of_what_was_agreed_before_shows_no_price_of_the_next_version(house: House) -> None:
    before = {"amendment.yaml": LATER.replace("period: 2026-06", "period: 2026-01")}
    assert refused(activate_contract(house.books, before, by=house.mia, at=NOW)) == "contract.unproven"


def test_a_contract_with_errors_is_not_activated(house: House) -> None:
    found = activate_contract(house.books, {"x.yaml": "contract: pier\n"}, by=house.mia, at=NOW)
    assert isinstance(found, Findings)
    assert found.errors


def test_a_contract_that_cannot_be_printed_is_not_activated(house: House) -> None:
    smiling = {
        "pier.yaml": TEXT.replace("contract: harbour", "contract: pier").replace("Seventy per cent", "😀 per cent")
    }
    assert refused(activate_contract(house.books, smiling, by=house.mia, at=NOW)) == "contract.unprintable"


def test_only_a_vendor_manager_activates_and_agrees(house: House) -> None:
    for somebody in (house.pat, house.fay, house.audrey):
        assert refused(activate_contract(house.books, FILES, by=somebody, at=NOW)) == "person.role"
        assert refused(add_agreement(house.books, "harbour", "Third", "3", by=somebody, at=NOW)) == "person.role"


def test_contracts_are_each_customers_own(house: House) -> None:
    assert active_contracts(house.books, by=house.rival) == ()
    assert isinstance(activate_contract(house.books, FILES, by=house.rival, at=NOW), Definition)


def test_an_unknown_contract_key(house: House) -> None:
    added = add_agreement(house.books, "harbor", "Third", "Third", by=house.mia, at=NOW)
    assert refused(added) == "agreement.unknown-contract"


def test_the_parties_stand_on_it(house: House) -> None:
    party = Party("Third Ltd", ("1 Quay", "Harbour"), "US-3")
    added = add_agreement(
        house.books, "harbour", "Third", "Third/2026", by=house.mia, at=NOW, parties=Parties(vendor=party), series="T3"
    )
    assert isinstance(added, Agreement)
    assert (added.vendor.name, added.customer.name, added.series) == ("Third", "Harbour City", "T3")
    seen = agreement(house.books, added.id, by=house.mia)
    assert seen is not None
    contract = seen.agreement.under(seen.definition.at(seen.definition.term.start))
    assert (contract.vendor, contract.customer.name) == (party, "Harbour City")


def test_an_agreement_has_its_own_tax_and_parties_on_its_statements(house: House) -> None:
    """The paper, its e-invoice and the calculation hold them, and it can be printed again from the calculation."""
    own = parties(
        "customer: {country: GB, registration: C-1}\n"
        "vendor: {address: [1 Quay], country: DE, tax id: DE 123456788, electronic address: 'EM:bills@north.example'}\n"
        "invoice: {vat: 19 %, buyer reference: PO 4711}\n",
        "north.yaml",
    )
    assert isinstance(own, Parties)
    added = add_agreement(house.books, "harbour", "Northline", "Quay", by=house.mia, at=NOW, parties=own)
    assert isinstance(added, Agreement)
    known = agreement(house.books, added.id, by=house.mia)
    assert known is not None
    assert (known.agreement, added.vendor_party.name) == (added, "Northline")
    made = replace(house, north=added).issued()
    content = house.press.taken(made.sha256).partition(b"\n")[2]
    statement = again(content)
    assert isinstance(statement, Statement)
    invoice = einvoice(statement)
    assert isinstance(invoice, EInvoice), invoice
    assert (invoice.reference, invoice.seller.electronic) == ("PO 4711", "EM:bills@north.example")
    assert (invoice.tax.category, invoice.tax.rate, invoice.buyer.registration) == ("S", Decimal(19), "C-1")
    assert b'"invoicing"' in content
    assert b'"invoicing"' not in house.press.taken(house.issued().sha256)


def test_what_of_it_cannot_be_printed_is_refused(house: House) -> None:
    own = Parties(invoicing=Invoicing(Vat.ZERO, reference="😀"))
    added = add_agreement(house.books, "harbour", "Third", "Third", by=house.mia, at=NOW, parties=own)
    assert refused(added) == "agreement.unprintable"


def test_the_contracts_own_vendor_stands_on_it_with_all_that_its_text_says(tmp_path: Path) -> None:
    """E-invoices need country and registration; another vendor has only its name."""
    whole = "vendor: {name: Northline, address: [1 Quay], country: US, registration: DE-7}"
    made = built(f"sqlite:///{tmp_path / 'books.sqlite'}", tmp_path, TEXT.replace("vendor: The vendor", whole))
    assert made.north.vendor_party == Party("Northline", ("1 Quay",), "", "US", "DE-7")
    assert made.south.vendor_party == Party("Southcall")
    made.books.close()


@pytest.mark.parametrize(
    ("vendor", "reference", "series", "code"),
    [
        (" ", "Third", "", "agreement.vendor"),
        ("Third", " ", "THIRD", "agreement.reference"),
        ("Third", "North", "THIRD", "agreement.reference-taken"),
        ("Third", "Third", "NORTH", "agreement.series-taken"),
        ("Third", "Third", "a series", "agreement.series"),
        ("Third", "第三", "", "agreement.series"),
        ("第三", "Third", "", "agreement.unprintable"),
    ],
)
def test_what_an_agreement_needs(house: House, vendor: str, reference: str, series: str, code: str) -> None:
    added = add_agreement(house.books, "harbour", vendor, reference, series=series, by=house.mia, at=NOW)
    assert refused(added) == code


def test_a_reading_the_contract_does_not_offer(house: House) -> None:
    asked = {"tiers": "stacked"}
    added = add_agreement(house.books, "harbour", "Third", "Third", readings=asked, by=house.mia, at=NOW)
    assert refused(added) == "agreement.reading"


class TestPeriods:
    def test_once(self, house: House) -> None:
        opened = open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
        assert isinstance(opened, Cycle)
        assert opened.period.key == MARCH
        assert refused(open_period(house.books, house.north.id, MARCH, by=house.max, at=NOW)) == "period.open"

    def test_of_the_term_only(self, house: House) -> None:
        for key in ("2025-12", "2027-01", "2026-Q1", "nonsense"):
            answer = open_period(house.books, house.north.id, key, by=house.mia, at=NOW)
            assert isinstance(answer, Findings)
            assert is_unknown(answer)

    def test_not_before_a_settled_one(self, house: House) -> None:
        house.settled(APRIL)
        early = open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
        assert refused(early) == "cycle.later-settled"

    def test_by_the_customer_only(self, house: House) -> None:
        assert refused(open_period(house.books, house.north.id, MARCH, by=house.pat, at=NOW)) == "person.role"
        for stranger in (house.sam, house.rival):
            answer = open_period(house.books, house.north.id, MARCH, by=stranger, at=NOW)
            assert isinstance(answer, Findings)
            assert is_unknown(answer)
