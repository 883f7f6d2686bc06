"""Webhooks made, tried and ended by a program."""

from __future__ import annotations

from sla.cycle.token import Scope
from tests.web.api.machine import Machine, code
from tests.web.site import Site

WISH = {"url": "https://pat.example/news", "kinds": ["statement.issued"]}


def test_a_webhook_from_its_secret_to_its_end(site: Site) -> None:
    pat = Machine(site, site.house.pat)
    made = pat.ask("/api/v1/webhooks", "POST", said=WISH)
    assert made.status_code == 201, made.text
    number = made.get_json()["id"]
    assert made.get_json()["secret"].startswith("whsec_")
    [held] = pat.ask("/api/v1/webhooks").get_json()
    assert held == {name: of for name, of in made.get_json().items() if name != "secret"}
    assert pat.ask(f"/api/v1/webhooks/{number}/test", "POST").status_code == 202
    [message] = pat.ask(f"/api/v1/webhooks/{number}/messages").get_json()
    assert (message["kind"], message["arrived"], message["tries"]) == ("test", None, [])
    sam = Machine(site, site.house.sam)
    for path, method in (("", "DELETE"), ("/test", "POST"), ("/messages", "GET")):
        assert code(sam.ask(f"/api/v1/webhooks/{number}{path}", method)) == "404 request.unknown"
    assert pat.ask(f"/api/v1/webhooks/{number}", "DELETE").get_json()["ended"]
    assert pat.ask("/api/v1/webhooks").get_json() == []


def test_what_is_wrong_is_refused(site: Site) -> None:
    pat = Machine(site, site.house.pat)
    assert code(pat.ask("/api/v1/webhooks", "POST", said={**WISH, "url": "http://inside"})) == "409 webhook.address"
    assert code(pat.ask("/api/v1/webhooks", "POST", said={**WISH, "kinds": ["waiting"]})) == "422 request.422"
    reader = Machine(site, site.house.pat, Scope.READ)
    assert code(reader.ask("/api/v1/webhooks", "POST", said=WISH)) == "403 request.scope"
