"""A contract is concluded with a vendor on a page, with what the agreement says of its own."""

from __future__ import annotations

import pytest

from sla.contract.model import Invoicing, Vat
from sla.operations.pages import list_agreements
from tests.web.site import Site, words

FORM = {
    "vendor": "Eastcall",
    "reference": "East",
    "vendor-address": "1 Quay\r\n\r\nNew York",
    "vendor-country": "US",
    "vendor-electronic-address": "EM:bills@east.example",
    "vat": "outside scope",
    "because": "Contractual: penalties",
    "buyer-reference": "PO 4711",
}


pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def path(site: Site) -> str:
    return f"/contracts/{site.house.north.customer.id}/harbour/agree"


def test_it_is_concluded_with_parties_and_tax_of_its_own(site: Site) -> None:
    mia = site.visit(site.house.mia)
    assert path(site) in mia.page(path(site).removesuffix("/agree"))
    assert "Northline" in mia.page(path(site))
    answer = mia.post(path(site), **FORM)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/c/east")
    assert "Agreed with Eastcall" in words(mia.get(answer.headers["Location"]))
    (made,) = (each for each in list_agreements(site.house.books, by=site.house.mia) if each.reference == "East")
    assert made.vendor_party.address == ("1 Quay", "New York")
    assert (made.vendor_party.name, made.vendor_party.electronic) == ("Eastcall", "EM:bills@east.example")
    assert made.invoicing == Invoicing(Vat.OUTSIDE_SCOPE, None, "Contractual: penalties", reference="PO 4711")
    assert made.customer_party.name == "Harbour City"


@pytest.mark.parametrize(
    ("field", "text", "says", "german"),
    [
        ("vendor", "", "has a vendor", "hat einen Dienstleister"),
        ("reference", "North", "Another agreement has this reference", "heißt schon so"),
        ("series", "north 1", "Statement numbers cannot begin", "nicht beginnen"),
        ("vendor-country", "UK", "no country", "kein Land"),
        ("vendor-electronic-address", "bills", "no electronic address", "keine elektronische Adresse"),
        ("vat", "", "needs `vat`", "Die E-Rechnung braucht"),
        ("rate", "many", "cannot be `many`", "kann nicht `many` sein"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    site: Site, field: str, text: str, says: str, german: str
) -> None:
    mia, form = site.visit(site.house.mia), FORM | {field: text} | ({"vat": "rate"} if field == "rate" else {})
    answer = mia.post(path(site), **form)
    assert (answer.status_code, says in words(answer)) == (409, True), words(answer)
    assert 'value="PO 4711"' in answer.text
    assert len(list_agreements(site.house.books, by=site.house.mia)) == 2
    mia.client.set_cookie("language", "de")
    spoken = mia.post(path(site), **form)
    assert german in words(spoken)
    assert '<li><strong><span lang="en">' not in spoken.text


def test_for_others_there_is_no_such_page(site: Site) -> None:
    for person in (site.house.fay, site.house.pat, site.house.rival):
        visitor = site.visit(person)
        assert visitor.get(path(site)).status_code == 404
        assert visitor.post(path(site), **FORM).status_code == 404
    assert "Agree with a vendor" not in site.visit(site.house.audrey).page(path(site).removesuffix("/agree"))
