"""Issued statements: found, downloaded, checked."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from sla.operations import pages
from sla.operations.bundle import file_name
from sla.store.issued import Issued
from sla.values import Period
from sla.web.statements import series
from tests.operations.house import APRIL, MARCH, figures
from tests.web.site import Site, words


def one(site: Site) -> Issued:
    return pages.list_statements(site.house.books, by=site.house.fay)[-1]


def test_the_list_says_number_vendor_period_direction_and_amount(site: Site) -> None:
    site.house.issued()
    said = words(site.visit(site.house.audrey).get("/statements"))
    assert "NORTH-0001 Northline Harbour City March 2026 Vendor owes USD 2,500.00 Open : NORTH-0001 6 July 2026" in said


def test_filters_by_period_and_company(site: Site) -> None:
    site.house.issued()
    site.house.issued(APRIL, figures(APRIL, answered=900))
    browser = site.visit(site.house.fay)
    assert "1 statement" in words(browser.get(f"/statements?period={APRIL}"))
    assert "NORTH-0001" not in browser.page(f"/statements?period={APRIL}")
    assert "2 statements" in words(browser.get("/statements?company=Northline"))
    assert "1 statement" in words(browser.get("/statements?moves=incentive"))
    assert "No statement is like this." in words(browser.get("/statements?company=Nobody"))
    assert "1 statement" in words(browser.get("/statements?currency=USD&state=open&booked=no&moves=penalty"))
    assert "No statement is like this." in words(browser.get("/statements?state=cleared"))
    assert browser.get("/statements?page=x").status_code == 200
    assert browser.get("/statements?page=99").status_code == 200


def test_a_month_of_statements_is_one_file(site: Site) -> None:
    site.house.issued()
    site.house.issued(APRIL, figures(APRIL, answered=900))
    fay = site.visit(site.house.fay)
    assert "all 2 if you tick none" in fay.page("/statements")
    whole = fay.get("/statements.zip?period=&company=&moves=")
    assert (whole.status_code, whole.mimetype) == (200, "application/zip")
    assert "statements.zip" in whole.headers["Content-Disposition"]
    assert len([name for name in ZipFile(BytesIO(whole.data)).namelist() if name.endswith(".pdf")]) == 2
    april = fay.get(f"/statements.zip?period={APRIL}")
    assert f"statements_{APRIL}.zip" in april.headers["Content-Disposition"]
    assert len([name for name in ZipFile(BytesIO(april.data)).namelist() if name.endswith(".pdf")]) == 1
    one_of_them = fay.get("/statements.zip?number=NORTH-0001")
    assert "penalty_USD_2500.00_NORTH-0001.pdf" in "".join(ZipFile(BytesIO(one_of_them.data)).namelist())


def test_nothing_chosen_and_what_others_have_is_no_file(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    assert "choose among those that it shows" in words(fay.get("/statements.zip?company=Nobody"))
    assert "choose among those that it shows" in words(fay.get("/statements.zip?number=NORTH-0001&number=SOUTH-0001"))
    refused = site.visit(site.house.sam).get("/statements.zip?number=NORTH-0001")
    nobody = site.visit(site.house.sam).get("/statements.zip?number=NOBODY-0001")
    assert (refused.status_code, words(refused)) == (422, words(nobody))


def test_a_month_is_booked_under_one_reference_and_leaves_the_queue(site: Site) -> None:
    site.house.issued()
    site.house.issued(APRIL, figures(APRIL, answered=900))
    fay = site.visit(site.house.fay)
    assert "To book: April 2026 (1) · March 2026 (1)" in words(fay.get("/statements"))
    said = words(fay.get(f"/statements/booked?period={MARCH}&booked=no"))
    assert "NORTH-0001 Northline March 2026 Vendor owes USD 2,500.00" in said
    assert "NORTH-0002" not in said
    sent = {"number": "NORTH-0001", "day": "2026-07-06", "reference": "ERP 51"}
    answer = fay.post("/statements/booked", **sent)
    assert answer.status_code == 303
    assert "1 statement booked as ERP 51." in words(fay.get(answer.headers["Location"]))
    assert "Open : NORTH-0001 ERP 51 6 July 2026" in words(fay.get("/statements?booked=yes"))
    assert "1 statement of those you chose is booked already" in words(fay.get("/statements/booked"))
    for wrong, says in (
        ({}, "is booked already"),
        ({"number": "NORTH-0002", "reference": ""}, "This needs a reference"),
        ({"number": "NORTH-0002", "day": "x"}, "This is no day"),
    ):
        refused = fay.post("/statements/booked", **{**sent, **wrong})
        assert (refused.status_code, says in words(refused)) == (409, True)


def test_only_finance_is_asked_to_book(site: Site) -> None:
    site.house.issued()
    sent = {"number": "NORTH-0001", "day": "2026-07-06", "reference": "ERP 51"}
    for person, status in ((site.house.mia, 409), (site.house.pat, 409), (site.house.sam, 404)):
        browser = site.visit(person)
        assert "Record as booked" not in browser.page("/statements")
        assert browser.post("/statements/booked", **sent).status_code == status


def test_without_any_it_says_when_one_appears(site: Site) -> None:
    assert "A statement appears here when a period has two approvals" in site.visit(site.house.fay).page("/statements")


def test_a_statement_shows_its_decision_and_its_fingerprint(site: Site) -> None:
    site.house.issued()
    page = site.visit(site.house.pat).page("/statements/NORTH-0001")
    assert "Vendor owes USD 2,500.00" in page
    assert one(site).sha256 in page
    assert f'href="/p/north/{MARCH}"' in page
    assert 'href="/statements/NORTH-0001.pdf"' in page


def test_a_file_that_carries_no_seal_of_ours_is_said_to(site: Site) -> None:
    """The house's press prints plain text: the page of the statement notices."""
    site.house.issued()
    assert "Do not rely on this file" in site.visit(site.house.fay).page("/statements/NORTH-0001")


def test_the_file_has_a_name_that_sorts_and_says_whose_it_is(site: Site) -> None:
    site.house.issued()
    answer = site.visit(site.house.fay).get("/statements/NORTH-0001.pdf")
    assert answer.mimetype == "application/pdf"
    assert "2026-03_Northline_penalty_USD_2500.00_NORTH-0001.pdf" in answer.headers["Content-Disposition"]
    odd = replace(one(site), vendor='../"évil\r\n/', period=Period(date(2026, 1, 1), date(2026, 4, 1)))
    assert file_name(odd) == "2026-Q1_vil_penalty_USD_2500.00_NORTH-0001"
    assert file_name(replace(odd, vendor="東京")) == "2026-Q1_vendor_penalty_USD_2500.00_NORTH-0001"


def test_a_number_leads_to_its_agreement(site: Site) -> None:
    site.house.issued()
    assert series(replace(one(site), number="HARBOUR-LEEDS-0012")) == "harbour-leeds"
