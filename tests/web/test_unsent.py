"""What somebody writes is kept: by its form, for its writer alone, and through the end of a session."""

from __future__ import annotations

import html
import io
import re

import pytest

from sla.cycle import Person
from sla.operations import unsent
from sla.store import log, people
from sla.store.unsent import Form
from tests.operations.house import APRIL, MARCH, NOW, House, figures
from tests.web.site import UPLOAD, Browser, Site, words

AT = f"/p/north/{MARCH}"
ASK = f"{AT}/ask/relief"
WROTE = {"level": "answered_in_time", "extent": "whole", "cause": "storm", "reason": "the line was <down>"}
SCRIPT = {"X-While-Writing": "1"}
SHOWN = html.escape(WROTE["reason"])


def slip(browser: Browser, path: str = ASK, form: int = 0) -> str:
    """What the form of a page carries."""
    found = re.findall(r'name="slip" value="([^"]+)"', browser.page(path))
    return str(found[form])


def file(name: str = "storm.txt", content: bytes = b"wind") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def written(house: House, by: Person, name: str = "ask/relief") -> dict[str, str]:
    """The reason that is kept, and the files."""
    form = Form(house.north.id, MARCH, name)
    kept = unsent.kept(house.books, form, by=by)
    files = {name: content.decode() for name, content in unsent.files(house.books, form, by=by)}
    return {"reason": kept.fields.get("reason", ""), **files} if kept else {}


ALL = {"reason": WROTE["reason"], "storm.txt": "wind"}


def test_a_form_is_kept_for_later_and_discarded(site: Site) -> None:
    house = site.house
    house.settled()
    pat = site.visit(house.pat)
    keep = pat.client.post("/unsent", data={"slip": slip(pat), "do": "keep", "file": file(), **WROTE})
    assert (keep.status_code, keep.headers["Location"]) == (303, ASK)
    again = site.visit(house.pat)
    page = again.get(ASK)
    assert SHOWN in page.text
    assert "storm.txt" in words(page)
    assert "Kept. It stands here" in pat.page(ASK)
    assert 'value="whole" required checked' in page.text
    home = words(again.get("/"))
    assert "Begun, and not sent Ask for relief : Northline, March 2026" in home
    for other in (house.sam, house.mia, house.max):
        assert "Begun" not in words(site.visit(other).get("/"))
    assert "storm" not in words(site.visit(house.pat).get(f"{AT}/ask/dispute"))
    again.client.post("/unsent", data={"slip": slip(again), "do": "discard"})
    assert written(house, house.pat) == {}
    assert "down" not in again.page(ASK)


def test_a_refused_form_has_its_file_and_sends_it_once(site: Site) -> None:
    house = site.house
    house.settled()
    pat = site.visit(house.pat)
    wrong = pat.post(ASK, look="yes", file=file(), **{**WROTE, "extent": "first", "count": "many"})
    assert wrong.status_code == 422
    assert "storm.txt" in words(wrong)
    number = re.findall(r'name="without" value="(\d+)"', wrong.text)
    left = pat.post(ASK, without=number, **{**WROTE, "extent": "days", "from": "x"})
    assert "storm.txt" not in words(left)
    made = pat.post(ASK, send="yes", file=file("rain.txt", b"water"), **WROTE)
    assert made.status_code == 303
    page = pat.page(made.headers["Location"])
    assert page.count("SHA-256") == 1
    assert "rain.txt" in page
    assert written(house, house.pat) == {}


def test_while_somebody_types_it_is_kept_unless_another_window_did(site: Site) -> None:
    house = site.house
    house.settled()
    pat = site.visit(house.pat)
    given = {"slip": slip(pat), "do": "keep", **WROTE}
    first = pat.client.post("/unsent", data={**given, "revision": "0", "file": file()}, headers=SCRIPT)
    assert (first.status_code, first.headers["X-Revision"]) == (200, "1")
    assert "storm.txt" in first.text
    other = pat.client.post("/unsent", data={**given, "revision": "0", "reason": "other"}, headers=SCRIPT)
    assert other.status_code == 409
    assert "another window" in other.text
    assert written(house, house.pat) == ALL
    assert pat.client.post("/unsent", data={**given, "reason": "mine"}).status_code == 303, "pressed by hand"
    assert written(house, house.pat)["reason"] == "mine"


def test_a_form_that_comes_too_late_is_kept_and_somebody_is_let_in_to_it(site: Site) -> None:
    """The session is gone, is another one of the same person, or was ended: each way nothing is written twice."""
    house = site.house
    house.settled()
    for lost in ("gone", "other", "ended"):
        pat = site.visit(house.pat)
        form = {"slip": slip(pat), "csrf_token": pat.token(), "send": "yes", **WROTE}
        if lost == "gone":
            pat.client.delete_cookie("sla")
        elif lost == "ended":
            with house.books.writing(None) as connection:
                people.end_sessions(connection, house.pat.id)
                log.record(connection, "signed out everywhere", house.pat, NOW)
        else:
            form["csrf_token"] = "another session's"
        answer = pat.client.post(ASK, data={**form, "file": file()})
        assert answer.status_code == 303, lost
        assert answer.headers["Location"] == (ASK if lost == "other" else f"/sign-in?next={ASK}")
        told = words(pat.get(answer.headers["Location"]))
        assert ("stands here: send it again" if lost == "other" else "sign in, and it stands in its form") in told
        assert written(house, house.pat) == ALL
        unsent.drop(house.books, Form(house.north.id, MARCH, "ask/relief"), by=house.pat)


def test_a_slip_serves_whom_it_was_made_for_and_nobody_else(site: Site) -> None:
    house = site.house
    house.settled()
    pat, sam = site.visit(house.pat), site.visit(house.sam)
    mine = slip(pat)
    answer = sam.client.post(ASK, data={"slip": mine, "csrf_token": "pat's", "file": file(), **WROTE})
    assert answer.status_code == 400
    assert "What you wrote" in answer.text, "whoever wrote it sees it, though somebody else is signed in"
    assert written(house, house.pat) == ALL
    assert sam.client.post("/unsent", data={"slip": mine, "do": "discard"}).status_code == 303
    assert written(house, house.pat) == ALL
    shown = sam.client.post("/unsent", data={"slip": mine, **WROTE}, headers=SCRIPT)
    assert "storm.txt" not in shown.text
    stranger = site.visit().client.post(
        "/unsent", data={"slip": mine, "file": file("rain.txt"), **WROTE}, headers=SCRIPT
    )
    assert "rain.txt" in stranger.text
    assert "storm.txt" not in stranger.text
    for wrong in ("", mine[:-1], "x" * 50):
        old = pat.client.post("/unsent", data={"slip": wrong, **WROTE}, headers=SCRIPT)
        assert (old.status_code, "too old" in old.text) == (409, True)
        answer = pat.client.post("/unsent", data={"slip": wrong, **WROTE})
        assert answer.status_code == 400
        assert SHOWN in answer.text
    with house.books.writing(None) as connection:
        people.set_active(connection, house.pat.id, active=False)
        log.record(connection, "shut out", house.mia, NOW)
    assert pat.client.post("/unsent", data={"slip": mine, "reason": "shut out"}).status_code == 400


def test_a_file_that_came_when_nobody_was_signed_in_waits_to_be_looked_at(site: Site) -> None:
    pat = site.visit(site.house.pat)
    for content in (b"another", figures(MARCH)):
        form = {"slip": slip(pat, UPLOAD), "file": file("march.csv", content)}
        answer = site.visit().client.post(UPLOAD, data=form)
        assert answer.headers["Location"] == f"/sign-in?next={UPLOAD}"
    assert "march.csv arrived after you were signed out" in words(pat.get(UPLOAD))
    looked = pat.post(UPLOAD)
    assert looked.headers["Location"] == f"{AT}/check"
    assert "USD 2,500.00" in words(pat.get(f"{AT}/check"))
    assert "arrived after" not in words(pat.get(UPLOAD))


@pytest.mark.parametrize("act", ["grant", "part"])
def test_remarks_and_decisions_are_kept_each_in_its_own_form(site: Site, act: str) -> None:
    house = site.house
    house.settled()
    place = site.visit(house.pat).post(ASK, send="yes", **WROTE).headers["Location"]
    mia = site.visit(house.mia)
    for at, said in enumerate(("to say", "to decide", "for a part")):
        kept = mia.client.post("/unsent", data={"slip": slip(mia, place, at), "words": said})
        assert kept.headers["Location"] == place
    page = mia.page(place)
    for area, said in (("said", "to say"), ("why", "to decide"), ("part", "for a part")):
        assert re.search(rf'<textarea id="{area}"[^>]*>{said}</textarea>', page)
    assert words(mia.get("/")).count("on matter 1") == 3
    refused = mia.post(place, act="part", words="for half", level="answered_in_time", extent="less", by="x")
    assert refused.status_code == 409
    assert ">for half</textarea>" in refused.text
    assert ">to decide</textarea>" in refused.text
    part = {"level": "answered_in_time", "extent": "less", "figure": "calls", "by": "50"} if act == "part" else {}
    assert mia.post(place, act=act, words="agreed", **part).status_code == 303
    assert "Your remark on matter 1" in words(mia.get("/"))
    assert "decision" not in words(mia.get("/"))


def test_why_something_is_opened_again_or_corrected_is_kept(site: Site) -> None:
    house = site.house
    house.settled()
    house.issued(APRIL)
    mia, pat = site.visit(house.mia), site.visit(house.pat)
    april = f"/p/north/{APRIL}"
    for path, browser in ((f"{AT}/reopen", mia), (f"{april}/restate", mia)):
        browser.client.post("/unsent", data={"slip": slip(browser, path), "reason": "a better count"})
        assert ">a better count</textarea>" in browser.page(path)
    pat.look(figures(APRIL, answered=820), path=f"{april}/upload")
    pat.client.post("/unsent", data={"slip": slip(pat, f"{april}/check"), "reason": "counted again"})
    assert ">counted again</textarea>" in pat.page(f"{april}/check")
    assert mia.act(f"{april}/restate", reason="a better count").status_code == 303
    assert "Restate :" not in words(mia.get("/"))
    assert "Reopen :" in words(mia.get("/"))
