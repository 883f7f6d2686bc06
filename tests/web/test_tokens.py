"""Tokens on their page: shown once, listed, revoked; nobody reaches those of others."""

from __future__ import annotations

import re

from tests.operations.house import administrator
from tests.web.site import Site, words


def secret(page: str) -> str:
    found = re.search(r"sla_[\w-]{40,}", page)
    assert found
    return found[0]


def test_made_shown_once_used_and_revoked(site: Site) -> None:
    pat = site.visit(site.house.pat)
    made = pat.post("/tokens", name="month end", scope="read", days="30")
    assert made.status_code == 200
    held = {"Authorization": f"Bearer {secret(made.text)}"}
    assert "sla_" not in pat.page("/tokens").replace("SLA_", "")
    machine = site.app.test_client()
    assert machine.get("/api/v1/agreements", headers=held).status_code == 200
    number = re.search(r'action="(/tokens/\d+)"', pat.page("/tokens"))
    assert number
    assert site.visit(site.house.sam).post(number[1]).status_code == 404
    assert pat.post(number[1]).status_code == 303
    assert machine.get("/api/v1/agreements", headers=held).status_code == 401
    assert "revoked" in words(pat.get("/tokens"))


def test_what_is_missing_is_said_and_the_rest_is_kept(site: Site) -> None:
    pat = site.visit(site.house.pat)
    wrong = pat.post("/tokens", name="month end", scope="submit", days="9999")
    assert wrong.status_code == 422
    assert "1 to 366 days" in words(wrong)
    assert 'value="month end"' in wrong.text
    assert "No token was made" in words(wrong)


def test_only_administrators_are_offered_to_invite(site: Site) -> None:
    ada = site.visit(administrator(site.house.books, site.house.mia))
    assert 'value="people"' in ada.page("/tokens")
    assert 'value="people"' not in site.visit(site.house.mia).page("/tokens")
