"""The machines' door: the same nouns, rules and refusals as the pages, under a token and its scope."""

from __future__ import annotations

import io
import re

import pytest

from sla.cycle.token import Scope
from sla.operations.tokens import revoke
from tests.operations.house import MARCH, NOW, figures
from tests.web.api.machine import AT, Machine, code
from tests.web.site import Site, words


def test_a_period_from_figures_to_statement_by_four_machines(site: Site) -> None:
    house = site.house
    pat, mia, max_, fay = (Machine(site, each) for each in (house.pat, house.mia, house.max, house.fay))
    file = {"file": (io.BytesIO(figures(MARCH)), "march.csv")}
    looked = pat.ask(f"{AT}/preview", "POST", data=file)
    assert (looked.status_code, looked.get_json()["settlement"]["net"]) == (200, "-2500.00"), looked.text
    sent = pat.ask(f"{AT}/submissions?name=march.csv", "POST", data=figures(MARCH))
    assert (sent.status_code, sent.get_json()["version"]) == (201, 1), sent.text
    again = pat.ask(f"{AT}/submissions?name=march.csv", "POST", data=figures(MARCH))
    assert code(again) == "409 cycle.sent-before"
    etag = mia.ask(AT).headers["ETag"]
    for machine, act in ((mia, "settle"), (max_, "approve"), (fay, "approve"), (fay, "issue")):
        done = machine.act(act, etag)
        assert done.status_code == 200, done.text
        etag = done.headers["ETag"]
    card = pat.ask(AT).get_json()
    assert (card["stage"], card["statement"], card["settlement"]["net"]) == ("issued", "NORTH-0001", "-2500.00")
    [statement] = pat.ask("/api/v1/statements?period=2026-03").get_json()
    assert (statement["number"], statement["net"], statement["currency"]) == ("NORTH-0001", "-2500.00", "USD")
    paper = pat.ask("/api/v1/statements/NORTH-0001/pdf")
    assert paper.headers["ETag"] == f'"{statement["sha256"]}"'
    assert (
        pat.ask("/api/v1/statements/NORTH-0001/pdf", headers={"If-None-Match": paper.headers["ETag"]}).status_code
        == 304
    )
    receipt = pat.ask(f"{AT}/submissions/1/receipt").get_json()
    assert receipt["receipt"]["version"] == 1


def test_who_decides_says_what_they_looked_at(site: Site) -> None:
    site.house.sent()
    mia = Machine(site, site.house.mia)
    assert code(mia.ask(f"{AT}/settle", "POST")) == "428 request.if-match"
    assert code(mia.act("settle", '"0.0"')) == "412 request.changed-meanwhile"
    assert mia.act("settle", mia.ask(AT).headers["ETag"]).status_code == 200
    assert mia.ask(AT, headers={"If-None-Match": mia.ask(AT).headers["ETag"]}).status_code == 304


def test_a_token_may_what_its_scope_and_its_person_may(site: Site) -> None:
    house = site.house
    house.sent()
    etag = Machine(site, house.mia).ask(AT).headers["ETag"]
    assert code(Machine(site, house.mia, Scope.READ).act("settle", etag)) == "403 request.scope"
    assert code(Machine(site, house.mia, Scope.SUBMIT).ask(AT)) == "403 request.scope"
    assert code(Machine(site, house.pat).act("settle", etag)) == "403 cycle.role"
    sending = Machine(site, house.mia).ask(f"{AT}/submissions?name=a.csv", "POST", data=b"x,y\n1,2\n")
    assert code(sending) == "403 cycle.role"


def test_without_a_good_token_nobody_comes_in(site: Site) -> None:
    house = site.house
    ended = Machine(site, house.pat)
    assert not isinstance(revoke(house.books, ended.granted.token.id, by=house.pat, at=NOW), tuple)
    stranger = site.app.test_client()
    assert code(ended.ask(AT)) == code(stranger.get(AT)) == "401 request.token"
    assert code(stranger.get(AT, headers={"Authorization": "Bearer sla_x"})) == "401 request.token"


def test_whoever_is_signed_in_looks_and_does_nothing_else(site: Site) -> None:
    site.house.sent()
    browser = site.visit(site.house.mia)
    assert browser.get(AT).status_code == 200
    assert code(browser.client.post(f"{AT}/settle")) == "401 request.token"


@pytest.mark.parametrize("path", ["/agreements/south", f"/agreements/south/periods/{MARCH}", "/statements/SOUTH-0001"])
def test_what_others_have_is_not_there(site: Site, path: str) -> None:
    foreign = Machine(site, site.house.pat).ask(f"/api/v1{path}")
    nowhere = Machine(site, site.house.pat).ask(
        f"/api/v1{path}".replace("south", "nowhere").replace("SOUTH", "NOWHERE")
    )
    assert (foreign.status_code, foreign.text.lower()) == (404, nowhere.text.lower().replace("nowhere", "south"))


def test_other_figures_for_a_closed_period_are_offered_with_a_reason(site: Site) -> None:
    site.house.issued()
    pat = Machine(site, site.house.pat, Scope.SUBMIT)
    better = figures(MARCH, answered=810)
    assert code(pat.ask(f"{AT}/corrections?name=b.csv", "POST", data=better)) == "409 cycle.reason"
    asked = pat.ask(f"{AT}/corrections?name=b.csv&reason=night+shift", "POST", data=better)
    assert (asked.status_code, asked.get_json()) == (201, {"matter": 1, "state": "open"})


def test_lists_come_in_pages(site: Site) -> None:
    fay = Machine(site, site.house.fay)
    one = fay.ask("/api/v1/agreements?page_size=1&page=2")
    assert [each["series"] for each in one.get_json()] == ["SOUTH"]
    assert '"total": 2' in one.headers["X-Pagination"]


def test_what_cannot_be_read_is_named(site: Site) -> None:
    pat = Machine(site, site.house.pat)
    assert code(pat.ask(f"{AT}/submissions", "POST")) == "422 request.file"
    wrong = pat.ask(f"{AT}/submissions?name=a.csv", "POST", data=b"when,calls\n2026-03,many\n")
    assert code(wrong).startswith("422 submission.")
    assert wrong.get_json()["findings"][0]["place"]["file"] == "a.csv"
    long = pat.ask("/api/v1/agreements?page_size=many")
    assert code(long) == "422 request.422"
    assert "page_size" in long.get_json()["findings"][0]["found"]
    assert code(pat.ask("/api/v1/nothing")) == "404 request.404"


def test_it_is_described_for_programs_and_for_people(site: Site) -> None:
    client = site.app.test_client()
    spec = client.get("/api/openapi.json").get_json()
    assert spec["openapi"] == "3.1.0"
    served = {str(rule) for rule in site.app.url_map.iter_rules() if str(rule).startswith("/api/v1/")}
    assert len(spec["paths"]) == len(served)
    page = words(client.get("/api"))
    assert all(path in page for path in spec["paths"])
    wire, linked = client.get("/api/wire").text, re.findall(r'href="/api/wire#(\w+)"', client.get("/api").text)
    assert linked
    assert all(f'id="{name}"' in wire for name in linked)
