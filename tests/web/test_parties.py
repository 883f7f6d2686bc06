"""Who the parties are on paper is changed on a page, from a day on; both sides see what was recorded."""

import pytest

from sla.operations.pages import agreement
from tests.operations.house import NOW
from tests.web.api.machine import Machine, code
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
PATH = "/c/north/parties"
FORM = {
    "since": "2026-08-01",
    "vendor-name": "Northline Ltd",
    "vendor-address": "2 Quay\r\nBoston",
    "customer-name": "Harbour City",
    "vat": "reverse charge",
    "because": "Reverse charge",
}


def test_it_is_recorded_and_both_sides_see_it(site: Site) -> None:
    mia = site.visit(site.house.mia)
    assert PATH in mia.page("/c/north")
    page = mia.page(PATH)
    assert f'value="{NOW:%Y-%m-%d}"' in page
    assert 'value="Northline"' in page
    done = mia.post(PATH, **FORM)
    assert (done.status_code, done.headers["Location"]) == (303, "/c/north")
    said = words(mia.get("/c/north"))
    assert "papers that are issued from 1 August 2026 on show it" in said
    for visitor in (mia, site.visit(site.house.pat)):
        said = words(visitor.get("/c/north"))
        assert "From 1 August 2026 : vendor name, vendor address, e-invoice." in said
        assert "Northline Ltd, 2 Quay, Boston. Recorded by Mia Manager, 6 July 2026" in said
    assert PATH not in site.visit(site.house.pat).page("/c/north")


@pytest.mark.parametrize(
    ("field", "text", "says", "german"),
    [
        ("since", "soon", "This is no day", "Das ist kein Tag"),
        ("vendor-name", "", "Both parties have a name", "Beide Parteien haben einen Namen"),
        ("vendor-country", "UK", "no country", "kein Land"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    site: Site, field: str, text: str, says: str, german: str
) -> None:
    mia = site.visit(site.house.mia)
    answer = mia.post(PATH, **FORM | {field: text})
    assert (answer.status_code, says in words(answer)) == (409, True), words(answer)
    assert "2 Quay" in answer.text
    mia.client.set_cookie("language", "de")
    assert german in words(mia.post(PATH, **FORM | {field: text}))


def test_what_holds_today_stands_in_the_form_and_unchanged_it_is_not_recorded(site: Site) -> None:
    mia = site.visit(site.house.mia)
    mia.post(PATH, **FORM | {"since": "2026-07-01", "vat": "rate", "rate": "19", "because": "", "self-billed": "1"})
    page = mia.page(PATH)
    for expected in ('value="Northline Ltd"', ">2 Quay\nBoston<", 'value="19"', "checked"):
        assert expected in page
    again = mia.post(PATH, **FORM | {"vat": "rate", "rate": "19", "because": "", "self-billed": "1"})
    assert "The parties are named like this already" in words(again)


def test_for_others_there_is_no_such_page(site: Site) -> None:
    for person in (site.house.fay, site.house.pat, site.house.audrey, site.house.rival):
        visitor = site.visit(person)
        assert visitor.get(PATH).status_code == visitor.post(PATH, **FORM).status_code == 404


def test_programs_record_and_read_it(site: Site) -> None:
    path, mia = "/api/v1/agreements/north/parties", Machine(site, site.house.mia)
    said = {"since": "2026-07-06", "vendor": {"name": "Northline Ltd", "address": ["2 Quay"], "country": "US"}}
    made = mia.ask(path, "POST", said=said | {"invoice": {"vat": "outside scope", "because": "Contractual"}})
    assert made.status_code == 201, made.text
    last, first = Machine(site, site.house.pat).ask(path).get_json()
    assert (last["since"], last["vendor"]["address"], last["by"]) == ("2026-07-06", ["2 Quay"], "Mia Manager")
    assert last["changes"] == ["vendor name", "vendor address", "vendor country", "e-invoice"]
    assert (last["invoice"]["vat"], last["customer"]["name"]) == ("outside scope", "Harbour City")
    assert (first["since"], first["vendor"]["name"], first["invoice"]) == (None, "Northline", None)
    assert code(mia.ask(path, "POST", said=said)) == "409 agreement.parties-same"
    assert code(mia.ask(path, "POST", said={"since": "soon"})) == "422 request.422"
    assert code(Machine(site, site.house.pat).ask(path, "POST", said=said)) == "403 person.role"
    assert code(Machine(site, site.house.rival).ask(path)) == "404 request.unknown"
    known = agreement(site.house.books, site.house.north.id, by=site.house.mia)
    assert known is not None
    assert len(known.agreement.namings) == 1
