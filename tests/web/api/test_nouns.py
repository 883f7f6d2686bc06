"""Everything that a person can do at the pages a machine can do too: matters, lines, claims, contracts, one's own."""

from __future__ import annotations

import io

from sla.cycle.token import Scope
from tests.operations.house import MARCH
from tests.web.api.machine import AT, Machine, code
from tests.web.site import Site

STORM = {"kind": "relief", "level": "answered_in_time", "extent": "whole", "cause": "", "reason": "The storm."}


def test_a_dispute_from_its_price_to_its_decision(site: Site) -> None:
    site.house.issued()
    pat, mia = Machine(site, site.house.pat), Machine(site, site.house.mia)
    asks = {**STORM, "kind": "dispute", "reason": "The count is wrong."}
    price = pat.ask(f"{AT}/matters/price", "POST", said=asks).get_json()
    assert price == {"currency": "USD", "without": "-2500.00", "granted": "0.00", "difference": "2500.00"}
    opened = pat.ask(f"{AT}/matters", "POST", said=asks)
    assert (opened.status_code, opened.get_json()["state"]) == (201, "open"), opened.text
    form = {"text": "Look at the log.", "file": (io.BytesIO(b"the log"), "log.csv")}
    said = pat.ask(f"{AT}/matters/1/remarks", "POST", data=form).get_json()
    [file] = said["remarks"][0]["files"]
    assert pat.ask(f"{AT}/matters/1/files/{file['sha256']}").data == b"the log"
    [waits] = mia.ask("/api/v1/waiting").get_json()
    assert (waits["act"], waits["agreement"], waits["matter"]) == ("decide", "north", 1)
    part = {**asks, "extent": "less", "figure": "answered", "by": "-50"}
    for field in ("kind", "reason"):
        del part[field]
    assert code(mia.ask(f"{AT}/matters/1/decision", "POST", said={"grant": "part"})) == "422 request.part"
    decided = mia.ask(f"{AT}/matters/1/decision", "POST", said={"grant": "part", "part": part, "reason": "Fifty."})
    assert (decided.status_code, decided.get_json()["state"]) == (201, "partly granted"), decided.text
    again = mia.ask(f"{AT}/matters/1/decision", "POST", said={"grant": "nothing", "reason": "No."})
    assert again.status_code == 409
    whole = pat.ask(f"{AT}/matters/1").get_json()
    assert whole["decision"]["grants"].startswith("answered count as 50 more")
    assert whole["price"]["difference"] == "2500.00"
    assert [each["number"] for each in pat.ask(f"{AT}/matters").get_json()] == [1]
    assert code(pat.ask(f"{AT}/matters/7")) == "404 request.unknown"


def test_what_was_asked_for_is_taken_back(site: Site) -> None:
    site.house.issued()
    pat = Machine(site, site.house.pat)
    pat.ask(f"{AT}/matters", "POST", said={**STORM, "kind": "dispute"})
    assert pat.ask(f"{AT}/matters/1/withdrawal", "POST").get_json()["state"] == "withdrawn"


def test_what_cannot_be_asked_for_is_refused_as_at_the_pages(site: Site) -> None:
    site.house.issued()
    pat = Machine(site, site.house.pat)
    days = {**STORM, "extent": "days", "first_day": "2026-03-09", "last_day": "2026-03-02"}
    assert code(pat.ask(f"{AT}/matters/price", "POST", said=days)) == "409 matter.days"
    assert code(pat.ask(f"{AT}/matters", "POST", said={**STORM, "kind": "wish"})) == "422 request.422"
    assert code(pat.ask(f"{AT}/matters", "POST", said={**STORM, "by": "1E+99"})) == "422 request.422"


def test_lines_are_accepted_by_their_keys(site: Site) -> None:
    site.house.settled()
    pat = Machine(site, site.house.pat)
    [line, *_] = pat.ask(f"{AT}/lines").get_json()
    assert (line["amount"], line["open"]) == ("2500.00", True)
    accepted = pat.ask(f"{AT}/acceptances", "POST", said={"lines": [line["key"]]})
    assert (accepted.status_code, accepted.get_json()[0]["accepted_by"]) == (201, "Pat Partner"), accepted.text
    assert pat.ask(f"{AT}/acceptances", "POST", said={"lines": ["0" * 20]}).status_code == 409


def test_what_is_paid_is_recorded_on_what_was_looked_at(site: Site) -> None:
    site.house.issued()
    fay = Machine(site, site.house.fay)
    looked = fay.ask("/api/v1/claims/NORTH-0001")
    assert (looked.get_json()["open"], looked.get_json()["age"]) == ("2500.00", "not due")
    paid = {"deed": "paid", "amount": "1000.00", "day": "2026-07-06", "reference": "B-1"}
    address = "/api/v1/claims/NORTH-0001/bookings"
    assert code(fay.ask(address, "POST", said=paid)) == "428 request.if-match"
    seen = {"If-Match": looked.headers["ETag"]}
    booked = fay.ask(address, "POST", said=paid, headers=seen)
    assert (booked.status_code, booked.get_json()["open"]) == (201, "1500.00"), booked.text
    assert code(fay.ask(address, "POST", said=paid, headers=seen)) == "412 request.changed-meanwhile"
    seen = {"If-Match": booked.headers["ETag"]}
    assert code(fay.ask(address, "POST", said={"deed": "paid"}, headers=seen)) == "422 request.day"
    without = {"deed": "set off", "day": "2026-07-06"}
    assert code(fay.ask(address, "POST", said=without, headers=seen)) == "422 request.amount"
    assert fay.ask(address, "POST", said={"deed": "lapsed"}, headers=seen).status_code == 409
    assert [each["open"] for each in fay.ask("/api/v1/claims").get_json()] == ["1500.00"]
    sums = [each["total"] for each in fay.ask("/api/v1/accounts").get_json()]
    assert sum(map(float, sums)) == 0
    assert b"NORTH-0001" in fay.ask("/api/v1/journal.csv?period=2026-03").data
    assert b"NORTH-0001" in fay.ask("/api/v1/journal.beancount").data
    wrong = fay.ask("/api/v1/journal.csv?first=2026-04-02&last=2026-04-01")
    assert code(wrong).endswith("journal.days")


def test_the_contract_the_form_and_the_file(site: Site) -> None:
    site.house.sent()
    pat = Machine(site, site.house.pat)
    contract = pat.ask("/api/v1/agreements/north/contract").get_json()
    assert contract["versions"][0]["effective"] == "2026-01-01"
    assert any("seventy" in sentence.lower() for each in contract["chapters"] for sentence in each["sentences"])
    assert pat.ask(f"{AT}/form.csv").text.startswith("\ufeffwhen")
    assert b"answered" in pat.ask(f"{AT}/submissions/1/file").data
    assert code(pat.ask(f"{AT}/submissions/2/file")) == "404 request.unknown"
    assert [each["act"] for each in pat.ask(f"{AT}/log").get_json()] == ["period opened", "figures sent"]


def test_the_last_moment_is_moved(site: Site) -> None:
    mia = Machine(site, site.house.mia)
    seen = {"If-Match": mia.ask(AT).headers["ETag"]}
    moved = mia.ask(f"{AT}/extend", "POST", said={"closes": "2026-08-01T12:00:00Z"}, headers=seen)
    assert (moved.status_code, moved.get_json()["closes"]) == (200, "2026-08-01T12:00:00+00:00"), moved.text
    past = {"closes": "2026-01-01T12:00:00Z"}
    again = mia.ask(f"{AT}/extend", "POST", said=past, headers={"If-Match": moved.headers["ETag"]})
    assert again.status_code == 409


def test_ones_own(site: Site) -> None:
    pat = Machine(site, site.house.pat, Scope.READ, Scope.DECIDE)
    me = pat.ask("/api/v1/me").get_json()
    assert (me["name"], me["roles"], me["scopes"]) == ("Pat Partner", ["partner"], ["decide", "read"])
    assert me["language"] == ""
    [held] = pat.ask("/api/v1/tokens").get_json()
    assert set(held) == {"id", "name", "scopes", "created", "expires", "ended"}
    [waits] = pat.ask("/api/v1/waiting").get_json()
    assert (waits["act"], waits["period"], waits["net"]) == ("submit", MARCH, None)
    other = Machine(site, site.house.sam)
    assert code(other.ask(f"/api/v1/tokens/{held['id']}", "DELETE")) == "404 request.unknown"
    assert pat.ask(f"/api/v1/tokens/{held['id']}", "DELETE").get_json()["ended"]
    assert code(pat.ask("/api/v1/me")) == "401 request.token"


def test_a_file_is_held_against_the_books(site: Site) -> None:
    reader = Machine(site, site.house.pat, Scope.READ)
    said = reader.ask("/api/v1/verify", "POST", data={"file": (io.BytesIO(b"no paper"), "a.pdf")})
    assert (said.status_code, said.get_json()["ok"]) == (200, False), said.text


def test_a_paper_without_an_invoice_has_none(site: Site) -> None:
    site.house.issued()
    assert code(Machine(site, site.house.fay).ask("/api/v1/statements/NORTH-0001/invoice.ubl")) == "404 request.unknown"


def test_payments_come_as_a_file(site: Site) -> None:
    site.house.issued()
    fay, pat = Machine(site, site.house.fay), Machine(site, site.house.pat)
    file = b"statement,date,amount,reference\nNORTH-0001,2026-07-06,1000.00,BANK 1\n"
    looked = fay.ask("/api/v1/payments/preview?name=p.csv", "POST", data=file)
    assert (looked.status_code, looked.get_json()["new"]) == (200, 1), looked.text
    assert code(pat.ask("/api/v1/payments?name=p.csv", "POST", data=file)) == "403 cycle.role"
    kept = fay.ask("/api/v1/payments?name=p.csv", "POST", data=file)
    assert (kept.status_code, kept.get_json()["rows"][0]["amount"]) == (201, "1000.00"), kept.text
    assert fay.ask("/api/v1/payments?name=p.csv", "POST", data=file).get_json()["new"] == 0
    assert fay.ask("/api/v1/claims/NORTH-0001").get_json()["open"] == "1500.00"
    wrong = b"statement,date,amount,reference\nNORTH-9999,2026-07-06,1000.00,BANK 1\n"
    assert fay.ask("/api/v1/payments?name=p.csv", "POST", data=wrong).status_code in {409, 422}
    booked = {"deed": "booked", "day": "2026-07-06", "reference": "SAP 1"}
    seen = {"If-Match": fay.ask("/api/v1/claims/NORTH-0001").headers["ETag"]}
    answer = fay.ask("/api/v1/claims/NORTH-0001/bookings", "POST", said=booked, headers=seen)
    assert (answer.status_code, answer.get_json()["bookings"][-1]["deed"]) == (201, "booked"), answer.text
