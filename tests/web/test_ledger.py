"""The ledger by its pages: what is open and how old, payments recorded, the journal downloaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sla.operations import claims
from tests.operations.house import APRIL, MARCH, NOW, figures
from tests.operations.test_claims import claiming, disputed
from tests.web.site import Browser, Site, words

FIRST = "/ledger/NORTH-0001"
PAID = {"deed": "paid", "day": "2026-07-06", "amount": "1,000.00", "reference": "ERP 7"}


def done(browser: Browser, path: str = FIRST, **fields: str) -> str:
    """Press a button of the page; what the next page says."""
    answer = browser.act(path, **fields)
    assert answer.status_code == 303, words(answer)
    return words(browser.get(answer.headers["Location"]))


def test_without_any_it_says_when_a_claim_appears(site: Site) -> None:
    assert "A claim appears here when a statement is issued" in site.visit(site.house.fay).page("/ledger")


def test_open_claims_are_listed_with_their_age(site: Site) -> None:
    site.house.issued()
    site.house.issued(APRIL, figures(APRIL, answered=900))
    said = words(site.visit(site.house.audrey).get("/ledger"))
    assert "Northline North Vendor owes USD 2,500.00 2,500.00" in said
    assert "Northline North Vendor is owed USD 1,000.00 1,000.00" in said
    assert "NORTH-0001 Northline March 2026 Vendor owes USD 2,500.00 5 August 2026 Not due" in said


def test_agreements_are_added_up_and_the_accounts_come_to_nothing(site: Site) -> None:
    site.house.issued()
    claiming(site.house).issued()
    fay = site.visit(site.house.fay)
    said = words(fay.get("/ledger"))
    assert "All together Vendors owe USD 5,000.00 5,000.00" in said
    assert "Claim on vendor USD 5,000.00 Penalties USD −5,000.00" in said
    assert "over since 13 July 2026" not in said
    site.app.extensions["sla"] = replace(site.app.extensions["sla"], clock=lambda: NOW + timedelta(days=30))
    assert "over since 13 July 2026" in words(fay.get("/ledger"))


def test_finance_records_a_part_and_the_rest(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    said = done(fay, **PAID)
    assert "Statement NORTH-0001: paid. It is in the ledger." in said
    assert "Vendor owes USD 1,500.00" in said
    assert "Paid 6 July 2026 USD 1,000.00 ERP 7 Fay Finance" in said
    said = done(fay, **{**PAID, "deed": "set off", "amount": "1500"})
    assert "Nothing of it is open." in said
    assert "Nothing is open" in fay.page("/ledger")


def test_what_cannot_be_recorded_is_said_and_keeps_what_was_written(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    for wrong, says in (
        ({"amount": "2500.01"}, "at most USD 2500.00"),
        ({"amount": "much"}, "This is no amount"),
        ({"day": "yesterday"}, "This is no day"),
        ({"day": ""}, "The day is missing"),
        ({"reference": " "}, "This needs a reference"),
        ({"deed": "lapsed"}, "This does not lapse"),
        ({"deed": "eaten"}, "This form is incomplete"),
    ):
        answer = fay.act(FIRST, **{**PAID, "reference": "kept words", **wrong})
        assert answer.status_code == 409
        assert says in words(answer)
        assert "kept words" in answer.text or "reference" in wrong
    assert fay.post(FIRST, **PAID).status_code == 409
    fay.act(FIRST, **PAID)
    late = fay.post(FIRST, seen="0", **PAID)
    assert "changed by somebody else" in words(late)


def test_booked_and_taken_back_again(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    said = done(fay, deed="booked", day="2026-07-06", reference="ERP 7")
    assert "Booked 6 July 2026 USD 2,500.00 ERP 7 Fay Finance" in said
    assert "Vendor owes USD 2,500.00 Open now" in said
    assert "Its journal: 2 postings" in said
    said = done(fay, deed="booking taken back", day="2026-07-06", reference="ERP 8")
    assert "Other books Not booked" in said
    assert "Record as booked" in said


def test_the_vendor_and_its_manager_read_and_nobody_else_does(site: Site) -> None:
    house = site.house
    house.issued()
    for reader in (house.pat, house.mia, house.audrey):
        browser = site.visit(reader)
        assert "Record a payment" not in browser.page(FIRST)
        assert "NORTH-0001" in browser.page("/ledger")
        assert browser.post(FIRST, seen="0", **PAID).status_code == 409
    for stranger in (house.sam, house.rival):
        browser = site.visit(stranger)
        assert browser.get(FIRST).status_code == browser.post(FIRST, seen="0", **PAID).status_code == 404
        assert "NORTH" not in browser.page("/ledger")
        assert "NORTH" not in browser.get("/ledger/journal/csv").text


def test_a_dispute_is_seen_beside_what_is_open(site: Site) -> None:
    site.house.issued()
    disputed(site.house)
    page = words(site.visit(site.house.pat).get(FIRST))
    assert "USD 2,500.00 is set aside: it is in dispute" in page
    assert "Answered in time 4.2 2,500.00 2,500.00 2,500.00 0.00" in page


def test_a_credit_is_claimed_in_time(site: Site) -> None:
    house = claiming(site.house)
    house.issued(MARCH)
    fay, path = site.visit(house.fay), "/ledger/CLAIMING-0001"
    assert "until 13 July 2026" in fay.page("/ledger")
    assert "It has lapsed" not in fay.page(path)
    said = done(fay, path, deed="claimed", day="2026-07-06", reference="letter")
    assert "Claimed 6 July 2026 USD 2,500.00 letter" in said
    assert "It was claimed" not in said


def test_a_credit_that_was_not_claimed_lapses_when_finance_says_so(site: Site) -> None:
    house = claiming(site.house)
    house.issued(MARCH)
    later = NOW + timedelta(days=30)
    site.app.extensions["sla"] = replace(site.app.extensions["sla"], clock=lambda: later)
    fay, path = site.visit(house.fay), "/ledger/CLAIMING-0001"
    assert "The time to claim this credit ended on 13 July 2026" in fay.page(path)
    assert "Nothing of it is open" in done(fay, path, deed="lapsed")
    assert claims.open_ledger(house.books, by=house.fay, at=later).claims == ()


def test_the_journal_is_a_file_of_either_kind(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    for kind, has in (("csv", "NORTH-0001/1,"), ("beancount", "Assets:Claims:NORTH")):
        answer = fay.get(f"/ledger/journal/{kind}?period={MARCH}")
        assert answer.status_code == 200
        assert has in answer.text
        assert f"journal_{MARCH}.{kind}" in answer.headers["Content-Disposition"]
    assert "NORTH" not in fay.get("/ledger/journal/csv?from=2026-07-07").text
    for wrong, says in (("from=x", "This is no day"), ("from=2026-02-01&to=2026-01-01", "after the last")):
        answer = fay.get(f"/ledger/journal/csv?{wrong}")
        assert (answer.status_code, says in words(answer)) == (422, True)


def test_by_company(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    assert "Nothing is open with this company" in fay.page("/ledger?company=Nobody")
    assert fay.get("/ledger?page=99").status_code == 200
