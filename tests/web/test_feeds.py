"""The calendar under an address of one's own: dates only, for one person, until it is revoked."""

import re
from datetime import timedelta

import pytest

from sla.cycle.token import Scope
from sla.operations.deciding import extend_period
from sla.operations.tokens import Granted, grant
from tests.operations.house import MARCH, NOW
from tests.web.api.machine import Machine, code
from tests.web.site import Browser, Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def made(visitor: Browser) -> str:
    """The path of a new address."""
    found = re.search(r"http://localhost(/close/sla_[\w-]{40,}\.ics)", visitor.post("/close/feed").text)
    assert found
    return found[1]


def test_a_program_reads_what_its_person_sees(site: Site) -> None:
    house = site.house
    closes = NOW + timedelta(days=2)
    extend_period(house.books, house.north.id, MARCH, closes, by=house.mia, at=NOW)
    assert "/close/feed" in site.visit(house.pat).page("/close")
    program = site.app.test_client()
    seen = program.get(made(site.visit(house.pat)))
    assert (seen.status_code, seen.mimetype) == (200, "text/calendar")
    assert f"DTSTART:{closes:%Y%m%dT%H%M%SZ}" in seen.text
    assert "DTSTART" not in program.get(made(site.visit(house.sam))).text
    assert "Set-Cookie" not in seen.headers


def test_a_revoked_address_leads_nowhere(site: Site) -> None:
    pat, program = site.visit(site.house.pat), site.app.test_client()
    path = made(pat)
    assert path not in pat.page("/close/feed")
    assert "Calendar calendar 6 July 2026" in words(pat.get("/tokens"))
    end = re.search(r'action="(/tokens/\d+)"', pat.page("/tokens"))
    assert end
    pat.post(end[1])
    assert program.get(path).status_code == program.get(path.replace("sla_", "sla_a")).status_code == 404


def test_it_opens_no_other_door_and_no_other_token_opens_it(site: Site) -> None:
    house = site.house
    assert code(Machine(site, house.mia, Scope.CALENDAR).ask("/api/v1/agreements")) == "403 request.scope"
    for scopes in ((Scope.READ,), (Scope.READ, Scope.CALENDAR)):
        other = grant(house.books, "other", scopes, 30, by=house.mia, at=NOW)
        assert isinstance(other, Granted)
        assert site.app.test_client().get(f"/close/{other.secret}.ics").status_code == 404
    assert site.visit(house.mia).post("/tokens", name="feed", scope="calendar", days="30").status_code == 422
