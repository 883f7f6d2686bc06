"""The page of the log: read by auditors and administrators, narrowed, followed, downloaded."""

from __future__ import annotations

import json

import pytest

from tests.operations.house import MARCH, administrator
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def test_an_auditor_reads_follows_and_takes_it_away(site: Site) -> None:
    site.house.issued()
    audrey = site.visit(site.house.audrey)
    page = audrey.page("/audit")
    assert "issued" in page
    assert f"NORTH {MARCH}" in page
    narrowed = audrey.page("/audit?act=issued&since=2026-07-06&until=2026-07-06")
    assert "1 entry, the newest first" in narrowed
    assert "No such entry" in audrey.page("/audit?until=2026-07-05")
    assert "No such entry" not in audrey.page("/audit?since=yesterday"), "what is no day does not narrow"
    assert "The log is whole" in words(audrey.post("/audit"))
    taken = audrey.get("/audit/log.jsonl")
    assert taken.headers["Content-Disposition"] == "attachment; filename=log.jsonl"
    assert all(json.loads(line) for line in taken.text.splitlines())


def test_an_administrator_reads_of_people_and_of_no_figures(site: Site) -> None:
    site.house.issued()
    ada = site.visit(administrator(site.house.books, site.house.mia))
    ada.post("/people", name="Nina", email="nina@harbour.example", role="auditor", company="Harbour City")
    assert "nina@harbour.example" in ada.page("/audit")
    assert "north" not in ada.page("/audit").partition("<main")[2].lower()
    assert ada.get("/audit/log.jsonl").status_code == 404


def test_others_have_no_such_page(site: Site) -> None:
    for person in (site.house.pat, site.house.mia, site.house.fay):
        for path in ("/audit", "/audit/log.jsonl"):
            assert site.visit(person).get(path).status_code == 404
    assert site.visit().get("/audit").status_code == 303
