"""What administrators, auditors and vendor managers look after, by machines: people, drafts, the log, calendars."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sla.config.sending import Mail
from sla.cycle.token import Scope
from sla.operations.agreements import open_period
from tests.operations.house import APRIL, MARCH, NOW, TEXT, administrator, figures
from tests.web.api.machine import AT, Machine, code
from tests.web.site import Site

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
SECOND = TEXT.replace("version: 1", "version: 2\neffective: 2026-09-01")
DRAFTS = "/api/v1/contracts/drafts"


def test_somebody_is_invited_and_gets_other_roles(site: Site) -> None:
    ada = Machine(site, administrator(site.house.books, site.house.mia))
    made = ada.ask("/api/v1/people", "POST", said={"name": "Nina New", "email": "nina@h.example", "roles": ["finance"]})
    assert made.status_code == 201, made.text
    said = made.get_json()
    assert re.fullmatch(r"http://localhost/invited/\S{43}", said["link"]), said["link"]
    assert not said["mailed"]
    path = f"/api/v1/people/{said['id']}"
    looked = ada.ask(path)
    assert (looked.get_json()["invited_until"], looked.get_json()["active"]) == (said["until"], True)
    assert [each["name"] for each in ada.ask("/api/v1/people?page_size=50").get_json()].count("Nina New") == 1
    wanted = {"roles": ["auditor"]}
    assert code(ada.ask(f"{path}/roles", "PUT", said=wanted)) == "428 request.if-match"
    seen = {"If-Match": looked.headers["ETag"]}
    changed = ada.ask(f"{path}/roles", "PUT", said=wanted, headers=seen)
    assert (changed.status_code, changed.get_json()["roles"]) == (200, ["auditor"]), changed.text
    assert code(ada.ask(f"{path}/roles", "PUT", said=wanted, headers=seen)) == "412 request.changed-meanwhile"
    out = ada.ask(f"{path}/shut-out", "POST", headers={"If-Match": changed.headers["ETag"]})
    assert (out.status_code, out.get_json()["active"]) == (200, False), out.text
    assert code(ada.ask(f"{path}/link", "POST")) == "409 person.disabled"
    back = ada.ask(f"{path}/let-in", "POST", headers={"If-Match": out.headers["ETag"]})
    assert back.get_json()["active"]
    assert ada.ask(f"{path}/link", "POST").get_json()["link"] != said["link"]
    again = {"name": "Nina Twice", "email": "nina@h.example", "roles": ["finance"]}
    assert code(ada.ask("/api/v1/people", "POST", said=again)) == "409 person.taken"


def test_a_link_is_kept_nowhere(site: Site) -> None:
    ada = administrator(site.house.books, site.house.mia)
    machine, once = Machine(site, ada), {"Idempotency-Key": "once"}
    path = f"/api/v1/people/{site.house.fay.id}/link"
    links = {machine.ask(path, "POST", headers=once).get_json()["link"] for _ in range(2)}
    assert len(links) == 2


def test_who_may_decide_may_not_invite(site: Site) -> None:
    ada = administrator(site.house.books, site.house.mia)
    new = {"name": "Nina New", "email": "nina@h.example", "roles": ["finance"]}
    narrow = Machine(site, ada, Scope.READ, Scope.DECIDE)
    assert code(narrow.ask("/api/v1/people", "POST", said=new)) == "403 request.scope"
    mia = Machine(site, site.house.mia)
    assert code(mia.ask("/api/v1/people", "POST", said=new)) == "403 person.role"
    assert mia.ask("/api/v1/people").get_json() == []
    assert code(mia.ask(f"/api/v1/people/{ada.id}")) == "404 request.unknown"


def test_a_draft_is_written_proposed_and_signed_by_another(site: Site) -> None:
    mia, max_, audrey = (Machine(site, each) for each in (site.house.mia, site.house.max, site.house.audrey))
    begun = mia.ask(DRAFTS, "POST", said={"contract": "harbour", "effective": "2026-09-01"})
    assert begun.status_code == 201, begun.text
    path = f"{DRAFTS}/{begun.get_json()['id']}"
    wrong = {"files": [{"name": "2.yaml", "text": SECOND.replace("at least 70", "at least lots")}]}
    assert code(mia.ask(path, "PUT", said=wrong)) == "428 request.if-match"
    kept = mia.ask(path, "PUT", said=wrong, headers={"If-Match": begun.headers["ETag"]})
    [mistake] = kept.get_json()["findings"]
    assert (mistake["place"]["file"], mistake["place"]["line"]) == ("2.yaml", 23), mistake
    assert code(mia.ask(path, "PUT", said=wrong, headers={"If-Match": begun.headers["ETag"]})).startswith("412")
    seen = {"If-Match": kept.headers["ETag"]}
    assert code(mia.ask(f"{path}/propose", "POST", said={"reason": "For later."}, headers=seen)).startswith("409")
    right = {"files": [{"name": "2.yaml", "text": SECOND}]}
    kept = max_.ask(path, "PUT", said=right, headers=seen)
    assert (kept.get_json()["findings"], [each["version"] for each in kept.get_json()["versions"]]) == ([], ["2"])
    seen = {"If-Match": kept.headers["ETag"]}
    proposed = mia.ask(f"{path}/propose", "POST", said={"reason": "For later."}, headers=seen)
    assert (proposed.get_json()["proposed_by"], proposed.get_json()["may"]) == ("Mia Manager", ["take-back"])
    assert audrey.ask(DRAFTS).get_json()[0]["reason"] == "For later."
    seen = {"If-Match": proposed.headers["ETag"]}
    assert code(mia.ask(f"{path}/sign", "POST", said={}, headers=seen)) == "409 cycle.own-work"
    assert code(audrey.ask(f"{path}/sign", "POST", said={}, headers=seen)) == "403 cycle.role"
    signed = max_.ask(f"{path}/sign", "POST", said={}, headers=seen)
    assert [each["version"] for each in signed.get_json()] == ["1", "2"], signed.text
    assert code(max_.ask(path)) == "404 request.unknown"


def test_a_draft_is_taken_back_and_dropped(site: Site) -> None:
    mia = Machine(site, site.house.mia)
    assert code(mia.ask(DRAFTS, "POST", said={"contract": "harbour"})) == "422 request.draft"
    begun = mia.ask(DRAFTS, "POST", said={"contract": "harbour", "files": [{"name": "2.yaml", "text": SECOND}]})
    path = f"{DRAFTS}/{begun.get_json()['id']}"
    proposed = mia.ask(f"{path}/propose", "POST", said={"reason": "Now."}, headers={"If-Match": begun.headers["ETag"]})
    back = mia.ask(f"{path}/take-back", "POST", headers={"If-Match": proposed.headers["ETag"]})
    assert back.get_json()["may"] == ["write", "propose"]
    assert code(Machine(site, site.house.pat).ask(path)) == "404 request.unknown"
    assert mia.ask(path, "DELETE", headers={"If-Match": back.headers["ETag"]}).get_json()["files"] == ["2.yaml"]
    assert mia.ask(DRAFTS).get_json() == []


def test_the_log_is_read_by_its_readers(site: Site) -> None:
    site.house.sent()
    audrey = Machine(site, site.house.audrey)
    [sent] = audrey.ask("/api/v1/log?act=figures sent&agreement=north").get_json()
    assert (sent["by"], sent["period"], sent["agreement"]) == ("Pat Partner", MARCH, "north")
    paged = audrey.ask("/api/v1/log?page_size=2&page=2")
    assert len(paged.get_json()) == 2
    assert '"total":' in paged.headers["X-Pagination"].replace(" ", "")
    chain = audrey.ask("/api/v1/log/chain").get_json()
    assert (chain["whole"], len(chain["head"])) == (True, 64)
    assert code(Machine(site, site.house.mia).ask("/api/v1/log")) == "403 person.role"


def test_periods_are_compared(site: Site) -> None:
    site.house.settled()
    mia = Machine(site, site.house.mia)
    same = mia.ask(f"{AT}/changes?since={NOW:%Y-%m-%dT%H:%M:%SZ}").get_json()
    assert (same["then"], same["now"], [each["net"] for each in same["causes"]]) == (
        "-2500.00",
        "-2500.00",
        ["0.00"] * 3,
    )
    assert code(mia.ask(f"{AT}/changes?since=2026-01-02")) == "409 compare.no-figures"
    assert code(mia.ask(f"{AT}/changes?since=soon")) == "422 known.moment"
    assert code(mia.ask(f"{AT}/changes?since=2030-01-01")) == "422 known.future"
    site.house.sent(APRIL, figures(APRIL, answered=820))
    [answered, _] = mia.ask(f"{AT}/levels?with={APRIL}").get_json()
    assert (answered["before"]["amount"], answered["now"]["amount"]) == ("1000.00", "-2500.00")
    open_period(site.house.books, site.house.north.id, "2026-05", by=site.house.mia, at=NOW)
    assert mia.ask(f"{AT}/levels?with=2026-05").get_json() == []
    assert code(mia.ask(f"{AT}/levels?with=2026-12")) == "404 request.unknown"


def test_calendars(site: Site) -> None:
    pat = Machine(site, site.house.pat)
    [listed] = pat.ask("/api/v1/calendars").get_json()
    assert (listed["contract"], listed["agreements"], listed["unnamed"]) == ("harbour", 1, [2026])
    one = pat.ask(f"/api/v1/calendars/{listed['customer']}/harbour").get_json()
    assert (one["version"], one["dates"]) == ("1", [])
    assert [(each["agreement"], each["periods"], each["first"]) for each in one["kept"]] == [("north", 1, MARCH)]
    assert code(pat.ask(f"/api/v1/calendars/{listed['customer']}/nowhere")) == "404 request.unknown"


def test_mail_is_wished_where_it_is_sent(site: Site) -> None:
    pat, wanted = Machine(site, site.house.pat), {"kinds": ["statement.issued"]}
    assert pat.ask("/api/v1/mail").get_json() == {"kinds": [], "sent": False}
    assert code(pat.ask("/api/v1/mail", "PUT", said=wanted)) == "409 mail.none"
    desk = site.app.extensions["sla"]
    mail = Mail("127.0.0.1", 25, "books@sla.example", encrypted=False)
    site.app.extensions["sla"] = replace(desk, config=replace(desk.config, mail=mail))
    for _ in range(2):
        assert pat.ask("/api/v1/mail", "PUT", said=wanted).get_json() == {**wanted, "sent": True}
    assert pat.ask("/api/v1/mail", "PUT", said={"kinds": []}).get_json()["kinds"] == []
    ada = Machine(site, administrator(site.house.books, site.house.mia))
    assert code(ada.ask("/api/v1/mail", "PUT", said=wanted)) == "403 person.role"
