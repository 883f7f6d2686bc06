"""Payments from a file, by the page: looked at, recorded, refused."""

from __future__ import annotations

import io
import re

from tests.web.site import Site, words

PATH = "/ledger/payments"
ROW = "statement,date,amount,reference\nNORTH-0001,2026-07-06,{},BANK 7\n"


def test_a_file_is_looked_at_and_then_recorded(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    assert PATH in fay.page("/ledger")
    answer = fay.look(ROW.format("1000.00").encode(), "bank.csv", PATH)
    assert "1 row, 1 new" in words(answer)
    assert "BANK 7 6 July 2026 NORTH-0001 USD 1,000.00 Paid" in words(answer)
    assert "Vendor owes USD 2,500.00" in words(fay.get("/ledger/NORTH-0001"))
    found = re.search(r'name="content" value="([^"]+)"', answer.text)
    assert found
    answer = fay.post(PATH, content=found[1], name="bank.csv")
    assert answer.status_code == 303
    assert "1 record added to the ledger" in words(fay.get(answer.headers["Location"]))
    assert "Vendor owes USD 1,500.00" in words(fay.get("/ledger/NORTH-0001"))
    assert "All of it is recorded already" in words(fay.look(ROW.format("1000.00").encode(), "bank.csv", PATH))


def test_what_is_wrong_is_said_by_row(site: Site) -> None:
    site.house.issued()
    fay = site.visit(site.house.fay)
    answer = fay.look(ROW.format("9000.00").encode(), "bank.csv", PATH)
    assert (answer.status_code, "at most USD 2500.00" in words(answer)) == (409, True)
    assert "Record 1 new row" not in words(answer)
    answer = fay.look(b"nothing of the kind", "bank.csv", PATH)
    assert (answer.status_code, "no table of payments" in words(answer)) == (422, True)
    for sent in ({}, {"content": "?"}, {"file": (io.BytesIO(b""), "empty.csv")}):
        assert fay.post(PATH, **sent).status_code == 422


def test_only_finance_has_the_form(site: Site) -> None:
    site.house.issued()
    mia = site.visit(site.house.mia)
    assert PATH not in mia.page("/ledger")
    assert "Only finance records payments" in mia.page(PATH)
