"""What one agreement says of its own, read in the contract's words."""

from decimal import Decimal

import pytest

from sla.contract.model import Invoicing, Party, Vat
from sla.contract.parties import Parties, parties
from sla.values import Findings

TEXT = """\
customer: {address: [Kai 1, 20457 Hamburg], electronic address: "0204:991-12345-67"}
vendor: {name: Atlas GmbH, country: DE, tax id: DE 123456788}
invoice: {vat: 19 %, buyer reference: PO 4711}
"""


def test_parties_and_choices_are_read() -> None:
    assert parties(TEXT, "north.yaml") == Parties(
        Party("", ("Kai 1", "20457 Hamburg"), electronic="0204:991-12345-67"),
        Party("Atlas GmbH", (), "DE 123456788", "DE"),
        Invoicing(Vat.STANDARD, Decimal(19), reference="PO 4711"),
    )


def test_what_is_left_out_is_not_said() -> None:
    assert parties("vendor: Atlas GmbH\n", "north.yaml") == Parties(vendor=Party("Atlas GmbH"))
    assert parties("", "north.yaml") == Parties()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("customer: [", "contract.not-yaml", 2),
        ("vendor: {name: A}\nterm: {}\n", "contract.unknown-key", 2),
        ("vendor: {name: A}\ninvoice: {vat: some}\n", "contract.unknown-word", 2),
        ("vendor: {electronic address: bills@atlas.example}\n", "contract.unknown-word", 1),
        ("vendor: {electronic address: 'EM:'}\n", "contract.unknown-word", 1),
        ("vendor: {electronic address: '0001:12'}\n", "contract.unknown-word", 1),
    ],
)
def test_what_cannot_be_is_said_at_its_place(text: str, code: str, line: int) -> None:
    found = parties(text, "north.yaml")
    assert isinstance(found, Findings)
    assert [(each.code, each.place.file, each.place.line) for each in found] == [(code, "north.yaml", line)]
    assert found[0].remedy


def test_there_is_an_end_of_findings() -> None:
    found = parties("".join(f"word{number}: x\n" for number in range(400)), "north.yaml")
    assert isinstance(found, Findings)
    assert len(found) < 400
